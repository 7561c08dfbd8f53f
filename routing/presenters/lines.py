"""The pages of lines: each line in a row, the ring order, and what a caller would go through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain.hours import ReasonKind
from accounts.models import Member
from conversations.domain.recording_consent import ALL_PARTY, Needs, Verdict, needs_everybody
from conversations.models import MemberPhone
from conversations.presenters.labels import address_label
from routing.domain.graph import Turn
from routing.domain.rehearsal import RehearsedStep, StepKind
from routing.selectors import LineSettings
from routing.services.rehearsing import Rehearsal

Ringable = Sequence[tuple[Member, MemberPhone | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line in the list."""

    name: str
    number: str
    url: str
    place: str
    order: str
    is_recorded: bool
    texts_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """One place of the ring order. `trouble` says why the telephone would not ring, "" when it would."""

    member_id: str
    name: str
    place: int
    seconds: int
    where: str
    trouble: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step a caller goes through; `icon` and `lead` say what it is, `text` what is said or why."""

    icon: str
    lead: str
    text: str = ""
    is_spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a caller would go through at a moment; `at_value` fills the field it was chosen in."""

    at_value: str
    caller: str
    title: str
    steps: tuple[StepRow, ...]


def line_rows(lines: Iterable[LineSettings], ringable: Ringable) -> tuple[LineRow, ...]:
    """Turn lines into rows."""
    names = {member.pk: member.name for member, _phone in ringable}
    return tuple(
        LineRow(
            name=row.line.name,
            number=address_label("PHONE", row.line.address),
            url=reverse("routing:line", kwargs={"line_id": row.line.pk}),
            place=row.line.location.name,
            order=", ".join(names.get(turn.member_id, "") for turn in row.turns)
            or _("Nobody is rung: callers leave a message."),
            is_recorded=row.handling.records_calls,
            texts_back=row.handling.texts_back,
        )
        for row in lines
    )


def turn_rows(turns: Sequence[Turn], ringable: Ringable) -> tuple[TurnRow, ...]:
    """Turn a ring order into rows."""
    known = {member.pk: (member, phone) for member, phone in ringable}
    rows = [(turn, *known[turn.member_id]) for turn in turns if turn.member_id in known]
    return tuple(
        TurnRow(
            member_id=str(turn.member_id),
            name=member.name,
            place=place,
            seconds=turn.seconds,
            where=_where(phone),
            trouble=trouble_of(phone),
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        for place, (turn, member, phone) in enumerate(rows)
    )


def others(turns: Sequence[Turn], ringable: Ringable) -> tuple[tuple[str, str], ...]:
    """List who may still be added, as (id, name)."""
    taken = {turn.member_id for turn in turns}
    return tuple((str(member.pk), member.name) for member, _phone in ringable if member.pk not in taken)


def consent_words(verdict: Verdict, state: str, own: Mapping[str, bool]) -> str:
    """Say what recording on a line in `state` asks for, and why."""
    if not state:
        return _("Set the state of this line's location: until then every caller hears the notice first.")
    if needs_everybody(state, own):
        return _("%(state)s: everybody must agree. Every caller hears the notice first and can say no.") % {
            "state": state
        }
    strict = sorted(
        (ALL_PARTY | {key for key, value in own.items() if value}) - {k for k, v in own.items() if not v}
    )
    return _(
        "%(state)s: one party's consent is enough. Callers from %(states)s, where everybody must agree, and those whose"
        " state is not known hear the notice first and can say no."
    ) % {"state": state, "states": ", ".join(strict)}


def preview(found: Rehearsal, ringable: Ringable, *, at: datetime, zone: str, caller: str) -> Preview:
    """Write a rehearsal down step by step."""
    names = {member.pk: member.name for member, _phone in ringable}
    local = at.astimezone(ZoneInfo(zone))
    steps = [_step(step, found, names) for step in found.steps]
    if found.text_back:
        steps.append(
            StepRow(
                icon="text",
                lead=_("Within a minute of a missed call a text goes out"),
                text=found.text_back,
                is_spoken=True,
            )
        )
    elif found.landline:
        steps.append(StepRow(icon="ban", lead=_("No text: this is a landline")))
    return Preview(
        at_value=local.strftime("%Y-%m-%dT%H:%M"),
        caller=caller,
        title=_("What happens on %(moment)s") % {"moment": formats.date_format(local, "D j M, H:i")},
        steps=tuple(steps),
    )


def _step(step: RehearsedStep, found: Rehearsal, names: Mapping[UUID, str]) -> StepRow:
    match step.kind:
        case StepKind.SAYS:
            return StepRow(icon="wave", lead=_("The caller hears"), text=step.text, is_spoken=True)
        case StepKind.LISTENS:
            return StepRow(icon="keys", lead=_("Two seconds to press 9 or say no"))
        case StepKind.RINGS:
            seconds = ngettext("rings for %(count)d second", "rings for %(count)d seconds", step.seconds)
            who = names.get(step.member_id, "") if step.member_id else ""
            return StepRow(
                icon="phone",
                lead=f"{who} {seconds % {'count': step.seconds}}",
                text=_("The caller hears music."),
            )
        case StepKind.NOBODY:
            return StepRow(
                icon="alert", lead=_("Nobody can be rung"), text=_("Nobody in the order takes calls.")
            )
        case StepKind.RECORDS:
            return StepRow(icon="vm", lead=_("A tone, then the caller leaves a message"))
        case StepKind.ENDS:
            return StepRow(icon="hang", lead=_("The call ends"))
        case _:
            return _decided(step, found)


def _decided(step: RehearsedStep, found: Rehearsal) -> StepRow:
    if step.node == "caller":
        if found.block_reason:
            return StepRow(icon="ban", lead=_("Blocked: not put through"), text=found.block_reason)
        return StepRow(icon="phonein", lead=_("The call comes in"))
    if step.node == "hours":
        return StepRow(icon="clock", lead=_("Open") if found.is_open else _("Closed"), text=_why_open(found))
    if found.recording.needs is Needs.NOTICE:
        return StepRow(icon="mic", lead=_("Who stays agrees to be recorded"))
    return StepRow(icon="mic", lead=_("The call is recorded without a notice"), text=found.recording.why)


def _why_open(found: Rehearsal) -> str:
    if not found.has_hours:
        return _("No opening hours are set, so the line is always open.")
    return {
        ReasonKind.OPEN: found.reason.label,
        ReasonKind.HOLIDAY: found.reason.label,
        ReasonKind.CLOSURE: found.reason.label,
        ReasonKind.OUTSIDE_HOURS: _("Outside the hours of the week"),
    }[found.reason.kind]


def _where(phone: MemberPhone | None) -> str:
    if phone is None:
        return ""
    return _("in the browser") if phone.takes_in_browser else address_label("PHONE", phone.number)


def trouble_of(phone: MemberPhone | None) -> str:
    """Say why a telephone would not ring, "" when it would."""
    if phone is None:
        return _("has set no telephone, so is passed over")
    return "" if phone.takes_calls else _("takes no calls at the moment, so is passed over")
