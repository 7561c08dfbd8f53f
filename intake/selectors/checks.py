"""Reads of conflict checks: how one stands, its runs and hits with the latest answers, its chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import Member, Role
from conversations.models import Conversation
from intake.domain.clearance import chain, closing
from intake.domain.clearance.deciding import Answered, Level, Verdict
from intake.domain.clearance.states import OPEN, CheckState
from intake.errors import NoSuchCheck
from intake.models import (
    CheckEvent,
    ConflictCheck,
    ConflictHit,
    ConflictRun,
    Consent,
    EthicalWall,
    HitDecision,
    PartyRole,
)
from intake.selectors.walls import walls_against


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """A hit with its latest answer; `is_walled` where the reader may not know whose it is."""

    hit: ConflictHit
    latest: HitDecision | None
    is_walled: bool

    @property
    def answered(self) -> Answered:
        """Say how the hit stands, for the rules."""
        verdict = Verdict(self.latest.verdict) if self.latest else None
        return Answered(level=Level(self.hit.level), verdict=verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStory:
    """All of one check."""

    check: ConflictCheck
    runs: tuple[ConflictRun, ...]
    hits: tuple[HitRow, ...]
    events: tuple[CheckEvent, ...]
    consents: tuple[Consent, ...]
    wall: EthicalWall | None
    broken_at: int | None


def get_consent(*, member: Member, check_id: UUID, consent_id: UUID) -> Consent:
    """Get a consent to the waiver of a check that no wall keeps from the member.

    Raises:
        NoSuchCheck: there is none, or it is behind a wall.
    """
    check = get_check(member=member, check_id=check_id)
    found = Consent.objects.of(member.organisation_id).filter(check_of=check, pk=consent_id).first()
    if found is None:
        raise NoSuchCheck
    return found


def get_check(*, member: Member, check_id: UUID) -> ConflictCheck:
    """Get a check that no wall keeps from the member.

    Raises:
        NoSuchCheck: there is none, or it is behind a wall.
    """
    rows = ConflictCheck.objects.of(member.organisation_id).select_related(
        "matter__responsible__user", "conversation", "asked_by__user", "decided_by__user", "waiver_by__user"
    )
    found = rows.filter(pk=check_id).first()
    if found is None or is_behind_wall(member, found):
        raise NoSuchCheck
    return found


def get_story(*, member: Member, check_id: UUID) -> CheckStory:
    """Read all of a check: its runs, the latest run's hits, its chain and whether that is whole.

    Raises:
        NoSuchCheck: there is none, or it is behind a wall.
    """
    check = get_check(member=member, check_id=check_id)
    runs = tuple(
        ConflictRun.objects.of(check.organisation_id).filter(check_of=check).select_related("by__user")
    )
    events = tuple(
        CheckEvent.objects.of(check.organisation_id).filter(check_of=check).select_related("by__user")
    )
    consents = Consent.objects.of(check.organisation_id).filter(check_of=check)
    walls = EthicalWall.objects.of(check.organisation_id).filter(matter=check.matter, lifted_at=None)
    return CheckStory(
        check=check,
        runs=runs,
        hits=list_hits(check=check, member=member),
        events=events,
        consents=tuple(consents.select_related("party", "recorded_by__user")),
        wall=walls.first() if check.matter_id else None,
        broken_at=broken_at(events),
    )


def list_hits(*, check: ConflictCheck, member: Member | None = None) -> tuple[HitRow, ...]:
    """List the hits of the latest run with their latest answers."""
    latest = ConflictRun.objects.of(check.organisation_id).filter(check_of=check).order_by("-number").first()
    if latest is None:
        return ()
    rows = (
        ConflictHit.objects.of(check.organisation_id)
        .filter(run=latest)
        .select_related("party", "matter_party__matter__responsible__user")
    )
    decisions = (
        HitDecision.objects.of(check.organisation_id).filter(hit__run=latest).select_related("by__user")
    )
    said = {row.hit_id: row for row in decisions}
    closed = walled_matters(member) if member is not None else frozenset()
    return tuple(
        HitRow(
            hit=row,
            latest=said.get(row.pk),
            is_walled=row.matter_party is not None and row.matter_party.matter_id in closed,
        )
        for row in rows
    )


def walled_matters(member: Member) -> frozenset[UUID]:
    """Name the matters that a standing wall keeps from a member."""
    return frozenset(walls_against(member).values_list("matter_id", flat=True))


def is_behind_wall(member: Member, check: ConflictCheck) -> bool:
    """Say whether a wall keeps a check from a member, by its matter or by its conversation."""
    if check.conversation is not None and member.pk in check.conversation.walled_from:
        return True
    return check.matter_id is not None and check.matter_id in walled_matters(member)


def find_check_of(*, conversation: Conversation) -> ConflictCheck | None:
    """Find the check of a conversation, or of the matter it is about."""
    about = Q(conversation=conversation) | Q(matter__conversation=conversation)
    rows = ConflictCheck.objects.of(conversation.organisation_id).filter(about).select_related("matter")
    return rows.order_by("-created_at").first()


def find_unclear_of_contact(
    *, organisation_id: UUID, contact_id: UUID, is_taken_on: bool = True
) -> ConflictCheck | None:
    """Find a check of somebody's conversation, or of a matter they ask about, that keeps the facts closed.

    Without `is_taken_on` checks of matters the firm works on already are left out.
    """
    theirs = Q(matter__conversation__contact_id=contact_id) | Q(conversation__contact_id=contact_id)
    ours = Q(matter__parties__party__contact_id=contact_id, matter__parties__role__in=["CLIENT", "PROSPECT"])
    rows = ConflictCheck.objects.of(organisation_id).exclude(state__in=sorted(OPEN))
    # Of a name that was only heard the conversation knows whether it closes anything.
    rows = rows.exclude(matter=None, conversation__is_quarantined=False)
    over = ["CLOSED"] if is_taken_on else ["CLOSED", "OPEN"]
    return rows.exclude(matter__status__in=over).filter(theirs | ours).first()


def is_closing(check: ConflictCheck) -> bool:
    """Say whether a check closes, as it stands, what was said in its conversation."""
    own = {one["name"].casefold() for one in check.heard if one["heard"] == PartyRole.PROSPECT}
    is_inquiry = check.matter_id is not None
    hits = () if is_inquiry else list_hits(check=check)
    return closing.closes(
        CheckState(check.state),
        is_inquiry=is_inquiry,
        hits=[
            closing.HeardHit(
                level=Level(row.hit.level),
                verdict=Verdict(row.latest.verdict) if row.latest is not None else None,
                is_own=row.hit.term.casefold() in own,
                part=row.hit.matter_party.role if row.hit.matter_party is not None else "",
                is_ours=row.hit.party.is_self_interest,
            )
            for row in hits
        ],
    )


def broken_at(events: Sequence[CheckEvent]) -> int | None:
    """Find the first place where a chain does not hold; None where it is whole."""
    return chain.first_broken(
        chain.Link(seq=row.seq, values=values_of_link(row), before=row.before, digest=row.digest)
        for row in events
    )


def values_of_link(row: CheckEvent) -> dict[str, Any]:
    """Give the plain values a link's hash is over."""
    return {
        "check": str(row.check_of_id),
        "seq": row.seq,
        "verb": row.verb,
        "by": str(row.by_id or ""),
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "values": row.values,
    }


def list_counsel(*, organisation_id: UUID) -> tuple[Member, ...]:
    """List who decides about conflicts: conflicts counsel, else the owners."""
    members = Member.objects.filter(organisation_id=organisation_id, is_active=True).select_related("user")
    found = tuple(members.filter(capabilities__contains=["conflicts_counsel"]))
    return found or tuple(members.filter(role=Role.OWNER))
