"""The ledger: every inbound attempt has exactly one outcome."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, TenantModel, tenant_key
from core.ids import new_id


class AttemptOutcome(models.TextChoices):
    """What became of an inbound attempt."""

    ENTRY = "ENTRY", _("In a conversation")
    RECOVERED = "RECOVERED", _("Recovered from the carrier's report")
    UNREADABLE = "UNREADABLE", _("Kept, could not be read")
    NO_LINE = "NO_LINE", _("Kept, for a number that is no line of ours")
    CALL = "CALL", _("Call in a conversation")
    FALLBACK = "FALLBACK", _("Call answered by the fallback")
    PARTIAL = "PARTIAL", _("Part of a longer text")


class Attempt(TenantModel):
    """One person trying to reach the organisation, as the carrier counts it."""

    account = tenant_key("carrier.CarrierAccount", models.CASCADE, related_name="+")
    provider_id = models.CharField(max_length=120)
    channel = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=10, choices=AttemptOutcome)
    entry_id = models.UUIDField(null=True, blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "account", "provider_id"], name="attempt_once")
        ]
        indexes = [models.Index(fields=["organisation", "-occurred_at"], name="attempt_newest")]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.outcome}"


class ReconcileRun(TenantModel):
    """One comparison of our ledger with the carrier's own report."""

    account = tenant_key("carrier.CarrierAccount", models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    reported_count = models.PositiveIntegerField(default=0)
    recovered_count = models.PositiveIntegerField(default=0)
    settled_count = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-until"]
        indexes = [models.Index(fields=["organisation", "-until"], name="reconcile_newest")]

    def __str__(self) -> str:
        return f"{self.reported_count}"


class CallCheck(models.Model):
    """How far one account's calls were compared with the carrier's books, and until when somebody is at it.

    Directory table, no customer content: read across organisations, to begin with whoever has waited longest.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    account = models.OneToOneField("carrier.CarrierAccount", models.CASCADE, related_name="call_check")
    begun_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    listed_until = models.DateTimeField(help_text="Who rang before this is known to us.")

    def __str__(self) -> str:
        return f"{self.listed_until:%Y-%m-%d %H:%M}"
