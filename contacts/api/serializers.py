"""How contacts and addresses are written, and what may be sent."""

from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.serializers import Choice, Text
from contacts.domain.addresses import AddressKind
from contacts.domain.birth_dates import EARLIEST
from contacts.models import Contact, ContactAddress, ContactKind, Lifecycle
from core import clock

MOST_TAGS = 12
POST = ("street", "city", "region", "postcode")
TYPED_KINDS = [kind.value for kind in AddressKind if kind is not AddressKind.WITHHELD]


class ContactSerializer(serializers.ModelSerializer[Contact]):
    """A person or company; `version` rises with every change, also of its addresses."""

    owner_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Contact
        fields = [
            "id", "kind", "display_name", "prefix", "first_name", "middle_name", "last_name", "suffix",
            "preferred_name", "company_name", "language", "lifecycle", "owner_id", "tags", "source", "about",
            "version", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class ContactDetailSerializer(ContactSerializer):
    """A contact with when they were born and where their post goes; empty for a key that is not shown it."""

    birth_date = serializers.SerializerMethodField(
        help_text="Year first, like 1990-03-14; null where it is not known."
    )
    street = serializers.SerializerMethodField()
    city = serializers.SerializerMethodField()
    region = serializers.SerializerMethodField()
    postcode = serializers.SerializerMethodField()

    class Meta(ContactSerializer.Meta):
        fields = [*ContactSerializer.Meta.fields, "birth_date", *POST]
        read_only_fields = fields

    def get_birth_date(self, row: Contact) -> date | None:
        """Give the day of birth."""
        text = self._of("birth_date")
        return date.fromisoformat(text) if text else None

    def get_street(self, row: Contact) -> str:
        """Give street and number."""
        return self._of("street")

    def get_city(self, row: Contact) -> str:
        """Give the town."""
        return self._of("city")

    def get_region(self, row: Contact) -> str:
        """Give the state or province."""
        return self._of("region")

    def get_postcode(self, row: Contact) -> str:
        """Give the postcode."""
        return self._of("postcode")

    def _of(self, name: str) -> str:
        return str(getattr(self.context.get("details"), name, "") or "")


class AddressSerializer(serializers.ModelSerializer[ContactAddress]):
    """How a contact is reached; `opted_out` means the latest word about texts was no."""

    opted_out = serializers.SerializerMethodField()

    class Meta:
        model = ContactAddress
        fields = ["id", "kind", "value", "label", "is_preferred", "is_shared", "opted_out", "created_at"]
        read_only_fields = fields

    def get_opted_out(self, row: ContactAddress) -> bool:
        """Say what the consent ledger says, as the endpoint read it with the row."""
        return row.allowed is False  # type: ignore[attr-defined]


def _name(longest: int) -> Text:
    return Text(max_length=longest, required=False, allow_blank=True)


class ContactInput(serializers.Serializer[Any]):
    """A contact; it needs a first name, a last name or a company name. Fields left out are left alone."""

    kind = Choice(choices=ContactKind.choices, required=False)
    prefix = _name(20)
    first_name = _name(80)
    middle_name = _name(80)
    last_name = _name(80)
    suffix = _name(20)
    preferred_name = _name(80)
    company_name = _name(160)
    language = Text(
        max_length=8,
        required=False,
        allow_blank=True,
        validators=[RegexValidator(r"^([a-z]{2,3}(-[A-Z]{2})?)?$")],
        help_text="As ISO 639-1, like es.",
    )
    lifecycle = Choice(choices=Lifecycle.choices, required=False)
    owner_id = serializers.UUIDField(required=False, allow_null=True)
    tags = serializers.ListField(child=Text(max_length=40), max_length=MOST_TAGS, required=False)
    source = _name(80)  # type: ignore[assignment]  # DRF takes fields out of the class again
    about = Text(max_length=2000, required=False, allow_blank=True)
    birth_date = serializers.DateField(required=False, allow_null=True, help_text="Null takes it out.")
    street = _name(160)
    city = _name(80)
    region = _name(40)
    postcode = _name(12)

    def validate_birth_date(self, born: date | None) -> str:
        """Refuse a day on which nobody alive was born."""
        if born is not None and not EARLIEST <= born <= clock.now().date():
            raise serializers.ValidationError(_("That is no day of birth."))
        return born.isoformat() if born else ""

    def validate_tags(self, tags: list[str]) -> list[str]:
        """Drop doubles."""
        return list(dict.fromkeys(" ".join(tag.split()) for tag in tags))


class AddressInput(serializers.Serializer[Any]):
    """An address as people write it; it is stored in one form, a number as E.164."""

    kind = Choice(choices=TYPED_KINDS)
    value = Text(max_length=254)
    label = _name(40)  # type: ignore[assignment]  # DRF takes fields out of the class again
    is_preferred = serializers.BooleanField(required=False, default=False)
