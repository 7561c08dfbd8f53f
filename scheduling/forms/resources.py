"""What owners and supervisors type about providers, rooms, vehicles, equipment and pools."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.organisation import HUES
from scheduling.forms.services import Named
from scheduling.models import Resource, ResourceKind


class ResourceForm(forms.ModelForm):
    """A provider, a room, a vehicle or a piece of equipment."""

    location = forms.TypedChoiceField(
        label=gettext_lazy("Location"), required=False, coerce=UUID, empty_value=None
    )
    member = forms.TypedChoiceField(
        label=gettext_lazy("Logs in as"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=gettext_lazy("Then what is booked stands in their day."),
    )
    gives = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Gives"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    pools = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Belongs to"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour in the calendar"), coerce=int, widget=forms.RadioSelect, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Resource
        fields = ["name", "hue"]
        labels = {"name": gettext_lazy("Name, as customers see it")}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        resource: Resource,
        locations: Named,
        members: Named,
        services: Named,
        pools: Named,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, instance=resource, initial=initial)
        everywhere = ("", _("Every location"))
        self.fields["location"].choices = [everywhere, *((str(key), name) for key, name in locations)]  # type: ignore[attr-defined]
        self.fields["member"].choices = [("", _("Nobody")), *((str(key), name) for key, name in members)]  # type: ignore[attr-defined]
        self.fields["gives"].choices = [(str(key), name) for key, name in services]  # type: ignore[attr-defined]
        self.fields["pools"].choices = [(str(key), name) for key, name in pools]  # type: ignore[attr-defined]
        self.fields["hue"].choices = [(hue, str(hue)) for hue in dict.fromkeys((resource.hue, *HUES))]  # type: ignore[attr-defined]
        is_person = resource.kind == ResourceKind.PROVIDER
        for name in ("pools",) if is_person else ("member", "gives"):
            del self.fields[name]
        for name in ("gives", "pools"):
            if name in self.fields and not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]
        if len(locations) < 2:
            del self.fields["location"]

    def _post_clean(self) -> None:
        """Leave the row alone: the service compares and writes."""

    def values(self) -> dict[str, Any]:
        """Return the columns, as the service takes them."""
        cleaned, row = self.cleaned_data, self.instance
        return {
            "kind": row.kind,
            "name": " ".join(cleaned["name"].split()),
            "hue": cleaned.get("hue") or row.hue,
            "location_id": cleaned.get("location") if "location" in self.fields else row.location_id,
            "member_id": cleaned.get("member") if "member" in self.fields else row.member_id,
        }


class PoolForm(forms.Form):
    """A pool's name."""

    name = forms.CharField(
        label=gettext_lazy("Name of the pool"),
        max_length=80,
        help_text=gettext_lazy("Like Treatment rooms. A service takes as many of a pool as it needs."),
    )
