"""The waiting list: what comes free is offered in turn, to one at a time, kept, taken, passed on."""

import re
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Member, Organisation
from conversations.models import Conversation, Entry
from core import clock
from core.transactions import reading
from scheduling import services
from scheduling.errors import BadBooking, SlotTaken
from scheduling.models import Appointment, Claim, Hold, Service, WaitingEntry, WaitingOffer
from scheduling.services import answering, blocking
from scheduling.services.waiting import answers, filling, joining
from tests.factories import contacts
from tests.factories import conversations as talks
from tests.factories import scheduling as make
from tests.factories.racing import at_once

ANN, BEN = "+16025550134", "+16025550135"
HALF = timedelta(minutes=30)


@pytest.fixture
def tuesday(now: datetime) -> datetime:
    """The only hour of Dana's week: Tuesday, 9 to 10, in two halves."""
    return now + timedelta(hours=23)


@pytest.fixture
def talk(organisation: Organisation) -> Service:
    talks.line(organisation=organisation)
    hours = make.schedule(organisation, days=[1], opens=9 * 60, closes=10 * 60)
    return make.service(organisation, make.provider(organisation, hours=hours), name="First talk")


@pytest.fixture
def full(talk: Service, tuesday: datetime) -> UUID:
    """Tuesday is blocked whole; gives the block."""
    with reading(talk.organisation_id):
        dana = talk.providers.get().resource
    return make.claim(dana, tuesday, minutes=60).block_id


def written(organisation: Organisation, number: str, now: datetime) -> Conversation:
    received = talks.text_in(organisation=organisation, now=now, text="Any time?", sender=number)
    with reading(organisation):
        return Conversation.objects.get(pk=received.conversation_id)


def waits(talk: Service, number: str, now: datetime, **more: object) -> WaitingEntry:
    thread = written(talk.organisation, number, now)
    last = (now + timedelta(days=1)).date()
    more = {"latest_on": last, "conversation_id": thread.pk} | more
    return make.waits(talk, thread.contact_id, now=now, **more)


def unblock(organisation: Organisation, block_id: UUID, now: datetime) -> None:
    blocking.unblock_time(organisation=organisation.pk, block_id=block_id, by=services.PORTICO, now=now)


