"""Loads the demo through the same services the product uses; a second load changes nothing."""

import functools
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.contrib.auth.hashers import make_password

from accounts.models import Location, Member, OpeningWindow, Organisation, Role, Team, User
from carrier.models import CarrierAccount
from config.demo import assistants, bookings, desks, forms, jobs, matters, nights, patients, telephones
from config.demo.calls import CallDemo
from config.demo.cast import PASSWORD, House, Known, Said, Talk
from config.demo.mailboxes import open_mailbox
from config.demo.rung import TELEPHONES
from config.demo.texts import deliver, hear
from contacts.models import Contact, ContactAddress
from conversations import services as conversations
from conversations.domain.states import Outcome
from conversations.models import CannedReply, Conversation, Line
from conversations.ports import AddressKind
from conversations.selectors.chat import find_widget
from conversations.services.chat import ChatWords, set_chat
from core.transactions import reading, tenant_transaction

ADMINISTRATOR = "admin@portico.example"


def load(houses: tuple[House, ...], *, now: datetime) -> list[Organisation]:
    """Make the organisations that are not there yet and return those made; older ones get what is new, once."""
    if not User.objects.filter(email=ADMINISTRATOR).exists():
        User.objects.create(
            email=ADMINISTRATOR,
            password=_hashed(),
            name="Portico administrator",
            is_staff=True,
            is_superuser=True,
        )
    missing = [house for house in houses if not Organisation.objects.filter(slug=house.slug).exists()]
    made = [_load(house, now=now) for house in missing]
    for house in houses:
        organisation = Organisation.objects.get(slug=house.slug)
        _telephone(organisation, now=now)
        _desks(house, organisation, now=now)
        for part in (bookings, forms, jobs, nights, patients, matters, assistants):
            part.set_up(organisation, _members(organisation), now=now)
        _chat(organisation, now=now)
        open_mailbox(organisation, _members(organisation), now=now)
    return made


def _telephone(organisation: Organisation, *, now: datetime) -> None:
    """Give a house its telephones and the calls that came before you did."""
    wanted = TELEPHONES.get(organisation.slug)
    members = _members(organisation)
    owner = next((row for row in members.values() if row.role == Role.OWNER), None)
    with reading(organisation):
        lines = list(
            Line.objects.filter(organisation=organisation, kind="PHONE")
            .select_related("location")
            .order_by("name")
        )
    account = CarrierAccount.objects.filter(organisation=organisation).order_by("created_at").first()
    if wanted is None or account is None or owner is None or not lines:
        return
    if not telephones.set_up(wanted, lines, members, by=owner, now=now):
        return
    with tenant_transaction(organisation):
        for rung in wanted.calls:
            if rung.who is not None and not ContactAddress.objects.filter(value=rung.caller).exists():
                _contact(rung.who, organisation, members)
    demo = CallDemo(organisation, lines[0], members, account)
    for rung in wanted.calls:
        demo.ring(rung, now=now)


def _chat(organisation: Organisation, *, now: datetime) -> None:
    """Open the chat of a house that never had one."""
    with reading(organisation):
        widget = find_widget(organisation=organisation, is_open=False)
    owner = next((row for row in _members(organisation).values() if row.role == Role.OWNER), None)
    if widget is None and owner is not None:
        set_chat(by=owner, words=ChatWords(), is_open=True, now=now)


def _desks(house: House, organisation: Organisation, *, now: datetime) -> None:
    """Give a house its queues and the flow of its second line."""
    members = _members(organisation)
    owner = next((row for row in members.values() if row.role == Role.OWNER), None)
    with reading(organisation):
        line = Line.objects.of(organisation).filter(address=house.second_number, is_active=True).first()
    if owner is not None and line is not None:
        desks.set_up(house.slug, line, members, by=owner, now=now)


def _members(organisation: Organisation) -> dict[str, Member]:
    rows = Member.objects.filter(organisation=organisation, is_active=True)
    return {
        row.user.email: row
        for row in rows.select_related("user", "organisation").order_by("created_at", "id")
    }


@functools.cache
def _hashed() -> str:
    # Half a second of work by design, and the same word for everybody of the demo.
    return make_password(PASSWORD)


def _load(house: House, *, now: datetime) -> Organisation:
    organisation = Organisation.objects.create(
        name=house.name, slug=house.slug, industry=house.industry, hue=house.hue, region="AZ"
    )
    location = Location.objects.create(
        organisation=organisation, name=house.place, is_default=True, region="AZ", city="Phoenix"
    )
    team = Team.objects.create(organisation=organisation, name=house.teams[0])
    members = {}
    for person in house.people:
        user = User.objects.create(email=person.login, password=_hashed(), name=person.name)
        members[person.login] = Member.objects.create(
            organisation=organisation,
            user=user,
            role=person.role,
            capabilities=list(person.capabilities),
            team=team,
        )
    _hours(house, organisation, location)
    account = _account(organisation)
    with tenant_transaction(organisation):
        lines = _lines(house, organisation, location)
        for known in house.contacts:
            _contact(known, organisation, members)
        for title, shortcut, text in house.canned:
            CannedReply.objects.create(organisation=organisation, title=title, shortcut=shortcut, text=text)
    for talk in house.talks:
        _talk(talk, organisation, lines[0], members, account, now=now)
    _tasks(house, organisation, members, now=now)
    return organisation


