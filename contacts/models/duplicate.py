"""Contacts that may be one person, and by which keys they were found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class SuggestionState(models.TextChoices):
    """What became of a suggestion."""

    OPEN = "OPEN", _("Open")
    MERGED = "MERGED", _("Merged")
    DISTINCT = "DISTINCT", _("Two people")


class DuplicateSuggestion(TenantModel):
    """Two contacts that may be one, once for each pair; who was found to be two people is not suggested again."""

    first = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    second = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    probability = models.FloatField()
    reasons = models.JSONField(default=list, help_text=_("Field and level, the weightiest first."))
    is_certain = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=SuggestionState, default=SuggestionState.OPEN)
    decided_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-probability", "id"]
        indexes = [
            models.Index(fields=["organisation", "state", "-probability", "id"], name="suggestion_likeliest"),
            models.Index(fields=["organisation", "second"], name="suggestion_of_second"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "first", "second"], name="suggestion_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="suggestion_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class IdentityKey(TenantModel):
    """One key of a contact: whoever shares it is compared, or a name is counted by it."""

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["organisation", "key"], name="identity_key")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "contact", "key"], name="identity_key_once")
        ]

    def __str__(self) -> str:
        return self.key


class IdentitySweep(TenantModel):
    """Up to which change the contacts of an organisation were compared."""

    seen_at = models.DateTimeField()
    seen_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="identity_sweep_once")]

    def __str__(self) -> str:
        return str(self.seen_at)
