"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from config import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("demo/mail/", views.mail, name="mail"),
    path("", include("carrier.urls")),
    path("", include("receptionist.urls")),
    path("", include("conversations.urls")),
    path("", include("routing.urls")),
    path("", include("intake.urls")),
    path("", include("scheduling.urls")),
    path("contacts/", include("contacts.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("config.api_urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
