"""Addresses of bookings."""

from django.urls import path

from scheduling.views import (
    appointment_new,
    appointments,
    calendar,
    calendar_blocks,
    callbacks,
    embed,
    offers,
    reminders,
    route,
    setup_urls,
    taps,
    waiting,
    waiting_public,
)
from scheduling.views.public import urls as public_urls

app_name = "scheduling"

_appointment = "calendar/appointments/<uuid:appointment_id>/"

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/print/", calendar.calendar_print, name="calendar_print"),
    path("calendar/pdf/", calendar.calendar_pdf, name="calendar_pdf"),
    path("calendar/sessions/<uuid:session_id>/", appointments.session, name="session"),
    path(_appointment, appointments.appointment, name="appointment"),
    path(f"{_appointment}sheet/", appointments.appointment_sheet, name="appointment_sheet"),
    *setup_urls.urlpatterns,
    *public_urls.urlpatterns,
    path(f"{_appointment}act/", appointments.appointment_act, name="appointment_act"),
    path(f"{_appointment}move/", appointments.appointment_move, name="appointment_move"),
    path(f"{_appointment}as-asked/", offers.move_as_asked, name="appointment_as_asked"),
    path(f"{_appointment}drag/", appointments.appointment_drag, name="appointment_drag"),
    path("book/<slug:slug>/<slug:service>/wait/", waiting_public.wait, name="book_wait"),
    path("book/<slug:slug>/<slug:service>/wait/<str:token>/", waiting_public.place, name="book_waiting"),
    path("calendar/next/", offers.next_free, name="next_free"),
    path("calendar/callback/new/", callbacks.callback_new, name="callback_new"),
    path("calendar/waiting/", waiting.waiting, name="waiting"),
    path("calendar/waiting/new/", waiting.waiting_new, name="waiting_new"),
    path("calendar/waiting/<uuid:waiting_id>/remove/", waiting.waiting_remove, name="waiting_remove"),
    path("b/<slug:code>", taps.tap, name="tap"),
    path("calendar/offer/<uuid:conversation_id>/", offers.offer, name="offer"),
    path("settings/booking/embed/", embed.embed, name="embed"),
    path("settings/booking/embed/<uuid:site_id>/remove/", embed.embed_remove, name="embed_remove"),
    path("settings/reminders/", reminders.reminders, name="reminders"),
    path("settings/reminders/<uuid:rule_id>/remove/", reminders.reminder_remove, name="reminder_remove"),
    path("calendar/new/", appointment_new.appointment_new, name="appointment_new"),
    path("calendar/route/", route.route, name="route"),
    path("calendar/route/order/", route.route_order, name="route_order"),
    path("calendar/route/<uuid:appointment_id>/act/", route.route_act, name="route_act"),
    path("calendar/take/<uuid:conversation_id>/", route.take, name="take"),
    path("calendar/new/people/", appointment_new.people, name="appointment_people"),
    path("calendar/time/new/", calendar_blocks.block_new, name="block_new"),
    path("calendar/time/<uuid:time_block_id>/", calendar_blocks.block, name="block"),
]
