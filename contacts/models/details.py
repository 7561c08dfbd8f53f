"""When somebody was born, and where their post goes."""

from django.db import models

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField


class PersonalDetails(TenantModel):
    """What tells namesakes apart, kept beside a contact: few pages need it, and lists never read it.

    `birth_date` is written year first; it and the street are encrypted, as health and gate codes are.
    """

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    birth_date = EncryptedTextField(blank=True, default="")
    street = EncryptedTextField(blank=True, default="")
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "personal details"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "contact"], name="personal_details_once")
        ]

    def __str__(self) -> str:
        return str(self.contact_id)
