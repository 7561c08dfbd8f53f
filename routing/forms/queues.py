"""What supervisors type about queues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from routing.domain import seating
from routing.domain.matching import Strategy
from routing.domain.seating import BOUNDS, LONGEST_CODE, MOST_CODES, OFTENEST_ANNOUNCED, Place
from routing.forms.lines import as_uuid
from routing.models import Queue
from routing.models.queue import STRATEGIES
from routing.services.queues import WantedQueue
from routing.services.queues.settings import SETTINGS

MEANINGS = {
    Strategy.LONGEST_IDLE: _("fair over a day of long and short calls"),
    Strategy.ROUND_ROBIN: _("one after another, whatever they did before"),
    Strategy.FEWEST_TODAY: _("who began late today catches up first"),
    Strategy.FIXED: _("from the top of the list; who stands lower is asked when all above are taken"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A setting that is saved otherwise than it was typed."""

    label: str
    saved: str


def _figure(name: str, label: Any, help_text: Any = "", *, required: bool = True) -> forms.IntegerField:
    least, most = BOUNDS[name]
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=most, required=required
    )


class QueueForm(forms.Form):
    """What a queue is like. Who sits in it is read beside it, by `read_places`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=60)
    strategy = forms.ChoiceField(
        label=_("Who is asked first"),
        widget=forms.RadioSelect,
        choices=[(key, format_lazy("{}: {}", label, MEANINGS[Strategy(key)])) for key, label in STRATEGIES],
    )
    ring_seconds = _figure("ring_seconds", _("Seconds a telephone rings before the next is asked"))
    tier_seconds = _figure(
        "tier_seconds",
        _("Seconds until backup is asked too"),
        _("Each further tier is asked after as many seconds again."),
    )
    places = _figure("places", _("How many may wait at once"), _("Empty: as many as come."), required=False)
    longest_seconds = _figure(
        "longest_seconds",
        _("Seconds one waits at most"),
        _(
            "Then callers go on in their flow, and messages stay with the team. Whoever rings and would wait longer"
            " than that, by how long the latest calls took, goes on at once. Empty: no limit."
        ),
        required=False,
    )
    keeps_hours = forms.BooleanField(
        label=_("Closed when the location is closed"),
        help_text=_("Else it is open while somebody of it is on shift."),
        required=False,
    )
    announces_seconds = _figure(
        "announces_seconds",
        _("Seconds between announcements of one’s place"),
        _("0: callers hear music only."),
    )
    offers_callback = forms.BooleanField(
        label=_("Offer to be called back"),
        help_text=_("Callers keep their place without holding."),
        required=False,
    )
    wrap_up_seconds = _figure(
        "wrap_up_seconds",
        _("Seconds for wrap-up after a call"),
        _("Nothing is offered to a member meanwhile, from no queue."),
    )
    needs_code = forms.BooleanField(label=_("How a call went must be said after it"), required=False)
    codes = forms.CharField(
        label=_("Answers to choose among"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One in each line, like Booked or Wrong number. Empty: members write their own."),
    )
    in_time_seconds = _figure(
        "in_time_seconds",
        _("Answered in time within seconds"),
        _("What the service level counts. Figures of the past keep the threshold they had."),
    )
    short_seconds = _figure(
        "short_seconds",
        _("Hung up at once within seconds"),
        _("Who is gone sooner counts in no figure."),
    )
    alert_waiting = _figure("alert_waiting", _("Alert supervisors when more wait than"))
    alert_seconds = _figure(
        "alert_seconds", _("Alert supervisors when somebody waits longer than, in seconds")
    )

    def clean_announces_seconds(self) -> int:
        """Refuse announcements that come one upon another."""
        seconds: int = self.cleaned_data["announces_seconds"]
        if 0 < seconds < OFTENEST_ANNOUNCED:
            raise forms.ValidationError(
                gettext("Choose 0, or at least %(least)d seconds.") % {"least": OFTENEST_ANNOUNCED}
            )
        return seconds

    def clean_codes(self) -> tuple[str, ...]:
        """Read one answer a line, each once."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["codes"].splitlines():
            if words := " ".join(line.split()):
                found.setdefault(words.casefold(), words)
        codes = tuple(found.values())
        if len(codes) > MOST_CODES:
            raise forms.ValidationError(
                gettext("Keep it to %(most)d answers; nobody reads more.") % {"most": MOST_CODES}
            )
        for code in codes:
            if len(code) > LONGEST_CODE:
                raise forms.ValidationError(
                    gettext("“%(code)s” is longer than %(most)d letters.")
                    % {"code": code, "most": LONGEST_CODE}
                )
        return codes

    def wanted(self) -> WantedQueue:
        """Return what was chosen, as the service takes it."""
        chosen = {name: self.cleaned_data[name] for name in SETTINGS}
        return WantedQueue(**chosen | {"strategy": Strategy(chosen["strategy"])})


