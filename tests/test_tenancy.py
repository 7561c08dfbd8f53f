"""Walks every address: another organisation's member sees nothing, a read-only member changes nothing.

A new address without a case fails `test_every_address_has_a_case`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Member, Role
from tests.factories import tenancy

# Served before anyone is known, by another way of knowing who asks, or by a library with its own tests.
FOREIGN = ("admin", "account_", "mfa_", "usersessions_", "socialaccount_")
PUBLIC = {
    "scheduling:calendar_called",
    "home", "healthz", "readyz", "metrics", "carrier:webhook", "carrier:call_webhook", "carrier:mail_webhook",
    "scheduling:book", "scheduling:book_place", "scheduling:book_provider", "scheduling:book_times",
    "scheduling:book_hold", "scheduling:book_where",
    "scheduling:book_details", "scheduling:book_known", "scheduling:book_extend", "scheduling:booked",
    "scheduling:booking_calendar", "scheduling:booking_move", "scheduling:booking_cancel",
    "accounts:language", "accounts:join", "conversations:unblock", "scheduling:feed", "scheduling:tap",
    "scheduling:book_wait", "scheduling:book_waiting",
    "intake:form_start", "intake:form_fill", "intake:form_field", "intake:form_file", "intake:form_later",
    "intake:form_resume", "intake:form_part", "intake:form_news", "intake:job_photos",
    "receptionist:chat", "receptionist:chat_room", "receptionist:chat_news",
    "receptionist:chat_typing", "receptionist:chat_by_text", "receptionist:chat_file",
    "accounts:closed_email", "accounts:closed_confirm_email", "accounts:closed_confirm_email_key",
}  # fmt: skip

# What everybody may name: a provider of calendars.
ANYBODYS = {"provider"}


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


# What is refused changes nothing, so one of each thing is enough for a whole walk.
def test_another_organisation_sees_nothing(
    alice: Member, mallory: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    things = tenancy.things(by=alice, now=now)
    client = client_for(mallory)
    answers = {}
    for name, arguments in _cases():
        if not arguments - ANYBODYS:
            continue  # The address names nothing of an organisation.
        headers = {"hx-request": "true"} if name in tenancy.HTMX else {}
        for method in tenancy.METHODS[name]:
            url = _url(name, arguments, things)
            response = getattr(client, method)(url, tenancy.FORMS.get(name, {}), headers=headers)
            answers[f"{method} {url}"] = response.status_code

    assert len(answers) > 100
    assert {asked: status for asked, status in answers.items() if status != 404} == {}


def test_a_read_only_member_changes_nothing(
    alice: Member, rae: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    things = tenancy.things(by=alice, now=now)
    client = client_for(rae)
    answers = {}
    for name, arguments in _cases():
        # Everyone may do what is personal to their own things.
        if "post" in tenancy.METHODS[name] and name not in tenancy.PERSONAL:
            url = _url(name, arguments, things)
            answers[url] = client.post(url, tenancy.FORMS.get(name, {})).status_code

    assert len(answers) > 100
    assert {url: status for url, status in answers.items() if status != 403} == {}


def test_a_member_kept_out_by_a_wall_finds_nothing_behind_it(
    alice: Member, bob: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    Member.objects.filter(pk=bob.pk).update(role=Role.SUPERVISOR, capabilities=["conflicts_counsel"])
    bob.refresh_from_db()
    things = tenancy.things(by=alice, now=now)
    tenancy.wall(by=alice, against=bob, now=now)
    client = client_for(bob)
    answers = {}
    for name, arguments in _cases():
        if not arguments & tenancy.BEHIND_WALLS:
            continue
        headers = {"hx-request": "true"} if name in tenancy.HTMX else {}
        for method in tenancy.METHODS[name]:
            url = _url(name, arguments, things)
            response = getattr(client, method)(url, tenancy.FORMS.get(name, {}), headers=headers)
            answers[f"{method} {url}"] = response.status_code

    assert len(answers) > 20
    # Owners alone erase and hold, whoever it is about: that much may be said.
    told = {asked: status for asked, status in answers.items() if status != 404}
    assert {asked: status for asked, status in told.items() if "/data/" not in asked or status != 403} == {}


def test_no_list_names_what_is_behind_a_wall(
    alice: Member, bob: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    Member.objects.filter(pk=bob.pk).update(role=Role.SUPERVISOR, capabilities=["conflicts_counsel"])
    bob.refresh_from_db()
    tenancy.things(by=alice, now=now)
    secrets = tenancy.wall(by=alice, against=bob, now=now)
    owner, kept_out = client_for(alice), client_for(bob)
    seen, told = set(), {}
    for name, arguments in _cases():
        if arguments or "get" not in tenancy.METHODS[name]:
            continue
        headers = {"hx-request": "true"} if name in tenancy.HTMX else {}
        pages = [_read(client, reverse(name), headers) for client in (owner, kept_out)]
        seen |= {word for word in secrets if word in pages[0]}
        if found := [word for word in secrets if word in pages[1]]:
            told[name] = found

    assert seen == set(secrets), "the lists do name them to those who may know"
    assert told == {}


def _read(client: Client, url: str, headers: dict[str, str]) -> str:
    answer = client.get(url, headers=headers)
    return (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")


def test_without_a_session_everyone_is_sent_to_log_in(alice: Member, now: datetime) -> None:
    things = tenancy.things(by=alice, now=now)
    client = Client()
    let_in = {}
    for name, arguments in _cases():
        url = _url(name, arguments, things)
        response = getattr(client, tenancy.METHODS[name][0])(url)
        if response.status_code != 302 or "/accounts/login/" not in response["Location"]:
            let_in[url] = response.status_code

    assert let_in == {}


def _cases() -> list[tuple[str, set[str]]]:
    found = routes()
    return [(name, found[name]) for name in sorted(tenancy.METHODS)]


def _url(name: str, arguments: set[str], things: tenancy.Things) -> str:
    return reverse(name, kwargs={key: tenancy.argument(name, key, things) for key in arguments})
