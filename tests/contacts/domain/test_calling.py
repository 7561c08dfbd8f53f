"""The truth table of a member's own call: who they are, what they said, and the hour where they are."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from contacts.domain.calling import CALLS, Standing, may_ring, standing_of
from contacts.domain.consent import Act, Consent, Decision, Facts, Medium, Place, Purpose, Rule, may_contact

PHOENIX = Place("America/Phoenix", "AZ")
NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Phoenix"))
NIGHT = datetime(2026, 11, 18, 23, tzinfo=ZoneInfo("America/Phoenix"))
MORNING = datetime(2026, 11, 19, 8, tzinfo=ZoneInfo("America/Phoenix"))
LETTERS = {"A": Decision.ALLOW, "?": Decision.ASK, "H": Decision.HOLD, "D": Decision.DENY}
RING = Act(Purpose.REPLY, Medium.CALL)

# How they last turned to us, and whether they are a client: by day, by night, by day and by night once they asked (a year
# ago) not to be called.
PEOPLE: list[tuple[dict[str, Any], str]] = [
    ({"rang": timedelta(minutes=1)}, "AAAA"),
    ({"rang": timedelta(hours=1)}, "AAAA"),
    ({"rang": timedelta(minutes=1), "has_relation": True}, "AAAA"),
    ({"wrote": timedelta(hours=1, seconds=1)}, "A??D"),
    ({"wrote": timedelta(minutes=1)}, "A??D"),
    ({"wrote": timedelta(days=90)}, "A??D"),
    ({"has_relation": True}, "A??D"),
    ({"wrote": timedelta(days=400), "has_relation": True}, "A??D"),
    ({"wrote": timedelta(days=90, seconds=1)}, "AHDD"),
    ({}, "AHDD"),
]


def facts_of(person: dict[str, Any], now: datetime, **more: Any) -> Facts:
    rang, wrote = person.get("rang"), person.get("wrote")
    return Facts(
        (PHOENIX,),
        rang_at=now - rang if rang else None,
        latest_inbound_at=now - (rang or wrote) if rang or wrote else None,
        has_relation=person.get("has_relation", False),
        **more,
    )


@pytest.mark.parametrize(
    ("person", "is_refused", "now", "letter"),
    [
        (person, is_refused, now, letter)
        for person, row in PEOPLE
        for (is_refused, now), letter in zip(product([False, True], [NOON, NIGHT]), row, strict=True)
    ],
)
@pytest.mark.parametrize("texts_refused", [False, True], ids=["", "no-texts"])
@pytest.mark.parametrize("consent", list(Consent))
def test_the_table(
    person: dict[str, Any],
    is_refused: bool,
    now: datetime,
    letter: str,
    texts_refused: bool,
    consent: Consent,
) -> None:
    year_ago = now - timedelta(days=365)
    facts = facts_of(
        person,
        now,
        calls_refused_at=year_ago if is_refused else None,
        opted_out_at=now - timedelta(minutes=1) if texts_refused else None,
        consent=consent,
    )
    verdict = may_contact(RING, facts, now)

    assert verdict.decision is LETTERS[letter]
    assert verdict == may_ring(facts, now)
    if verdict.rule is Rule.QUIET_HOURS:
        assert (verdict.until, verdict.there) == (MORNING, NIGHT)
    else:
        assert (verdict.until, verdict.there) == (None, None)


def test_the_table_is_whole() -> None:
    assert set(CALLS) == set(product(Standing, [False, True], [False, True]))


def test_a_call_before_they_asked_for_none_awaits_no_call() -> None:
    facts = Facts(
        (PHOENIX,), rang_at=NOON - timedelta(minutes=20), calls_refused_at=NOON - timedelta(minutes=10)
    )

    assert standing_of(facts, NOON) is Standing.STRANGER
    assert may_ring(facts, NOON).rule is Rule.CALLS_REFUSED


def test_the_stricter_of_two_clocks_counts() -> None:
    facts = Facts((PHOENIX, Place("America/New_York", "FL")), has_relation=True)
    evening = datetime(2026, 11, 18, 18, 30, tzinfo=ZoneInfo("America/Phoenix"))
    verdict = may_ring(facts, evening)

    assert verdict.decision is Decision.ASK
    assert verdict.there is not None
    assert verdict.there.strftime("%H:%M") == "20:30"


def test_places_whose_days_never_meet_ask_the_member() -> None:
    places = (Place("Asia/Tokyo"), Place("Europe/Madrid"), Place("America/Los_Angeles", "CA"))

    assert may_ring(Facts(places, has_relation=True), NOON).decision is Decision.ASK
    assert may_ring(Facts(places), NOON).until is None


def test_offers_by_call_still_need_their_agreement_in_writing() -> None:
    act = Act(Purpose.MARKETING, Medium.CALL)

    assert may_contact(act, Facts((PHOENIX,), has_relation=True), NOON).rule is Rule.NO_WRITTEN_CONSENT
