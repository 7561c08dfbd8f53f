"""Where a home service works: places apart from people, and what people are to a place."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField


class SiteRole(models.TextChoices):
    """What somebody is to a place. Who pays need not live there."""

    OWNER = "OWNER", _("Owner")
    TENANT = "TENANT", _("Tenant")
    PAYER = "PAYER", _("Pays")
    MANAGER = "MANAGER", _("Manager")


class Precision(models.TextChoices):
    """How exactly it is known where a place is."""

    NONE = "NONE", _("not known")
    POSTCODE = "POSTCODE", _("middle of the postcode")
    STREET = "STREET", _("street")
    ROOFTOP = "ROOFTOP", _("house")


class ValidatedBy(models.TextChoices):
    """Who found an address to be right."""

    NOBODY = "NOBODY", _("nobody yet")
    TABLE = "TABLE", _("postcode and state agree")
    GEOCODER = "GEOCODER", _("found on the map")
    MEMBER = "MEMBER", _("a member said so")


class ServiceSite(TenantModel):
    """An address where work is done. `norm_key` is the same however the address was typed, so each place is kept once."""

    raw = models.CharField(max_length=300, blank=True, help_text="As it was typed first.")
    street = models.CharField(max_length=160)
    unit = models.CharField(max_length=40, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    norm_key = models.CharField(max_length=300)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.NONE)
    validated_by = models.CharField(max_length=8, choices=ValidatedBy, default=ValidatedBy.NOBODY)
    verified_at = models.DateTimeField(null=True, blank=True, help_text="When a member was there or asked.")
    gate_code = EncryptedTextField(blank=True, default="")
    access_notes = models.TextField(max_length=1000, blank=True)
    hazards = models.TextField(max_length=1000, blank=True)
    pets = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["street", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "norm_key"], name="site_once"),
            models.CheckConstraint(condition=~models.Q(norm_key=""), name="site_has_key"),
        ]
        indexes = [models.Index(fields=["organisation", "-updated_at"], name="site_newest")]

    def __str__(self) -> str:
        return f"{self.street} {self.unit}".strip()


class SitePerson(TenantModel):
    """What a contact is to a place, since when and until when."""

    site = tenant_key("intake.ServiceSite", models.CASCADE, related_name="people")
    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    role = models.CharField(max_length=7, choices=SiteRole)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "site people"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "site", "contact", "role"],
                condition=models.Q(until=None),
                name="site_person_once",
            ),
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(until__gte=models.F("since")),
                name="site_person_span",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "contact"], name="site_of_contact")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.role}"
