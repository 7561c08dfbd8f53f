"""A call in the thread, in the list and on the contact's page."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, Organisation
from config.beats import BEATS
from conversations.models import Line, Recording
from conversations.ports import LegStatus
from conversations.services import calls as services
from conversations.tasks import expire_recordings
from core import clock
from core.transactions import tenant_transaction
from tests.factories import calls as make
from tests.factories.conversations import text_in

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]


def thread(client: Client, organisation: Organisation, path: str = "") -> str:
    conversation = make.the_call(organisation).conversation
    return client.get(path or f"/inbox/{conversation.pk}/?view=open").content.decode()


def test_a_call_that_was_talked_says_with_whom_and_how_long(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    offered = make.offered(ringing)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.press(organisation, leg.pk, "1", now=make.later(now, 8))
    make.hang_up(organisation, offered, now=make.later(now, 128))

    conversation = make.the_call(organisation).conversation
    page = client_for(alice).get(f"/inbox/{conversation.pk}/").content.decode()

    assert "Call, 2 minutes" in page
    assert "with Alice Hale" in page
    assert 'Waited <b class="num">0:08</b>' in page
    assert 'Talked <b class="num">2:00</b>' in page
    assert "Alice Hale took it" in page
    assert "turn 1 of 2, for 20 seconds" in page


def test_missed_declined_and_hung_up_look_different(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    offered = make.offered(ringing)
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.REJECTED, leg_id=leg.pk, now=make.later(now, 5))
    make.tell(
        organisation,
        LegStatus.TIMEOUT,
        leg_id=make.legs(organisation, "MEMBER")[1].pk,
        now=make.later(now, 25),
    )
    make.hang_up(organisation, offered, now=make.later(now, 30))
    client = client_for(alice)

    page = thread(client, organisation)
    assert "Alice Hale declined" in page
    assert "Bob Ortiz missed it" in page
    assert "Missed call, no message left" in page
    assert 'class="l2 danger"><svg class="i" aria-hidden="true"><use href="#i-missed"/>' in page

    other = make.offered(ringing, caller="+16025550135")
    make.answer(organisation, other, now=make.later(now, 60))
    rung = make.legs(organisation, "MEMBER")[-1]
    make.tell(organisation, LegStatus.RINGING, leg_id=rung.pk, now=make.later(now, 61))
    make.hang_up(organisation, other, now=make.later(now, 63))
    listed = client.get("/inbox/?view=open&channel=voice").content.decode()
    assert "Hung up while it rang" in listed
    assert 'class="l2 warn"><svg class="i" aria-hidden="true"><use href="#i-hang"/>' in listed
    assert listed.count('id="row-') == 2


def test_a_voicemail_can_be_heard_read_and_acted_upon(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    said = [
        ("CUSTOMER", 500, "Hello, this is Nova."),
        ("CUSTOMER", 4200, "Please call me back tomorrow about the lease."),
        ("CUSTOMER", 8000, "Thank you."),
    ]
    recording = make.voicemail(organisation, ringing, now=now, said=said)
    page = thread(client_for(alice), organisation)

    assert f'src="/calls/recordings/{recording.pk}/"' in page
    assert 'preload="none"' in page
    assert f'href="/calls/recordings/{recording.pk}/#t=4.2" data-seek="4.2"' in page
    assert "They asked for" in page
    assert "<li>Please call me back tomorrow about the lease.</li>" in page
    assert "#i-vm" in page
    row = page[page.index('id="row-') :][:2000]
    assert "Hello, this is Nova." in row


def test_a_transcript_that_comes_after_a_text_leaves_the_text_in_the_list(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    recording = make.voicemail(organisation, ringing, now=now)
    at = make.later(now, 60)
    text_in(organisation=organisation, sender=make.CALLER, text="I wrote it down instead.", now=at)
    services.keep_transcript(
        organisation=organisation.pk,
        recording_id=recording.pk,
        sentences=[services.Sentence("CUSTOMER", 500, "Hello, this is Nova.")],
        now=make.later(now, 90),
    )
    page = thread(client_for(alice), organisation)
    row = page[page.index('id="row-') :][:2000]
    assert "I wrote it down instead." in row
    assert "Hello, this is Nova." not in row
    assert "Hello, this is Nova." in page


def test_what_is_missing_is_said(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    recording = make.voicemail(organisation, ringing, now=now)
    client = client_for(alice)
    page = thread(client, organisation)
    assert "There is no transcript." in page
    assert "Summary unavailable" in page

    services.keep_transcript(
        organisation=organisation.pk, recording_id=recording.pk, sentences=(), problem="gone", now=now
    )
    assert "it could not be had from the carrier" in thread(client, organisation)

    with tenant_transaction(organisation):
        row = Recording.objects.get(pk=recording.pk)
        Recording.objects.filter(pk=row.pk).update(expires_on=clock.now().date() - timedelta(days=1))
    assert default_storage.exists(row.path)
    assert BEATS["recordings"]["task"] == expire_recordings.name
    assert [expire_recordings(), expire_recordings()] == [1, 0]
    assert not default_storage.exists(row.path)
    page = thread(client, organisation)
    assert "Deleted: its time was over." in page
    assert "<audio" not in page


def test_a_recording_that_never_came_is_an_alarm(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    recording = make.voicemail(organisation, ringing, now=now, is_fetched=False)
    client = client_for(alice)
    assert "The recording is on its way from the carrier." in thread(client, organisation)

    assert services.flag_missing(organisation=organisation.pk, now=make.later(now, 12 * 60)) == 1

    page = thread(client, organisation)
    shown = page[page.index(f'id="recording-{recording.pk}"') :][:400]
    assert '<p class="silent danger">' in shown
    assert "The recording never came from the carrier." in shown


def test_a_call_that_goes_on_says_where_it_stands(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.answer(organisation, make.offered(ringing), now=now)
    client = client_for(alice)
    page = thread(client, organisation)
    assert "Rings at Alice Hale" in page
    assert "A call is going on" in page
    assert 'class="l2 live"' in page

    (leg,) = make.legs(organisation, "MEMBER")
    make.press(organisation, leg.pk, "1", now=now)
    assert "On the phone with Alice Hale" in thread(client, organisation)

    services.hold_call(by=alice, call_id=make.the_call(organisation).pk, now=make.later(now, 9))
    assert "On hold" in thread(client, organisation)


def test_the_contact_shows_the_call_too(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.voicemail(organisation, ringing, now=now, said=[("CUSTOMER", 0, "I need a plumber today.")])
    contact = make.the_call(organisation).conversation.contact_id
    assert contact is not None

    page = client_for(alice).get(f"/contacts/{contact}/").content.decode()

    assert "Voicemail" in page
    assert "I need a plumber today." in page


def test_in_spanish(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.voicemail(organisation, ringing, now=now)
    client = client_for(alice)
    client.cookies["django_language"] = "es"

    page = thread(client, organisation)

    assert "Por qué siguió este camino" in page
    assert "Alice Hale no la atendió" in page
    assert "turno 1 de 2, durante 20 segundos" in page


def test_ten_calls_cost_the_statements_of_one(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    client = client_for(alice)
    make.voicemail(organisation, ringing, now=now)
    url = f"/inbox/{make.the_call(organisation).conversation.pk}/"
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for minute in range(1, 4):
        make.voicemail(organisation, ringing, now=make.later(now, 60 * minute))
    with CaptureQueriesContext(connection) as several:
        page = client.get(url).content.decode()

    assert page.count("<audio") == 4
    assert len(several.captured_queries) == len(one.captured_queries)
