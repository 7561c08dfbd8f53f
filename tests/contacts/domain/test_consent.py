"""The truth table of `may_contact`: every purpose, medium, consent and hour that makes a difference."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from contacts.domain.consent import (
    Act,
    Consent,
    Decision,
    Facts,
    Medium,
    Place,
    Purpose,
    Rule,
    may_contact,
)

PHOENIX = Place("America/Phoenix", "AZ")
MIAMI = Place("America/New_York", "FL")
# A Wednesday; 15 November 2026 is a Sunday.
NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/Phoenix"))
NIGHT = datetime(2026, 11, 18, 23, tzinfo=ZoneInfo("America/Phoenix"))
MORNING = datetime(2026, 11, 19, 8, tzinfo=ZoneInfo("America/Phoenix"))
LETTERS = {"A": Decision.ALLOW, "H": Decision.HOLD, "D": Decision.DENY}
PHONES = [Medium.TEXT, Medium.CALL]
OTHERS = [Medium.EMAIL, Medium.MESSENGER]
ORDINARY = [Purpose.REPLY, Purpose.INFORMATIONAL, Purpose.MARKETING, Purpose.HELP_ANSWER]
MARKETING = Act(Purpose.MARKETING)


def facts(**known: object) -> Facts:
    return Facts(**{"places": (PHOENIX,), **known})  # type: ignore[arg-type]


def is_by_hand(purpose: Purpose, medium: Medium, automated: bool) -> bool:
    """A member's own call has a table of its own: `test_calling`."""
    return medium is Medium.CALL and not automated and purpose is not Purpose.MARKETING


def ago(instant: datetime, **span: float) -> datetime:
    return instant - timedelta(**span)


# Marketing with consent in writing, at 07:59, 08:00, 12:00, 19:59, 20:00, 20:59, 21:00 and 03:00 local time.
HOURS = ["07:59", "08:00", "12:00", "19:59", "20:00", "20:59", "21:00", "03:00"]
STATES = [
    ("America/Phoenix", "AZ", "HAAAAAHH"),
    ("America/Los_Angeles", "CA", "HAAAAAHH"),
    ("America/New_York", "NY", "HAAAAAHH"),
    ("America/New_York", "FL", "HAAAHHHH"),
    ("America/Chicago", "OK", "HAAAHHHH"),
    ("America/New_York", "MD", "HAAAHHHH"),
    ("America/Los_Angeles", "WA", "HAAAHHHH"),
    ("America/Denver", "WY", "HAAAHHHH"),
    ("America/Chicago", "TX", "HAAAAAHH"),
    ("Pacific/Honolulu", "", "HAAAAAHH"),
]


@pytest.mark.parametrize(
    ("zone", "state", "hour", "letter"),
    [
        (zone, state, hour, letter)
        for zone, state, row in STATES
        for hour, letter in zip(HOURS, row, strict=True)
    ],
)
def test_the_hours_of_each_state(zone: str, state: str, hour: str, letter: str) -> None:
    now = datetime.fromisoformat(f"2026-11-18T{hour}").replace(tzinfo=ZoneInfo(zone))
    verdict = may_contact(MARKETING, facts(places=(Place(zone, state),), consent=Consent.WRITTEN), now)

    assert verdict.decision is LETTERS[letter]
    if letter == "H":
        assert verdict.rule is Rule.QUIET_HOURS
        assert verdict.until is not None
        assert verdict.until.astimezone(ZoneInfo(zone)).strftime("%H:%M") == "08:00"
        assert timedelta(0) < verdict.until - now < timedelta(hours=13)
        assert verdict.evidence.startswith(hour)


