"""Addresses of bookings."""

from django.urls import path

from scheduling.views import appointments, calendar, setup_urls

app_name = "scheduling"

_appointment = "calendar/appointments/<uuid:appointment_id>/"

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/print/", calendar.calendar_print, name="calendar_print"),
    path("calendar/sessions/<uuid:session_id>/", appointments.session, name="session"),
    path(_appointment, appointments.appointment, name="appointment"),
    path(f"{_appointment}sheet/", appointments.appointment_sheet, name="appointment_sheet"),
    *setup_urls.urlpatterns,
]
