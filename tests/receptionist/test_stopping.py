"""A law firm's assistant takes no facts once a name may be a conflict; other houses and clients go on."""

from datetime import datetime

import pytest

from accounts.models import Member
from core.transactions import reading
from receptionist import ports
from tests.factories import matters


@pytest.mark.parametrize(
    ("name", "other_side", "stops"),
    [
        ("Paula Brandt", "Toby Renner", True),
        ("Paula Brandt", "Redwing Pavings Inc", True),
        ("Redwing Paving LLC", "", True),
        ("Tobias Renner", "", False),
        ("Tobias Renner", "Quentin Oduya", False),
        ("Paula Brandt", "Quentin Oduya", False),
        ("", "", False),
    ],
)
def test_names_decide_whether_facts_are_heard(
    alice: Member, mallory: Member, now: datetime, name: str, other_side: str, stops: bool
) -> None:
    matters.opened(by=alice, now=now, client="Tobias Renner", against="Redwing Paving LLC")
    with reading(alice.organisation_id):
        assert ports.stops_facts(alice.organisation_id, name, other_side) is stops
    with reading(mallory.organisation_id):
        assert ports.stops_facts(mallory.organisation_id, name, other_side) is False
