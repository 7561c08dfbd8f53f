"""A person's data: handed out whole, kept by a hold, and erased so that no word of it is left."""

import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.errors import OwnersOnly, SupervisorsOnly
from accounts.models import Member, Organisation, Role, TenantModel
from carrier.models import CarrierAccount, InboundDelivery, InboundState, RefusedDelivery
from contacts.domain.addresses import normalise
from contacts.models import Contact, ContactAddress
from contacts.services import consent, merging, personal
from contacts.services.personal import ErasureReason
from conversations import services
from conversations.domain.states import Outcome
from conversations.models import Entry, Recording
from core.errors import Conflict
from core.models import Event
from core.transactions import reading, tenant_transaction
from scheduling.models import Appointment
from tests.factories import accounts, appointments, calls, conversations
from tests.factories import contacts as make
from tests.factories import scheduling as booking

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
NUMBER, SECOND = "+16025550187", "+16025550188"
# Words of one person that stand nowhere else.
SECRETS = ("Zephyrine", "Okonedo", "6025550187", "6025550188", "pomegranate", "quince", "medlar", "persimmon")


@pytest.fixture
def person(organisation: Organisation, alice: Member, now: datetime) -> Contact:
    """Somebody who wrote, rang, was written down twice, sent a picture and came to an appointment."""
    line = conversations.line(organisation=organisation)
    thread = conversations.conversation(
        organisation=organisation,
        now=now,
        sender=NUMBER,
        name="Zephyrine Okonedo",
        text="About the pomegranate",
    )
    services.add_note(by=alice, conversation_id=thread.pk, text="A quince again", now=now)
    services.add_task(by=alice, title="Ask Zephyrine", due_at=now, conversation_id=thread.pk, now=now)
    calls.voicemail(organisation, line, now=now, caller=NUMBER, said=[("caller", 0, "My medlar")])
    hours = booking.schedule(organisation)
    dana = booking.provider(organisation, hours=hours)
    came = appointments.booked(
        booking.service(organisation, dana), dana, alice, now - timedelta(days=9), name="Z. Okonedo"
    )
    make.address(by=alice, contact=came.contact, now=now, value=SECOND)
    with tenant_transaction(organisation):
        Appointment.objects.filter(pk=came.pk).update(phone=NUMBER, note="persimmon")
        account = CarrierAccount.objects.create(organisation=organisation, api_key="k", path_token="erase-me")
        InboundDelivery.objects.create(
            organisation=organisation, account=account, kind="inbound", digest=b"1", received_at=now,
            state=InboundState.APPLIED, body=json.dumps({"from": NUMBER[1:], "text": "pomegranate"}).encode(),
        )  # fmt: skip
        RefusedDelivery.objects.create(
            organisation=organisation, account=account, reason="signature", received_at=now,
            body=json.dumps({"from": NUMBER[1:], "text": "pomegranate"}).encode(),
        )  # fmt: skip
        consent.record_consent(
            organisation_id=organisation.pk, address=normalise(NUMBER), granted=True, evidence="MEMBER",
            entry_id=None, member=alice, reason="Said Zephyrine", now=now,
        )  # fmt: skip
        path = default_storage.save("media/picture.jpg", ContentFile(b"a picture"))
        entry = Entry.objects.filter(conversation=thread, kind="MESSAGE_IN").get()
        entry.media = [
            {"kind": "image", "name": "picture.jpg", "mime": "image/jpeg", "path": path, "state": "STORED"}
        ]
        entry.save(update_fields=["media"])
    assert thread.contact_id
    merging.merge_contacts(by=alice, keep_id=thread.contact_id, absorb_id=came.contact_id, now=now)
    make.found_duplicates(by=alice)
    return _read(organisation, thread.contact_id)


def _read(organisation: Organisation, contact_id: object) -> Contact:
    with reading(organisation):
        return Contact.objects.of(organisation).get(pk=contact_id)


def _media(organisation: Organisation) -> list[list[dict[str, str]]]:
    return list(Entry.objects.of(organisation).exclude(media=[]).values_list("media", flat=True))


def _resolve(person: Contact, by: Member, now: datetime) -> None:
    with reading(by.organisation_id):
        open_ = list(
            person.conversations.exclude(status__in=["RESOLVED", "MERGED"]).values_list("pk", flat=True)
        )
    for key in open_:
        services.resolve_conversation(
            by=by, conversation_id=key, outcome=Outcome.LOST, reason="The medlar", now=now
        )


def _found(organisation: Organisation) -> set[str]:
    """Name what is still said of them, by table and word, in every table of the organisation and in the event log."""
    found = set()
    with tenant_transaction(organisation), connection.cursor() as cursor:
        for model in apps.get_models():
            if not issubclass(model, TenantModel) and model is not Event:
                continue
            table = model._meta.db_table
            for word in SECRETS:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s OR t::text ILIKE %s',  # noqa: S608
                    [f"%{word}%", f"%{word.encode().hex()}%"],
                )
                if cursor.fetchone()[0]:
                    found.add(f"{table} {word}")
    return found


