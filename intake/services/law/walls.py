"""Ethical walls: raised and lifted by conflicts counsel, noticed in writing, acknowledged by whom they name."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.models import Member
from conversations.models import Conversation
from conversations.services import owe_step
from conversations.services.walling import wall_conversation
from core.events import record
from core.transactions import step, use_case
from intake.domain.clearance.rights import Act
from intake.domain.clearance.states import CheckMove, CheckState
from intake.errors import NobodyKeptOut, NoSuchWall, ReasonNeeded, WallStands
from intake.events import WallChanged
from intake.models import ConflictCheck, EthicalWall, Matter, WallMember
from intake.policies import check_may
from intake.selectors.matters import get_matter
from intake.services.law.standing import lock_check, move, note
from intake.services.law.words import NOTICE, spoken

NOTICE_DUE = timedelta(days=1)


@use_case
def raise_wall(
    *,
    by: Member,
    matter_id: UUID,
    member_ids: Collection[UUID],
    reason: str,
    procedures: str = "",
    is_fee_excluded: bool = True,
    lets_in: bool = False,
    notice_sent_on: date | None = None,
    now: datetime,
) -> EthicalWall:
    """Keep a matter, its conversations and files from members; with `lets_in` from all but these and whoever raises it.

    Raises:
        NoSuchMatter: there is none the member may see.
        WallStands: one stands around it already.
        NobodyKeptOut: nobody would be kept out, or whoever raises it.
        ReasonNeeded: no reason is given.
    """
    check_may(by, Act.WALL)
    matter = get_matter(member=by, matter_id=matter_id)
    Matter.objects.of(by.organisation_id).select_for_update(no_key=True).get(pk=matter.pk)
    if EthicalWall.objects.of(by.organisation_id).filter(matter=matter, lifted_at=None).exists():
        raise WallStands
    if not reason.strip():
        raise ReasonNeeded
    colleagues = Member.objects.filter(organisation_id=by.organisation_id).order_by("pk")
    members = list(
        colleagues.exclude(pk__in={*member_ids, by.pk}) if lets_in else colleagues.filter(pk__in=member_ids)
    )
    if not members or by.pk in {member.pk for member in members}:
        raise NobodyKeptOut
    wall = EthicalWall(
        organisation_id=by.organisation_id,
        matter=matter,
        reason=" ".join(reason.split())[:500],
        procedures=procedures.strip()[:4000],
        is_fee_excluded=is_fee_excluded,
        lets_in=lets_in,
        notice_sent_on=notice_sent_on,
        made_by=by,
        made_at=now,
    )
    wall.save(force_insert=True)
    for member in members:
        _keep_out(wall, member, now=now)
    values = {"members": sorted(str(member.pk) for member in members), "lets_in": lets_in}
    _tell(wall, "WALL_RAISED", by=by, now=now, values=values)
    return wall


@use_case
def keep_newcomer_out(*, organisation: UUID, member_id: UUID, now: datetime) -> None:
    """Keep somebody who joined behind every wall that lets only others in; run twice, nothing changes."""
    newcomer = Member.objects.select_related("user", "organisation").get(
        organisation_id=organisation, pk=member_id
    )
    rows = EthicalWall.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    walls = rows.filter(lets_in=True, lifted_at=None, created_at__lt=newcomer.created_at)
    for wall in walls.exclude(members__member=newcomer).select_related("made_by__user").order_by("pk"):
        _keep_out(wall, newcomer, now=now)
        _tell(wall, "WALL_NEWCOMER", by=None, now=now, values={"members": [str(member_id)]})


@use_case
def lift_wall(*, by: Member, wall_id: UUID, reason: str, now: datetime) -> EthicalWall:
    """Lift a wall: what it hid is seen again, and why stays written down.

    Raises:
        NoSuchWall: none stands there that the member may lift.
        ReasonNeeded: no reason is given.
    """
    check_may(by, Act.WALL)
    wall = _standing(by, wall_id)
    get_matter(member=by, matter_id=wall.matter_id)
    if not reason.strip():
        raise ReasonNeeded
    wall.lifted_by, wall.lifted_at, wall.lift_reason = by, now, " ".join(reason.split())[:500]
    wall.save(update_fields=["lifted_by", "lifted_at", "lift_reason"])
    _tell(wall, "WALL_LIFTED", by=by, now=now, values={"reason": wall.lift_reason})
    return wall


@use_case
def acknowledge(*, by: Member, wall_id: UUID, now: datetime) -> WallMember:
    """Say that one knows of a wall that names oneself. It says nothing of what is behind it.

    Raises:
        NoSuchWall: no standing wall names the member.
    """
    wall = _standing(by, wall_id)
    row = WallMember.objects.of(by.organisation_id).select_for_update().filter(wall=wall, member=by).first()
    if row is None:
        raise NoSuchWall
    if row.acknowledged_at is None:
        row.acknowledged_at = now
        row.save(update_fields=["acknowledged_at"])
        _tell(wall, "WALL_ACKNOWLEDGED", by=by, now=now, values={})
    return row


@use_case
def cover_conversation(*, organisation: UUID, conversation_id: UUID, now: datetime) -> None:
    """Put a conversation behind the walls around the matters of whom it is with; run twice, nothing changes."""
    row = Conversation.objects.of(organisation).filter(pk=conversation_id).first()
    if row is None or not EthicalWall.objects.of(organisation).filter(lifted_at=None).exists():
        return
    cover_step(row, now=now)


@step
def cover_step(row: Conversation, *, now: datetime) -> None:
    """Keep a conversation from everybody whom a standing wall around one of its matters names."""
    about = Q(wall__matter__conversation=row)
    if row.contact_id is not None:
        about |= Q(wall__matter__conversation__contact_id=row.contact_id)
    kept = WallMember.objects.of(row.organisation_id).filter(about, wall__lifted_at=None)
    wall_conversation(
        organisation_id=row.organisation_id,
        conversation_id=row.pk,
        member_ids=set(kept.values_list("member_id", flat=True)),
        now=now,
    )


def _keep_out(wall: EthicalWall, member: Member, *, now: datetime) -> None:
    WallMember(organisation_id=wall.organisation_id, wall=wall, member=member).save(force_insert=True)
    owe_step(
        organisation_id=wall.organisation_id,
        title=spoken(member, NOTICE),
        owner=member,
        due_at=now + NOTICE_DUE,
        page=f"/walls/{wall.pk}/",
        now=now,
    )


def _standing(by: Member, wall_id: UUID) -> EthicalWall:
    rows = EthicalWall.objects.of(by.organisation_id).select_for_update(no_key=True, of=("self",))
    wall = rows.filter(pk=wall_id, lifted_at=None).first()
    if wall is None:
        raise NoSuchWall
    return wall


def _tell(
    wall: EthicalWall, verb: str, *, by: Member | None, now: datetime, values: dict[str, object]
) -> None:
    """Put every conversation of the matter where the wall says, and write it down with the check."""
    matter = Matter.objects.of(wall.organisation_id).select_related("conversation").get(pk=wall.matter_id)
    found = ConflictCheck.objects.of(wall.organisation_id).filter(matter=matter).first()
    if found is not None:
        # A check is locked before its conversation, here as everywhere.
        check = lock_check(organisation_id=wall.organisation_id, check_id=found.pk)
        note(check, verb, by=by, now=now, values={"wall": str(wall.pk), **values})
        is_decided = CheckState(check.state) in (CheckState.CLEARED, CheckState.WAIVED)
        if verb == "WALL_RAISED" and is_decided:
            move(check, CheckMove.SCREEN, by=by, now=now, values={"wall": str(wall.pk)})
    about = Q(pk=matter.conversation_id)
    if matter.conversation is not None and matter.conversation.contact_id is not None:
        about |= Q(contact_id=matter.conversation.contact_id)
    if matter.conversation_id is not None:
        for row in Conversation.objects.of(wall.organisation_id).filter(about).order_by("pk"):
            cover_step(row, now=now)
    record(
        WallChanged(wall_id=wall.pk, matter_id=matter.pk, change=verb),
        actor_id=by.pk if by else None,
        now=now,
    )
