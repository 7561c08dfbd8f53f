"""Addresses below /api/v1/ of services and appointments."""

from django.urls import path

from scheduling.api import appointments, services

_one = "appointments/<uuid:appointment_id>"

urlpatterns = [
    path("services", services.ServiceList.as_view()),
    path("services/<uuid:service_id>/free-times", services.FreeTimes.as_view()),
    path("appointments", appointments.AppointmentList.as_view()),
    path(_one, appointments.AppointmentDetail.as_view()),
    path(f"{_one}/move", appointments.Move.as_view()),
    path(f"{_one}/cancel", appointments.Cancel.as_view()),
]
