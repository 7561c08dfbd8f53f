"""What follows from facts of this app and of those below it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail

from accounts.events import MemberJoined
from conversations import hints
from conversations.domain.calls import CallOutcome
from conversations.events import (
    CallChanged,
    CallEnded,
    MessageQueued,
    MessageReceived,
    NoteAdded,
    TranscriptKept,
)
from core.events import announces, handles
from intake.events import (
    ClearanceChanged,
    FormAnswered,
    FormStageFinished,
    FormSubmitted,
    GlassBroken,
    InquiryChanged,
    JobChanged,
    PartiesListed,
    PartyChanged,
    RedFlagChanged,
    RedFlagSeen,
    ResumeCodeAsked,
    ResumeLinkAsked,
    SiteChanged,
)
from intake.services import patients
from intake.services.clinic import health
from intake.services.flags import noting, raising
from intake.services.forms import resuming
from intake.services.homes import asking, sites, visiting
from intake.services.law import gating, listening, sweeping, walls
from intake.services.playbooks import following
from scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    AppointmentNoted,
    AppointmentStatusChanged,
    CalendarChanged,
    WaitingListChanged,
)

Visited = AppointmentBooked | AppointmentMoved | AppointmentCancelled | AppointmentStatusChanged
ANSWERED = frozenset(
    {
        CallOutcome.ANSWERED_HUMAN,
        CallOutcome.AI_THEN_HUMAN,
        CallOutcome.CALLBACK_DONE,
        CallOutcome.OUTBOUND_ANSWERED,
    }
)
# Calls we made open no inquiry.
OURS = frozenset({CallOutcome.OUTBOUND_MACHINE, CallOutcome.OUTBOUND_NO_ANSWER, CallOutcome.BLOCKED})


@announces(FormAnswered)
def announce_answers(fact: FormAnswered, organisation_id: UUID) -> None:
    """Hint that a draft beside a conversation looks different."""
    if fact.conversation_id is not None:
        hints.publish(organisation_id, "conversation", fact.conversation_id)


@handles(ResumeLinkAsked, name="intake.send_resume_link")
def send_link(fact: ResumeLinkAsked, *, organisation_id: UUID, now: datetime) -> None:
    """Send the link to a draft to whoever fills it in."""
    _mail(resuming.send_link(organisation=organisation_id, submission_id=fact.submission_id, now=now))


@handles(ResumeCodeAsked, name="intake.send_resume_code")
def send_code(fact: ResumeCodeAsked, *, organisation_id: UUID, now: datetime) -> None:
    """Send a code that opens a draft again."""
    _mail(resuming.send_code(organisation=organisation_id, code_id=fact.code_id, now=now))


@handles(MessageReceived, name="intake.hear_message")
@handles(NoteAdded, name="intake.hear_note")
def hear(fact: MessageReceived | NoteAdded, *, organisation_id: UUID, now: datetime) -> None:
    """Search for the names somebody wrote."""
    listening.hear_entry(organisation=organisation_id, entry_id=fact.entry_id, now=now)


@handles(FormStageFinished, name="intake.check_form")
def check_form(fact: FormStageFinished, *, organisation_id: UUID, now: datetime) -> None:
    """Search for the names a form of a law firm was given, before it goes on."""
    gating.check_form(organisation=organisation_id, submission_id=fact.submission_id, now=now)


@handles(FormSubmitted, name="intake.link_form")
def link_form(fact: FormSubmitted, *, organisation_id: UUID, now: datetime) -> None:
    """Let the matter a form began know its conversation."""
    if fact.conversation_id is not None:
        gating.link_form(
            organisation=organisation_id,
            submission_id=fact.submission_id,
            conversation_id=fact.conversation_id,
            now=now,
        )


@handles(FormSubmitted, name="intake.hear_form")
def hear_form(fact: FormSubmitted, *, organisation_id: UUID, now: datetime) -> None:
    """Search for the names somebody wrote into a form in their own words."""
    if fact.conversation_id is not None:
        listening.hear_form(
            organisation=organisation_id,
            submission_id=fact.submission_id,
            conversation_id=fact.conversation_id,
            now=now,
        )


@handles(TranscriptKept, name="intake.hear_transcript")
def hear_transcript(fact: TranscriptKept, *, organisation_id: UUID, now: datetime) -> None:
    """Search for the names somebody said."""
    listening.hear_recording(organisation=organisation_id, recording_id=fact.recording_id, now=now)


@handles(MessageReceived, name="intake.flag_message")
def flag_message(fact: MessageReceived, *, organisation_id: UUID, now: datetime) -> None:
    """Read what a customer wrote for words that mean an ambulance."""
    raising.hear_entry(organisation=organisation_id, entry_id=fact.entry_id, now=now)


@handles(TranscriptKept, name="intake.flag_transcript")
def flag_transcript(fact: TranscriptKept, *, organisation_id: UUID, now: datetime) -> None:
    """Read what a caller said for words that mean an ambulance."""
    raising.hear_recording(organisation=organisation_id, recording_id=fact.recording_id, now=now)


@handles(AppointmentBooked, name="intake.flag_booking")
@handles(AppointmentNoted, name="intake.flag_note")
@handles(AppointmentMoved, name="intake.flag_move")
@handles(AppointmentCancelled, name="intake.flag_cancellation")
def flag_booking(fact: Visited | AppointmentNoted, *, organisation_id: UUID, now: datetime) -> None:
    """Read what was noted with a booking, or why it was moved or cancelled, for words that mean an ambulance."""
    has_reason = isinstance(fact, AppointmentMoved | AppointmentCancelled)
    hear = noting.hear_reason if has_reason else noting.hear_notes
    hear(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(WaitingListChanged, name="intake.flag_waiting")
def flag_waiting(fact: WaitingListChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Read what was noted on the waiting list for words that mean an ambulance."""
    if fact.change == "JOINED":
        noting.hear_waiting(organisation=organisation_id, entry_id=fact.entry_id, now=now)


