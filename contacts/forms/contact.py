"""A contact's details and addresses."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.domain.birth_dates import EARLIEST
from contacts.errors import address_sentence
from contacts.models import Contact, ContactKind, Lifecycle, PersonalDetails
from contacts.services.details import Details
from contacts.services.records import NewAddress
from core import clock

LANGUAGES = [("", _("Not known")), ("en", _("English")), ("es", _("Spanish"))]
TYPED_KINDS = [
    ("", _("Phone number or e-mail")),
    (AddressKind.WHATSAPP.value, "WhatsApp"),
    (AddressKind.MESSENGER.value, "Messenger"),
    (AddressKind.VIBER.value, "Viber"),
    (AddressKind.RCS.value, "RCS"),
    (AddressKind.SHORT_CODE.value, _("Short code")),
    (AddressKind.OTHER.value, _("Other")),
]
DETAILS = ("birth_date", "street", "city", "region", "postcode")
MOST_TAGS = 20
LONGEST_TAG = 40


class ContactForm(forms.Form):
    """Everything a member writes down about a contact; `version` is the one that was shown."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices, initial=ContactKind.PERSON)
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    preferred_name = forms.CharField(
        label=_("Called"),
        max_length=80,
        required=False,
        help_text=_("What they like to be called, if not their first name."),
    )
    middle_name = forms.CharField(label=_("Middle name"), max_length=80, required=False)
    prefix = forms.CharField(label=_("Title"), max_length=20, required=False)  # type: ignore[assignment]
    suffix = forms.CharField(label=_("Suffix"), max_length=20, required=False)
    company_name = forms.CharField(label=_("Company"), max_length=160, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    lifecycle = forms.ChoiceField(label=_("Relationship"), choices=Lifecycle.choices, initial=Lifecycle.LEAD)
    owner_id = forms.TypedChoiceField(
        label=_("Looked after by"), required=False, coerce=UUID, empty_value=None
    )
    tags = forms.CharField(
        label=_("Labels"), required=False, max_length=800, help_text=_("Separated by commas.")
    )
    source = forms.CharField(label=_("Source"), max_length=80, required=False)
    about = forms.CharField(
        label=_("Worth knowing"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It tells namesakes apart, here and in conflict checks. Kept encrypted."),
    )
    street = forms.CharField(label=_("Street and number"), max_length=160, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    region = forms.CharField(label=_("State"), max_length=40, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        owners: list[tuple[str, str]],
        initial: dict[str, Any] | None = None,
        with_details: bool = True,
    ) -> None:
        super().__init__(data, initial=initial)
        for name in () if with_details else DETAILS:
            del self.fields[name]
        self.fields["owner_id"].choices = [("", _("Nobody")), *owners]  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        """Split labels, each once, in the order they were written."""
        tags = list(dict.fromkeys(" ".join(tag.split()) for tag in str(self.cleaned_data["tags"]).split(",")))
        tags = [tag for tag in tags if tag]
        if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_("At most 20 labels, each of at most 40 letters."))
        return tags

    def clean_birth_date(self) -> date | None:
        """Refuse a day on which nobody alive was born."""
        found: date | None = self.cleaned_data["birth_date"]
        if found is not None and not EARLIEST <= found <= clock.now().date():
            raise forms.ValidationError(_("That is no day of birth."))
        return found

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it."""
        left_out = ("version", *DETAILS)
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def details(self) -> Details | None:
        """Return when they were born and where their post goes; None where that was not asked."""
        if DETAILS[0] not in self.fields:
            return None
        found = {name: " ".join(str(self.cleaned_data[name] or "").split()) for name in DETAILS}
        return Details(**found)


def shown_values(contact: Contact, details: PersonalDetails | None = None) -> dict[str, Any]:
    """Fill the form from a contact."""
    names = [name for name in ContactForm.base_fields if name not in ("owner_id", "tags", *DETAILS)]
    more = {name: getattr(details, name, "") for name in DETAILS}
    return (
        {name: getattr(contact, name) for name in names}
        | more
        | {
            "owner_id": str(contact.owner_id or ""),
            "tags": ", ".join(contact.tags),
        }
    )


class AddressForm(forms.Form):
    """One more way to reach a contact, read as typed in the organisation's country."""

    value = forms.CharField(label=_("Number or address"), max_length=254)
    kind = forms.ChoiceField(label=_("Kind"), choices=TYPED_KINDS, required=False)
    label = forms.CharField(
        label=_("What it is called"), max_length=40, required=False, help_text=_("Mobile, work, her sister.")
    )
    is_preferred = forms.BooleanField(label=_("Reach them here first"), required=False)

    def __init__(self, data: QueryDict | None = None, *, region: str, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix)
        self.region = region

    def clean(self) -> dict[str, Any]:
        """Normalise the address, beside whose field any objection is said."""
        cleaned = super().clean() or {}
        if "value" in cleaned and "kind" in cleaned:
            try:
                cleaned["address"] = normalise(
                    cleaned["value"],
                    kind=AddressKind(cleaned["kind"]) if cleaned["kind"] else None,
                    region=self.region,
                )
            except AddressInvalid as error:
                self.add_error("value", address_sentence(error))
        return cleaned

    def address(self) -> Address:
        """Return the normalised address."""
        found = self.cleaned_data["address"]
        assert isinstance(found, Address)  # noqa: S101 - clean put it there
        return found

    def new(self) -> NewAddress:
        """Return what was typed, as the service takes it."""
        return NewAddress(
            address=self.address(),
            label=self.cleaned_data["label"],
            is_preferred=self.cleaned_data["is_preferred"],
        )


class AddressKeepForm(forms.Form):
    """What may change about an address; the address itself is removed and added instead."""

    label = forms.CharField(max_length=40, required=False)
    is_preferred = forms.BooleanField(required=False)
    is_shared = forms.BooleanField(required=False)
