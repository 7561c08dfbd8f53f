"""Who is kept out: numbers, prefixes and patterns are found among many, by PostgreSQL and then by the rule."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations.services.calls.blocking import add_block, find_block
from core.transactions import tenant_transaction

CALLER = "+16025550134"


@pytest.mark.parametrize(
    ("kind", "value", "is_out"),
    [
        ("NUMBER", CALLER, True),
        ("NUMBER", "+16025550135", False),
        ("PREFIX", "+1602", True),
        ("PREFIX", "+1602555013", True),
        ("PREFIX", "+1480", False),
        ("PATTERN", "+1602???01*", True),
        ("PATTERN", "+1480???01*", False),
    ],
)
def test_the_block_that_matches_is_found(
    organisation: Organisation, alice: Member, kind: str, value: str, is_out: bool, now: datetime
) -> None:
    add_block(by=alice, kind="NUMBER", value="+14805550100", reason="another", now=now)
    add_block(by=alice, kind=kind, value=value, reason="robot", now=now)
    with tenant_transaction(organisation):
        found = find_block(organisation=organisation.pk, number=CALLER, is_client=False, now=now)
        client = find_block(organisation=organisation.pk, number=CALLER, is_client=True, now=now)
        withheld = find_block(organisation=organisation.pk, number="", is_client=False, now=now)
    assert ((found.reason if found else ""), client, withheld) == ("robot" if is_out else "", None, None)


def test_the_most_exact_of_several_and_none_that_is_over(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    add_block(by=alice, kind="PREFIX", value="+1602", reason="prefix", now=now)
    add_block(
        by=alice, kind="NUMBER", value=CALLER, reason="number", expires_at=now + timedelta(hours=1), now=now
    )
    with tenant_transaction(organisation):
        at_once = find_block(organisation=organisation.pk, number=CALLER, is_client=False, now=now)
        tomorrow = now + timedelta(days=1)
        later = find_block(organisation=organisation.pk, number=CALLER, is_client=False, now=tomorrow)
    assert [rule.reason if rule else "" for rule in (at_once, later)] == ["number", "prefix"]
