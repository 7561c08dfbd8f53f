"""Addresses under which the public books. What stands before services is reserved: see `services.setting.services`."""

from django.urls import path

from scheduling.views.public import details, known, manage, services, times, where

_firm = "book/<slug:slug>/"

urlpatterns = [
    path(_firm, services.services, name="book"),
    path(f"{_firm}at/<uuid:location_id>/", services.place, name="book_place"),
    path(f"{_firm}with/<uuid:provider_id>/", services.provider, name="book_provider"),
    path(f"{_firm}held/<str:token>/", details.details, name="book_details"),
    path(f"{_firm}held/<str:token>/known/", known.known, name="book_known"),
    path(f"{_firm}held/<str:token>/longer/", details.extend, name="book_extend"),
    path(f"{_firm}booked/<str:token>/", manage.booked, name="booked"),
    path(f"{_firm}booked/<str:token>/appointment.ics", manage.calendar, name="booking_calendar"),
    path(f"{_firm}move/<str:token>/", manage.move, name="booking_move"),
    path(f"{_firm}cancel/<str:token>/", manage.cancel, name="booking_cancel"),
    path(f"{_firm}<slug:service>/", times.times, name="book_times"),
    path(f"{_firm}<slug:service>/hold/", times.hold, name="book_hold"),
    path(f"{_firm}<slug:service>/where/", where.where, name="book_where"),
]