@announces(RedFlagSeen, RedFlagChanged)
def announce_flag(fact: RedFlagSeen | RedFlagChanged, organisation_id: UUID) -> None:
    """Hint that a red flag stands beside a conversation, or stands there otherwise."""
    if fact.conversation_id is not None:
        hints.publish(organisation_id, "conversation", fact.conversation_id, change="red_flag")


@handles(MessageReceived, name="intake.cover_message")
def cover_message(fact: MessageReceived, *, organisation_id: UUID, now: datetime) -> None:
    """Keep a new conversation behind the walls around the matters of whom it is with."""
    walls.cover_conversation(organisation=organisation_id, conversation_id=fact.conversation_id, now=now)


@handles(CallChanged, name="intake.cover_call")
def cover_call(fact: CallChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Keep a call behind the walls around the matters of whom it is with."""
    walls.cover_conversation(organisation=organisation_id, conversation_id=fact.conversation_id, now=now)


@handles(MemberJoined, name="intake.wall_newcomer")
def wall_newcomer(fact: MemberJoined, *, organisation_id: UUID, now: datetime) -> None:
    """Keep somebody new behind the walls that let only others in."""
    walls.keep_newcomer_out(organisation=organisation_id, member_id=fact.member_id, now=now)


@handles(PartyChanged, name="intake.look_again")
def look_again(fact: PartyChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Search open checks again that a new name may concern."""
    sweeping.look_again(organisation=organisation_id, party_id=fact.party_id, now=now)


@handles(PartiesListed, name="intake.look_again_at_list")
def look_again_at_list(fact: PartiesListed, *, organisation_id: UUID, now: datetime) -> None:
    """Search open checks again that somebody of an imported list may concern."""
    sweeping.look_again_at_list(organisation=organisation_id, party_ids=fact.party_ids, now=now)


@announces(ClearanceChanged)
def announce_clearance(fact: ClearanceChanged, organisation_id: UUID) -> None:
    """Hint that a conversation's check stands otherwise: the section beside it tells."""
    if fact.conversation_id is not None:
        hints.publish(organisation_id, "conversation", fact.conversation_id, change="clearance")


@handles(SiteChanged, name="intake.locate_site")
def locate_site(fact: SiteChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Ask outside where a new place is, if the installation wants that."""
    if fact.change in ("NEW", "MOVED"):
        sites.locate_site(organisation=organisation_id, site_id=fact.site_id, now=now)


@handles(AppointmentBooked, name="intake.job_of_visit")
@handles(AppointmentMoved, name="intake.job_of_moved_visit")
@handles(AppointmentCancelled, name="intake.job_of_cancelled_visit")
@handles(AppointmentStatusChanged, name="intake.job_of_changed_visit")
def follow_visit(fact: Visited, *, organisation_id: UUID, now: datetime) -> None:
    """Let a job stand as its visit does."""
    visiting.follow_appointment(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(FormSubmitted, name="intake.job_of_form")
def take_form(fact: FormSubmitted, *, organisation_id: UUID, now: datetime) -> None:
    """Let a form about a job become one."""
    asking.take_form(organisation=organisation_id, submission_id=fact.submission_id, now=now)


@handles(CalendarChanged, name="intake.job_set_out")
def follow_route(fact: CalendarChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Let jobs know that somebody is on the way."""
    if fact.change == "SET_OUT":
        visiting.follow_route(organisation=organisation_id, resource_id=fact.resource_id, now=now)


@handles(FormSubmitted, name="intake.health_of_form")
def take_health(fact: FormSubmitted, *, organisation_id: UUID, now: datetime) -> None:
    """Let a form's allergies and medications stand in the patient's record, unconfirmed."""
    health.take_form(organisation=organisation_id, submission_id=fact.submission_id, now=now)


@announces(JobChanged)
def announce_job(fact: JobChanged, organisation_id: UUID) -> None:
    """Hint that the section beside a conversation looks different."""
    if fact.conversation_id is not None:
        hints.publish(organisation_id, "conversation", fact.conversation_id, change="job")


@handles(GlassBroken, name="intake.tell_glass")
def tell_glass(fact: GlassBroken, *, organisation_id: UUID, now: datetime) -> None:
    """Write to the owners that a patient record was opened in an emergency."""
    for letter in patients.letters(organisation=organisation_id, glass_id=fact.glass_id, now=now):
        send_mail(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to])


def _mail(letter: resuming.Letter | None) -> None:
    if letter is not None:
        send_mail(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to])


