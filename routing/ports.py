"""What flows hand callers over to: queues, on-call ladders, callbacks, a receptionist. Who has one installs it."""

from datetime import datetime
from typing import Protocol

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
