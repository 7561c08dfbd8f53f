"""What a decision rests on, what it gives, and the walk from node to node in between."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from conversations.domain.plans import HOLD_MUSIC, Endpoint, PlanStep, Room, Say
from routing.domain import settings
from routing.domain.fallback import WORDS
from routing.domain.graph import Flow, Node, NodeKind
from routing.domain.happenings import Effect
from routing.domain.texts import Text, filled

VOICEMAIL_MARK: Final = "voicemail"
# Where a caller goes whom a flow would drop. No node of a document can have this name.
LAST_RESORT: Final = "!message"
# Far more than a caller meets who gets anywhere.
MOST_MOVES: Final = 100
_LAST: Final = Node(
    NodeKind.VOICEMAIL, settings.Voicemail(Text({"en-US": WORDS["en"][1], "es-US": WORDS["es"][1]}))
)


@dataclass(frozen=True, slots=True)
class Free:
    """A member who can be rung now, and where."""

    member_id: UUID
    to: Endpoint


@dataclass(frozen=True, slots=True)
class CallerFacts:
    """What is known of who calls. `language` is theirs (BCP 47), "" when not known."""

    number: str = ""
    is_known: bool = False
    is_client: bool = False
    is_vip: bool = False
    spam_score: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class RingFacts:
    """What orders of ringing rest on; instants are seconds, and who is not in them never was."""

    rung_at: Mapping[tuple[str, UUID], float] = field(default_factory=dict, hash=False)
    busy_until: Mapping[UUID, float] = field(default_factory=dict, hash=False)
    taken_today: Mapping[UUID, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision may rest on. `can_command` is False while commands cannot reach the carrier (Redis is down).

    `weekday` (Monday is 0) and `minute` are of the location's clock. `installed` lists the kinds of node that have
    something to hand callers to. `openings` are what a receptionist begins with, by language; `values` fill in blanks of
    texts, by language.
    """

    room: str
    sender: str
    accept_text: str = ""
    is_open: bool = True
    why_open: str = ""
    is_holiday: bool = False
    why_holiday: str = ""
    is_blocked: bool = False
    why_blocked: str = ""
    needs_notice: bool = False
    records: bool = False
    can_command: bool = True
    free: tuple[Free, ...] = ()
    caller: CallerFacts = CallerFacts()
    weekday: int = 0
    minute: int = 0
    ringing: RingFacts = RingFacts()
    installed: frozenset[NodeKind] = frozenset()
    openings: Mapping[str, tuple[PlanStep, ...]] = field(default_factory=dict, hash=False)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)


class State(NamedTuple):
    """Where a call is. Up to `has_rung_back` it is of the node and begins anew with each.

    `turn` counts the turns of a RING node that were used, `order` the places they are taken in, `ringing` who rings;
    `tries` counts how often a question was put. `moves` counts the nodes.

    A tuple, like `Why`: a decision makes a dozen of them, and a frozen dataclass takes four times as long to make.
    """

    node: str
    turn: int = 0
    tries: int = 0
    order: tuple[int, ...] = ()
    ringing: tuple[str, ...] = ()
    has_rung_back: bool = False
    moves: int = 0
    has_rung: bool = False
    declined_recording: bool = False
    texts_back: bool = False
    language: str = ""
    priority: str = ""
    answers: tuple[tuple[str, str], ...] = ()


_OF_NODE: Final = (0, 0, (), (), False)
_MOVES: Final = 1 + len(_OF_NODE)
_PLACES: Final = {name: place for place, name in enumerate(State._fields)}
# What makes a named tuple of values that are known to be complete.
_new: Final = tuple.__new__


class Why(NamedTuple):
    """One line of the path: which node decided, and why."""

    node: str
    why: str


class Decision(NamedTuple):
    """`plan` is what the caller's leg goes through now; None leaves it where it is.

    `taken` lists the nodes that were left, each with the exit it was left by, "" where it was by none.
    """

    state: State
    plan: tuple[PlanStep, ...] | None
    effects: tuple[Effect, ...]
    path: tuple[Why, ...]
    taken: tuple[tuple[str, str], ...] = ()


