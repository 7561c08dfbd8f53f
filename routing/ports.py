"""What flows hand callers over to: queues, on-call ladders, callbacks, a receptionist. Who has one installs it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

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