# By day, nobody opted out, the customer never wrote: consent NONE, EXPRESS, WRITTEN.
DAY = [
    (Purpose.REPLY, False, "AAA", "AAA"),
    (Purpose.REPLY, True, "DAA", "AAA"),
    (Purpose.INFORMATIONAL, False, "AAA", "AAA"),
    (Purpose.INFORMATIONAL, True, "DAA", "AAA"),
    (Purpose.MARKETING, False, "DDA", "AAA"),
    (Purpose.MARKETING, True, "DDA", "AAA"),
    (Purpose.HELP_ANSWER, False, "AAA", "AAA"),
    (Purpose.HELP_ANSWER, True, "DAA", "AAA"),
    (Purpose.OPT_OUT_CONFIRMATION, False, "DDD", "DDD"),
    (Purpose.OPT_OUT_CONFIRMATION, True, "DDD", "DDD"),
]


@pytest.mark.parametrize(
    ("act", "consent", "letter"),
    [
        (Act(purpose, medium, automated), consent, letter)
        for purpose, automated, by_phone, otherwise in DAY
        for media, row in ((PHONES, by_phone), (OTHERS, otherwise))
        for medium in media
        for consent, letter in zip(Consent, row, strict=True)
    ],
)
def test_what_consent_is_needed(act: Act, consent: Consent, letter: str) -> None:
    assert may_contact(act, facts(consent=consent), NOON).decision is LETTERS[letter]


# At night, with consent in writing: the customer wrote an hour ago, two days ago, never.
DARK = [
    (Purpose.REPLY, False, "AAA"),
    (Purpose.REPLY, True, "AHH"),
    (Purpose.INFORMATIONAL, False, "AAA"),
    (Purpose.INFORMATIONAL, True, "HHH"),
    (Purpose.MARKETING, False, "HHH"),
    (Purpose.MARKETING, True, "HHH"),
    (Purpose.HELP_ANSWER, False, "AAA"),
    (Purpose.HELP_ANSWER, True, "AHH"),
]
WROTE = [ago(NIGHT, hours=1), ago(NIGHT, days=2), None]


@pytest.mark.parametrize(
    ("act", "wrote_at", "letter"),
    [
        (Act(purpose, medium, automated), wrote_at, letter if medium in PHONES else "A")
        for purpose, automated, row in DARK
        for medium in Medium
        for wrote_at, letter in zip(WROTE, row, strict=True)
        if not is_by_hand(purpose, medium, automated)
    ],
)
def test_the_night_holds_what_the_customer_did_not_ask_for(
    act: Act, wrote_at: datetime | None, letter: str
) -> None:
    verdict = may_contact(act, facts(consent=Consent.WRITTEN, latest_inbound_at=wrote_at), NIGHT)

    assert verdict.decision is LETTERS[letter]
    assert verdict.until == (MORNING if letter == "H" else None)


@pytest.mark.parametrize(
    ("purpose", "medium", "consent"),
    [case for case in product(ORDINARY, Medium, Consent) if not is_by_hand(case[0], case[1], False)],
)
def test_an_opt_out_stops_everything(purpose: Purpose, medium: Medium, consent: Consent) -> None:
    known = facts(opted_out_at=ago(NOON, days=30), consent=consent, latest_inbound_at=ago(NOON, days=2))
    verdict = may_contact(Act(purpose, medium), known, NOON)

    assert (verdict.decision, verdict.rule) == (Decision.DENY, Rule.OPTED_OUT)
    assert verdict.evidence == "opted out 2026-10-19 19:00 UTC"


def test_only_an_answer_to_help_reaches_who_opted_out() -> None:
    known = facts(opted_out_at=ago(NIGHT, days=30), latest_inbound_at=ago(NIGHT, minutes=1))

    assert may_contact(Act(Purpose.HELP_ANSWER, automated=True), known, NIGHT).rule is Rule.HELP_ANSWER
    assert may_contact(Act(Purpose.REPLY), known, NIGHT).rule is Rule.OPTED_OUT


