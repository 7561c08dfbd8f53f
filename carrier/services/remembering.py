"""Accounts that webhooks came for, remembered by this process.

Reading an account and opening its secrets costs more than storing the webhook. Memory is never trusted alone: the
statement that stores a webhook stores nothing unless the account is still the one remembered (`services.accepting`).
"""

import logging

from django.db import DatabaseError

from carrier import selectors
from carrier.selectors import KnownAccount

log = logging.getLogger(__name__)
MOST = 1000
_known: dict[str, KnownAccount] = {}


def find(path_token: str) -> KnownAccount | None:
    """Give the account as it was read last, or read it."""
    return _known.get(path_token) or find_afresh(path_token)


def find_in_any_case(path_token: str) -> KnownAccount | None:
    """Give the account even while the database is out, if this process has met it: a caller is waiting."""
    try:
        return find(path_token)
    except DatabaseError as error:
        log.error("account not read", extra={"reason": type(error).__name__})
        return None


def find_afresh(path_token: str) -> KnownAccount | None:
    """Read the account and remember it."""
    found = selectors.know_account(path_token)
    if found is None:
        _known.pop(path_token, None)
        return None
    if len(_known) >= MOST:
        _known.clear()
    _known[path_token] = found
    return found
