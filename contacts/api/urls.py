"""Addresses below /api/v1/ of contacts."""

urlpatterns: list[object] = []