@pytest.mark.parametrize(
    ("opted_out", "sent", "rule"),
    [
        (None, None, Rule.CONFIRMATION_WITHOUT_OPT_OUT),
        (timedelta(0), None, Rule.CONFIRMATION),
        (timedelta(minutes=5), None, Rule.CONFIRMATION),
        (timedelta(minutes=5, seconds=1), None, Rule.CONFIRMATION_TOO_LATE),
        (timedelta(minutes=2), timedelta(minutes=2), Rule.CONFIRMATION_ALREADY_SENT),
        (timedelta(minutes=2), timedelta(minutes=1), Rule.CONFIRMATION_ALREADY_SENT),
        (timedelta(days=2), timedelta(days=1), Rule.CONFIRMATION_ALREADY_SENT),
        (timedelta(minutes=2), timedelta(days=90), Rule.CONFIRMATION),
    ],
)
@pytest.mark.parametrize("now", [NOON, NIGHT])
def test_one_confirmation_within_five_minutes_at_any_hour(
    now: datetime, opted_out: timedelta | None, sent: timedelta | None, rule: Rule
) -> None:
    known = facts(
        opted_out_at=None if opted_out is None else now - opted_out,
        confirmation_sent_at=None if sent is None else now - sent,
    )
    verdict = may_contact(Act(Purpose.OPT_OUT_CONFIRMATION, automated=True), known, now)

    assert verdict.rule is rule
    assert (verdict.decision is Decision.ALLOW) == (rule is Rule.CONFIRMATION)


@pytest.mark.parametrize(
    ("utc", "letter", "until"),
    [
        ("2026-11-18T12:59", "H", "2026-11-18T15:00"),
        ("2026-11-18T14:59", "H", "2026-11-18T15:00"),
        ("2026-11-18T15:00", "A", None),
        ("2026-11-19T00:59", "A", None),
        ("2026-11-19T01:00", "H", "2026-11-19T15:00"),
        ("2026-11-19T04:30", "H", "2026-11-19T15:00"),
    ],
)
def test_address_and_area_code_both_count(utc: str, letter: str, until: str | None) -> None:
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    verdict = may_contact(MARKETING, facts(places=(PHOENIX, MIAMI), consent=Consent.WRITTEN), now)

    assert verdict.decision is LETTERS[letter]
    assert verdict.until == (None if until is None else datetime.fromisoformat(until).replace(tzinfo=UTC))


def test_texas_rests_on_sunday_morning() -> None:
    known = facts(places=(Place("America/Chicago", "TX"),), consent=Consent.WRITTEN)
    zone = ZoneInfo("America/Chicago")
    late_on_saturday = datetime(2026, 11, 14, 22, tzinfo=zone)
    noon = datetime(2026, 11, 15, 12, tzinfo=zone)

    assert may_contact(MARKETING, known, late_on_saturday).until == noon
    assert may_contact(MARKETING, known, ago(noon, minutes=1)).until == noon
    assert may_contact(MARKETING, known, noon).decision is Decision.ALLOW


def test_the_clock_may_change_while_a_message_is_held() -> None:
    zone = ZoneInfo("America/New_York")
    known = facts(places=(Place("America/New_York", "NY"),), consent=Consent.WRITTEN)
    verdict = may_contact(MARKETING, known, datetime(2026, 10, 31, 22, tzinfo=zone))

    assert verdict.until == datetime(2026, 11, 1, 8, tzinfo=zone)


def test_places_whose_days_never_meet() -> None:
    places = (Place("Asia/Tokyo"), Place("Europe/Madrid"), Place("America/Los_Angeles", "CA"))
    verdict = may_contact(MARKETING, facts(places=places, consent=Consent.WRITTEN), NOON)

    assert (verdict.decision, verdict.rule) == (Decision.DENY, Rule.NO_COMMON_HOURS)
    assert verdict.until is None


def test_the_evidence_is_the_consent_or_the_message() -> None:
    known = facts(
        consent=Consent.WRITTEN, consent_evidence="web form, 3 October", latest_inbound_at=ago(NOON, hours=1)
    )

    assert may_contact(MARKETING, known, NOON).evidence == "web form, 3 October"
    assert (
        may_contact(Act(Purpose.REPLY), known, NOON).evidence == "answers a message of 2026-11-18 18:00 UTC"
    )


def test_a_place_is_needed() -> None:
    with pytest.raises(ValueError, match="Without a place"):
        Facts(())
