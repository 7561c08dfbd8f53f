"""Inquiries: opened by what customers do, carried on by what happens, ended by an outcome somebody records."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.policies import check_can_write
from conversations.models import Conversation
from conversations.policies import check_can_work
from conversations.services import desk, ownership, replies
from core.events import record
from core.transactions import step, use_case
from intake import errors
from intake.domain.playbooks.stages import LADDER, Next, Stage, may_move
from intake.events import InquiryChanged
from intake.models import Inquiry, Playbook, Submission
from intake.selectors.playbooks import find_inquiry, outcome_of
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.models import Appointment

SOON = timedelta(minutes=15)


@use_case
def open_inquiry(
    *, organisation: UUID, conversation_id: UUID, submission_id: UUID | None = None, now: datetime
) -> Inquiry | None:
    """Open the inquiry of a conversation, once, where its line has a playbook; a form says where it came from."""
    books = Playbook.objects.of(organisation).filter(is_active=True)
    if (
        not books.exists()
        or Inquiry.objects.of(organisation).filter(conversation_id=conversation_id).exists()
    ):
        return None
    thread = (
        Conversation.objects.of(organisation)
        .select_for_update(no_key=True)
        .filter(pk=conversation_id)
        .first()
    )
    book = books.filter(line_id=thread.line_id, service=None).first() if thread else None
    if (
        thread is None
        or book is None
        or Inquiry.objects.of(organisation).filter(conversation=thread).exists()
    ):
        return None
    row = Inquiry(
        organisation_id=organisation,
        conversation=thread,
        line_id=thread.line_id,
        playbook=book,
        source=_source(organisation, submission_id),
        opened_at=now,
        moved_at=now,
    )
    row.save(force_insert=True)
    _told(row, None, now=now)
    return row


@use_case
def note_contact(*, organisation: UUID, conversation_id: UUID, has_spoken: bool, now: datetime) -> None:
    """Say that somebody spoke with whoever asked, or a member wrote: what leaves by itself is no contact."""
    row = _locked(organisation, conversation_id=conversation_id)
    if row is None or row.stage != Stage.NEW:
        return
    if has_spoken or row.conversation.first_response_at is not None:
        _move(row, Stage.CONTACTED, None, now=now)


@use_case
def follow_appointment(*, organisation: UUID, appointment_id: UUID, now: datetime) -> None:
    """Let an inquiry stand where the appointments of its conversation say."""
    found = Appointment.objects.of(organisation).filter(pk=appointment_id).first()
    row = (
        _locked(organisation, conversation_id=found.conversation_id)
        if found and found.conversation_id
        else None
    )
    if found is None or row is None:
        return
    booked = Appointment.objects.of(organisation).filter(conversation=row.conversation)
    statuses = set(booked.filter(booked_at__gte=row.opened_at).values_list("status", flat=True))
    if AppointmentStatus.COMPLETED in statuses:
        after = Stage.DONE
    elif statuses & (TO_COME | {AppointmentStatus.ARRIVED}):
        after = Stage.BOOKED
    elif row.stage == Stage.BOOKED:
        after = Stage.QUALIFIED
    else:
        return
    if may_move(row.stage, after) and row.stage != Stage.DONE:
        _move(row, after, None, now=now)


def take_outcome(
    *, by: Member, inquiry_id: UUID, outcome: str, reason: str = "", now: datetime
) -> tuple[Inquiry, Next]:
    """Record what came of an inquiry, once what the playbook does next is done; gives what is left to do.

    Raises:
        NoSuchInquiry, OutcomeRefused: it was lost or booked already, or a reason is missing. NotAllowed.
        Whatever refuses a text or an assignment: then nothing is recorded.
    """
    check_can_write(by)
    found = _prepare(by=by, inquiry_id=inquiry_id, outcome=outcome, reason=reason, now=now)
    kind = Next(found["next"])
    conversation_id = found["conversation_id"]
    if kind is Next.TEXT:
        replies.send_reply(
            by=by,
            conversation_id=conversation_id,
            text=found["words"],
            seen_seq=0,
            anyway=True,
            now=now,
        )
    elif kind is Next.ASSIGN:
        ownership.assign_conversation(by=by, conversation_id=conversation_id, to=UUID(found["who"]), now=now)
    elif kind in (Next.TASK, Next.ESCALATE):
        urgent = kind is Next.ESCALATE
        desk.add_task(
            by=by,
            title=found["words"] or _("Look at this inquiry at once"),
            due_at=now + (SOON if urgent else timedelta(hours=int(found["hours"]))),
            team_id=UUID(found["team"]) if found["team"] else None,
            conversation_id=conversation_id,
            now=now,
        )
    row = _record(by=by, inquiry_id=inquiry_id, outcome=outcome, reason=reason, now=now)
    return row, kind


@use_case
def _prepare(*, by: Member, inquiry_id: UUID, outcome: str, reason: str, now: datetime) -> dict[str, Any]:
    row, found = _checked(by, inquiry_id, outcome, reason)
    return {**found, "conversation_id": row.conversation_id}


@use_case
def _record(*, by: Member, inquiry_id: UUID, outcome: str, reason: str, now: datetime) -> Inquiry:
    row, found = _checked(by, inquiry_id, outcome, reason)
    row.outcome, row.reason, row.recorded_by = outcome, " ".join(reason.split())[:200], by
    _move(row, Stage(found["stage"]), by, now=now)
    return row


@use_case
def choose_playbook(*, by: Member, inquiry_id: UUID, playbook_id: UUID, now: datetime) -> Inquiry:
    """Go on by another playbook of the line: the one of the service they want."""
    check_can_write(by)
    row = _visible(by, inquiry_id)
    book = (
        Playbook.objects.of(by.organisation_id)
        .filter(pk=playbook_id, is_active=True, line_id=row.line_id)
        .first()
    )
    if book is None:
        raise errors.NoSuchPlaybook
    row.playbook = book
    _told(row, by, now=now)
    return row


@step
def _checked(by: Member, inquiry_id: UUID, outcome: str, reason: str) -> tuple[Inquiry, dict[str, Any]]:
    row = _visible(by, inquiry_id)
    found = outcome_of(row, outcome)
    if found is None:
        raise errors.NoSuchInquiry
    if found["stage"] == Stage.LOST and not reason.strip():
        raise errors.OutcomeRefused(_("Write why it was lost."))
    if found["stage"] != row.stage and not may_move(row.stage, Stage(found["stage"])):
        raise errors.OutcomeRefused(_("This inquiry is further already: this outcome does not fit any more."))
    return row, dict(found)


@step
def _visible(by: Member, inquiry_id: UUID) -> Inquiry:
    row = _locked(by.organisation_id, pk=inquiry_id)
    if row is None:
        raise errors.NoSuchInquiry
    check_can_work(by, row.conversation)
    return row


@step
def _locked(organisation_id: UUID, **which: object) -> Inquiry | None:
    return find_inquiry(organisation_id=organisation_id, is_locked=True, **which)


@step
def _move(row: Inquiry, after: Stage, by: Member | None, *, now: datetime) -> None:
    row.stage = after.value
    if after in LADDER:
        row.furthest = after.value
    row.moved_at = now
    _told(row, by, now=now)


@step
def _told(row: Inquiry, by: Member | None, *, now: datetime) -> None:
    row.version += 1
    row.save()
    fact = InquiryChanged(
        inquiry_id=row.pk, conversation_id=row.conversation_id, stage=row.stage, version=row.version
    )
    record(fact, actor_id=by.pk if by else None, now=now)


@step
def _source(organisation_id: UUID, submission_id: UUID | None) -> str:
    sent = Submission.objects.of(organisation_id).filter(pk=submission_id).first() if submission_id else None
    origin = sent.origin if sent else {}
    host = urlsplit(origin.get("referrer", "")).hostname if "://" in origin.get("referrer", "") else ""
    return (origin.get("utm_source") or host or "")[:80]
