"""Names heard in a conversation of a law firm are searched for at once, before anyone has asked for a check."""

from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from conversations.models import Conversation, Entry, Recording
from core.transactions import step, use_case
from intake.domain.clearance.radar import Heard, Named, names_in
from intake.domain.clearance.states import OPEN, OUTDATABLE, SEARCHABLE, CheckMove, CheckState
from intake.domain.forms.kinds import FieldType
from intake.models import ConflictCheck, MatterParty, PartyRole, Submission
from intake.policies import is_law_firm
from intake.selectors.checks import find_check_of
from intake.selectors.conflicts import Asked, find_matches
from intake.selectors.forms import answers_of, definition_of
from intake.services.law import searching
from intake.services.law.matters import new_check
from intake.services.law.standing import lock_check, move, note

MOST_HEARD = 30
FREE_WORDS = frozenset({FieldType.TEXT, FieldType.TEXTAREA})
ROLES = {
    Heard.SELF: PartyRole.PROSPECT,
    Heard.ADVERSE: PartyRole.ADVERSE,
    Heard.RELATED: PartyRole.RELATED,
}


@use_case
def hear_entry(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    """Listen to what was written; heard twice, it is searched for once."""
    if not is_law_firm(organisation):
        return
    rows = Entry.objects.of(organisation).select_related("conversation")
    entry = rows.filter(pk=entry_id).first()
    if entry is not None:
        hear_step(conversation=entry.conversation, text=entry.text, now=now)


@use_case
def hear_recording(*, organisation: UUID, recording_id: UUID, now: datetime) -> None:
    """Listen to what was said, as soon as it is written down."""
    if not is_law_firm(organisation):
        return
    rows = Recording.objects.of(organisation).select_related("call__conversation")
    recording = rows.filter(pk=recording_id).first()
    if recording is not None:
        hear_step(conversation=recording.call.conversation, text=_said(recording), now=now)


@use_case
def hear_form(*, organisation: UUID, submission_id: UUID, conversation_id: UUID, now: datetime) -> None:
    """Listen to what somebody wrote in their own words into a form that was sent."""
    if not is_law_firm(organisation):
        return
    rows = Submission.objects.of(organisation).select_related("form_version")
    submission = rows.filter(pk=submission_id).first()
    row = Conversation.objects.of(organisation).filter(pk=conversation_id).first()
    if submission is None or row is None:
        return
    fields, said = definition_of(submission).fields, answers_of(submission)
    words = [said[key] for key, field in fields.items() if field.type in FREE_WORDS and said.get(key)]
    hear_step(conversation=row, text="\n".join(str(one) for one in words), now=now)


@step
def hear_step(*, conversation: Conversation, text: str, now: datetime) -> ConflictCheck | None:
    """Search for the names in a text that the conversation's check does not know; None where there are none."""
    named = names_in(text)
    if not named:
        return None
    Organisation.objects.select_for_update(no_key=True).get(pk=conversation.organisation_id)
    found = find_check_of(conversation=conversation)
    fresh = _fresh(named, found)
    if not fresh:
        return found
    if found is None:
        organisation = Organisation.objects.get(pk=conversation.organisation_id)
        found = new_check(organisation, conversation_id=conversation.pk)
    check = lock_check(organisation_id=conversation.organisation_id, check_id=found.pk)
    heard = [{"name": one.name[:200], "heard": ROLES[one.heard].value} for one in fresh]
    check.heard = [*check.heard, *heard][:MOST_HEARD]
    note(check, "HEARD", by=None, now=now, values={"names": len(heard)}, fields=["heard"])
    if CheckState(check.state) in OPEN:
        # Nobody who was cleared is stopped by a name that is nobody's; what is somebody's is looked at again.
        if CheckState(check.state) not in OUTDATABLE or not _is_somebody(fresh, check):
            return check
        move(check, CheckMove.OUTDATE, by=None, now=now, values={"why": "HEARD"})
    if CheckState(check.state) in SEARCHABLE:
        searching.search_step(check, by=None, trigger="HEARD", now=now)
    return check


def _fresh(named: tuple[Named, ...], check: ConflictCheck | None) -> list[Named]:
    if check is None:
        return list(named)
    known = {one["name"].casefold() for one in check.heard}
    if check.matter_id is not None:
        parts = MatterParty.objects.of(check.organisation_id).filter(matter_id=check.matter_id)
        known |= {str(name).casefold() for name in parts.values_list("party__names__raw", flat=True)}
    return [one for one in named if one.name.casefold() not in known]


def _is_somebody(fresh: list[Named], check: ConflictCheck) -> bool:
    own = set()
    if check.matter_id is not None:
        parts = MatterParty.objects.of(check.organisation_id).filter(matter_id=check.matter_id)
        own = set(parts.values_list("party_id", flat=True))
    matches = (
        match
        for one in fresh
        for match in find_matches(Asked(name=one.name, kind="", dob=None, role=ROLES[one.heard].value))
    )
    return any(
        match.is_blocking and not match.suppressed_by and match.party_id not in own for match in matches
    )


def _said(recording: Recording) -> str:
    return " ".join(str(item.get("text", "")) for item in recording.transcript)
