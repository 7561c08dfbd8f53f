"""What flows hand callers over to: queues, on-call ladders, callbacks, a receptionist. Who has one installs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from conversations.ports import InputReceived, Plan
from conversations.services.calls import Held
from routing.domain.graph import NodeKind
from routing.domain.happenings import HandOver


class Desk(Protocol):
    """Takes a caller who waits with music, and gives them back by `routing.services.give_back_step`."""

    def take(self, held: Held, handed: HandOver, *, now: datetime) -> None:
        """Take the caller in the transaction of the decision. The call is locked; another gives them back."""


_desks: dict[NodeKind, Desk] = {}


def install(kind: NodeKind, desk: Desk) -> None:
    """Let a kind of node hand callers to `desk` (QUEUE, ON_CALL, CALLBACK, RECEPTIONIST)."""
    _desks[kind] = desk


def uninstall(kind: NodeKind) -> None:
    """Let callers go on at once again."""
    _desks.pop(kind, None)


def installed() -> frozenset[NodeKind]:
    """List the kinds that have something to hand callers to."""
    return frozenset(_desks)


def desk_of(kind: NodeKind) -> Desk | None:
    """Give what is installed for a kind."""
    return _desks.get(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a receptionist answers. With `exit` the caller hears `plan` and goes on in their flow, and `why` says so;
    `to` is a number outside for who is drawn nobody."""

    plan: Plan = ()
    exit: str = ""
    why: str = ""
    to: str = ""


class Assistant(Desk, Protocol):
    """Talks with callers whom a flow hands to a receptionist, turn after turn; what is written reaches it as a fact."""

    def answers_messages(self, organisation_id: UUID) -> bool:
        """Say whether it answers what is written, where a flow leads to it; asked inside a transaction."""

    def openings(self, held: Held, languages: Sequence[str], *, now: datetime) -> Mapping[str, Plan]:
        """Give what it begins with, by language (BCP 47); nothing where it takes no calls."""

    def hear(self, held: Held, heard: InputReceived, *, now: datetime) -> Spoken:
        """Answer one thing said, in the transaction of its webhook; said twice, it is answered as before."""


_assistants: list[Assistant] = []


def install_assistant(assistant: Assistant) -> None:
    """Let receptionist nodes hand callers to `assistant`."""
    _assistants[:] = [assistant]
    install(NodeKind.RECEPTIONIST, assistant)


def assistant() -> Assistant | None:
    """Give who talks with callers, None where nobody does."""
    return _assistants[0] if _assistants else None


class Handset(Protocol):
    """A telephone on which a flow is rehearsed without anybody outside being rung."""

    def page(self, *, line_id: UUID, steps: Sequence[str] = (), draft: UUID | None = None) -> str:
        """Give the address of a page that rings a line, with what the caller is to do; "" while there is none.

        With `draft`, a flow, the call walks that flow's draft instead of what is live.
        """


_handsets: list[Handset] = []


def install_handset(handset: Handset) -> None:
    """Let flows be rehearsed on a telephone."""
    _handsets[:] = [handset]


def uninstall_handset() -> None:
    """Let flows be rehearsed in the preview alone again."""
    _handsets.clear()


def handset() -> Handset | None:
    """Give what flows are rehearsed on, None where they are only walked in the preview."""
    return _handsets[0] if _handsets else None
