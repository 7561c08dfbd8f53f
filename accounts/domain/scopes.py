"""What an API key may be allowed to do. Stored by value: a scope is added, never renamed."""

from enum import StrEnum


class Scope(StrEnum):
    """One permission of an API key; none of them includes another."""

    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_WRITE = "conversations:write"
    MESSAGES_SEND = "messages:send"
    LINES_READ = "lines:read"
    MEMBERS_READ = "members:read"
    BOOKINGS_READ = "bookings:read"
    BOOKINGS_WRITE = "bookings:write"


def cleaned(scopes: list[str]) -> list[str]:
    """Keep each scope once, in the order of the list above.

    Raises:
        ValueError: one of them does not exist.
    """
    wanted = {Scope(scope) for scope in scopes}
    return [scope.value for scope in Scope if scope in wanted]