def _hours(house: House, organisation: Organisation, location: Location) -> None:
    OpeningWindow.objects.bulk_create(
        OpeningWindow(
            organisation=organisation,
            location=location,
            weekday=day,
            opens_minute=opens,
            closes_minute=closes,
        )
        for day in range(5)
        for opens, closes in house.windows
    )


def _account(organisation: Organisation) -> CarrierAccount:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return CarrierAccount.objects.create(
        organisation=organisation,
        name="Simulator",
        api_key=secrets.token_hex(4),
        api_secret=secrets.token_urlsafe(12),
        application_id=secrets.token_hex(16),
        private_key=pem,
        signature_secret=secrets.token_urlsafe(32),
        path_token=secrets.token_urlsafe(24),
    )


def _lines(house: House, organisation: Organisation, location: Location) -> list[Line]:
    return [
        Line.objects.create(organisation=organisation, location=location, name=name, address=number)
        for name, number in (("Main line", house.number), ("Spanish line", house.second_number))
    ]


def _contact(known: Known, organisation: Organisation, members: dict[str, Member]) -> None:
    contact = Contact.objects.create(
        organisation=organisation,
        first_name=known.first,
        last_name=known.last,
        display_name=f"{known.first} {known.last}",
        language=known.language,
        lifecycle=known.lifecycle,
        tags=list(known.tags),
        source="Demo",
        owner=next(iter(members.values())),
    )
    shared = ContactAddress.objects.filter(organisation=organisation, value=known.phone)
    ContactAddress.objects.create(
        organisation=organisation,
        contact=contact,
        kind=AddressKind.PHONE,
        value=known.phone,
        is_preferred=True,
        is_shared=bool(shared.update(is_shared=True)),
    )
    if known.email:
        ContactAddress.objects.create(
            organisation=organisation, contact=contact, kind=AddressKind.EMAIL, value=known.email
        )


def _talk(
    talk: Talk,
    organisation: Organisation,
    line: Line,
    members: dict[str, Member],
    account: CarrierAccount,
    *,
    now: datetime,
) -> None:
    first = talk.said[0]
    conversation_id: UUID | None = None
    if first.who != "them":
        conversation_id = _start(talk, organisation, line, members[first.who], first, now=now)
    for said in talk.said[0 if conversation_id is None else 1 :]:
        at = now - timedelta(minutes=said.ago)
        if said.who == "them":
            conversation_id = hear(
                organisation, line, account, sender=talk.phone, text=said.text, key=said.ago, at=at
            )
        elif conversation_id is not None and said.who.startswith("note:"):
            conversations.add_note(
                by=members[said.who.removeprefix("note:")],
                conversation_id=conversation_id,
                text=said.text,
                now=at,
            )
        elif conversation_id is not None:
            entry = conversations.send_reply(
                by=members[said.who], conversation_id=conversation_id, text=said.text, seen_seq=99, now=at
            )
            deliver(organisation, entry, at=at)
    if conversation_id is not None:
        _finish(talk, conversation_id, members, now=now)


def _start(
    talk: Talk, organisation: Organisation, line: Line, by: Member, said: Said, *, now: datetime
) -> UUID:
    with reading(organisation):
        address = ContactAddress.objects.get(organisation=organisation, kind="PHONE", value=talk.phone)
    at = now - timedelta(minutes=said.ago)
    words = conversations.FirstWords(line_id=line.pk, text=said.text)
    entry = conversations.start_conversation(
        by=by, contact_id=address.contact_id, address_id=address.pk, words=words, now=at
    )
    deliver(organisation, entry, at=at)
    return entry.conversation_id


def _finish(talk: Talk, conversation_id: UUID, members: dict[str, Member], *, now: datetime) -> None:
    by = members[talk.owner] if talk.owner else next(iter(members.values()))
    with reading(by.organisation_id):
        row = Conversation.objects.get(pk=conversation_id)
    at = row.latest_at
    if talk.owner and row.owner_id is None:
        conversations.claim_conversation(by=by, conversation_id=row.pk, now=at)
    if talk.tags:
        conversations.tag_conversation(by=by, conversation_id=row.pk, tags=list(talk.tags), now=at)
    if talk.then == "snooze":
        conversations.snooze_conversation(
            by=by, conversation_id=row.pk, until=now + timedelta(days=2), until_reply=True, now=at
        )
    elif talk.then:
        conversations.resolve_conversation(
            by=by, conversation_id=row.pk, outcome=Outcome(talk.then.upper()), reason="", now=at
        )


def _tasks(house: House, organisation: Organisation, members: dict[str, Member], *, now: datetime) -> None:
    for title, phone, minutes in house.tasks:
        with reading(organisation):
            row = Conversation.objects.filter(organisation=organisation, party_value=phone).first()
        conversations.add_task(
            by=next(iter(members.values())),
            title=title,
            due_at=now + timedelta(minutes=minutes),
            conversation_id=row.pk if row else None,
            now=now,
        )
