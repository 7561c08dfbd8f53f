"""Addresses of contacts."""

app_name = "contacts"
urlpatterns: list[object] = []
