"""What the engine cannot know, spelled out: who calls, who is at work, what fails, and what a caller does."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from conversations.domain.plans import HangUp, Record, Ring, Say
from routing.domain.flow import LAST_RESORT, Decision
from routing.domain.graph import KEYS, Flow, Node
from routing.domain.happenings import (
    Event,
    GivenBack,
    HandOver,
    Heard,
    Offer,
    OfferEnded,
    PutThrough,
    SendText,
    WebhookAnswered,
)
from routing.domain.kinds import NodeKind
from routing.domain.settings import Takes
from routing.domain.verifying.ahead import Ahead
from routing.domain.verifying.exploring import End, Happening, Nature, Outcome, Settled, Situation
from routing.domain.verifying.knowing import Knowledge, answers_that_matter
from routing.domain.verifying.moments import Moment
from routing.domain.verifying.problems import Move, MoveKind
from routing.domain.verifying.speech import seconds_to_say
from routing.domain.verifying.watching import Asked
from routing.domain.verifying.world import World
from routing.domain.walk import MOST_MOVES

# How those who take a caller over may give them back; the exit drawn for it, if any, comes first in the document.
_GIVEN_BACK: Final[Mapping[NodeKind, tuple[str, ...]]] = {
    NodeKind.QUEUE: ("nobody", "too_long", "full", "closed", "callback"),
    NodeKind.ON_CALL: ("nobody",),
    NodeKind.RECEPTIONIST: ("next", "person", "emergency", "done"),
    NodeKind.CALLBACK: ("next",),
}
_PEOPLE: Final = frozenset({NodeKind.QUEUE, NodeKind.ON_CALL})
_NOTICE_SECONDS: Final = 2.0


class Choices(Nature):
    """Everything that can be so, for one flow in one world."""

    def __init__(self, flow: Flow, world: World, moments: tuple[Moment, ...]) -> None:
        self._flow = flow
        self._knowledge = Knowledge(flow, world, moments)
        self._ahead = Ahead(flow)
        self.constant = self._knowledge.constant

    def settle(
        self, name: str, situation: Situation, node: str, known: Mapping[str, Any]
    ) -> Iterable[Settled]:
        return self._knowledge.settle(name, situation, node, known)

    def happenings(self, situation: Situation, decision: Decision) -> Iterable[Happening]:
        name = situation.state.node
        node = self._flow.nodes[name]
        match node.kind:
            case NodeKind.MENU:
                return _keys(name, node)
            case NodeKind.ASK:
                return self._answers(name, node)
            case NodeKind.NOTICE:
                return (Happening(Heard(), seconds=_NOTICE_SECONDS), Happening(Heard("9"), is_chosen=True))
            case NodeKind.RING:
                who = situation.state.ringing[0] if situation.state.ringing else None
                return (Happening(_unanswered(who), (Move(MoveKind.UNANSWERED, name),)),)
            case NodeKind.TRANSFER:
                return (Happening(_unanswered(None), (Move(MoveKind.FAILED, name, "transfer"),)),)
            case NodeKind.WEBHOOK:
                return self._looked_up(name, node)
            case _:
                return _given_back(name, node)

    def forget(self, situation: Situation) -> Situation:
        state = self._ahead.state(situation.state)
        kept = frozenset(one for one in situation.settled if self._ahead.reads(state, one[0]))
        return situation._replace(state=state, settled=kept)

    def outcome(self, situation: Situation, decision: Decision, known: Mapping[str, Any]) -> Outcome:
        plan, node = decision.plan or (), decision.state.node
        seconds = sum(seconds_to_say(step.text, step.language) for step in plan if isinstance(step, Say))
        meets = any(_looks_for_a_person(effect) for effect in (*decision.effects, *plan))
        # A business may well let go whom it has blocked itself.
        keeps = bool(known.get("is_blocked")) or any(isinstance(one, SendText) for one in decision.effects)
        if node == LAST_RESORT and decision.state.moves >= MOST_MOVES:
            return Outcome(End.ROUND)
        spoken = decision.state.language
        speaks = spoken != situation.state.language and known.get("caller.language") != spoken
        moves = (Move(MoveKind.LANGUAGE, node, spoken),) if speaks else ()
        if any(isinstance(step, Record) for step in plan):
            return Outcome(
                End.CAPTURED, True, meets, seconds, (*moves, Move(MoveKind.CAPTURED, node, "voicemail"))
            )
        if any(isinstance(step, HangUp) for step in plan):
            if decision.state.texts_back and not keeps and not situation.is_kept:
                if "caller.number" not in known:
                    raise Asked("caller.number")
                keeps = bool(known["caller.number"])
            return Outcome(End.LET_GO, keeps, meets, seconds, moves)
        return Outcome(End.NOT_YET, keeps, meets, seconds, moves)

    def _answers(self, name: str, node: Node) -> Iterator[Happening]:
        """Answer with whatever makes a difference later, or not at all."""
        by_keys = node.settings.takes is Takes.DIGITS
        for answer in answers_that_matter(self._flow, node.settings.variable, digits=by_keys):
            event = Heard(digits=answer) if by_keys else Heard(text=answer)
            yield Happening(event, (Move(MoveKind.ANSWERS, name, answer),))
        yield Happening(Heard(), (Move(MoveKind.SILENT, name),), seconds=float(node.settings.wait_seconds))

    def _looked_up(self, name: str, node: Node) -> Iterator[Happening]:
        for answer in answers_that_matter(self._flow, node.settings.variable, digits=False):
            yield Happening(WebhookAnswered(0, True, answer))
        yield Happening(WebhookAnswered(0, False), (Move(MoveKind.FAILED, name, "webhook"),))


def _keys(name: str, node: Node) -> Iterator[Happening]:
    """Press each key there is, one there is not, and none."""
    for key in KEYS:
        if key in node.exits:
            yield Happening(Heard(key), (Move(MoveKind.PRESS, name, key),), is_chosen=True)
    wait = float(node.settings.wait_seconds)
    yield Happening(Heard(), (Move(MoveKind.SILENT, name),), seconds=wait)
    wrong = next((key for key in KEYS if key not in node.exits), "")
    # With every key a choice, what is no choice can still be said.
    said = Heard(wrong) if wrong else Heard(text="…")
    yield Happening(said, (Move(MoveKind.WRONG, name, wrong),))


def _given_back(name: str, node: Node) -> Iterator[Happening]:
    for exit_ in _GIVEN_BACK.get(node.kind, ()):
        if exit_ in node.exits or exit_ not in node.row.may:
            yield Happening(
                GivenBack(exit_, exit_),
                (Move(MoveKind.GIVEN_BACK, name, f"{node.kind.value}.{exit_}"),),
                is_chosen=exit_ in {"callback", "done"},
                keeps=exit_ == "done",
            )


def _unanswered(who: str | None) -> Event:
    return OfferEnded("did not answer", UUID(who) if who else None)


def _looks_for_a_person(told: object) -> bool:
    return isinstance(told, Offer | PutThrough | Ring) or (
        isinstance(told, HandOver) and told.kind in _PEOPLE
    )
