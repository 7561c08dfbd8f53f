"""Walks every address: another organisation's member sees nothing, a read-only member changes nothing.

A new address without a case fails `test_every_address_has_a_case`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Member
from tests.factories import tenancy

# Served before anyone is known, by another way of knowing who asks, or by a library with its own tests.
FOREIGN = ("admin", "account_", "mfa_", "usersessions_", "socialaccount_")
PUBLIC = {
    "home", "healthz", "readyz", "metrics", "carrier:webhook", "carrier:call_webhook", "carrier:mail_webhook",
    "scheduling:book", "scheduling:book_place", "scheduling:book_provider", "scheduling:book_times",
    "scheduling:book_hold",
    "scheduling:book_details", "scheduling:book_known", "scheduling:book_extend", "scheduling:booked",
    "scheduling:booking_calendar", "scheduling:booking_move", "scheduling:booking_cancel",
    "accounts:language", "accounts:join", "conversations:unblock", "scheduling:feed",
    "accounts:closed_email", "accounts:closed_confirm_email", "accounts:closed_confirm_email_key",
}  # fmt: skip


def _names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, set[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, space)
        elif pattern.name:
            yield (
                f"{prefix}{pattern.name}",
                set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex),
            )


def routes() -> dict[str, set[str]]:
    """List our addresses by name with their arguments."""
    found = dict(_names(get_resolver().url_patterns))
    return {
        name: arguments
        for name, arguments in found.items()
        if not name.startswith(FOREIGN) and name not in PUBLIC and not name.startswith("api")
    }


def test_every_address_has_a_case() -> None:
    assert set(routes()) - set(tenancy.METHODS) == set()


@pytest.mark.parametrize("name", sorted(tenancy.METHODS))
def test_another_organisation_sees_nothing(
    name: str,
    alice: Member,
    mallory: Member,
    client_for: Callable[[Member], Client],
    now: datetime,
) -> None:
    arguments = routes()[name]
    if not arguments:
        pytest.skip("the address names nothing of an organisation")
    things = tenancy.things(by=alice, now=now)
    url = reverse(name, kwargs={key: tenancy.argument(name, key, things) for key in arguments})
    client = client_for(mallory)

    for method in tenancy.METHODS[name]:
        headers = {"hx-request": "true"} if name in tenancy.HTMX else {}
        response = getattr(client, method)(url, tenancy.FORMS.get(name, {}), headers=headers)
        assert response.status_code == 404, f"{method} {url}"


@pytest.mark.parametrize(
    "name", sorted(name for name, methods in tenancy.METHODS.items() if "post" in methods)
)
def test_a_read_only_member_changes_nothing(
    name: str,
    alice: Member,
    rae: Member,
    client_for: Callable[[Member], Client],
    now: datetime,
) -> None:
    if name in tenancy.PERSONAL:
        pytest.skip("everyone may do this to their own things")
    things = tenancy.things(by=alice, now=now)
    url = reverse(name, kwargs={key: tenancy.argument(name, key, things) for key in routes()[name]})

    response = client_for(rae).post(url, tenancy.FORMS.get(name, {}))

    assert response.status_code == 403, url


@pytest.mark.parametrize("name", sorted(tenancy.METHODS))
def test_without_a_session_everyone_is_sent_to_log_in(name: str, alice: Member, now: datetime) -> None:
    things = tenancy.things(by=alice, now=now)
    url = reverse(name, kwargs={key: tenancy.argument(name, key, things) for key in routes()[name]})
    method = tenancy.METHODS[name][0]

    response = getattr(Client(), method)(url)

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
