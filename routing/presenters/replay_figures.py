"""Figures of a replay: both flows, their difference, and how far apart the draws lie."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routing.domain.replaying.calling import Outcome
from routing.presenters.board_rows import span
from routing.presenters.flow_words import Said

Figure = Callable[[Mapping[str, Any]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure in both flows; `between` is where the difference may lie, "" where nothing was supposed."""

    label: str
    hint: str
    before: str
    after: str
    difference: str
    between: str
    drawn: tuple[int, int]


def _outcome_of(*outcomes: Outcome) -> Figure:
    return lambda side: sum(side["outcomes"].get(one.value, 0) for one in outcomes)


# Label, what it means, how it is read, and whether it is seconds.
_FIGURES: Final[tuple[tuple[Said, Said, Figure, bool], ...]] = (
    (gettext_lazy("Answered"), gettext_lazy("Spoke with somebody."), lambda side: side["answered"], False),
    (
        gettext_lazy("Usual wait"),
        gettext_lazy("Half of those who spoke with somebody waited at most so long."),
        lambda side: side["median_wait"],
        True,
    ),
    (
        gettext_lazy("Longer waits"),
        gettext_lazy("Nine in ten of them waited at most so long."),
        lambda side: side["slow_wait"],
        True,
    ),
    (
        gettext_lazy("Rang after hours"),
        gettext_lazy("The location was closed."),
        lambda side: side["after_hours"],
        False,
    ),
    (
        gettext_lazy("Answered after hours"),
        gettext_lazy("Of those, spoke with somebody."),
        lambda side: side["after_hours_answered"],
        False,
    ),
    (
        gettext_lazy("Voicemail"),
        gettext_lazy("Was asked for a message."),
        _outcome_of(Outcome.VOICEMAIL),
        False,
    ),
    (
        gettext_lazy("Callback"),
        gettext_lazy("Asked to be called back."),
        _outcome_of(Outcome.CALLBACK),
        False,
    ),
    (
        gettext_lazy("Texted"),
        gettext_lazy("The call ended with a text to them."),
        _outcome_of(Outcome.TEXTED),
        False,
    ),
    (gettext_lazy("Gave up"), gettext_lazy("Hung up while waiting."), _outcome_of(Outcome.GAVE_UP), False),
    (
        gettext_lazy("Let go"),
        gettext_lazy("The call ended with nothing kept of it."),
        _outcome_of(Outcome.LET_GO),
        False,
    ),
)
_OF_QUEUE: Final[tuple[tuple[Said, Said, Figure, bool], ...]] = (
    (gettext_lazy("Waited in it"), "", lambda side: side["calls"], False),
    (gettext_lazy("Answered from it"), "", lambda side: side["answered"], False),
    (gettext_lazy("Usual wait"), "", lambda side: side["median_wait"], True),
)
_NONE: Final = {"calls": 0, "answered": 0, "median_wait": 0.0}


def _rows(
    draws: Sequence[Mapping[str, Any]], kinds: Sequence[tuple[Said, Said, Figure, bool]]
) -> tuple[FigureRow, ...]:
    """Write down figures of the first draw, and how far the others lie from it; drawn beside others of their sort."""
    found, longest = (
        [],
        {True: 0.0, False: float(max(_whole(draws[0][side]) for side in ("before", "after")))},
    )
    for _label, _hint, read, is_seconds in kinds:
        if is_seconds:
            longest[True] = max(longest[True], read(draws[0]["before"]), read(draws[0]["after"]))
    for label, hint, read, is_seconds in kinds:
        before, after = read(draws[0]["before"]), read(draws[0]["after"])
        differences = [read(one["after"]) - read(one["before"]) for one in draws]
        least, most = min(differences), max(differences)
        said = seconds_label if is_seconds else _count
        found.append(
            FigureRow(
                label=str(label),
                hint=str(hint),
                before=said(before),
                after=said(after),
                difference=_signed(after - before, said),
                between=_("between %(least)s and %(most)s")
                % {"least": _signed(least, said), "most": _signed(most, said)}
                if least != most
                else "",
                drawn=(_drawn(before, longest[is_seconds]), _drawn(after, longest[is_seconds])),
            )
        )
    return tuple(found)


def _whole(side: Mapping[str, Any]) -> float:
    return float(side["calls"])


def _drawn(value: float, longest: float) -> int:
    """Give the length of a bar, of 100; what is not nothing is seen."""
    return max(1, round(100 * value / longest)) if value and longest else 0


def figure_rows(draws: Sequence[Mapping[str, Any]]) -> tuple[FigureRow, ...]:
    """Write down the figures of all calls."""
    return _rows(draws, _FIGURES)


def queue_rows(
    draws: Sequence[Mapping[str, Any]], names: Mapping[UUID, str]
) -> tuple[tuple[str, tuple[FigureRow, ...]], ...]:
    """Write down the figures of each queue anybody waited in, by its name."""
    keys = {key for draw in draws for side in ("before", "after") for key in draw[side]["queues"]}
    found = []
    for key in keys:
        mine = [
            {side: draw[side]["queues"].get(key, _NONE) for side in ("before", "after")} for draw in draws
        ]
        found.append((names.get(UUID(key), _("A queue that is gone")), _rows(mine, _OF_QUEUE)))
    return tuple(sorted(found, key=lambda one: one[0]))


def _count(value: float) -> str:
    return f"{int(value):,}"


def seconds_label(value: float) -> str:
    """Write a wait as the wallboard does."""
    return span(round(value))


def _signed(value: float, said: Callable[[float], str]) -> str:
    if not round(value):
        return said(0)
    # A minus sign, which no line breaks after.
    return ("+" if value > 0 else "−") + said(abs(value))