def states(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return list(WaitingEntry.objects.order_by("joined_at", "id").values_list("state", flat=True))


def outcomes(organisation: Organisation) -> list[tuple[datetime, str]]:
    with reading(organisation):
        return list(
            WaitingOffer.objects.order_by("offered_at", "starts_at").values_list("starts_at", "outcome")
        )


def texts(organisation: Organisation, number: str) -> list[str]:
    with reading(organisation):
        rows = Entry.objects.filter(kind="MESSAGE_OUT", address=number).order_by("occurred_at", "seq")
        return list(rows.values_list("text", flat=True))


def says(organisation: Organisation, number: str, text: str, now: datetime) -> None:
    received = talks.text_in(organisation=organisation, now=now, text=text, sender=number)
    answering.read_reply(organisation_id=organisation.pk, entry_id=received.entry_id, now=now)


def fill(organisation: Organisation, now: datetime) -> int:
    return filling.fill(organisation_id=organisation.pk, now=now)


def test_what_comes_free_is_offered_in_turn_and_goes_on_to_the_next(
    organisation: Organisation, talk: Service, full: UUID, tuesday: datetime, now: datetime
) -> None:
    waits(talk, ANN, now)
    waits(talk, BEN, now + timedelta(minutes=1))
    waits(talk, ANN, now + timedelta(minutes=2))  # the same place, not a second one
    assert fill(organisation, now) == 0
    unblock(organisation, full, now)
    make_busy(talk, tuesday + HALF)
    assert fill(organisation, now) == 1
    assert fill(organisation, now) == 0
    assert states(organisation) == ["OFFERED", "WAITING"]
    (text,) = texts(organisation, ANN)
    assert "a time came free: Tue, Nov 24 at 9:00 AM. Take it: http" in text
    assert "First talk" not in text
    # Nobody answers: the next one is asked, the first keeps their place and is not asked twice.
    later = now + timedelta(minutes=31)
    assert fill(organisation, later) == 1
    assert states(organisation) == ["WAITING", "OFFERED"]
    says(organisation, BEN, "No thanks", later)
    assert texts(organisation, BEN)[-1] == "Thank you. You keep your place on the list."
    assert fill(organisation, later) == 0
    assert [outcome for _at, outcome in outcomes(organisation)] == ["LAPSED", "PASSED"]
    with reading(organisation):
        assert Claim.objects.filter(state="HELD").count() == 0
    # The day is over.
    fill(organisation, now + timedelta(days=2))
    assert states(organisation) == ["OVER", "OVER"]


def make_busy(talk: Service, at: datetime) -> None:
    with reading(talk.organisation_id):
        dana = talk.providers.get().resource
    make.claim(dana, at)


def test_an_answer_takes_it(
    organisation: Organisation, talk: Service, tuesday: datetime, now: datetime
) -> None:
    entry = waits(talk, ANN, now)
    fill(organisation, now)
    says(organisation, ANN, "Y", now)
    with reading(organisation):
        row = Appointment.objects.get()
        entry = WaitingEntry.objects.get()
    assert (row.starts_at, row.source, row.contact_id) == (tuesday, "WAITING_LIST", entry.contact_id)
    assert (entry.state, entry.appointment_id) == ("BOOKED", row.pk)
    assert outcomes(organisation) == [(tuesday, "TAKEN")]
    assert texts(organisation, ANN)[-1] == "You are booked on Tue, Nov 24 at 9:00 AM. Thank you!"


def test_its_link_takes_it_passes_it_on_or_leaves(
    client: Client,
    organisation: Organisation,
    talk: Service,
    tuesday: datetime,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    for number in (ANN, BEN):
        waits(talk, number, now)
    assert fill(organisation, now) == 2  # two free times, two people
    links = {number: re.findall(r"(/b/\w{12})", texts(organisation, number)[-1])[0] for number in (ANN, BEN)}
    assert "This time came free" in client.get(links[ANN]).content.decode()
    passed = client.post(links[ANN], {"act": "pass"})
    assert "You keep your place" in passed.content.decode()
    client.post(links[ANN], {"act": "leave"})
    assert client.post(links[BEN], {"act": "take"}).status_code == 303
    assert client.post(links[BEN], {"act": "take"}).status_code == 303
    assert sorted(states(organisation)) == ["BOOKED", "REMOVED"]
    with reading(organisation):
        assert Appointment.objects.get().starts_at == tuesday + HALF


def test_nobody_is_asked_at_night_or_against_their_will_and_mail_finds_who_has_no_number(
    organisation: Organisation, alice: Member, talk: Service, now: datetime
) -> None:
    written(organisation, ANN, now - timedelta(days=5))
    ann = waits(talk, ANN, now - timedelta(days=3), latest_on=None)
    ben = waits(talk, BEN, now)
    says(organisation, BEN, "STOP", now)
    zoe = contacts.contact(by=alice, now=now, name="Zoe")
    contacts.address(by=alice, contact=zoe, now=now, value="zoe@quill.example")
    make.waits(talk, zoe.pk, by=alice, now=now, latest_on=None)
    night = now + timedelta(hours=10, minutes=45)  # 20:45 in Phoenix: half an hour would end in the night
    assert fill(organisation, night) == 0
    with reading(organisation):
        found = {row.pk: row.hindrance for row in WaitingEntry.objects.all()}
    assert (found[ann.pk], found[ben.pk]) == ("QUIET_HOURS", "OPTED_OUT")
    assert mail.outbox == []
    assert fill(organisation, now + timedelta(hours=22)) == 2
    assert [one.to for one in mail.outbox] == [["zoe@quill.example"]]
    assert "/b/" in mail.outbox[0].body


def test_one_person_is_never_asked_twice_at_once(
    organisation: Organisation, alice: Member, talk: Service, now: datetime
) -> None:
    with reading(organisation):
        dana = talk.providers.get().resource
    other = make.service(organisation, dana, name="Second talk")
    waits(talk, ANN, now)
    waits(other, ANN, now)
    assert fill(organisation, now) == 1
    assert fill(organisation, now) == 0
    assert sorted(states(organisation)) == ["OFFERED", "WAITING"]


def test_whoever_books_otherwise_or_is_taken_off_gives_the_time_back(
    organisation: Organisation, alice: Member, talk: Service, tuesday: datetime, now: datetime
) -> None:
    ann, ben = waits(talk, ANN, now), waits(talk, BEN, now)
    assert fill(organisation, now) == 2
    row = make.booked(talk, tuesday + timedelta(days=7), contact_id=ann.contact_id, by=alice, now=now)
    assert answers.settle_booked(organisation=organisation.pk, appointment_id=row.pk, now=now) == 1
    assert answers.settle_booked(organisation=organisation.pk, appointment_id=row.pk, now=now) == 0
    for _twice in range(2):
        joining.remove_entry(by=alice, entry_id=ben.pk, reason="Called, has one elsewhere", now=now)
    assert states(organisation) == ["BOOKED", "REMOVED"]
    assert {outcome for _at, outcome in outcomes(organisation)} == {"WITHDRAWN"}
    with reading(organisation):
        assert Claim.objects.filter(state="HELD").count() == 0


def test_wishes_nothing_can_suit_are_refused(
    organisation: Organisation, alice: Member, talk: Service, now: datetime
) -> None:
    thread = written(organisation, ANN, now)
    stranger = make.provider(organisation, name="Nobody of this")
    bad = (
        {"latest_on": (now - timedelta(days=1)).date()},
        {"spans": ((600, 600),)},
        {"weekdays": (7,)},
        {"provider_ids": (stranger.pk,)},
        {"minutes": 45},
    )
    for wishes in bad:
        with pytest.raises(BadBooking):
            make.waits(talk, thread.contact_id, by=alice, now=now, **wishes)
    unreachable = contacts.contact(by=alice, now=now, name="No Address")
    with pytest.raises(BadBooking, match="number or an e-mail"):
        make.waits(talk, unreachable.pk, by=alice, now=now)
    assert states(organisation) == []


@pytest.mark.django_db(transaction=True)
def test_two_freed_times_two_who_wait_and_somebody_quicker(
    organisation: Organisation, alice: Member, talk: Service, full: UUID, tuesday: datetime, now: datetime
) -> None:
    ann, ben = waits(talk, ANN, now), waits(talk, BEN, now)
    zoe = contacts.contact(by=alice, now=now, name="Zoe Quill")
    unblock(organisation, full, now)

    def quick() -> object:
        try:
            return make.booked(talk, tuesday, contact_id=zoe.pk, by=alice, now=now)
        except SlotTaken as taken:
            return taken

    def look() -> object:
        return filling.fill(organisation_id=organisation.pk, now=now)

    at_once([look, quick, look, look])
    fill(organisation, now)
    with reading(organisation):
        booked = Appointment.objects.count()
        held = list(Hold.objects.filter(ended_at=None).values_list("starts_at", flat=True))
        offers = list(WaitingOffer.objects.filter(outcome="OPEN").values_list("entry_id", flat=True))
    assert booked + len(held) == 2
    assert len(held) == len(set(held)) == len(offers) == len(set(offers))
    # Whoever waits longest has what there is.
    assert set(offers) == ({ann.pk} if booked else {ann.pk, ben.pk})
