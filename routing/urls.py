"""Addresses of what owners set about lines."""

from django.urls import path

from routing import views

app_name = "routing"

urlpatterns = [
    path("settings/calls/", views.lines, name="lines"),
    path("settings/calls/<uuid:line_id>/", views.line, name="line"),
    path("settings/calls/<uuid:line_id>/rehearsal/", views.rehearsal, name="rehearsal"),
]
