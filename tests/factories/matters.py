"""Matters with their checks, made by the services members use."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Member, Organisation, Role
from core.transactions import reading, tenant_transaction
from intake.models import (
    ConflictCheck,
    Consent,
    EthicalWall,
    Matter,
    MatterParty,
    MatterStatus,
    PartyRole,
)
from intake.selectors.checks import HitRow, list_hits
from intake.services.law import matters, walls
from intake.services.law.matters import Named, NewMatter
from tests.factories import accounts as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One matter with a check, a hit of it, and a wall around another matter."""

    matter_id: UUID
    check_id: UUID
    hit_id: UUID
    wall_id: UUID


def opened(
    *,
    by: Member,
    now: datetime,
    client: str = "Imani Okafor",
    against: str = "Tobias Renner",
    conversation_id: UUID | None = None,
    role: PartyRole = PartyRole.PROSPECT,
) -> Matter:
    """Open a matter by names."""
    named = (Named(name=client, role=role), Named(name=against, role=PartyRole.ADVERSE))
    new = NewMatter(title=f"{client} / {against}", people=named, conversation_id=conversation_id)
    return matters.open_matter(by=by, new=new, now=now)


def check_of(matter: Matter) -> ConflictCheck:
    """Read the check of a matter as it stands now."""
    with reading(matter.organisation_id):
        return ConflictCheck.objects.of(matter.organisation_id).get(matter=matter)


def hits_of(check: ConflictCheck, *, member: Member | None = None) -> tuple[HitRow, ...]:
    """Read the hits of a check."""
    with reading(check.organisation_id):
        return list_hits(check=check, member=member)


def with_hit(*, by: Member, now: datetime) -> Made:
    """Open a matter whose other side is a client of another one, which has a wall."""
    known = opened(by=by, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    screened = people.member(organisation=by.organisation, name="Sefa Lund", role=Role.STAFF)
    wall = walls.raise_wall(
        by=by, matter_id=known.pk, member_ids=[screened.pk], reason="Acted for the other side", now=now
    )
    matter = opened(by=by, now=now)
    check = check_of(matter)
    return Made(matter_id=matter.pk, check_id=check.pk, hit_id=hits_of(check)[0].hit.pk, wall_id=wall.pk)


def consent(*, by: Member, check_id: UUID, now: datetime) -> Consent:
    """Keep a signed paper with a check, whoever's consent was needed."""
    with tenant_transaction(by.organisation_id):
        part = MatterParty.objects.of(by.organisation_id).order_by("pk").first()
        assert part is not None
        row = Consent(
            organisation_id=by.organisation_id, check_of_id=check_id, party_id=part.party_id, signer="Imani Okafor",
            sha256="0" * 64, file_name="consent.pdf", file_mime="application/pdf", file_path="gone/consent.pdf",
            signed_on=now.date(), recorded_by=by,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def ids(organisation: Organisation) -> list[UUID]:
    """Name the matters that no wall stands around."""
    with reading(organisation):
        rows = Matter.objects.of(organisation).exclude(walls__lifted_at=None, walls__isnull=False)
        return list(rows.exclude(status=MatterStatus.DECLINED).values_list("pk", flat=True))


def matter(organisation: Organisation, matter_id: UUID) -> Matter:
    """Read a matter as it stands now."""
    with reading(organisation):
        return Matter.objects.of(organisation).get(pk=matter_id)


def wall_around(matter: Matter) -> EthicalWall:
    """Read the wall that stands around a matter."""
    with reading(matter.organisation_id):
        return EthicalWall.objects.of(matter.organisation_id).get(matter=matter, lifted_at=None)


def check_heard(organisation: Organisation, conversation_id: UUID) -> ConflictCheck:
    """Read the check of a conversation."""
    with reading(organisation):
        return ConflictCheck.objects.of(organisation).get(conversation_id=conversation_id)