class Walk:
    """A walk under way: what was said so far, until a node waits.

    Written out, as one is made for every decision: a dataclass with so many lists takes twice as long.
    """

    __slots__ = (
        "effects", "facts", "flow", "is_waiting", "keeps_plan", "node", "path", "settings", "state", "steps", "taken",
    )  # fmt: skip

    def __init__(self, flow: Flow, state: State, facts: Facts) -> None:
        self.flow, self.state, self.facts = flow, state, facts
        self.steps: list[PlanStep] = []
        self.effects: list[Effect] = []
        self.path: list[Why] = []
        self.taken: list[tuple[str, str]] = []
        self.is_waiting = self.keeps_plan = False
        self.node = node_of(flow, state)
        self.settings: Any = self.node.settings

    @property
    def language(self) -> str:
        """Give the language that is spoken now."""
        return self.state.language or self.flow.languages[0]

    def because(self, why: str) -> None:
        """Add a line to the path."""
        self.path.append(_new(Why, (self.state[0], why)))

    def leave(self, *exits: str) -> None:
        """Go on by the first of these exits that leads somewhere; where none does, a message is taken."""
        for name in exits:
            to = self.node.exits.get(name, "")
            if to in self.flow.nodes:
                self.go(to, by=name)
                return
        self.because(f"nothing follows {exits[0]}")
        self.go(LAST_RESORT)

    def go(self, node: str, *, by: str = "") -> None:
        """Go on to a node; who goes round for ever is asked for a message."""
        state = self.state
        self.taken.append((state.node, by))
        if state.moves >= MOST_MOVES and node != LAST_RESORT:
            self.because("went round too often")
            node = LAST_RESORT
        # `_replace` takes three times as long.
        self.state = _new(State, (node, *_OF_NODE, state.moves + 1, *state[_MOVES + 1 :]))
        self.node = self.flow.nodes.get(node, _LAST)
        self.settings = self.node.settings

    def note(self, **changes: Any) -> None:
        """Change what is kept of the call."""
        fields = list(self.state)
        for name, value in changes.items():
            fields[_PLACES[name]] = value
        self.state = _new(State, fields)

    def wait(self) -> None:
        """Wait for what happens next, with the plan as it is now."""
        self.is_waiting = True

    def wait_in_room(self) -> None:
        """Wait with music, which plays on where it does already."""
        self.is_waiting = True
        if not self.keeps_plan:
            self.steps.append(Room(self.facts.room, starts=False, hold_url=HOLD_MUSIC))

    def prepared(self, make: Callable[["Walk"], Iterable[PlanStep]]) -> tuple[PlanStep, ...]:
        """Give the steps of a node that asks: made once for a flow and language, where no blank is filled in."""
        key = (self.state.node, self.language)
        found = self.flow.prepared.get(key)
        if found is None:
            found = tuple(make(self))
            if not self.settings.text.has_blanks:
                self.flow.prepared[key] = found
        return found

    def said(self, text: Text) -> tuple[str, str]:
        """Give words with their blanks filled in, and their language."""
        words, language = text.best((self.language, *self.flow.languages))
        if "{" in words:
            values = {**self.facts.values.get(language, {}), **dict(self.state.answers)}
            words = filled(words, values)
        return words, language

    def say(self, text: Text) -> None:
        """Say something in the language that is spoken."""
        self.steps += self.words(text)

    def words(self, text: Text, *, may_interrupt: bool = False) -> tuple[PlanStep, ...]:
        """Give the step that says something in the language that is spoken, none where there are no words."""
        words, language = self.said(text)
        return (_said(words, language, may_interrupt),) if words else ()


def node_of(flow: Flow, state: State) -> Node:
    """Give the node a call is at; that of the last resort where the flow has none of that name."""
    return flow.nodes.get(state.node, _LAST)


@lru_cache(maxsize=4096)
def _said(text: str, language: str, may_interrupt: bool) -> Say:
    """Give the one value of words that thousands of callers hear."""
    return Say(text, language, may_interrupt=may_interrupt)
