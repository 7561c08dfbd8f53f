"""What is wrong with a flow as it is drawn, before any call: exits, staffing, menus, the length of prompts."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from uuid import UUID

from routing.domain.faults import Fault
from routing.domain.graph import Flow, Node, faults
from routing.domain.kinds import NodeKind
from routing.domain.nodes.testing import place_of, plain
from routing.domain.settings import Day, Place, Queue, Ring, SkillNeed, Time, Window
from routing.domain.texts import Text
from routing.domain.verifying.problems import Code, Problem
from routing.domain.verifying.speech import seconds_to_say
from routing.domain.verifying.world import Staff, Staffed

MOST_OPTIONS: Final = 4
LONGEST_PROMPT: Final = 30.0
CHOICES: Final = frozenset("123456789")
_DAYS: Final = tuple(Day)
_DAY: Final = 24 * 60
_WEEK: Final = (1 << 7 * _DAY) - 1
_EMPTY: Final = {
    NodeKind.RING: Code.EMPTY_RING,
    NodeKind.QUEUE: Code.EMPTY_QUEUE,
    NodeKind.ON_CALL: Code.EMPTY_LADDER,
}
_BY_FAULT: Final = {
    Fault.NO_START: Code.MISSING_TARGET,
    Fault.NO_EXIT: Code.MISSING_TARGET,
    Fault.NO_NODE: Code.MISSING_TARGET,
}


def drawn_faults(flow: Flow) -> Iterator[Problem]:
    """Say what is missing in the drawing itself: what the document's own judge finds, in the verifier's words.

    Nodes out of reach are told whatever else is wrong, by `unreached`.
    """
    for found in faults(flow):
        if found.fault is Fault.NO_WAY:
            continue
        name = found.path.split(".")[1] if found.path.startswith("nodes.") else ""
        code = _BY_FAULT.get(found.fault, Code.UNFINISHED)
        if found.fault is Fault.NOT_SET and flow.nodes[name].kind in _EMPTY:
            code = _EMPTY[flow.nodes[name].kind]
        exit_ = found.path.split(".exits.")[1] if ".exits." in found.path else ""
        values = {"path": found.path, "fault": found.fault.value, "exit": exit_, **found.values}
        yield Problem(code, name or found.values.get("name", ""), values=values)


def unreached(flow: Flow) -> Iterator[Problem]:
    """List nodes that no way leads to from the start; by an exit that is never taken, no way leads."""
    reached, todo = set[str](), [flow.start]
    while todo:
        name = todo.pop()
        if name in flow.nodes and name not in reached:
            reached.add(name)
            never = _never(flow.nodes[name])
            todo += [to for exit_, to in flow.nodes[name].exits.items() if exit_ not in never]
    return (Problem(Code.UNREACHABLE, name) for name in flow.nodes if name not in reached)


def _never(node: Node) -> set[str]:
    """List exits that others always go before: windows inside earlier ones, places all of whose beginnings are others'.

    Exits that must be there whatever is set, such as "other", are none of them.
    """
    match node.settings:
        case Place() as place:
            return {
                name
                for name, starts in place.places.items()
                if not any(place_of(place, plain(start)) == name for start in starts)
            }
        case Time() as time:
            covered, never = 0, set[str]()
            for name, windows in time.windows.items():
                minutes = _minutes(windows)
                if not minutes & ~covered:
                    never.add(name)
                covered |= minutes
            return never
        case _:
            return set()


def _minutes(windows: Iterable[Window]) -> int:
    """Give the minutes of a week that lie in windows, a bit each."""
    found = 0
    for one in windows:
        length = (one.to - one.from_ - 1) % _DAY + 1
        for day in one.days:
            found |= ((1 << length) - 1) << (_DAYS.index(day) * _DAY + one.from_)
    # What begins on Sunday night goes on where the week begins.
    return found & _WEEK | found >> 7 * _DAY


def staffing(flow: Flow, staff: Staff) -> Iterator[Problem]:
    """Say where nobody would be rung: rings, queues and ladders without anybody, skills nobody has, members gone."""
    for name, node in flow.nodes.items():
        match node.kind:
            case NodeKind.RING:
                yield from _ring(name, node.settings, staff)
            case NodeKind.QUEUE if node.settings.queue_id is not None:
                yield from _queue(name, node.settings, staff)
            case NodeKind.CALLBACK if node.settings.queue_id is not None:
                yield from _served(name, staff.queues.get(node.settings.queue_id), Code.EMPTY_QUEUE, staff)
            case NodeKind.ON_CALL if node.settings.ladder_id is not None:
                yield from _served(name, staff.ladders.get(node.settings.ladder_id), Code.EMPTY_LADDER, staff)
            case _:
                pass


def _ring(name: str, ring: Ring, staff: Staff) -> Iterator[Problem]:
    """Tell of each who is to be rung and cannot be."""
    for turn in ring.turns:
        person = staff.members.get(turn.member_id)
        values = {"member": person.name if person else "", "id": str(turn.member_id)}
        if person is None or not person.is_active:
            yield Problem(Code.MEMBER_GONE, name, values=values)
        elif person.is_elsewhere:
            yield Problem(Code.MEMBER_ELSEWHERE, name, values=values)
        elif not person.has_telephone:
            yield Problem(Code.MEMBER_WITHOUT_TELEPHONE, name, values=values)


def _queue(name: str, queue: Queue, staff: Staff) -> Iterator[Problem]:
    served = staff.queues.get(queue.queue_id) if queue.queue_id else None
    empty = list(_served(name, served, Code.EMPTY_QUEUE, staff))
    yield from empty
    if served is None or empty:
        return
    rung = [one for one in served.members if _can_be_rung(one, staff)]
    able = [staff.members[one] for one in rung]
    has_each = True
    for need in queue.skills:
        for level in _levels(need):
            if not any(person.skills.get(need.skill_id, 0) >= level for person in able):
                values = {
                    "skill": staff.skills.get(need.skill_id, ""),
                    "level": str(level),
                    "queue": served.name,
                }
                yield Problem(Code.SKILL_NOBODY_HAS, name, values=values)
                has_each = False
                break
    # One member takes the whole call, and needs all the skills, each at the level that is enough in the end.
    if has_each and not any(all(staff.meets(one, need) for need in queue.skills) for one in rung):
        yield Problem(Code.SKILL_NOBODY_HAS, name, values={"together": "yes", "queue": served.name})


def _levels(need: SkillNeed) -> list[int]:
    """List the levels that are waited for in turn; a level nobody has is a wait for nothing, even if it ends."""
    return [level for level in (need.level, *(one.level for one in need.relaxes)) if level > 0]


def _served(name: str, served: Staffed | None, empty: Code, staff: Staff) -> Iterator[Problem]:
    """Tell of a queue or ladder of which nobody can be rung; one who cannot among others who can is no harm."""
    if served is None or not any(_can_be_rung(one, staff) for one in served.members):
        yield Problem(empty, name, values={"queue": served.name if served else ""})


def _can_be_rung(member_id: UUID, staff: Staff) -> bool:
    return member_id in staff.members and staff.members[member_id].can_be_rung


def menus(flow: Flow) -> Iterator[Problem]:
    """Say which menus ask too much of a caller."""
    for name, node in flow.nodes.items():
        options = len(CHOICES & set(node.exits))
        if node.kind is NodeKind.MENU and options > MOST_OPTIONS:
            yield Problem(Code.MANY_OPTIONS, name, values={"options": str(options)})
    for name, depth in _depths(flow).items():
        if flow.nodes[name].kind is NodeKind.MENU and depth > 0:
            yield Problem(Code.NESTED_MENU, name, values={"depth": str(depth + 1)})


def _depths(flow: Flow) -> Mapping[str, int]:
    """Count for each node how many menus a caller has chosen in, at least, before coming to it."""
    depths = {flow.start: 0}
    todo = deque([flow.start])
    while todo:
        name = todo.popleft()
        node = flow.nodes.get(name)
        if node is None:
            continue
        for exit_, to in node.exits.items():
            chosen = node.kind is NodeKind.MENU and exit_ in CHOICES and not _only_asks_language(flow, node)
            depth = depths[name] + chosen
            if to in flow.nodes and depth < depths.get(to, len(flow.nodes)):
                depths[to] = depth
                # Nodes reached without a choice go first, so that the least count is found first.
                (todo.append if chosen else todo.appendleft)(to)
    return depths


def _only_asks_language(flow: Flow, menu: Node) -> bool:
    """Say whether a menu is only "for English press 1": no caller calls that a choice among services."""
    first = [flow.nodes.get(menu.exits[key]) for key in CHOICES & set(menu.exits)]
    sets = [node for node in first if node and node.kind is NodeKind.SET and node.settings.language]
    return bool(sets)


def prompts(flow: Flow) -> Iterator[Problem]:
    """Say which prompts go on for longer than a caller listens."""
    for name, node in flow.nodes.items():
        text = getattr(node.settings, "text", None)
        if not isinstance(text, Text) or node.kind is NodeKind.MESSAGE:
            continue
        for language, words in text.by_language.items():
            seconds = seconds_to_say(words, language)
            if seconds > LONGEST_PROMPT:
                yield Problem(
                    Code.LONG_PROMPT, name, values={"seconds": f"{seconds:.0f}", "language": language}
                )
