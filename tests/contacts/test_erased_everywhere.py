"""Whoever is erased stands nowhere any more: every table with a way to people is walked, those of next year too."""

import zipfile
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models

from accounts.models import IdempotencyRecord, Location, Member, Organisation, TenantModel
from carrier.models import CarrierAccount, InboundMail, MessagePart
from contacts.models import (
    ConsentEvent,
    Contact,
    ContactAddress,
    ContactMerge,
    DuplicateSuggestion,
    LegalHold,
)
from contacts.services import personal
from contacts.services.personal import ErasureReason
from conversations import services
from conversations.domain.states import Outcome
from conversations.models import (
    Block,
    Call,
    CallCommand,
    Conversation,
    Draft,
    Entry,
    Label,
    Leg,
    NumberFact,
    Recording,
    Task,
)
from core.secrets import EncryptedTextField
from core.transactions import reading, tenant_transaction
from intake.models import (
    AnswersRead,
    CheckEvent,
    ConflictCheck,
    ConflictHit,
    ConflictRun,
    Consent,
    EthicalWall,
    GlassBreak,
    HitDecision,
    Matter,
    MatterParty,
    Party,
    PartyIdentifier,
    PartyName,
    PartyRelation,
    ServiceSite,
    SitePerson,
    Submission,
    WallMember,
)
from receptionist.models import BrainVersion, Dialogue, Handoff, OwnPhrase, Review, Turn
from routing.models import (
    CallRun,
    DraftCall,
    LadderClimb,
    LadderDrill,
    RehearsalReminder,
    ReplayedCall,
    WorkItem,
)
from scheduling.models import (
    Appointment,
    Claim,
    Hold,
    Reminder,
    Resource,
    Service,
    VisitorCode,
    VisitPlace,
    WaitingEntry,
)
from tests.factories import appointments, calls, conversations, forms
from tests.factories import contacts as make
from tests.factories import scheduling as booking
from tests.factories.traces import WORD, Traces, known_of, texts

NUMBER, MAIL = "+16025550187", "zephyrine@okonedo.example"
# Who stands in a matter or a check is not erased at all: nothing a conflict check looks for is forgotten.
HINDERED = {
    CheckEvent, ConflictCheck, ConflictHit, ConflictRun, Consent, EthicalWall, HitDecision, Matter, MatterParty, Party,
    PartyIdentifier, PartyName, PartyRelation, WallMember,
}  # fmt: skip
# Rows of machinery whose texts hold nothing but what we wrote ourselves.
OURS = {LadderClimb, LadderDrill, RehearsalReminder, ReplayedCall, Claim, BrainVersion, Reminder}
# The town a firm drove to stays: its figures of areas count it. A house is not a person, and outlives who lived there.
STAYS = {
    VisitPlace: {"city", "postcode"},
    ServiceSite: {"street", "unit", "city", "state", "postcode", "norm_key"},
}
# Why something happened, as a code of ours.
CODES = {
    Recording: {"problem"},
    Dialogue: {"reason"},
    Handoff: {"reason", "urgency"},
    Turn: {"reason"},
    InboundMail: {"reason"},
}
# Copies and pieces of what is handed out, codes sent once, what members wrote for themselves, and who looked at what.
NOT_HANDED = {
    AnswersRead, CallCommand, Draft, DraftCall, GlassBreak, IdempotencyRecord, LegalHold, MessagePart, OwnPhrase,
    VisitorCode,
}  # fmt: skip
BY_VALUE = (Block, MessagePart, InboundMail, IdempotencyRecord, DraftCall, NumberFact, ConsentEvent)


@pytest.fixture
def traces(organisation: Organisation, alice: Member, now: datetime) -> Traces:
    """Somebody of whom every table knows something."""
    line = conversations.line(organisation=organisation)
    thread = conversations.conversation(organisation=organisation, now=now, sender=NUMBER, name=WORD)
    calls.voicemail(organisation, line, now=now, caller=NUMBER, said=[("caller", 0, WORD)])
    services.add_task(by=alice, title="Ask", due_at=now, conversation_id=thread.pk, now=now)
    dana = booking.provider(organisation, hours=booking.schedule(organisation))
    came = appointments.booked(
        booking.service(organisation, dana), dana, alice, now - timedelta(days=9), name="Z"
    )
    form = forms.form(alice, now=now)
    draft = forms.draft(form, now=now, contact_id=thread.contact_id)
    other = make.contact(by=alice, now=now, name="Nell Ames")
    with reading(organisation):
        open_ = list(thread.contact.conversations.values_list("pk", flat=True))
    for key in open_:
        services.resolve_conversation(
            by=alice, conversation_id=key, outcome=Outcome.LOST, reason=WORD, now=now
        )
    with tenant_transaction(organisation):
        person = Contact.objects.of(organisation).get(pk=thread.contact_id)
        Appointment.objects.filter(pk=came.pk).update(contact=person)
        ContactAddress.objects.create(organisation=organisation, contact=person, kind="EMAIL", value=MAIL)
        account = CarrierAccount.objects.create(organisation=organisation, api_key="k", path_token="erase-me")
        rows: dict[type[models.Model], models.Model] = {
            Contact: person,
            CarrierAccount: account,
            type(line): line,
            Appointment: Appointment.objects.get(pk=came.pk),
            Service: came.service,
            Resource: came.provider,
            Location: came.location,
            Submission: Submission.objects.get(pk=draft.pk),
        }
        for model in (Conversation, Entry, Call, Leg, Recording, Task):
            rows[model] = model.objects.of(organisation).order_by("created_at", "pk").last()
        if (run := CallRun.objects.of(organisation).filter(call=rows[Call]).first()) is not None:
            rows[CallRun] = run
        rows[Conversation] = Conversation.objects.get(pk=rows[Call].conversation_id)  # type: ignore[attr-defined]
    found = Traces(alice, rows, now=now)
    found.other = other  # type: ignore[attr-defined]
    return found


