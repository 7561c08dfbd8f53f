"""Every address of the API, below /api/v1/."""

from django.urls import include, path, re_path

from accounts.api.problems import nowhere
from accounts.api.schema import SchemaView

urlpatterns = [
    path("schema", SchemaView.as_view(), name="api_schema"),
    path("", include("accounts.api.urls")),
    path("", include("contacts.api.urls")),
    path("", include("conversations.api.urls")),
    re_path(r"^(?P<rest>.*)$", nowhere),
]
