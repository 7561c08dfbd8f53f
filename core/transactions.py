"""Transactions and the tenant wall: the only code that opens either.

`use_case` is the outermost write, `step` its parts, `reading` one page's selectors. Each names the organisation to
PostgreSQL, whose row-level policies then hide every other organisation (design §11).
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

from core.errors import MissingTransaction

P = ParamSpec("P")
R = TypeVar("R")
SCOPE = "portico_organisation"


def current_organisation() -> UUID | None:
    """Return the organisation this connection is working for, None outside `use_case` and `reading`."""
    return getattr(connection, SCOPE, None)


def require_organisation() -> UUID:
    """Return the current organisation.

    Raises:
        MissingTransaction: nothing named one.
    """
    organisation = current_organisation()
    if organisation is None:
        raise MissingTransaction("tenant rows were asked for outside use_case and reading")
    return organisation


@contextmanager
def tenant_transaction(
    organisation: object, *, read_only: bool = False, most_milliseconds: int = 0
) -> Iterator[None]:
    """Run the block as one durable transaction of `organisation` (a row or its id).

    `most_milliseconds` is how long any statement of it may take or wait for a lock, where somebody is waiting.
    """
    organisation_id = _identifier(organisation)
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            if read_only:
                cursor.execute(
                    "SELECT set_config('transaction_read_only', 'on', true),"
                    " set_config('app.organisation', %s, true)",
                    [str(organisation_id)],
                )
            elif most_milliseconds:
                cursor.execute(
                    "SELECT set_config('app.organisation', %s, true), set_config('lock_timeout', %s, true),"
                    " set_config('statement_timeout', %s, true)",
                    [str(organisation_id), *[f"{most_milliseconds}ms"] * 2],
                )
            else:
                cursor.execute("SELECT set_config('app.organisation', %s, true)", [str(organisation_id)])
        setattr(connection, SCOPE, organisation_id)
        try:
            yield
        finally:
            setattr(connection, SCOPE, None)


@contextmanager
def reading(organisation: object) -> Iterator[None]:
    """Run one page's selectors in a READ ONLY transaction; end it before rendering."""
    with tenant_transaction(organisation, read_only=True):
        yield


def use_case(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` as the outermost transaction of the organisation in its keywords.

    The tenant is keyword `organisation` (row or id), else that of `by` (a member). Refuses to nest.
    """
    return _outermost(function, most_milliseconds=0)


def hurried_use_case(milliseconds: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a `use_case` that fails rather than keep waiting whoever asked."""
    return functools.partial(_outermost, most_milliseconds=milliseconds)


def _outermost(function: Callable[P, R], *, most_milliseconds: int) -> Callable[P, R]:
    @functools.wraps(function)
    def outermost(*args: P.args, **kwargs: P.kwargs) -> R:
        tenant = kwargs.get("organisation")
        if tenant is None:
            tenant = getattr(kwargs.get("by"), "organisation_id", None)
        if tenant is None:
            raise MissingTransaction(f"{function.__qualname__} names neither organisation nor by")
        with tenant_transaction(tenant, most_milliseconds=most_milliseconds):
            return function(*args, **kwargs)

    return outermost


@contextmanager
def attempt() -> Iterator[None]:
    """Run a part of a use case that may fail without the rest of it: an error takes back what the block wrote."""
    if current_organisation() is None:
        raise MissingTransaction("attempt")
    with transaction.atomic():
        yield


def step(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` only inside a use case."""

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if current_organisation() is None:
            raise MissingTransaction(function.__qualname__)
        return function(*args, **kwargs)

    return checked


def after_commit(action: Callable[[], object]) -> None:
    """Run `action` once the current transaction is committed; its failure never undoes the commit."""
    transaction.on_commit(action, robust=True)


def _identifier(organisation: object) -> UUID:
    value = getattr(organisation, "pk", organisation)
    if not isinstance(value, UUID):
        raise MissingTransaction(f"not an organisation: {organisation!r}")
    return value
