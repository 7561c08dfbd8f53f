"""The addresses of clinics: patient records."""

from django.urls import URLPattern, URLResolver, path

from intake.views import patient_health, patients, portable

clinic_urls: list[URLPattern | URLResolver] = [
    path("patients/reads/", patients.patient_reads, name="patient_reads"),
    path("patients/<uuid:contact_id>/", patients.patient, name="patient"),
    path("patients/<uuid:contact_id>/open/", patients.patient_glass, name="patient_glass"),
    path("patients/<uuid:contact_id>/fhir/", portable.patient_fhir, name="patient_fhir"),
    path("patients/<uuid:contact_id>/health/", patient_health.patient_health, name="patient_health"),
    path("patients/<uuid:contact_id>/<slug:part>/", patients.patient_part, name="patient_part"),
]
