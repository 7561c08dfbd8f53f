"""What calendar programs answer is read as they write it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from scheduling.domain.ics.reply import Verb, read_reply

PHOENIX = ZoneInfo("America/Phoenix")
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261124T170000Z
DTEND:20261124T173000Z
DTSTAMP:20261123T170000Z
ORGANIZER;CN=Hale:mailto:desk+x@in.portico.example
UID:4fd4b0d4@portico.test
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Lena;X-
 NUM-GUESTS=0:mailto:Lena@example.test
COMMENT:I am ill\\, sorry
SEQUENCE:2
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
OUTLOOK = """BEGIN:VCALENDAR
METHOD:COUNTER
BEGIN:VTIMEZONE
TZID:US Mountain Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0700
TZOFFSETTO:-0700
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=TENTATIVE;CN=Lena:MAILTO:lena@example.test
UID:u1
DTSTART;TZID=US Mountain Standard Time:20261125T100000
SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""


def test_no_with_a_word_to_it() -> None:
    reply = read_reply(GOOGLE.encode(), zone=PHOENIX)
    assert reply is not None
    assert (reply.uid, reply.sequence, reply.verb) == ("4fd4b0d4@portico.test", 2, Verb.DECLINE)
    assert (reply.attendee, reply.comment) == ("lena@example.test", "I am ill, sorry")


def test_another_time_on_their_clock() -> None:
    reply = read_reply(OUTLOOK.encode(), zone=ZoneInfo("UTC"))
    assert reply is not None
    assert (reply.verb, reply.starts_at) == (Verb.COUNTER, datetime(2026, 11, 25, 17, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("method", "partstat", "verb"),
    [
        ("REPLY", "ACCEPTED", Verb.ACCEPT), ("REPLY", "TENTATIVE", Verb.TENTATIVE), ("REFRESH", "DECLINED", Verb.REFRESH),
        ("REPLY", "NEEDS-ACTION", None), ("REQUEST", "ACCEPTED", None), ("PUBLISH", "ACCEPTED", None),
    ],
)  # fmt: skip
def test_what_is_asked_for(method: str, partstat: str, verb: Verb | None) -> None:
    told = GOOGLE.replace("METHOD:REPLY", f"METHOD:{method}").replace("DECLINED", partstat)
    reply = read_reply(told.encode(), zone=PHOENIX)
    assert (reply.verb if reply else None) is verb


@given(cut=st.integers(0, 700), junk=st.binary(max_size=60))
@tried(max_examples=25, deadline=None)
def test_no_bytes_break_it(cut: int, junk: bytes) -> None:
    for whole in (GOOGLE, OUTLOOK):
        reply = read_reply(whole.encode()[:cut] + junk + whole.encode()[cut:], zone=PHOENIX)
        assert reply is None or reply.uid
