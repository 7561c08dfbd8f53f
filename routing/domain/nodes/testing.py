"""Nodes that look at what is known and choose an exit."""

from collections.abc import Iterable
from typing import Final

from routing.domain.graph import CALLER_EXITS, OTHER, NodeKind
from routing.domain.settings import Day, Place, PlaceBy, Window
from routing.domain.walk import Walk

DAYS: Final = tuple(Day)
_BY_ANSWER: Final = PlaceBy.VARIABLE


def hours(walk: Walk) -> None:
    """Is the location open?"""
    walk.because(walk.facts.why_open or ("open" if walk.facts.is_open else "closed"))
    walk.leave("open" if walk.facts.is_open else "closed")


def holiday(walk: Walk) -> None:
    """Is it a holiday?"""
    walk.because((walk.facts.why_holiday or "holiday") if walk.facts.is_holiday else "no holiday")
    walk.leave("holiday" if walk.facts.is_holiday else "ordinary")


def caller(walk: Walk) -> None:
    """Who calls? The first test that has an exit and holds."""
    for name in CALLER_EXITS:
        if name in walk.node.exits and (why := _holds(walk, name)):
            walk.because(why)
            walk.leave(name)
            return
    walk.because("put through")
    walk.leave(OTHER)


def _holds(walk: Walk, name: str) -> str:
    """Say why a test of the caller holds, "" when it does not."""
    facts, known = walk.facts, walk.facts.caller
    match name:
        case "blocked":
            return f"blocked: {facts.why_blocked}" if facts.is_blocked else ""
        case "withheld":
            return "" if known.number else "withheld number"
        case "spam":
            fits = known.spam_score >= walk.settings.spam_score
            return f"spam score {known.spam_score} of 100" if fits else ""
        case "vip":
            return "is a VIP" if known.is_vip else ""
        case "client":
            return "is a client" if known.is_client else ""
        case _:
            return "is known" if known.is_known else ""


def language(walk: Walk) -> None:
    """Which language does the caller speak, as far as is known?"""
    spoken = walk.facts.caller.language
    if spoken and spoken in walk.flow.languages and spoken in walk.node.exits:
        walk.note(language=spoken)
        walk.because(f"speaks {spoken}")
        walk.leave(spoken)
        return
    walk.because("language not known")
    walk.leave(OTHER)


def place(walk: Walk) -> None:
    """Where does the caller belong? The longest beginning that fits wins."""
    what, value = _told(walk)
    best = place_of(walk.settings, value)
    walk.because(f"{what} {value or 'not known'}: {best}")
    walk.leave(best)


def place_of(settings: Place, value: str) -> str:
    """Give the exit for a number, an area code or an answer; `value` is without blanks, in capitals."""
    is_answer = settings.by is _BY_ANSWER
    fits = [
        (len(start), name)
        for name, starts in settings.places.items()
        for start in map(plain, starts)
        if value and (value == start or (is_answer and value.startswith(start)))
    ]
    return max(fits)[1] if fits else OTHER


def _told(walk: Walk) -> tuple[str, str]:
    if walk.settings.by is PlaceBy.DIALLED:
        return "dialled", plain(walk.facts.sender)
    if walk.settings.by is PlaceBy.VARIABLE:
        return "answer", plain(dict(walk.state.answers).get(walk.settings.variable, ""))
    number = walk.facts.caller.number
    is_north_american = number.startswith("+1") and len(number) == len("+16025550100")
    return "area code", number[2:5] if is_north_american else ""


def plain(text: str) -> str:
    """Leave blanks and case out, as places are compared."""
    return text.replace(" ", "").upper()


def time(walk: Walk) -> None:
    """Which part of the week is it?"""
    for name, windows in walk.settings.windows.items():
        if _inside(windows, walk.facts.weekday, walk.facts.minute):
            walk.because(f"time: {name}")
            walk.leave(name)
            return
    walk.because("no time window")
    walk.leave(OTHER)


def _inside(windows: Iterable[Window], weekday: int, minute: int) -> bool:
    today, yesterday = DAYS[weekday], DAYS[weekday - 1]
    for one in windows:
        if one.from_ < one.to:
            if today in one.days and one.from_ <= minute < one.to:
                return True
        elif (today in one.days and minute >= one.from_) or (yesterday in one.days and minute < one.to):
            return True
    return False


ENTER: Final = {
    NodeKind.HOURS: hours,
    NodeKind.HOLIDAY: holiday,
    NodeKind.CALLER: caller,
    NodeKind.LANGUAGE: language,
    NodeKind.PLACE: place,
    NodeKind.TIME: time,
}