@handles(MessageReceived, name="intake.inquire_message")
@handles(CallEnded, name="intake.inquire_call")
@handles(FormSubmitted, name="intake.inquire_form")
def inquire(
    fact: MessageReceived | CallEnded | FormSubmitted, *, organisation_id: UUID, now: datetime
) -> None:
    """Open the inquiry of a conversation, once; a call that was answered is a contact."""
    if fact.conversation_id is None or (isinstance(fact, CallEnded) and fact.outcome in OURS):
        return
    sent = fact.submission_id if isinstance(fact, FormSubmitted) else None
    following.open_inquiry(
        organisation=organisation_id, conversation_id=fact.conversation_id, submission_id=sent, now=now
    )
    if isinstance(fact, CallEnded) and fact.outcome in ANSWERED:
        following.note_contact(
            organisation=organisation_id, conversation_id=fact.conversation_id, has_spoken=True, now=now
        )


@handles(MessageQueued, name="intake.note_contact")
def note_contact(fact: MessageQueued, *, organisation_id: UUID, now: datetime) -> None:
    """Say that whoever asked was written to."""
    following.note_contact(
        organisation=organisation_id, conversation_id=fact.conversation_id, has_spoken=False, now=now
    )


@handles(AppointmentBooked, name="intake.follow_booked")
@handles(AppointmentCancelled, name="intake.follow_cancelled")
@handles(AppointmentStatusChanged, name="intake.follow_status")
def follow_appointment(
    fact: AppointmentBooked | AppointmentCancelled | AppointmentStatusChanged,
    *,
    organisation_id: UUID,
    now: datetime,
) -> None:
    """Let an inquiry stand where its appointments say."""
    following.follow_appointment(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@announces(InquiryChanged)
def announce_inquiry(fact: InquiryChanged, organisation_id: UUID) -> None:
    """Hint that an inquiry stands otherwise: the section beside its conversation tells."""
    hints.publish(organisation_id, "conversation", fact.conversation_id, change="inquiry")
