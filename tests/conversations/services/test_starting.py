"""Writing first: by text and by mail, to whom we know and to whom we do not."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from accounts.models import Member, Organisation
from contacts.domain.addresses import Address, AddressKind, normalise
from contacts.models import ConsentEvent, Contact, ContactAddress
from conversations import errors, services
from conversations.domain.states import Status
from conversations.models import Conversation, Entry, Line, LineKind
from conversations.services.walling import wall_conversation
from core.errors import NotAllowed, NotFound
from core.transactions import reading, tenant_transaction
from tests.factories import contacts as people
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
MAIL = normalise("nell.ames@example.com")
NUMBER = normalise("(602) 555-0142")


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


@pytest.fixture
def mailbox(organisation: Organisation) -> Line:
    place = organisation.locations.get(is_default=True)
    with tenant_transaction(organisation):
        return Line.objects.create(
            organisation=organisation,
            location=place,
            kind=LineKind.EMAIL,
            name="Front desk",
            address="desk@firm.example",
        )


def words(line: Line, text: str = "Your papers are ready.", **more: str) -> services.FirstWords:
    return services.FirstWords(line_id=line.pk, text=text, **more)


def test_a_mail_to_somebody_new_makes_them_a_contact_in_a_conversation_of_the_writer(
    organisation: Organisation, mailbox: Line, alice: Member, now: datetime
) -> None:
    said = words(mailbox, subject=" Your papers\r\nBcc: all@example.com ", text="They are ready.\n\nAlice")
    entry = services.write_to(by=alice, address=MAIL, words=said, name="Nell Ames", source="Portico", now=now)

    with reading(organisation):
        talk = Conversation.objects.select_related("contact").get(pk=entry.conversation_id)
    assert (talk.owner_id, talk.status, talk.party_value) == (alice.pk, Status.WAITING, MAIL.value)
    assert talk.contact is not None
    assert (talk.contact.display_name, talk.contact.source) == ("Nell Ames", "Portico")
    assert (entry.channel, entry.address, entry.line_id) == ("EMAIL", MAIL.value, mailbox.pk)
    assert entry.mail == {"subject": "Your papers Bcc: all@example.com", "answers": []}


def test_a_mail_and_a_text_to_one_person_stand_in_one_conversation(
    organisation: Organisation, line: Line, mailbox: Line, alice: Member, now: datetime
) -> None:
    nell = people.contact(by=alice, now=now, name="Nell Ames")
    with tenant_transaction(organisation):
        held = [
            ContactAddress.objects.create(
                organisation=organisation, contact=nell, kind=one.kind, value=one.value
            )
            for one in (MAIL, NUMBER)
        ]
    first, second = (
        services.start_conversation(by=alice, contact_id=nell.pk, address_id=row.pk, words=said, now=now)
        for row, said in zip(held, (words(mailbox, subject="Papers"), words(line)), strict=True)
    )

    assert (first.channel, second.channel) == ("EMAIL", "SMS")
    assert first.conversation_id == second.conversation_id


def test_the_same_reference_is_the_same_message(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    said = words(line, client_ref=str(uuid4()))
    sent = [services.write_to(by=alice, address=NUMBER, words=said, now=now).pk for _time in range(2)]

    assert sent[0] == sent[1] == UUID(said.client_ref)
    with reading(organisation):
        assert Contact.objects.of(organisation).count() == Entry.objects.of(organisation).count() == 1


def test_what_cannot_be_written_is_refused_and_nothing_is_stored(
    organisation: Organisation, line: Line, mailbox: Line, alice: Member, rae: Member, now: datetime
) -> None:
    visitor = Address(AddressKind.OTHER, "visitor-1", "visitor-1")
    refused: tuple[tuple[Member, Address, services.FirstWords, type[Exception]], ...] = (
        (alice, MAIL, words(mailbox), errors.SubjectMissing),
        (alice, MAIL, words(mailbox, subject=" \r\n "), errors.SubjectMissing),
        (alice, MAIL, words(line, subject="Papers"), NotFound),
        (alice, NUMBER, words(mailbox), NotFound),
        (alice, NUMBER, words(line, text=" \x00 "), errors.TextEmpty),
        (alice, NUMBER, words(line, text="x" * 1601), errors.TextTooLong),
        (alice, NUMBER, words(line, text="Dear {{contact.name}}"), errors.ValuesMissing),
        (alice, visitor, words(line), errors.NoWayToText),
        (rae, NUMBER, words(line), NotAllowed),
    )
    for by, address, said, refusal in refused:
        with pytest.raises(refusal):
            services.write_to(by=by, address=address, words=said, now=now)
    with reading(organisation):
        assert not Contact.objects.of(organisation).exists()
        assert not Entry.objects.of(organisation).exists()


def test_among_several_holders_nobody_is_guessed_and_who_asked_for_silence_is_left_alone(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    for name in ("Nell Ames", "Tom Ames"):
        one = people.contact(by=alice, now=now, name=name)
        with tenant_transaction(organisation):
            ContactAddress.objects.create(
                organisation=organisation, contact=one, kind=NUMBER.kind, value=NUMBER.value
            )
    with pytest.raises(errors.SeveralPeople):
        services.write_to(by=alice, address=NUMBER, words=words(line), now=now)

    silent = normalise("602 555 0143")
    with tenant_transaction(organisation):
        ConsentEvent.objects.create(
            organisation=organisation,
            kind=silent.kind,
            value=silent.value,
            scope="TEXT",
            granted=False,
            evidence="KEYWORD",
            occurred_at=now,
        )
    with pytest.raises(errors.MayNotText):
        services.write_to(by=alice, address=silent, words=words(line), now=now)


def test_whom_a_wall_keeps_from_a_member_they_cannot_write_to(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    talk = make.conversation(organisation=organisation, now=now, sender=NUMBER.value, name="Nell Ames")
    with tenant_transaction(organisation):
        wall_conversation(
            organisation_id=organisation.pk, conversation_id=talk.pk, member_ids={bob.pk}, now=now
        )
        held = ContactAddress.objects.of(organisation).get(contact=talk.contact_id)
    known = {"contact_id": held.contact_id, "address_id": held.pk, "words": words(line), "now": now}
    with pytest.raises(NotFound):
        services.start_conversation(by=bob, **known)
    with pytest.raises(NotFound):
        services.write_to(by=bob, address=NUMBER, words=words(line), now=now)
    assert services.start_conversation(by=alice, **known).conversation_id == talk.pk
