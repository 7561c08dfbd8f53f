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
from routing.domain.rehearsal import NOTHING, RehearsedStep, Staffing, StepKind
from routing.presenters.flow_words import Said
from routing.presenters.lines import StepRow
from routing.services.rehearsing import DraftRehearsal, Supposed

Select = tuple[str, str, tuple[tuple[str, str, bool], ...]]


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
            (Staffing.ANSWERS.value, gettext_lazy("Somebody answers")),
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
        case StepKind.LISTENS:
            return StepRow(icon="keys", lead=_does(step.text))
        case StepKind.RINGS:
            seconds = ngettext("rings for %(count)d second", "rings for %(count)d seconds", step.seconds)
            who = names.get(step.member_id, "") if step.member_id else step.text
            return StepRow(icon="phone", lead=f"{who} {seconds % {'count': step.seconds}}")
        case StepKind.NOBODY:
            return StepRow(icon="alert", lead=_("Nobody can be rung"))
        case StepKind.RECORDS:
            return StepRow(icon="vm", lead=_("A tone, then the caller leaves a message"))
        case StepKind.ANSWERED:
            return StepRow(icon="phone", lead=_answered(step, names))
        case StepKind.ENDS:
            return StepRow(icon="hang", lead=_("The call ends"))
        case StepKind.ROUND:
            return StepRow(icon="alert", lead=_("And so on, without an end"))
        case StepKind.DECIDED:
            return StepRow(icon="arrow", lead=step.node, text=step.text)


def _does(act: str) -> str:
    if act == NOTHING:
        return _("Waits for a key; the caller presses none")
    if act[0] in "0123456789*#":
        return _("The caller presses %(keys)s") % {"keys": act}
    return _("The caller says %(words)s") % {"words": act}
