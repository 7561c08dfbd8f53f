"""Every address of the API, below /api/v1/."""

from django.urls import include, path, re_path

from accounts.api.problems import nowhere

urlpatterns = [
    path("", include("accounts.api.urls")),
    path("", include("contacts.api.urls")),
    path("", include("conversations.api.urls")),
    path("", include("scheduling.api.urls")),
    # Line feeds too: a dot would leave those addresses to the pages' own 404.
    re_path(r"^(?P<rest>[\s\S]*)$", nowhere),
]
