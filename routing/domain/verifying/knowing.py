"""The values each fact can have: the moments of the year, everybody who may call, everybody at work or nobody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import DayKind
from conversations.domain.plans import Endpoint, EndpointKind
from routing.domain.flow import CallerFacts, Facts, Free
from routing.domain.graph import Flow
from routing.domain.kinds import NodeKind
from routing.domain.nodes.testing import place_of, plain
from routing.domain.settings import PlaceBy
from routing.domain.verifying.exploring import AT_START, Settled, Situation
from routing.domain.verifying.moments import Moment
from routing.domain.verifying.problems import Move, MoveKind
from routing.domain.verifying.world import World
from routing.domain.walk import RingFacts

_PHONE: Final = Endpoint(EndpointKind.PHONE, "+16025550101")
# A number in no area code that anybody has, and what nobody's answers begin with; the number that is dialled as a rule.
ELSEWHERE: Final = "+19995550134"
_ANSWERS: Final = ("99999", "00000", "12345", "Elsewhere")
DIALLED: Final = "+16025550100"
# What no decision turns on, or what turns none that a caller would notice.
USUAL: Final[Mapping[str, Any]] = {
    "room": "proof",
    "accept_text": "",
    "why_open": "",
    "why_holiday": "",
    "why_blocked": "",
    "ringing": RingFacts(),
    "openings": {},
    "values": {},
}


# What is so for a whole call.
FOR_GOOD: Final = frozenset(
    {
        "sender",
        "is_blocked",
        "records",
        "needs_notice",
        *(f"caller.{name}" for name in CallerFacts.__dataclass_fields__),
    }
)


class Knowledge:
    """The values of facts, for one flow in one world."""

    def __init__(self, flow: Flow, world: World, moments: tuple[Moment, ...]) -> None:
        self._flow, self._staff, self._moments = flow, world.staff, moments
        self._zone = ZoneInfo(world.calendar.time_zone)
        self._areas = _starts(flow, PlaceBy.AREA_CODE)
        self._dialled = _starts(flow, PlaceBy.DIALLED)
        self.constant: dict[str, Any] = {**USUAL, "installed": world.installed}
        if not self._dialled:
            self.constant["sender"] = DIALLED
        self._scores = sorted(
            {one.settings.spam_score for one in flow.nodes.values() if one.kind is NodeKind.CALLER}
        )

    def settle(
        self, name: str, situation: Situation, node: str, known: Mapping[str, Any]
    ) -> Iterable[Settled]:
        """List the values a fact can have, the most ordinary first."""
        if name in _SIGNS:
            return self._moment(_SIGNS[name], situation, node)
        if name == "weekday":
            return self._weekday(situation, node)
        if name == "minute":
            local = self._local(self._one_of(situation))
            return (Settled(local.hour * 60 + local.minute),)
        return _OTHERS[name](self, node, known)

    def _one_of(self, situation: Situation) -> Moment:
        if situation.now != AT_START:
            return self._moments[situation.now]
        return self._moments[(situation.starts & -situation.starts).bit_length() - 1]

    def _local(self, moment: Moment) -> datetime:
        return moment.at.astimezone(self._zone)

    def _weekday(self, situation: Situation, node: str) -> Iterator[Settled]:
        """Give a telling day for each set of time windows: with the same windows, no two days differ to a flow."""
        for one in self._moment(lambda moment: moment.signs.windows, situation, node):
            later = situation._replace(
                starts=situation.starts if one.starts is None else one.starts,
                now=situation.now if one.now is None else one.now,
            )
            yield Settled(self._local(self._one_of(later)).weekday(), one.starts, one.now, moves=one.moves)

    def _moment(self, sign: Callable[[Moment], Any], situation: Situation, node: str) -> Iterator[Settled]:
        """Give each value the fact can have: at the moments the call can have begun at, or after time went on."""
        if situation.now != AT_START:
            yield Settled(sign(self._moments[situation.now]))
            return
        values: dict[Any, int] = {}
        possible = [one for one in self._moments if situation.starts >> one.number & 1]
        for moment in possible:
            values[sign(moment)] = values.get(sign(moment), 0) | 1 << moment.number
        for value, starts in values.items():
            yield Settled(value, starts=starts)
        if not situation.has_waited:
            return
        # The clock may have struck while the caller waited: one way into each moment is as good as another.
        told = set[int]()
        for moment in possible:
            for number, _at in moment.turns:
                value = sign(self._moments[number])
                if value != sign(moment) and number not in told:
                    told.add(number)
                    yield Settled(value, 1 << moment.number, number, moves=(Move(MoveKind.TURNS, node),))

    def free(self, node: str, _known: Mapping[str, Any]) -> Iterator[Settled]:
        """Everybody of a ring order who can be rung at all is free, or nobody is."""
        turns = self._flow.nodes[node].settings.turns
        able = tuple(Free(one.member_id, _PHONE) for one in turns if self._can_be_rung(one.member_id))
        if able:
            yield Settled(able)
        yield Settled((), moves=(Move(MoveKind.NOBODY_FREE, node),))

    def _can_be_rung(self, member_id: UUID) -> bool:
        known = self._staff
        return known is None or (member_id in known.members and known.members[member_id].can_be_rung)

    def sender(self, node: str, _known: Mapping[str, Any]) -> Iterator[Settled]:
        """The number that was dialled matters only where a flow tells places by it."""
        yield Settled(DIALLED, stays=True)
        for start, place in self._dialled:
            yield Settled(start, stays=True, moves=(Move(MoveKind.PLACE, node, place),))

    def number(self, node: str, known: Mapping[str, Any]) -> Iterator[Settled]:
        """The caller's number: of any area code that is named, of another, or withheld."""
        yield Settled(ELSEWHERE, stays=True)
        for area, place in self._areas:
            yield Settled(f"+1{area}5550134", stays=True, moves=(Move(MoveKind.PLACE, node, place),))
        # Who is known is known by a number.
        if not any(
            known.get(name)
            for name in ("caller.is_known", "caller.is_client", "caller.is_vip", "caller.language")
        ):
            yield Settled("", stays=True, moves=(Move(MoveKind.CALLER, node, "withheld"),))

    def score(self, node: str, _known: Mapping[str, Any]) -> Iterator[Settled]:
        """As a number nobody complained of, or just as bad as each test of the flow asks for."""
        yield Settled(0, stays=True)
        for score in self._scores:
            yield Settled(score, stays=True, moves=(Move(MoveKind.CALLER, node, "spam"),))

    def language(self, node: str, known: Mapping[str, Any]) -> Iterator[Settled]:
        """The language of a caller who is known, or none."""
        yield Settled("", stays=True)
        if known.get("caller.number") != "":
            for language in self._flow.languages:
                yield Settled(language, stays=True, moves=(Move(MoveKind.LANGUAGE, node, language),))


