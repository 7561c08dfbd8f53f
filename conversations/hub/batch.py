"""What changed since the latest flush: hints folded together, so that ten events cost one read."""

import json
from dataclasses import dataclass, field
from uuid import UUID

ENTRY_FACTS = frozenset({"conversation", "entry", "call"})


@dataclass(slots=True)
class Batch:
    """Hints of one organisation, by what they name; folding the same hint twice changes nothing."""

    conversations: set[UUID] = field(default_factory=set)
    entries: dict[UUID, set[UUID]] = field(default_factory=dict)
    people: set[UUID] = field(default_factory=set)
    tasks: dict[UUID, UUID | None] = field(default_factory=dict)
    reads: set[tuple[UUID, UUID]] = field(default_factory=set)
    calls: set[UUID] = field(default_factory=set)
    commands: set[UUID] = field(default_factory=set)
    consents: set[UUID] = field(default_factory=set)
    contacts: set[UUID] = field(default_factory=set)
    queues: set[UUID] = field(default_factory=set)
    members: set[UUID] = field(default_factory=set)
    alerts: set[UUID] = field(default_factory=set)
    calendars: set[UUID] = field(default_factory=set)

    def __bool__(self) -> bool:
        told = (self.conversations, self.tasks, self.reads, self.commands, self.consents, self.contacts)
        return any(told) or bool(self.queues) or bool(self.alerts) or bool(self.calendars)

    def fold(self, hint: "Hint") -> None:
        """Take one more hint in."""
        told = {
            "contact": self.contacts,
            "consent": self.consents,
            "command": self.commands,
            "alert": self.alerts,
            "calendar": self.calendars,
        }
        if hint.what in told:
            told[hint.what].add(hint.id)
        elif hint.what in ENTRY_FACTS:
            self.conversations.add(hint.id)
            self.people.add(hint.id)
            if hint.call:
                self.calls.add(hint.call)
            if hint.entry:
                self.entries.setdefault(hint.id, set()).add(hint.entry)
        elif hint.what == "task":
            self.tasks[hint.id] = hint.conversation
        elif hint.what == "queue":
            self.queues.add(hint.id)
            self.members |= {hint.member} if hint.member else set()
        elif hint.what == "read" and hint.member:
            self.reads.add((hint.id, hint.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One message of an organisation's topic, read."""

    what: str
    id: UUID
    entry: UUID | None = None
    member: UUID | None = None
    conversation: UUID | None = None
    call: UUID | None = None
    name: str = ""


def parse(message: bytes) -> Hint | None:
    """Read a hint; None for what this release does not know, since processes are deployed apart."""
    try:
        body = json.loads(message)
        return Hint(
            what=str(body["what"]),
            id=UUID(body["id"]),
            entry=_optional(body.get("entry")),
            member=_optional(body.get("member")),
            conversation=_optional(body.get("conversation")),
            call=_optional(body.get("call")),
            name=str(body.get("name", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _optional(text: str | None) -> UUID | None:
    return UUID(text) if text else None