def _given(traces: Traces) -> dict[type[TenantModel], dict[str, Any]]:
    """What the constraints of some tables ask for."""
    now, other = traces.now, traces.other  # type: ignore[attr-defined]
    pair = sorted([traces.rows[Contact], other], key=lambda row: row.pk)
    return {
        ContactMerge: {"kept": traces.rows[Contact], "absorbed": other},
        DuplicateSuggestion: {"first": pair[0], "second": pair[1]},
        Hold: {"starts_at": now, "ends_at": now + timedelta(hours=1)},
        WaitingEntry: {"ended_at": now},
        LegalHold: {"lifted_at": now},
        WorkItem: {"state": "ABANDONED", "ended_at": now, "callback_number": NUMBER},
        Block: {"value": NUMBER},
        NumberFact: {"value": NUMBER},
        ConsentEvent: {"value": NUMBER, "granted": True},
        DraftCall: {"number": NUMBER},
        MessagePart: {"sender": NUMBER[1:]},
        InboundMail: {"sender": MAIL},
        IdempotencyRecord: {"body": {"contact_id": str(traces.rows[Contact].pk), "name": WORD}},
    }


def _handed_out(by: Member, contact_id: UUID, now: datetime) -> str:
    """Give every JSON file of what is handed out, and the names of the files."""
    with (
        personal.export_person(by=by, contact_id=contact_id, now=now) as packed,
        zipfile.ZipFile(packed) as archive,
    ):
        names = archive.namelist()
        return "".join([*names, *(archive.read(name).decode() for name in names if name.endswith(".json"))])


def _found(organisation: Organisation, model: type[TenantModel]) -> set[str]:
    """Name the columns of a table in which the word, the number or the mail stands, the encrypted ones too."""
    columns = {field.name: field.column for field in texts(model)} | {
        field.name: field.column
        for field in model._meta.concrete_fields
        if field.name in ("value", "sender", "number")
    }
    found = set()
    with tenant_transaction(organisation), connection.cursor() as cursor:
        for name, column in columns.items():
            field = model._meta.get_field(name)
            if isinstance(field, EncryptedTextField):
                if any(
                    WORD in str(one) for one in model.objects.of(organisation).values_list(name, flat=True)
                ):
                    found.add(name)
                continue
            cursor.execute(
                f'SELECT count(*) FROM "{model._meta.db_table}" WHERE "{column}"::text ILIKE ANY (%s)',  # noqa: S608
                [[f"%{one}%" for one in (WORD, WORD.encode().hex(), NUMBER[1:], MAIL)]],
            )
            if cursor.fetchone()[0]:
                found.add(name)
    return found - STAYS.get(model, set()) - CODES.get(model, set())


def test_whoever_is_erased_stands_nowhere_any_more(
    traces: Traces, organisation: Organisation, alice: Member, now: datetime
) -> None:
    walked = sorted(
        {model for model in known_of() - HINDERED - OURS if texts(model)} | set(BY_VALUE),
        key=lambda model: model._meta.label,
    )
    given = _given(traces)
    with tenant_transaction(organisation):
        site = traces.leave(ServiceSite, norm_key="12 ELM|85004", validated_by="NOBODY", precision="NONE")
        traces.leave(SitePerson, site=site)
        traces.leave(Review)
        # A trigger keeps labels as the conversation has them.
        for model in (one for one in walked if one is not Label):
            traces.leave(model, **given.get(model, {}))
    walked.append(ServiceSite)
    blind = [model._meta.label for model in walked if not _found(organisation, model)]
    assert blind == [], "a table in which nothing was left proves nothing"

    person = traces.rows[Contact]
    handed = _handed_out(alice, person.pk, now)
    missing = {
        model._meta.label
        for model in walked
        if traces.words.get(model, WORD) not in handed and f'"id": "{traces.rows[model].pk}"' not in handed
    }
    assert missing == {model._meta.label for model in NOT_HANDED}
    personal.erase_person(by=alice, contact_id=person.pk, reason=ErasureReason.ASKED, now=now)

    left = {model._meta.label: sorted(found) for model in walked if (found := _found(organisation, model))}
    # Whom a firm shut out it need not hear again, like who asked for no more messages: the number alone stays.
    assert left == {"conversations.Block": ["value"]}