def _trait(name: str) -> Callable[[Knowledge, str, Mapping[str, Any]], Iterator[Settled]]:
    """Make a question about the caller that is answered with yes or no, and for good."""

    def settle(_knowledge: Knowledge, node: str, known: Mapping[str, Any]) -> Iterator[Settled]:
        yield Settled(False, stays=True)
        if name == "blocked" or known.get("caller.number") != "":
            yield Settled(True, stays=True, moves=(Move(MoveKind.CALLER, node, name),))

    return settle


def _law(_knowledge: Knowledge, _node: str, _known: Mapping[str, Any]) -> Iterator[Settled]:
    yield Settled(False, stays=True)
    yield Settled(True, stays=True)


def _commands(_knowledge: Knowledge, node: str, _known: Mapping[str, Any]) -> Iterator[Settled]:
    yield Settled(True)
    yield Settled(False, moves=(Move(MoveKind.NO_COMMANDS, node),))


_SIGNS: Final[Mapping[str, Callable[[Moment], Any]]] = {
    "is_open": lambda moment: moment.signs.is_open,
    "is_holiday": lambda moment: moment.signs.is_holiday,
}
_OTHERS: Final[Mapping[str, Callable[[Knowledge, str, Mapping[str, Any]], Iterable[Settled]]]] = {
    "free": Knowledge.free,
    "sender": Knowledge.sender,
    "caller.number": Knowledge.number,
    "caller.spam_score": Knowledge.score,
    "caller.language": Knowledge.language,
    "caller.is_known": _trait("known"),
    "caller.is_client": _trait("client"),
    "caller.is_vip": _trait("vip"),
    "is_blocked": _trait("blocked"),
    "can_command": _commands,
    "records": _law,
    "needs_notice": _law,
}


def _starts(flow: Flow, by: PlaceBy, variable: str = "") -> list[tuple[str, str]]:
    """List one beginning for each place that nodes of a sort tell apart: a number, an area code, a postcode.

    It is the first that leads there: of two places with the same beginning one gets all who have it.
    """
    return [
        (fits[0], name)
        for node in flow.nodes.values()
        if node.kind is NodeKind.PLACE and node.settings.by is by and node.settings.variable == variable
        for name, starts in node.settings.places.items()
        if (fits := [one for one in map(plain, starts) if place_of(node.settings, one) == name])
    ]


def answers_that_matter(flow: Flow, variable: str, *, digits: bool) -> list[str]:
    """List answers of which each can lead another way: one for every place told by them, and one for none."""
    starts = [start for start, _name in _starts(flow, PlaceBy.VARIABLE, variable)] if variable else []
    fits = [start for start in starts if start.isdigit() or not digits]
    other = next(
        one for one in _ANSWERS if not any(one.upper().startswith(start.upper()) for start in starts)
    )
    return [other, *fits]


def facts_at(world: World, known: Mapping[str, Any], at: datetime) -> Facts:
    """Give whole facts: those that were asked for, and the others as they usually are at that instant."""
    calendar = world.calendar
    local = at.astimezone(ZoneInfo(calendar.time_zone))
    special = calendar.special_days.get(local.date())
    given = {name: value for name, value in known.items() if "." not in name}
    caller = {name.split(".")[1]: value for name, value in known.items() if "." in name}
    # What the clock says goes before the moment that stood for it: to the flow they are the same.
    clock = {
        "is_open": calendar.open_at(at) or not calendar.windows,
        "is_holiday": special is not None and special.kind is DayKind.HOLIDAY,
        "weekday": local.weekday(),
        "minute": local.hour * 60 + local.minute,
    }
    facts = {**USUAL, "installed": world.installed, "sender": DIALLED, **given, **clock}
    return Facts(**facts, caller=CallerFacts(**{"number": ELSEWHERE, **caller}))
