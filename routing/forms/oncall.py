"""What supervisors type about rotas and ladders."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.forms.hours import MinuteField
from routing.domain import oncall as rules
from routing.forms.lines import as_uuid
from routing.services.oncall import WantedCover, WantedRung, WantedShift

Choices = Sequence[tuple[str, str]]


class ShiftForm(forms.Form):
    """When a member is on call every week."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, members: Choices = ()) -> None:
        super().__init__(data, auto_id="id_shift_%s")
        self.fields["member"].choices = members  # type: ignore[attr-defined]

    member = forms.ChoiceField(label=_("Who"))
    weekdays = forms.MultipleChoiceField(
        label=_("On which days"),
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )
    starts = MinuteField(label=_("From"))
    ends = MinuteField(label=_("To"), help_text=_("An end before the start is on the next day."))

    def wanted(self) -> WantedShift:
        """Return what was chosen, as the service takes it."""
        chosen = self.cleaned_data
        return WantedShift(
            member_id=UUID(chosen["member"]),
            weekdays=[int(day) for day in chosen["weekdays"]],
            starts_minute=chosen["starts"],
            ends_minute=chosen["ends"] or rules.DAY,
        )


class CoverForm(forms.Form):
    """Who is on instead of whom, once. Times are of the rota's clock: validate it in that time zone."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, members: Choices = ()) -> None:
        super().__init__(data, auto_id="id_cover_%s")
        self.fields["member"].choices = members  # type: ignore[attr-defined]
        self.fields["covers"].choices = [("", _("Whoever is on")), *members]  # type: ignore[attr-defined]

    member = forms.ChoiceField(label=_("Who is on"))
    covers = forms.ChoiceField(label=_("Instead of"), required=False)
    starts = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends = forms.DateTimeField(
        label=_("To"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    reason = forms.CharField(label=_("Why"), max_length=120, required=False)

    def wanted(self) -> WantedCover:
        """Return what was chosen, as the service takes it."""
        chosen = self.cleaned_data
        return WantedCover(
            member_id=UUID(chosen["member"]),
            covers_id=as_uuid(chosen["covers"]),
            starts_at=chosen["starts"],
            ends_at=chosen["ends"],
            reason=chosen["reason"],
        )


class SwapForm(forms.Form):
    """Two turns that change places, each by the instant it begins at."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, turns: Choices = ()) -> None:
        super().__init__(data, auto_id="id_swap_%s")
        for name in ("one", "other"):
            self.fields[name].choices = turns  # type: ignore[attr-defined]

    one = forms.ChoiceField(label=_("This turn"))
    other = forms.ChoiceField(label=_("changes places with"))

    def turns(self) -> tuple[datetime, datetime]:
        """Return when the two begin."""
        return (
            datetime.fromisoformat(self.cleaned_data["one"]),
            datetime.fromisoformat(self.cleaned_data["other"]),
        )


class LadderForm(forms.Form):
    """A ladder. Its rungs are read beside it, by `read_rungs`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=60)
    has_drills = forms.BooleanField(
        label=_("Rehearse it once a month"),
        required=False,
        help_text=_(
            "At a quiet minute members are asked by a task to say that they are there. No telephone rings."
        ),
    )


def read_rungs(data: QueryDict) -> list[WantedRung]:
    """Read the rungs of a ladder; one that names neither a member nor a rota is left out."""
    found = []
    rows = zip(data.getlist("who"), data.getlist("seconds"), data.getlist("times"), strict=False)
    for who, seconds, times in rows:
        rung = rung_of(
            who, _within(seconds, rules.SHORTEST_RING, rules.LONGEST_RING, rules.USUAL_RING), times
        )
        if rung is not None:
            found.append(rung)
    return found


def rung_of(who: str, seconds: int, times: str) -> WantedRung | None:
    """Read whom a rung rings: `member-ID` or `rota-ID`."""
    kind, _dash, key = who.partition("-")
    chosen = as_uuid(key)
    if chosen is None or kind not in {"member", "rota"}:
        return None
    return WantedRung(
        member_id=chosen if kind == "member" else None,
        rota_id=chosen if kind == "rota" else None,
        seconds=seconds,
        times=_within(times, 1, rules.MOST_TIMES, 1),
    )


def rungs_after(rungs: Sequence[WantedRung], act: str, *, added: str) -> list[WantedRung]:
    """Return the rungs after one press of a button: `up-N`, `down-N`, `remove-N` or `add`."""
    order = list(rungs)
    verb, _dash, place_text = act.partition("-")
    if verb == "add":
        rung = rung_of(added, rules.USUAL_RING, "1")
        return [*order, rung] if rung is not None else order
    place = int(place_text) if place_text.isdecimal() else -1
    if not 0 <= place < len(order):
        return order
    if verb == "remove":
        del order[place]
    elif verb in {"up", "down"}:
        other = max(0, min(len(order) - 1, place + (1 if verb == "down" else -1)))
        order[place], order[other] = order[other], order[place]
    return order


def _within(text: str, least: int, most: int, usual: int) -> int:
    return max(least, min(most, int(text))) if text.strip().isdecimal() and len(text) < 6 else usual
