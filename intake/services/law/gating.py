"""What waits for a conflict check: facts, files and sending of a form that asks for names first, and bookings."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Industry, Organisation
from conversations.models import Conversation
from core.transactions import use_case
from intake.domain.clearance.states import OPEN, CheckState
from intake.domain.forms.document import Definition
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.locks import Lock, LockKind, LockStep
from intake.models import ConflictCheck, Matter, PartyKind, PartyRole, Submission
from intake.policies import is_law_firm
from intake.ports import GateAsked
from intake.selectors.checks import find_unclear_of_contact
from intake.selectors.forms import definition_of
from intake.services.forms import drafts
from intake.services.law import searching
from intake.services.law.matters import Named, NewMatter, keep_matter, new_check
from intake.services.law.standing import lock_check, note
from intake.services.law.walls import cover_step
from scheduling.ports import Requirement, ToConfirm

ROLES = {"opposing": PartyRole.ADVERSE, "witness": PartyRole.WITNESS}
LONGEST = 200


class FactsGate:
    """Keeps the facts of a form closed until the names it asked for are cleared."""

    def locks(self, asked: GateAsked) -> tuple[Lock, ...]:
        """List what is closed now: every stage of facts, files, and sending."""
        if not waits(asked.definition) or not is_law_firm(asked.organisation_id):
            return ()
        rows = ConflictCheck.objects.of(asked.organisation_id)
        state = (
            rows.filter(matter__from_submission_id=asked.submission_id)
            .values_list("state", flat=True)
            .first()
        )
        if state is not None and CheckState(state) in OPEN:
            return ()
        return (_lock(asked.definition, state),)


class ConsultGate:
    """Keeps a talk from being booked while a conflict check of whoever it is with is not cleared.

    Members book nothing either with somebody who only asks; who is a client already is theirs to decide about.
    """

    def requirements(self, asked: ToConfirm) -> tuple[Requirement, ...]:
        """Ask for the check to be cleared, where there is one that is not."""
        # Only law firms have checks, so nobody else has one that is not cleared.
        if asked.contact_id is None:
            return ()
        unclear = find_unclear_of_contact(
            organisation_id=asked.organisation_id,
            contact_id=asked.contact_id,
            is_taken_on=not asked.by_member,
        )
        if unclear is None:
            return ()
        told = _(
            "We need to check something before we can talk. We will be in touch as soon as that is done."
        )
        if asked.by_member:
            told = _(
                "The conflict check is not cleared. Nothing is booked with them until it is, but a callback."
            )
        return (Requirement(key="clearance", sentence=told),)


def waits(definition: Definition) -> bool:
    """Say whether a form asks for names first, and for what happened after them."""
    asks_names = any(one.type is FieldType.PARTY and one.is_required for one in definition.fields.values())
    return asks_names and any(stage.asks_facts for stage in definition.stages)


@use_case
def check_form(*, organisation: UUID, submission_id: UUID, now: datetime) -> ConflictCheck | None:
    """Search for the names a form was given, once; run twice, it is one inquiry and one check."""
    firm = Organisation.objects.select_for_update(no_key=True).get(pk=organisation)
    rows = Submission.objects.of(organisation).select_related("form_version__form__line__location")
    submission = rows.filter(pk=submission_id).first()
    if submission is None or firm.industry != Industry.LAW:
        return None
    definition = definition_of(submission)
    known = Matter.objects.of(organisation).filter(from_submission_id=submission.pk).exists()
    people = () if known or not waits(definition) else _people(submission, definition, now=now)
    if not people:
        return None
    against = next((one.name for one in people if one.role == PartyRole.ADVERSE), "")
    title = f"{people[0].name} / {against}" if against else people[0].name
    new = NewMatter(title=title, people=people, source="FORM", from_submission_id=submission.pk)
    matter = keep_matter(new=new, organisation=firm, actor=None, now=now)
    check = new_check(firm, matter=matter)
    note(check, "OPENED", by=None, now=now, values={"matter": matter.number, "parties": len(people)})
    searching.search_step(check, by=None, trigger="FORM", now=now)
    return check


@use_case
def link_form(*, organisation: UUID, submission_id: UUID, conversation_id: UUID, now: datetime) -> None:
    """Let the matter that a form began know the conversation it was sent into; run twice, nothing changes."""
    rows = Matter.objects.of(organisation).select_for_update(no_key=True)
    matter = rows.filter(from_submission_id=submission_id, conversation=None).first()
    if matter is None:
        return
    matter.conversation_id = conversation_id
    matter.save(update_fields=["conversation", "updated_at"])
    conversation = Conversation.objects.of(organisation).get(pk=conversation_id)
    cover_step(conversation, now=now)
    check = ConflictCheck.objects.of(organisation).filter(matter=matter).first()
    if check is not None:
        locked = lock_check(organisation_id=organisation, check_id=check.pk)
        note(locked, "SENT", by=None, now=now)


def _people(submission: Submission, definition: Definition, *, now: datetime) -> tuple[Named, ...]:
    values = drafts.judged(submission, now=now).values
    found = []
    for key, field in definition.fields.items():
        value = values.get(key)
        if field.writeback == "contact.name" and isinstance(value, str) and value.strip():
            also = str(values.get("other_names") or "")
            aliases = tuple(one.strip() for one in also.split(",") if one.strip())
            found.append(Named(name=value[:LONGEST], role=PartyRole.PROSPECT, aliases=aliases[:5]))
        if field.type is FieldType.PARTY and isinstance(value, list):
            found += [_named(one) for one in value if one.get("name")]
    return tuple(found)


def _named(value: dict[str, str]) -> Named:
    also = tuple(one.strip() for one in value.get("also_known_as", "").split(",") if one.strip())
    kind = PartyKind.COMPANY if value.get("kind") == "company" else PartyKind.PERSON
    role = ROLES.get(value.get("role", ""), PartyRole.RELATED)
    return Named(name=value["name"][:LONGEST], role=role, kind=kind, aliases=also[:5])


def _lock(definition: Definition, state: str | None) -> Lock:
    is_asked = state is not None
    return Lock(
        kinds=frozenset({LockKind.STAGE, LockKind.UPLOADS, LockKind.SUBMIT}),
        stages=frozenset(stage.key for stage in definition.stages if stage.asks_facts),
        title=_("We need to check something first."),
        text=_(
            "Somebody at the firm looks at the names you gave us. Until then please do not tell us what happened: "
            "this protects you. Come back to this page by its link; we will be in touch."
        ),
        steps=(
            LockStep(text=_("You give us the names"), is_done=is_asked, is_current=not is_asked),
            LockStep(text=_("We check them"), is_current=is_asked),
            LockStep(text=_("You tell us what happened")),
        ),
    )
