"""What the public types and presses: where they are on the way, a start, their details."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.zones import zone_names
from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.errors import address_sentence
from scheduling.domain.months import read_month
from scheduling.domain.visits import VisitAddress
from scheduling.errors import BadBooking
from scheduling.pages.ways import Way
from scheduling.services.coming import check_postcode
from scheduling.services.visiting import Visitor

START = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z")
LONGEST_TOKEN = 120
# As the site around the page looks.
EMBEDS = frozenset({"light", "dark", "auto"})
ADDRESS = ("street", "unit", "city", "postcode", "access_note")


def read_way(query: Mapping[str, str], *, slug: str, path: str = "") -> Way:
    """Read what a visitor has chosen so far; what cannot be read was not chosen."""
    day = _day(query.get("day", ""))
    language, zone = query.get("lang", ""), query.get("zone", "")
    minutes, embed = query.get("minutes", ""), query.get("embed", "")
    return Way(
        slug=slug,
        path=path,
        place=_id(query.get("place", "")),
        provider=_id(query.get("with", "")),
        minutes=int(minutes) if minutes.isascii() and minutes.isdecimal() and len(minutes) <= 4 else 0,
        month=read_month(query.get("month", "")),
        day=day,
        zone=zone if zone in zone_names() else "",
        language=language if language in dict(settings.LANGUAGES) else "",
        hold=query.get("hold", "")[:LONGEST_TOKEN],
        embed=embed if embed in EMBEDS else "",
        known=query.get("known", "")[:LONGEST_TOKEN],
        zip=query.get("zip", "")[:12],
    )


def read_start(text: str) -> datetime | None:
    """Read the instant of a time somebody pressed; None when it is none."""
    if not START.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if read_month(f"{found:%Y-%m}") else None


class DetailsForm(forms.Form):
    """Who is coming. `needs_phone` where we call, `needs_address` where we come, `has_postcode` where that was asked."""

    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Tell us your first name.")},
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("So that we can reach you about this."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=40,
        required=False,
        widget=forms.TelInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    street = forms.CharField(
        label=gettext_lazy("Street and number"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
        error_messages={"required": gettext_lazy("Tell us the address to come to.")},
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit or floor"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )
    city = forms.CharField(
        label=gettext_lazy("City"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": gettext_lazy("Tell us the city.")},
    )
    # The town that was asked about already: whoever leaves it as it is means it.
    city_seen = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={"required": gettext_lazy("Tell us the postcode.")},
    )
    access_note = forms.CharField(
        label=gettext_lazy("How do we get in?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("A gate code, where to park, a dog."),
    )
    remind = forms.BooleanField(
        label=gettext_lazy("You may text me about this. Reply STOP to end it."), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Anything we should know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    both = forms.BooleanField(label=gettext_lazy("Book this one as well. I want both."), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        region: str,
        needs_phone: bool,
        needs_address: bool,
        asks_both: bool = False,
        has_postcode: bool = False,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.region = region
        if needs_phone:
            self.fields["phone"].required = True
            self.fields["phone"].error_messages["required"] = _("Tell us the number to call.")
            self.fields["phone"].label = _("Number to call")
        for name in (*ADDRESS, "city_seen") if not needs_address else ("postcode",) if has_postcode else ():
            del self.fields[name]
        if not asks_both:
            del self.fields["both"]
        if self.is_bound:
            self._mark_errors()

    def _mark_errors(self) -> None:
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs["aria-invalid"] = "true"

    def clean_email(self) -> Address | None:
        """Read the e-mail address."""
        return self._address("email", AddressKind.EMAIL)

    def clean_phone(self) -> Address | None:
        """Read the number as typed in the firm's country."""
        return self._address("phone", AddressKind.PHONE)

    def clean(self) -> dict[str, Any]:
        """Ask for one way to answer; only a machine fills what nobody sees."""
        if self.data.get("website"):
            raise forms.ValidationError(_("That was not sent. Please call us."))
        cleaned = super().clean() or self.cleaned_data
        if not {"email", "phone"} & set(self.errors) and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", _("Give an e-mail address or a mobile number, so that we can reach you."))
        if cleaned.get("remind") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Tell us the number for texts, or take the tick away."))
        return cleaned

    def _address(self, name: str, kind: AddressKind) -> Address | None:
        typed = str(self.cleaned_data[name]).strip()
        if not typed:
            return None
        try:
            return normalise(typed, kind=kind, region=self.region)
        except AddressInvalid as fault:
            raise forms.ValidationError(address_sentence(fault)) from fault

    def clean_postcode(self) -> str:
        """Read the postcode."""
        try:
            return check_postcode(str(self.cleaned_data["postcode"]))
        except BadBooking as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal

    def ask_town(self, town: str) -> None:
        """Ask whether the city is right, since the postcode belongs to `town`; pressed again as it is, it is right."""
        words = _(
            "This postcode belongs to %(town)s. If your city is right all the same, press the button again."
        )
        self.add_error("city", words % {"town": town})
        self.fields["city"].widget.attrs["aria-invalid"] = "true"
        self.data = {**self.data, "city_seen": str(self.data.get("city", ""))}

    def _place(self) -> VisitAddress | None:
        chosen = self.cleaned_data
        if "street" not in self.fields:
            return None
        return VisitAddress(
            **{name: " ".join(str(chosen.get(name, "")).split()) for name in ADDRESS}  # type: ignore[arg-type]
        )

    def visitor(self, *, language: str, timezone: str) -> Visitor:
        """Return what was typed, as the service takes it."""
        chosen = self.cleaned_data
        return Visitor(
            name=f"{chosen['first_name']} {chosen['last_name']}".strip(),
            email=chosen["email"],
            phone=chosen["phone"],
            address=self._place(),
            note=chosen["note"],
            may_remind=chosen["remind"],
            language=language,
            timezone=timezone,
            wants_both=chosen.get("both", False),
        )


class CancelForm(forms.Form):
    """Why somebody cancels, if they want to say."""

    reason = forms.CharField(
        label=gettext_lazy("Why? It helps us."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class KnownForm(forms.Form):
    """Where a code can be sent to somebody who was here before."""

    address = forms.CharField(
        label=gettext_lazy("Mobile number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
        help_text=gettext_lazy("The one you gave us before."),
        error_messages={"required": gettext_lazy("Enter a phone number or an e-mail address.")},
    )

    def __init__(self, data: QueryDict | None = None, *, region: str) -> None:
        super().__init__(data)
        self.region = region

    def clean_address(self) -> Address:
        """Read a number as typed in the firm's country, or an e-mail address."""
        typed = str(self.cleaned_data["address"])
        kind = AddressKind.EMAIL if "@" in typed else AddressKind.PHONE
        try:
            return normalise(typed, kind=kind, region=self.region)
        except AddressInvalid as fault:
            raise forms.ValidationError(address_sentence(fault)) from fault


class CodeForm(forms.Form):
    """The code that came."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "digits"}
        ),
        error_messages={"required": gettext_lazy("Type the six digits.")},
    )
