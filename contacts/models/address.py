"""How a contact is reached, and what they allowed us."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from contacts.domain.addresses import AddressKind


class ContactAddress(TenantModel):
    """A phone number, e-mail address or channel id of a contact.

    Two contacts may hold the same value (a shared phone): uniqueness is per contact, and `is_shared` marks it.
    """

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value.title()) for kind in AddressKind])
    value = models.CharField(max_length=254, help_text=_("Normalised; a phone number as E.164."))
    reversed_value = models.GeneratedField(
        expression=models.Func("value", function="reverse"),
        output_field=models.CharField(max_length=254),
        db_persist=True,
    )
    label = models.CharField(max_length=40, blank=True)
    is_preferred = models.BooleanField(default=False)
    is_shared = models.BooleanField(default=False)
    unreachable_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("When a mail to it came back; empty once one reached it, or came from it."),
    )

    class Meta:
        ordering = ["-is_preferred", "created_at"]
        verbose_name_plural = "contact addresses"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "value", "contact"], name="address_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "contact"], name="address_of_contact"),
            GinIndex(
                fields=["organisation", "value"],
                opclasses=["uuid_ops", "gin_trgm_ops"],
                name="address_any_part",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class ConsentEvent(TenantModel):
    """What a number said about being texted; the latest row per number and scope decides. Append-only."""

    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=254)
    scope = models.CharField(max_length=12, default="TEXT")
    granted = models.BooleanField()
    evidence = models.CharField(max_length=12, help_text=_("KEYWORD, WORDING, MEMBER, CARRIER or FORM."))
    reason = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("How a member knows, in their words."),
    )
    entry_id = models.UUIDField(null=True, blank=True)
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["-occurred_at", "-id"]
        indexes = [
            models.Index(
                fields=["organisation", "kind", "value", "scope", "-occurred_at", "-id"],
                name="consent_latest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.scope} {self.granted}"
