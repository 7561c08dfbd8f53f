"""Which of the offered times somebody means, and which free times are offered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from receptionist.domain.policy import words
from receptionist.domain.policy.heard import Wanted
from receptionist.domain.policy.state import Offered

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Picked:
    """What somebody took: an offered time, or (other) a start of their own on an offered day."""

    offered: Offered | None = None
    other: datetime | None = None


def pick(text: str, offered: Sequence[Offered], *, is_yes: bool = False, key: str = "") -> Picked:
    """Find what was taken of the offered times: by its time, its place in the list, its day, or a plain yes."""
    if not offered:
        return Picked()
    if key.isdigit() and 1 <= int(key) <= len(offered):
        return Picked(offered[int(key) - 1])
    plain, on_day = text.lower(), _of_named_day(text.lower(), offered)
    clocks = _clocks(plain)
    for hour, minute in clocks:
        named = [
            one for one in on_day if (one.starts_at.hour % 12, one.starts_at.minute) == (hour % 12, minute)
        ]
        if len(named) == 1 or (named and len(clocks) == 1):
            return Picked(named[0])
    refuses = words.NONE_OF_THEM.search(plain)
    placed = [place for place, said in words.ORDINALS if re.search(said, plain)]
    if not clocks and not refuses and placed and -len(offered) <= placed[0] < len(offered):
        return Picked(offered[placed[0]])
    if clocks and not refuses:
        return Picked(other=_on_day(clocks[0], on_day[0].starts_at))
    if not refuses and (len(on_day) < len(offered) or is_yes):
        return Picked(on_day[0])
    return Picked()


def _of_named_day(plain: str, offered: Sequence[Offered]) -> list[Offered]:
    days = {number for number, names in enumerate(words.DAYS) if any(name in plain for name in names)}
    named = [one for one in offered if one.starts_at.weekday() in days]
    return named or list(offered)


def _clocks(plain: str) -> list[tuple[int, int]]:
    """Read times of day, said or written; a bare digit that counts ("the 1st") is none."""
    found: list[tuple[int, int]] = []
    hours = "|".join(sorted(words.HOURS, key=len, reverse=True))
    minutes = "|".join(sorted(words.MINUTES, key=len, reverse=True))
    for hour, digits, said in re.findall(rf"\b({hours})\b(?:[ :]+(\d\d)|[ ]+({minutes}))?\b", plain):
        found.append((words.HOURS[hour], int(digits) if digits else words.MINUTES.get(said, 0)))
    for hour, minute in re.findall(r"\b(1[0-2]|0?[1-9])(?::([0-5]\d))?(?!\d|st|nd|rd|th|[:/])", plain):
        found.append((int(hour), int(minute or 0)))
    if half := re.search(rf"\bhalf past ({hours})\b", plain):
        found.insert(0, (words.HOURS[half[1]], 30))
    if to := re.search(rf"\b(?:quarter (?:to|of)) ({hours})\b", plain):
        found.insert(0, ((words.HOURS[to[1]] - 2) % 12 + 1, 45))
    # "the one at three": what is meant is the last.
    if len(found) > 1 and found[0] == (1, 0) and re.search(r"\b(the|that|this) one\b", plain):
        found = found[1:]
    elif found == [(1, 0)] and re.search(
        r"\b(the|that|this|first|second|third|last|earlier|later) one\b|\buna?\b", plain
    ):
        found = []
    return found


def _on_day(clock: tuple[int, int], day: datetime) -> datetime:
    hour, minute = clock
    # As people say it: seven to eleven before noon, the rest after it.
    whole = hour if 7 <= hour <= 12 else hour + 12
    return day.replace(hour=whole, minute=minute)


def choose_to_offer(starts: Sequence[datetime], wanted: Wanted | None, *, most: int = MOST) -> list[datetime]:
    """Choose of the free starts what is worth offering: the wanted minute alone, else a few that lie apart."""
    if not starts:
        return []
    instants = [a for a, b in wanted.spans if b - a <= timedelta(minutes=1)] if wanted else []
    exact = [one for one in starts if one in instants]
    if exact:
        return exact[:1]
    if instants:
        return sorted(sorted(starts, key=lambda one: abs(one - instants[0]))[:most])
    # Full hours are easiest to hear and to remember.
    chosen: list[datetime] = [starts[0]]
    for round_ in (True, False):
        for one in starts:
            if len(chosen) >= most:
                break
            apart = all(abs(one - other) >= timedelta(minutes=60) for other in chosen)
            if apart and (one.minute == 0 or not round_):
                chosen.append(one)
    return sorted(chosen)


def fits(start: datetime, wanted: Wanted | None) -> bool:
    """Say whether a free start is what was asked for."""
    if wanted is None or not wanted.says_something:
        return True
    minute = start.hour * 60 + start.minute
    return (
        (not wanted.spans or any(a <= start < b or a == start for a, b in wanted.spans))
        and (not wanted.days or start.weekday() in wanted.days)
        and start.weekday() not in wanted.not_days
        and start.date() not in wanted.not_dates
        and (wanted.after is None or minute >= wanted.after)
        and (wanted.before is None or minute < wanted.before)
    )
