"""Somebody of the public who says that they were here before, and the code that shows it."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class VisitorCode(TenantModel):
    """A code somebody asked for while they hold a time. `contact` is whom it was sent to, nobody if we know no one.

    The code stands nowhere: it is made of the row's id with the installation's key, so that reading the table opens
    nothing. What it opens is good for `hold` alone.
    """

    hold = tenant_key("scheduling.Hold", models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=8, help_text="PHONE or EMAIL.")
    value = models.CharField(max_length=254, help_text="The address as it was typed, made regular.")
    language = models.CharField(max_length=8, default="en")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    contact = tenant_key(
        "contacts.Contact", models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["organisation", "value", "-asked_at"], name="visitor_code_asked")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
