"""What supervisors type about a line's calls."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from routing.domain.graph import Turn
from routing.models import LineHandling
from routing.services import Wanted
from routing.services.settings import LONGEST_RING

SHORTEST_RING, USUAL_RING = 5, 20
LONG = {"rows": 3}
SHIPPED = _("Leave it empty for the words that ship.")


class HandlingForm(forms.Form):
    """How a line handles calls. The ring order is read beside it, by `read_turns`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(
        label=_("The line speaks"), choices=[("en", _("English")), ("es", _("Spanish"))]
    )
    greeting = forms.CharField(
        label=_("When you are open"),
        max_length=600,
        required=False,
        widget=forms.Textarea(LONG),
        help_text=SHIPPED,
    )
    closed_greeting = forms.CharField(
        label=_("When you are closed"),
        max_length=600,
        required=False,
        widget=forms.Textarea(LONG),
        help_text=_("Left empty, it says when you open again."),
    )
    voicemail_greeting = forms.CharField(
        label=_("When nobody answers"),
        max_length=600,
        required=False,
        widget=forms.Textarea(LONG),
        help_text=SHIPPED,
    )
    records_calls = forms.BooleanField(label=_("Record calls on this line"), required=False)
    notice = forms.CharField(
        label=_("What is said before a call is recorded"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Keep the way out in it: who presses 9 or says no is not recorded."),
    )
    keep_days = forms.IntegerField(label=_("Days until recordings are deleted"), min_value=1, max_value=3650)
    texts_back = forms.BooleanField(label=_("Text a caller whose call was missed"), required=False)
    text_back_words = forms.CharField(
        label=_("The text"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=SHIPPED,
    )
    cooldown_hours = forms.IntegerField(
        label=_("Hours until the same caller gets another"), min_value=1, max_value=720
    )

    messages_queue_id = forms.UUIDField(
        label=_("Messages to this line wait in"),
        required=False,
        widget=forms.Select,
        help_text=_(
            "Messages that belong to nobody yet are offered to one member of the queue after another."
        ),
    )

    def offer_queues(self, queues: Sequence[tuple[str, str]]) -> None:
        """Let a queue be chosen, or none."""
        self.fields["messages_queue_id"].widget.choices = [
            ("", _("No queue: they stay with the team")),
            *queues,
        ]

    def wanted(self) -> Wanted:
        """Return what was chosen, as the service takes it."""
        chosen = self.cleaned_data
        return Wanted(**{name: chosen[name] for name in Wanted.__dataclass_fields__})

    def sketch(self, handling: LineHandling) -> LineHandling:
        """Put what is readable so far on an unsaved row, for the rehearsal."""
        self.is_valid()
        values = {name: getattr(handling, name) for name in Wanted.__dataclass_fields__}
        values |= {name: self.cleaned_data[name] for name in values if name in self.cleaned_data}
        return LineHandling(organisation_id=handling.organisation_id, line_id=handling.line_id, **values)


def initial_of(handling: LineHandling) -> dict[str, Any]:
    """Fill the form from a row."""
    return {name: getattr(handling, name) for name in (*Wanted.__dataclass_fields__, "version")}


def read_turns(data: QueryDict, known: set[UUID]) -> list[Turn]:
    """Read the ring order; who is not of the organisation, or stands in it twice, is left out."""
    found: dict[UUID, Turn] = {}
    for member, seconds in zip(data.getlist("member"), data.getlist("seconds"), strict=False):
        member_id = as_uuid(member)
        if member_id in known and member_id not in found:
            found[member_id] = Turn(member_id, _seconds(seconds))
    return list(found.values())


def rearranged(turns: Sequence[Turn], act: str, known: set[UUID], *, added: str) -> list[Turn]:
    """Return the order after one press of a button: `up-N`, `down-N`, `remove-N` or `add`."""
    order = list(turns)
    verb, _dash, place_text = act.partition("-")
    member_id = as_uuid(added)
    if verb == "add" and member_id in known and all(turn.member_id != member_id for turn in order):
        return [*order, Turn(member_id, USUAL_RING)]
    place = int(place_text) if place_text.isdigit() else -1
    if not 0 <= place < len(order):
        return order
    if verb == "remove":
        del order[place]
    elif verb in {"up", "down"}:
        other = max(0, min(len(order) - 1, place + (1 if verb == "down" else -1)))
        order[place], order[other] = order[other], order[place]
    return order


def as_uuid(text: str) -> UUID | None:
    """Read an id; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _seconds(text: str) -> int:
    return max(SHORTEST_RING, min(LONGEST_RING, int(text))) if text.strip().isdigit() else USUAL_RING
