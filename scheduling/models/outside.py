"""What calendars outside read of ours."""

from django.db import models

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField


class CalendarFeed(TenantModel):
    """An address at which calendar programs read what is booked with a resource, until it is revoked.

    Whoever has the address may read it, so it holds a secret and the feed names no customer. A resource has one at a
    time; a new one makes the old one useless.
    """

    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="feeds")
    secret = EncryptedTextField(help_text="Shown again on the resource's page.")
    secret_hash = models.CharField(max_length=64, help_text="SHA-256, by which it is found.")
    made_at = models.DateTimeField()
    made_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "secret_hash"], name="calendar_feed_secret_once"),
            models.UniqueConstraint(
                fields=["organisation", "resource"],
                condition=models.Q(revoked_at=None),
                name="calendar_feed_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
