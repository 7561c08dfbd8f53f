"""The event log: facts recorded in the transaction that made them true, then told to handlers and screens.

A fact carries ids, enum values, instants and reasons, never message text or personal data. Handlers run in Celery, at
least once; announcers run in process on commit and only hint. Design §3.4, styleguide §6.
"""

import dataclasses
import logging
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeVar, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from core import relay
from core.models import Delivery, Event
from core.storing import store
from core.transactions import after_commit, require_organisation

log = logging.getLogger(__name__)


class UnknownFact(LookupError):
    """A stored event names a fact, or a field, this release does not know. Deploy the release that does."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened, in the past tense."""

    name: ClassVar[str]
    version_of_fact: ClassVar[int]


class Handler(Protocol):
    """React to one fact; running twice must equal running once."""

    def __call__(self, fact: Any, *, organisation_id: UUID, now: datetime) -> None: ...


Announcer = Callable[[Any, UUID], None]
F = TypeVar("F", bound=type[Fact])
_facts: dict[tuple[str, int], type[Fact]] = {}
_handlers: dict[str, tuple[type[Fact], Handler]] = {}
_givers_up: dict[str, Handler] = {}
_announcers: dict[type[Fact], list[Announcer]] = {}


def event(name: str, *, version: int = 1) -> Callable[[F], F]:
    """Register a frozen dataclass as the fact `name`."""

    def register(cls: F) -> F:
        cls.name = name
        cls.version_of_fact = version
        _facts[name, version] = cls
        return cls

    return register


def handles(fact: type[Fact], *, name: str) -> Callable[[Handler], Handler]:
    """Register a handler, run by Celery for each recorded `fact`; `name` is stored and must never change."""

    def register(handler: Handler) -> Handler:
        _handlers[name] = (fact, handler)
        return handler

    return register


def gives_up(name: str) -> Callable[[Handler], Handler]:
    """Register what is done when the handler `name` has failed too often: say so where somebody waits for it.

    It runs before the delivery is parked, again if it fails or its worker dies; running twice must equal running once.
    """

    def register(handler: Handler) -> Handler:
        _givers_up[name] = handler
        return handler

    return register


def announces(*facts: type[Fact]) -> Callable[[Announcer], Announcer]:
    """Register a function run in process right after the commit; losing it costs a delay, never a fact."""

    def register(announcer: Announcer) -> Announcer:
        for fact in facts:
            _announcers.setdefault(fact, []).append(announcer)
        return announcer

    return register


def handler_named(name: str) -> Handler | None:
    """Find a registered handler."""
    found = _handlers.get(name)
    return found[1] if found else None


def giver_up_named(name: str) -> Handler | None:
    """Find what is done when a handler is given up."""
    return _givers_up.get(name)


def record(
    fact: Fact, *, actor_id: UUID | None = None, due_at: datetime | None = None, now: datetime
) -> Event:
    """Write the fact and what it owes to handlers in the current transaction; handlers wait for `due_at`."""
    organisation_id = require_organisation()
    row = Event(
        organisation_id=organisation_id,
        name=fact.name,
        version=fact.version_of_fact,
        body=to_json(fact),
        actor_id=actor_id,
        recorded_at=now,
    )
    store(row)
    owed = [name for name, (kind, _) in _handlers.items() if kind is type(fact)]
    if owed:
        rows = [
            Delivery(organisation_id=organisation_id, event_id=row.pk, handler=name, due_at=due_at or now)
            for name in owed
        ]
        store(*rows)
        ids = [str(delivery.pk) for delivery in rows]
        wait = max(0.0, ((due_at or now) - now).total_seconds())
        after_commit(lambda: relay.enqueue(ids, wait_seconds=wait))
    for announcer in _announcers.get(type(fact), ()):
        after_commit(lambda announcer=announcer: announcer(fact, organisation_id))  # type: ignore[misc]
    return row


def to_json(fact: Fact) -> dict[str, object]:
    """Turn a fact into plain JSON values."""
    return {item.name: _plain(getattr(fact, item.name)) for item in dataclasses.fields(fact)}


def from_row(row: Event) -> Fact:
    """Rebuild the fact an event row holds.

    Raises:
        UnknownFact: the name, version or a field is not known here.
    """
    cls = _facts.get((row.name, row.version))
    if cls is None:
        raise UnknownFact(f"{row.name} v{row.version}")
    hints = get_type_hints(cls)
    known = {item.name for item in dataclasses.fields(cls)}
    if unknown := set(row.body) - known:
        raise UnknownFact(f"{row.name}: {sorted(unknown)}")
    return cls(**{key: _typed(value, hints[key]) for key, value in row.body.items()})


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | datetime):
        return value.isoformat() if isinstance(value, datetime) else str(value)
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in value]
    return value


def _typed(value: object, hint: Any) -> object:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_typed(item, get_args(hint)[0]) for item in cast("list[object]", value))
    choices = [kind for kind in get_args(hint) if kind is not type(None)]
    kind = choices[0] if choices and not isinstance(hint, type) else hint
    if kind is UUID:
        return UUID(str(value))
    if kind is datetime:
        return datetime.fromisoformat(str(value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
