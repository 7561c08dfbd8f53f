"""What is known of a patient's health, a row for each thing: never deleted, but past or entered by mistake."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField
from intake.domain.patients.health import Kind, Severity, Standing

SEVERITIES: Final = {
    Severity.MILD.value: _("mild"),
    Severity.MODERATE.value: _("moderate"),
    Severity.SEVERE.value: _("severe"),
}


class HealthItem(TenantModel):
    """An allergy, a medication or a condition; or, by `is_none`, that there is none.

    `detail` is the reaction of an allergy and the dose of a medication, `course` how a medication is taken. What came
    with a form counts as said by the patient until somebody confirms it.
    """

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Kind])
    is_none = models.BooleanField(default=False, help_text=_("Asked, and there is none."))
    what = EncryptedTextField(blank=True, default="")
    detail = EncryptedTextField(blank=True, default="")
    course = EncryptedTextField(blank=True, default="")
    since = EncryptedTextField(blank=True, default="")
    severity = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Severity], blank=True
    )
    is_risky = models.BooleanField(default=False, help_text=_("It may be life-threatening."))
    standing = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Standing], default=Standing.ACTIVE.value
    )
    submission = tenant_key("intake.Submission", models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = EncryptedTextField(blank=True, default="", help_text=_("Why it ended, or is a mistake."))

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing="ACTIVE", ended_at=None)
                | (~models.Q(standing="ACTIVE") & models.Q(ended_at__isnull=False)),
                name="health_item_ended_pair",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "contact", "recorded_at"], name="health_item_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.standing}"
