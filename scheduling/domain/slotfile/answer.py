"""What the engine makes of a case, and where that differs from what the case expects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from scheduling.domain.slotfile import read
from scheduling.domain.slotfile.fields import Field, FileFault
from scheduling.domain.slots import clock, find, runs
from scheduling.domain.slots.model import Run

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE: Final = 60_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The starts and runs of a case, in milliseconds since the epoch."""

    id: str
    slots: tuple[int, ...] = ()
    ranges: tuple[Run, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the answer as it is printed."""
        ranges = [[written(start), written(end)] for start, end in self.ranges]
        return {"id": self.id, "slots": [written(start) for start in self.slots], "ranges": ranges}


def answer(case: Field) -> Answer:
    """Work out a case. `ranges` of a case of kind slots are the free runs on which its starts are gridded.

    Raises:
        FileFault: the case cannot be read.
    """
    name = case.need("id").text()
    kind = case.need("kind").choice("slots", "ranges", "algebra")
    if kind == "algebra":
        return Answer(name, ranges=tuple(_algebra(case)))
    if kind == "slots":
        picture = find.draw(read.question(case))
        starts = tuple(slot.start * _MINUTE for slot in find.list_slots(picture))
        return Answer(name, starts, _in_millis(picture.runs))
    hosts = case.need("hosts").items()
    if len(hosts) != 1:
        raise FileFault(f"{case.path}.hosts", "a case of kind ranges has one host.")
    return Answer(
        name, ranges=_in_millis(find.open_of(read.host(hosts[0]), *read.window(case.need("window"))))
    )


def differences(case: Field, found: Answer) -> Iterator[str]:
    """Say where an answer is not what the case expects, one sentence each."""
    expected = case.need("expected")
    if (told := expected.get("slots")) is not None:
        yield from _other_list([_millis(one) for one in told.items()], found.slots)
    if (told := expected.get("ranges")) is not None:
        wanted = [read.millis(one) for one in told.items()]
        if wanted != list(found.ranges):
            yield f"ranges are {found.as_json()['ranges']}, expected {told.value}"
    yield from _other_starts(expected, found.slots)
    yield from _other_counts(expected, found.slots)


def written(millis: int) -> str:
    """Write an instant, milliseconds only where there are any."""
    instant = _EPOCH + timedelta(milliseconds=millis)
    fraction = f".{millis % 1000:03}" if millis % 1000 else ""
    return f"{instant.replace(tzinfo=None).isoformat(timespec='seconds')}{fraction}Z"


def _algebra(case: Field) -> list[Run]:
    sets = [runs.merge(read.millis(one) for one in told.items()) for told in case.need("sets").items()]
    if not sets:
        raise FileFault(f"{case.path}.sets", "there is no set.")
    op = case.need("op").choice("intersect", "subtract", "union")
    if op == "union":
        return runs.merge(run for one in sets for run in one)
    found = sets[0]
    for other in sets[1:]:
        found = runs.intersect(found, other) if op == "intersect" else runs.subtract(found, other)
    return found


def _other_list(expected: Sequence[int], found: Sequence[int]) -> Iterator[str]:
    if list(expected) != list(found):
        missing = [written(one) for one in expected if one not in found]
        surplus = [written(one) for one in found if one not in expected]
        yield f"slots: missing {', '.join(missing) or 'none'}; not expected {', '.join(surplus) or 'none'}"


def _other_starts(expected: Field, found: Sequence[int]) -> Iterator[str]:
    for name, ours in (("first", found[:1]), ("last", found[-1:])):
        told = expected.get(name)
        if told is not None and [_millis(told)] != list(ours):
            yield f"the {name} slot is {written(ours[0]) if ours else 'none'}, expected {told.value}"
    starts = set(found)
    for one in expected.each("contains"):
        if _millis(one) not in starts:
            yield f"{one.value} is missing"
    for one in expected.each("excludes"):
        if _millis(one) in starts:
            yield f"{one.value} should not be offered"


def _other_counts(expected: Field, found: Sequence[int]) -> Iterator[str]:
    total = expected.get("count")
    if total is not None and total.number() != len(found):
        yield f"{len(found)} slots, expected {total.value}"
    told = expected.get("count_on_local_date")
    if told is None:
        return
    days = clock.ordinals(expected.need("local_timezone").zone(), [one // _MINUTE for one in found])
    for name, number in told.pairs():
        ours = days.count(Field(number.path, name).day().toordinal())
        if ours != number.number():
            yield f"{ours} slots on {name}, expected {number.value}"


def _in_millis(found: Sequence[Run]) -> tuple[Run, ...]:
    return tuple((start * _MINUTE, end * _MINUTE) for start, end in found)


def _millis(told: Field) -> int:
    return round((told.instant() - _EPOCH) / timedelta(milliseconds=1))
