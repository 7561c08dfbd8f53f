"""Opening matters and saying who is around them; every new name is searched for in the same breath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr

from accounts.models import Member, Organisation
from conversations import selectors as conversations
from core.events import record
from core.transactions import step, use_case
from intake.domain.clearance.rights import Act
from intake.domain.clearance.states import OPEN, OUTDATABLE, CheckMove, CheckState
from intake.errors import FactsLocked, NobodyNamed, NoSuchMatter, NumberTaken
from intake.events import MatterChanged
from intake.models import (
    ConflictCheck,
    Matter,
    MatterParty,
    MatterStatus,
    PartyKind,
    PartyRole,
    side_of,
)
from intake.policies import check_may
from intake.selectors.matters import get_matter
from intake.services.law import searching
from intake.services.law.standing import lock_check, move, note
from intake.services.parties import NewName, NewParty, keep_party


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody named for a matter."""

    name: str
    role: PartyRole
    kind: PartyKind = PartyKind.PERSON
    dob: date | None = None
    aliases: tuple[str, ...] = ()
    contact_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMatter:
    """What is known when somebody asks: names, and what it is about in a word; the facts come later."""

    title: str
    people: Sequence[Named]
    practice_area: str = ""
    subject: str = ""
    responsible_id: UUID | None = None
    conversation_id: UUID | None = None
    number: str = ""
    status: MatterStatus = MatterStatus.INQUIRY
    opened_on: date | None = None
    closed_on: date | None = None
    source: str = ""
    from_submission_id: UUID | None = None


@use_case
def open_matter(*, by: Member, new: NewMatter, now: datetime) -> Matter:
    """Open a matter as an inquiry with those named, and search for each of them firm-wide.

    Raises:
        NobodyNamed: no name was given.
        NumberTaken: another matter has its number.
        NameUnreadable: there is no letter in a name.
    """
    check_may(by, Act.ADD_PARTY)
    if not new.people:
        raise NobodyNamed
    if new.conversation_id is not None:
        # Who may not see a conversation cannot make a matter of it.
        conversations.get_conversation(member=by, conversation_id=new.conversation_id)
    matter = keep_matter(new=new, organisation=by.organisation, actor=by, now=now)
    check = _check_of(matter, by)
    note(check, "OPENED", by=by, now=now, values={"matter": matter.number, "parties": len(new.people)})
    searching.search_step(check, by=by, trigger="NAMES", now=now)
    return matter


@use_case
def add_party(*, by: Member, matter_id: UUID, named: Named, now: datetime) -> MatterParty:
    """Name somebody else in a matter, and search again with everybody.

    Raises:
        NoSuchMatter: there is none the member may see.
        CheckMovedOn: it was declined.
    """
    check_may(by, Act.ADD_PARTY)
    matter = get_matter(member=by, matter_id=matter_id)
    part = keep_part(matter=matter, named=named, actor=by, source="", now=now)
    check = lock_check(organisation_id=by.organisation_id, check_id=_check_of(matter, by).pk)
    if CheckState(check.state) in OUTDATABLE:
        move(check, CheckMove.OUTDATE, by=by, now=now, values={"why": "PARTY", "party": str(part.party_id)})
    searching.search_step(check, by=by, trigger="PARTY", now=now)
    return part


@use_case
def engage(*, by: Member, matter_id: UUID, now: datetime) -> Matter:
    """Take a cleared inquiry on: the prospect is a client from now on, and the clearance no longer lapses.

    Raises:
        NoSuchMatter: there is none the member may see.
        FactsLocked: it is not cleared.
    """
    check_may(by, Act.CLEAR)
    matter = get_matter(member=by, matter_id=matter_id)
    check = lock_check(organisation_id=by.organisation_id, check_id=_check_of(matter, by).pk)
    if CheckState(check.state) not in OPEN:
        raise FactsLocked
    matter.status, matter.opened_on = MatterStatus.OPEN, now.date()
    MatterParty.objects.of(by.organisation_id).filter(matter=matter, role=PartyRole.PROSPECT).update(
        role=PartyRole.CLIENT
    )
    check.expires_at = None
    note(check, "ENGAGED", by=by, now=now, fields=["expires_at"])
    return _saved(matter, by, now)


