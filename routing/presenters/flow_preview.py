"""A call that is tried on a flow: what is supposed of it, and what the caller would go through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from conversations.models import Line
from routing.domain.attending import Attends
from routing.domain.rehearsal import NOTHING, RehearsedStep, Staffing, StepKind
from routing.presenters.flow_words import Said
from routing.presenters.lines import StepRow
from routing.services.supposing import Attendant, DraftRehearsal, Supposed

Select = tuple[str, str, tuple[tuple[str, str, bool], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A member the flow may ring, and what they may be supposed to do: value, words, whether it is chosen."""

    name: str
    choices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPreview:
    """What a caller would go through at a moment, and the choices it rests on."""

    at_value: str
    caller: str
    keys: str
    selects: tuple[Select, ...]
    result: str
    icon: str
    steps: tuple[StepRow, ...]
    path: tuple[str, ...]
    people: tuple[PersonRow, ...] = ()
    people_label: str = ""
    problem: str = ""


_SUPPOSED: Final[tuple[tuple[str, Said, tuple[tuple[str, Said], ...]], ...]] = (
    (
        "language",
        gettext_lazy("Language"),
        (
            ("", gettext_lazy("Any language")),
            ("en-US", gettext_lazy("English")),
            ("es-US", gettext_lazy("Spanish")),
        ),
    ),
    (
        "staffing",
        gettext_lazy("Who is there"),
        (
            (Staffing.PLANNED.value, gettext_lazy("As hours and rotas have it")),
            (Staffing.ANSWERS.value, gettext_lazy("Everybody answers")),
            (Staffing.DECLINES.value, gettext_lazy("Nobody answers")),
            (Staffing.AWAY.value, gettext_lazy("Nobody there")),
            (Staffing.CUT.value, gettext_lazy("Carrier takes no commands")),
        ),
    ),
    (
        "who",
        gettext_lazy("Caller"),
        (
            ("new", gettext_lazy("New caller")),
            ("known", gettext_lazy("Known")),
            ("client", gettext_lazy("Client")),
            ("vip", gettext_lazy("VIP")),
            ("withheld", gettext_lazy("Number withheld")),
            ("spam", gettext_lazy("Likely spam")),
            ("blocked", gettext_lazy("Blocked")),
        ),
    ),
)  # fmt: skip


def no_preview(at: datetime, why: str) -> FlowPreview:
    """Say why nothing can be tried."""
    return FlowPreview(
        at_value="",
        caller="",
        keys="",
        selects=_selects(Supposed(at=at)),
        result=why,
        icon="info",
        steps=(),
        path=(),
    )


def preview_of(
    seen: DraftRehearsal,
    supposed: Supposed,
    *,
    names: Mapping[UUID, str],
    line: Line,
    lines: Sequence[Line],
    asked: bool,
    problem: str = "",
) -> FlowPreview:
    """Write down what a caller would go through; nobody asked, nothing is marked in the drawing."""
    ends = seen.steps[-1] if seen.steps else None
    local = supposed.at.astimezone(ZoneInfo(line.location.time_zone))
    return FlowPreview(
        at_value=f"{local:%Y-%m-%dT%H:%M}",
        caller=supposed.number,
        keys=", ".join(supposed.acts),
        selects=(*_selects(supposed), *_line_select(line, lines)),
        result=problem or (_result(ends, names) if asked else ""),
        icon=_ICONS.get(ends.kind, "alert") if ends else "alert",
        steps=tuple(_step(step, names) for step in seen.steps),
        path=tuple(dict.fromkeys(step.node for step in seen.steps)) if asked else (),
        people=tuple(_person(one, supposed, names) for one in seen.people),
        people_label=_counted(seen.people),
    )


def _counted(people: Sequence[Attendant]) -> str:
    """Say in short who is there."""
    if not people:
        return ""
    there = sum(one.does is not Attends.AWAY for one in people)
    return _("%(there)d of %(all)d there") % {"there": there, "all": len(people)}


