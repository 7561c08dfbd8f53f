"""What keeps a contact from being erased."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class LegalHold(TenantModel):
    """While it stands nothing of the contact is erased; it ends with its day, or when an owner lifts it."""

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200, help_text=_("Why their data must be kept."))
    until = models.DateField(null=True, blank=True, help_text=_("The last day; empty until it is lifted."))
    placed_by = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-placed_at", "-id"]
        indexes = [models.Index(fields=["organisation", "contact", "-placed_at"], name="hold_of_contact")]

    def __str__(self) -> str:
        return self.reason
