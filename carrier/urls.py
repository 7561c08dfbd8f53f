"""Webhooks, the ledger and the demo handset."""

from django.urls import path, re_path

from carrier import views, webhooks

app_name = "carrier"
urlpatterns = [
    re_path(
        r"^hooks/(?P<path_token>[A-Za-z0-9_-]{16,64})/(?P<name>inbound|status|sms|voice)$",
        webhooks.receive,
        name="webhook",
    ),
    path("ledger/", views.ledger, name="ledger"),
    path("demo/handset/", views.handset, name="handset"),
    path("demo/handset/send", views.handset_send, name="handset_send"),
]
