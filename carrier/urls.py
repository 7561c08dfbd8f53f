"""Webhooks, the ledger and the demo handset."""

from django.urls import path, re_path

from carrier import mail_webhooks, softphone, views, voice_webhooks, webhooks
from carrier.views import mailboxes, own_call

app_name = "carrier"
# A leg by our own id, or by the carrier's while its call has not been entered (`carrier.vonage.addresses`).
LEG = r"leg/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/ring|/accept)?"
CALLER = r"caller/[A-Za-z0-9_.~-]{1,120}(?:/ring|/accept)?"
urlpatterns = [
    re_path(
        r"^hooks/(?P<path_token>[A-Za-z0-9_-]{16,64})/(?P<name>inbound|status|sms|voice)$",
        webhooks.receive,
        name="webhook",
    ),
    re_path(
        rf"^hooks/(?P<path_token>[A-Za-z0-9_-]{{16,64}})/(?P<about>answer|event|fallback|{LEG}|{CALLER})$",
        voice_webhooks.receive,
        name="call_webhook",
    ),
    re_path(
        r"^hooks/mail/(?P<way>[a-z_]{3,20}/(?:(?:inbound|inbound_mime|tracking)/)?)$",
        mail_webhooks.receive,
        name="mail_webhook",
    ),
    path("settings/mailboxes/", mailboxes.mailboxes, name="mailboxes"),
    path("settings/mailboxes/<uuid:mailbox_id>/retire/", mailboxes.retire, name="mailbox_retire"),
    path("softphone/ready", softphone.ready, name="softphone_ready"),
    path("softphone/answer", softphone.answer, name="softphone_answer"),
    path("ledger/", views.ledger, name="ledger"),
    path("demo/handset/", views.handset, name="handset"),
    path("demo/call/", own_call.own_call, name="own_call"),
    path("demo/call/dial", own_call.own_call_dial, name="own_call_dial"),
    path("demo/call/act", own_call.own_call_act, name="own_call_act"),
    path("demo/handset/send", views.handset_send, name="handset_send"),
]
