"""Addresses of contacts."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _soon(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=404)


app_name = "contacts"
urlpatterns = [
    path("", _soon, name="list"),
    path("search/", _soon, name="search"),
    path("<uuid:contact_id>/", _soon, name="contact"),
]
