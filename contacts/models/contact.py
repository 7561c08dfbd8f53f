"""A person or a company."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class ContactKind(models.TextChoices):
    """What a contact is."""

    PERSON = "PERSON", _("Person")
    COMPANY = "COMPANY", _("Company")


class Lifecycle(models.TextChoices):
    """Where the relationship stands."""

    LEAD = "LEAD", _("Lead")
    PROSPECT = "PROSPECT", _("Prospect")
    CLIENT = "CLIENT", _("Client")
    FORMER = "FORMER", _("Former client")
    VENDOR = "VENDOR", _("Vendor")
    OTHER = "OTHER", _("Other")


SEARCHED = ("display_name", "first_name", "middle_name", "last_name", "preferred_name", "company_name")


class Contact(TenantModel):
    """A person or company known to one organisation."""

    kind = models.CharField(max_length=8, choices=ContactKind, default=ContactKind.PERSON)
    prefix = models.CharField(max_length=20, blank=True)
    first_name = models.CharField(max_length=80, blank=True)
    middle_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=20, blank=True)
    preferred_name = models.CharField(max_length=80, blank=True)
    company_name = models.CharField(max_length=160, blank=True)
    display_name = models.CharField(max_length=200, blank=True, help_text=_("Empty until a name is known."))
    language = models.CharField(max_length=8, blank=True)
    lifecycle = models.CharField(max_length=8, choices=Lifecycle, default=Lifecycle.LEAD)
    owner = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    source = models.CharField(max_length=80, blank=True)
    about = models.TextField(blank=True, max_length=2000)
    merged_into_id = models.UUIDField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["display_name", "id"]
        indexes = [
            models.Index("organisation", Lower("display_name"), "id", name="contact_by_name"),
            models.Index(fields=["organisation", "-created_at", "id"], name="contact_newest"),
            models.Index(fields=["organisation", "-updated_at", "id"], name="contact_changed"),
            GinIndex(
                OpClass(models.F("organisation"), name="uuid_ops"),
                OpClass(
                    models.Func(*SEARCHED, function="contact_words", output_field=models.TextField()),
                    name="gin_trgm_ops",
                ),
                name="contact_any_word",
            ),
            GinIndex(fields=["tags"], name="contact_tags"),
        ]

    def __str__(self) -> str:
        return self.display_name or str(self.pk)