def initial_of(queue: Queue) -> dict[str, Any]:
    """Fill the form from a row."""
    values = {name: getattr(queue, name) for name in (*SETTINGS, "version")}
    return values | {"codes": "\n".join(queue.codes)}


def differences(
    form: QueueForm, saved: Queue, *, typed: Sequence[Place], seated: Sequence[Place], names: dict[UUID, str]
) -> tuple[Difference, ...]:
    """List what is saved otherwise than it was typed, by the labels of the form."""
    there = QueueForm(initial=initial_of(saved))
    fields = [(form[name], there[name]) for name in form.fields if name != "version"]
    found = [
        Difference(label=str(mine.label), saved=_shown(theirs))
        for mine, theirs in fields
        if _value(mine) != _value(theirs)
    ]
    if seating.in_order(typed) != list(seated):
        order = ", ".join(names.get(place.member_id, "") for place in seated)
        found.append(Difference(label=gettext("Who is asked"), saved=order or gettext("Nobody")))
    return tuple(found)


def as_typed(data: QueryDict) -> QueueForm:
    """Show what was typed without holding it to be finished."""
    boxes = {"keeps_hours", "offers_callback", "needs_code"}
    return QueueForm(
        initial={name: name in data if name in boxes else data.get(name) for name in QueueForm.base_fields}
    )


def read_places(data: QueryDict, known: set[UUID]) -> list[Place]:
    """Read who sits in the queue; who is not of the organisation is left out."""
    pairs = zip(data.getlist("member"), data.getlist("tier"), strict=False)
    found = [(as_uuid(member), tier) for member, tier in pairs]
    return seating.in_order(
        [Place(key, _tier(tier)) for key, tier in found if key is not None and key in known]
    )


def rearranged(places: Sequence[Place], act: str, known: set[UUID], *, added: str) -> list[Place]:
    """Return who sits there after one press of a button: `up-N`, `down-N`, `remove-N` or `add`."""
    verb, _dash, at = act.partition("-")
    number = int(at) if at.isdecimal() and len(at) < 5 else -1
    match verb:
        case "up":
            return seating.moved_up(places, number)
        case "down":
            return seating.moved_down(places, number)
        case "remove":
            return seating.removed(places, number)
        case "add" if (member_id := as_uuid(added)) in known and member_id is not None:
            return seating.added(places, member_id)
    return seating.in_order(places)


def _tier(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 3 else seating.FIRST_TIER


def _value(bound: BoundField) -> str:
    value = bound.value()
    if isinstance(value, bool) or bound.widget_type == "checkbox":
        return "on" if value and value != "False" else ""
    return "" if value is None else "\n".join(str(value).split("\n")).replace("\r", "").strip()


def _shown(bound: BoundField) -> str:
    value = _value(bound)
    if bound.widget_type == "checkbox":
        return gettext("On") if value else gettext("Off")
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value)).replace("\n", ", ") or gettext("none")