def test_everything_is_handed_out(person: Contact, alice: Member, now: datetime) -> None:
    with (
        personal.export_person(by=alice, contact_id=person.pk, now=now) as packed,
        zipfile.ZipFile(packed) as archive,
    ):
        names = archive.namelist()
        everything = "".join(archive.read(name).decode() for name in names if name.endswith(".json"))
        [picture] = [name for name in names if name.endswith("picture.jpg")]
        assert archive.read(picture) == b"a picture"
    assert {"contacts.json", "conversations.json", "scheduling.json"} <= set(names)
    for word in ("Zephyrine", "Okonedo", NUMBER, SECOND, "pomegranate", "quince", "medlar", "persimmon"):
        assert word in everything, word
    staff = accounts.member(organisation=alice.organisation, name="Sam Dale", role=Role.STAFF)
    with pytest.raises(SupervisorsOnly):
        personal.export_person(by=staff, contact_id=person.pk, now=now)


def test_a_hold_and_what_is_still_needed_stand_in_the_way(
    person: Contact, alice: Member, now: datetime
) -> None:
    def erase(by: Member = alice) -> Contact:
        return personal.erase_person(by=by, contact_id=person.pk, reason=ErasureReason.ASKED, now=now)

    with pytest.raises(personal.StillNeeded, match="still going on"):
        erase()
    _resolve(person, alice, now)
    hold = make.hold(by=alice, contact_id=person.pk, now=now)
    with pytest.raises(personal.HeldByLaw):
        erase()
    personal.lift_hold(by=alice, contact_id=person.pk, hold_id=hold.pk, now=now)
    with pytest.raises(Conflict):
        personal.lift_hold(by=alice, contact_id=person.pk, hold_id=hold.pk, now=now)
    for reason, until, error in (
        ("  ", None, personal.ReasonNeeded),
        ("A dispute", now.date() - timedelta(days=1), personal.AlreadyOver),
    ):
        with pytest.raises(error):
            personal.place_hold(by=alice, contact_id=person.pk, reason=reason, until=until, now=now)
    supervisor = accounts.member(organisation=alice.organisation, name="Lou Dale", role=Role.SUPERVISOR)
    with pytest.raises(OwnersOnly):
        erase(supervisor)
    assert _read(alice.organisation, person.pk).erased_at is None


def test_no_word_is_left(
    person: Contact, organisation: Organisation, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    _resolve(person, alice, now)
    assert len({line.split()[0] for line in _found(organisation)}) > 6
    with reading(organisation):
        kept = Entry.objects.of(organisation).filter(kind="MESSAGE_IN").count()
        paths = [Recording.objects.of(organisation).get().path]
        paths += [item["path"] for media in _media(organisation) for item in media]
    assert len(paths) == 2
    assert all(default_storage.exists(path) for path in paths)
    client, page = client_for(alice), reverse("contacts:data", args=[person.pk])
    refused = client.post(reverse("contacts:erase", args=[person.pk]), {"reason": "asked"})
    assert refused.status_code == 422
    assert "tick that it is final" in refused.content.decode()

    personal.erase_person(by=alice, contact_id=person.pk, reason=ErasureReason.ASKED, now=now)

    assert _found(organisation) == set()
    assert not any(default_storage.exists(path) for path in paths)
    with reading(organisation):
        assert Entry.objects.of(organisation).filter(kind="MESSAGE_IN").count() == kept
        assert Appointment.objects.of(organisation).count() == 1
        assert not ContactAddress.objects.of(organisation).filter(value__in=[NUMBER, SECOND]).exists()
        fact = Event.objects.filter(organisation_id=organisation.pk, name="contacts.contact_erased").get()
        assert fact.actor_id == alice.pk
        assert fact.body["reason"] == "asked"
    assert "Erased on" in client.get(page).content.decode()
    for name in ("contacts:contact", "contacts:list"):
        shown = client.get(reverse(name, args=[person.pk] if name.endswith("contact") else []))
        assert shown.status_code == 200
        assert "Zephyrine" not in shown.content.decode()
    with pytest.raises(Conflict):
        personal.erase_person(by=alice, contact_id=person.pk, reason=ErasureReason.ASKED, now=now)
    again = conversations.conversation(organisation=organisation, now=now, sender=NUMBER, text="It is me")
    assert again.contact_id != person.pk


def test_from_the_page(person: Contact, alice: Member, now: datetime, client_for: ClientFor) -> None:
    client, page = client_for(alice), reverse("contacts:data", args=[person.pk])
    shown = client.get(page).content.decode()
    assert "still going on" in shown
    assert "Erase for good" not in shown
    place = reverse("contacts:hold_place", args=[person.pk])
    assert (
        "That is not a day." in client.post(place, {"reason": "A dispute", "until": "soon"}).content.decode()
    )
    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": "A dispute", "until": "2031-01-01"}).status_code == 302
    assert "A legal hold stands" in client.get(page).content.decode()
    answer = client.post(reverse("contacts:data_export", args=[person.pk]))
    assert answer.headers["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