@use_case
def close_matter(*, by: Member, matter_id: UUID, now: datetime) -> Matter:
    """Close a matter; its clients are former clients from now on, and are searched for ever.

    Raises:
        NoSuchMatter: there is none the member may see.
    """
    check_may(by, Act.CLEAR)
    matter = get_matter(member=by, matter_id=matter_id)
    matter.status, matter.closed_on = MatterStatus.CLOSED, now.date()
    return _saved(matter, by, now)


@step
def keep_matter(*, new: NewMatter, organisation: Organisation, actor: Member | None, now: datetime) -> Matter:
    """Write a matter and those around it down, without a search.

    Raises:
        NumberTaken: another matter has its number.
    """
    rows = Matter.objects.of(organisation)
    if new.number and rows.filter(number=new.number).exists():
        raise NumberTaken
    matter = Matter(
        organisation_id=organisation.pk,
        number=new.number or next_number(organisation.pk),
        title=" ".join(new.title.split())[:200],
        subject=" ".join(new.subject.split())[:300],
        practice_area=" ".join(new.practice_area.split())[:80],
        status=new.status,
        responsible_id=new.responsible_id,
        conversation_id=new.conversation_id,
        from_submission_id=new.from_submission_id,
        opened_on=new.opened_on,
        closed_on=new.closed_on,
    )
    matter.save(force_insert=True)
    for named in new.people:
        keep_part(matter=matter, named=named, actor=actor, source=new.source, now=now)
    record(MatterChanged(matter_id=matter.pk, version=1), actor_id=actor.pk if actor else None, now=now)
    return matter


@step
def keep_part(
    *, matter: Matter, named: Named, actor: Member | None, source: str, now: datetime
) -> MatterParty:
    """Write down who somebody is and their part in a matter."""
    party = keep_party(
        new=NewParty(
            name=named.name,
            kind=named.kind,
            dob=named.dob,
            names=tuple(NewName(text=alias) for alias in named.aliases),
            contact_id=named.contact_id,
            source=source,
        ),
        actor_id=actor.pk if actor else None,
        now=now,
    )
    part = MatterParty(
        organisation_id=matter.organisation_id,
        matter=matter,
        party=party,
        role=named.role,
        side=side_of(named.role),
        since=now.date(),
    )
    part.save(force_insert=True)
    return part


def next_number(organisation_id: UUID, *, series: str = "M") -> str:
    """Give the next number of a matter: the letters of its series, and one more than the highest of those."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    ours = Matter.objects.of(organisation_id).filter(number__regex=rf"^{series}-[0-9]{{4,9}}$")
    digits = Cast(Substr("number", len(series) + 2), IntegerField())
    return f"{series}-{(ours.aggregate(most=Max(digits))['most'] or 1000) + 1}"


def new_check(organisation: Organisation, **about: object) -> ConflictCheck:
    """Begin a check with the next number of the organisation."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    highest = ConflictCheck.objects.of(organisation).aggregate(most=Max("number"))["most"] or 0
    check = ConflictCheck(organisation_id=organisation.pk, number=highest + 1, **about)
    check.save(force_insert=True)
    return check


def _check_of(matter: Matter, by: Member) -> ConflictCheck:
    """Give the check of a matter; one that only its conversation had becomes the matter's."""
    rows = ConflictCheck.objects.of(by.organisation_id)
    if (known := rows.filter(matter=matter).first()) is not None:
        return known
    if matter.conversation_id is not None:
        heard = (
            rows.select_for_update(no_key=True)
            .filter(conversation_id=matter.conversation_id, matter=None)
            .first()
        )
        if heard is not None:
            heard.matter = matter
            note(
                heard,
                "MATTER",
                by=by,
                now=matter.created_at,
                values={"matter": matter.number},
                fields=["matter"],
            )
            return heard
    return new_check(by.organisation, matter=matter, conversation_id=matter.conversation_id, asked_by=by)


def _saved(matter: Matter, by: Member, now: datetime) -> Matter:
    matter.version += 1
    matter.save()
    record(MatterChanged(matter_id=matter.pk, version=matter.version), actor_id=by.pk, now=now)
    return matter


__all__ = [
    "Named", "NewMatter", "NoSuchMatter", "add_party", "close_matter", "engage", "keep_matter", "keep_part",
    "new_check", "next_number", "open_matter",
]  # fmt: skip
