"""Addresses of the API keys' pages, for `accounts.urls`."""

from django.urls import path

from accounts.views import api_keys

urlpatterns = [
    path("settings/api-keys/", api_keys.api_keys, name="api_keys"),
    path("settings/api-keys/new/", api_keys.new, name="api_key_new"),
    path("settings/api-keys/<uuid:api_key_id>/revoke/", api_keys.revoke, name="api_key_revoke"),
]
