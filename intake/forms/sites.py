"""An address as it is typed, with what is to be known of the place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from intake.domain.homes.postal import Postal, read
from intake.models import ServiceSite, SiteRole
from intake.services.homes.sites import Notes, Typed

PARTS = ("street", "unit", "city", "state", "postcode")
NOTES = ("gate_code", "access_notes", "hazards", "pets")


class SiteForm(forms.Form):
    """A place. The whole address may be pasted in one line instead of its parts."""

    line = forms.CharField(
        label=_("The whole address in one line"),
        max_length=300,
        required=False,
        help_text=_("As somebody wrote it, like 1220 W Roosevelt St, Phoenix, AZ 85007."),
    )
    street = forms.CharField(label=_("Street and number"), max_length=160, required=False)
    unit = forms.CharField(label=_("Apartment or unit"), max_length=40, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    state = forms.CharField(label=_("State"), max_length=40, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    gate_code = forms.CharField(
        label=_("Gate code"), max_length=60, required=False, help_text=_("Kept encrypted.")
    )
    access_notes = forms.CharField(
        label=_("How to get in, where to park"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hazards = forms.CharField(
        label=_("Dangers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Old wiring, asbestos, an open well: what whoever goes there has to know first."),
    )
    pets = forms.CharField(label=_("Animals"), max_length=300, required=False)
    role = forms.ChoiceField(label=_("They are"), choices=SiteRole.choices, required=False)
    is_sure = forms.BooleanField(label=_("The address is right as it stands"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        organisation: Organisation,
        site: ServiceSite | None = None,
        line: str = "",
        with_role: bool = False,
    ) -> None:
        initial = {key: getattr(site, key) for key in (*PARTS, *NOTES, "version")} if site else {"line": line}
        super().__init__(data, initial=initial)
        self.organisation = organisation
        if site is not None:
            del self.fields["line"]
        if not with_role:
            del self.fields["role"]
        # Nobody is asked whether they are sure before something about the address was odd.
        self.is_odd = bool(data and data.get("odd"))

    def typed(self) -> Typed:
        """Give the address as it was typed."""
        values = self.cleaned_data
        line = values.get("line", "")
        address = Postal(**{key: values[key] for key in PARTS})
        if line and not values["street"]:
            address = read(line)
        return Typed(address=address, raw=line or address.line, is_sure=values["is_sure"])

    def notes(self) -> Notes:
        """Give what is to be known of the place."""
        return Notes(**{key: self.cleaned_data[key].strip() for key in NOTES})

    def chosen_role(self) -> SiteRole:
        """Give what somebody is to the place."""
        return SiteRole(self.cleaned_data.get("role") or SiteRole.OWNER)