def _person(one: Attendant, supposed: Supposed, names: Mapping[UUID, str]) -> PersonRow:
    """Offer what may be supposed of a member; unless something was said, what the plan has for them."""
    key, said = str(one.member_id), supposed.attends.get(one.member_id)
    planned = _("By plan: at work") if one.is_there else _("By plan: not at work")
    if one.is_on_duty:
        planned = _("By plan: on call")
    usual = planned if supposed.staffing is Staffing.PLANNED else _("Like everybody")
    words = (
        ("", usual),
        (f"{key}:{Attends.ANSWERS}", _("Answers")),
        (f"{key}:{Attends.DECLINES}", _("Declines")),
        (f"{key}:{Attends.AWAY}", _("Not there")),
    )
    chosen = f"{key}:{said}" if said is not None else ""
    return PersonRow(
        name=names.get(one.member_id, ""),
        choices=tuple((value, text, value == chosen) for value, text in words),
    )


_ICONS: Final = {StepKind.RECORDS: "vm", StepKind.ANSWERED: "phone"}


def _result(ends: RehearsedStep | None, names: Mapping[UUID, str]) -> str:
    match ends.kind if ends else None:
        case StepKind.RECORDS:
            return _("A message is taken")
        case StepKind.ANSWERED if ends:
            return _answered(ends, names)
        case StepKind.ROUND:
            return _("The caller goes round and round")
        case _:
            return _("The call ends without a message")


def _answered(step: RehearsedStep, names: Mapping[UUID, str]) -> str:
    who = names.get(step.member_id, "") if step.member_id else step.text
    return _("%(name)s takes the call") % {"name": who} if who else _("Somebody takes the call")


def _selects(supposed: Supposed) -> tuple[Select, ...]:
    chosen = {"language": supposed.language, "staffing": supposed.staffing, "who": supposed.caller}
    return tuple(
        (name, str(label), tuple((value, str(text), value == chosen[name]) for value, text in options))
        for name, label, options in _SUPPOSED
    )


def _line_select(line: Line, lines: Sequence[Line]) -> tuple[Select, ...]:
    """Let the line be chosen that is rung, where there are several."""
    if len(lines) < 2:
        return ()
    return (("line", _("Line"), tuple((str(one.pk), one.name, one.pk == line.pk) for one in lines)),)


def _step(step: RehearsedStep, names: Mapping[UUID, str]) -> StepRow:
    match step.kind:
        case StepKind.SAYS:
            return StepRow(icon="wave", lead=step.node, text=step.text, is_spoken=True)
        case StepKind.DECIDED:
            return StepRow(icon="arrow", lead=step.node, text=step.text)
        case StepKind.LISTENS:
            return StepRow(icon="keys", lead=_does(step.text))
        case StepKind.RECORDS:
            return StepRow(icon="vm", lead=_("A tone, then the caller leaves a message"))
        case StepKind.ENDS:
            return StepRow(icon="hang", lead=_("The call ends"))
        case StepKind.ROUND:
            return StepRow(icon="alert", lead=_("And so on, without an end"))
        case _:
            return _taken_step(step, names)


def _taken_step(step: RehearsedStep, names: Mapping[UUID, str]) -> StepRow:
    """Say of a step who is rung or takes the call, or that nobody does."""
    match step.kind:
        case StepKind.RINGS:
            seconds = ngettext("rings for %(count)d second", "rings for %(count)d seconds", step.seconds)
            who = names.get(step.member_id, "") if step.member_id else step.text
            return StepRow(icon="phone", lead=f"{who} {seconds % {'count': step.seconds}}")
        case StepKind.WAITS:
            return StepRow(icon="clock", lead=_("Waits in %(queue)s with music") % {"queue": step.text})
        case StepKind.NOBODY:
            return StepRow(icon="alert", lead=_("Nobody can be rung"))
        case _:
            return StepRow(icon="phone", lead=_answered(step, names))


def _does(act: str) -> str:
    if act == NOTHING:
        return _("Waits for a key; the caller presses none")
    if act[0] in "0123456789*#":
        return _("The caller presses %(keys)s") % {"keys": act}
    return _("The caller says %(words)s") % {"words": act}
