"""An account at a carrier. Directory table: the webhook's path token names it before any organisation is known."""

from django.db import models

from accounts.models import Organisation
from core.ids import new_id
from core.secrets import EncryptedTextField


class CarrierAccount(models.Model):
    """One set of carrier credentials of one organisation; no customer content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60, default="Vonage")
    api_key = models.CharField(max_length=40)
    api_secret = EncryptedTextField(blank=True)
    application_id = models.CharField(max_length=60, blank=True)
    private_key = EncryptedTextField(blank=True, help_text="PEM of the application's private key.")
    signature_secret = EncryptedTextField(blank=True)
    previous_signature_secret = EncryptedTextField(
        blank=True, help_text="Also accepted while a secret is rotated."
    )
    path_token = models.CharField(
        max_length=64, unique=True, help_text="Unguessable part of the webhook address."
    )
    api_host = models.CharField(
        max_length=120, blank=True, help_text="Regional host; the carrier's default when empty."
    )
    fallback_phone = models.CharField(
        max_length=20,
        blank=True,
        db_default="",
        help_text="Rung when a call cannot be handled as planned, for example +16025550100; else voicemail.",
    )
    is_active = models.BooleanField(default=True)
    refused_count = models.PositiveIntegerField(default=0)
    refused_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "api_key", "application_id"], name="account_once")
        ]

    def __str__(self) -> str:
        return self.name
