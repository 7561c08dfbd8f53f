"""What members can do and how much they hold, as owners and supervisors set it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member, Organisation
from core.events import record
from core.transactions import step, use_case
from routing import errors
from routing.domain.capacity import MOST_AT_ONCE, Room, weights_of
from routing.events import SkillsChanged
from routing.models import MemberCapacity, MemberSkill, Skill
from routing.selectors import skills as selectors
from routing.services.queues import rows

HIGHEST_LEVEL, LONGEST_NAME = 5, 60


@dataclass(frozen=True, slots=True)
class LevelChange:
    """How well a member can do something, where it was typed otherwise than it was `seen`; 0 is not at all."""

    member_id: UUID
    skill_id: UUID
    seen: int
    level: int


@dataclass(frozen=True, slots=True)
class RoomChange:
    """How much a member holds beside calls, where it was typed otherwise than it was `seen`."""

    member_id: UUID
    seen: Room
    room: Room


@use_case
def add_skill(*, by: Member, name: str, now: datetime) -> Skill:
    """Name something that callers may need and members can do.

    Raises:
        NotAllowed: not a supervisor. SkillNameMissing, SkillNameTaken: what is wrong with the name.
    """
    policies.check_can_supervise(by)
    skill = Skill.objects.create(organisation_id=by.organisation_id, name=_free_name(by, name, None))
    record(SkillsChanged(change="added"), actor_id=by.pk, now=now)
    return skill


@use_case
def rename_skill(*, by: Member, skill_id: UUID, name: str, now: datetime) -> Skill:
    """Call a skill something else; flows that ask for it go on doing so.

    Raises:
        NotAllowed: not a supervisor. NoSuchSkill: the organisation has none.
        SkillNameMissing, SkillNameTaken: what is wrong with the name.
    """
    policies.check_can_supervise(by)
    skill = _locked(by, skill_id)
    skill.name = _free_name(by, name, skill_id)
    skill.save(update_fields=["name"])
    record(SkillsChanged(change="renamed"), actor_id=by.pk, now=now)
    return skill


@use_case
def remove_skill(*, by: Member, skill_id: UUID, now: datetime) -> str:
    """Forget a skill and who has it; returns its name.

    Raises:
        NotAllowed: not a supervisor. NoSuchSkill: the organisation has none.
        SkillNeeded: flows ask for it, or somebody waits for it; names them.
    """
    policies.check_can_supervise(by)
    skill = _locked(by, skill_id)
    if needing := selectors.list_needing(skill=skill):
        raise errors.SkillNeeded(skill.name, needing)
    skill.delete()
    record(SkillsChanged(change="removed"), actor_id=by.pk, now=now)
    return skill.name


@use_case
def save_skills(
    *, by: Member, levels: Sequence[LevelChange], rooms: Sequence[RoomChange], now: datetime
) -> int:
    """Set what differs from what was seen, all of it or nothing; returns how much that is. What waits is matched anew.

    Raises:
        NotAllowed: not a supervisor. NoSuchMember, NoSuchSkill: not of the organisation.
        FigureOutOfBounds: a figure nobody could mean.
        SkillsChangedMeanwhile: somebody set one of them otherwise meanwhile; says which.
    """
    policies.check_can_supervise(by)
    # One save at a time, so that what was seen is compared with what is there.
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    table = selectors.read_skills(organisation_id=by.organisation_id)
    _check_known(table, levels, rooms)
    changed_levels = [one for one in levels if one.level != table.level(one.member_id, one.skill_id)]
    changed_rooms = [one for one in rooms if one.room != table.room(one.member_id)]
    _check_seen(table, changed_levels, changed_rooms)
    for level in changed_levels:
        _set_level(by, level)
    for room in changed_rooms:
        _set_room(by, room)
    if changed_levels or changed_rooms:
        record(SkillsChanged(change="levels"), actor_id=by.pk, now=now)
        rows.due("skills changed", now=now)
    return len(changed_levels) + len(changed_rooms)


def _check_known(
    table: selectors.SkillTable, levels: Sequence[LevelChange], rooms: Sequence[RoomChange]
) -> None:
    members = {member.pk for member in table.members}
    if not {one.member_id for one in levels} | {one.member_id for one in rooms} <= members:
        raise errors.NoSuchMember
    if not {one.skill_id for one in levels} <= {skill.pk for skill in table.skills}:
        raise errors.NoSuchSkill
    if any(not 0 <= one.level <= HIGHEST_LEVEL for one in levels):
        raise errors.FigureOutOfBounds(0, HIGHEST_LEVEL)
    figures = [figure for one in rooms for figure in (one.room.messages, one.room.chats)]
    if any(not 0 <= figure <= MOST_AT_ONCE for figure in figures):
        raise errors.FigureOutOfBounds(0, MOST_AT_ONCE)


def _check_seen(
    table: selectors.SkillTable, levels: Sequence[LevelChange], rooms: Sequence[RoomChange]
) -> None:
    people = {member.pk: member.name for member in table.members}
    skills = {skill.pk: skill.name for skill in table.skills}
    stale = [
        f"{people[one.member_id]}, {skills[one.skill_id]}"
        for one in levels
        if one.seen != table.level(one.member_id, one.skill_id)
    ]
    stale += [people[one.member_id] for one in rooms if one.seen != table.room(one.member_id)]
    if stale:
        raise errors.SkillsChangedMeanwhile(stale)


@step
def _set_level(by: Member, change: LevelChange) -> None:
    if change.level:
        MemberSkill.objects.of(by.organisation_id).update_or_create(
            organisation_id=by.organisation_id,
            member_id=change.member_id,
            skill_id=change.skill_id,
            defaults={"level": change.level},
        )
    else:
        known = MemberSkill.objects.of(by.organisation_id).filter(member_id=change.member_id)
        known.filter(skill_id=change.skill_id).delete()


@step
def _set_room(by: Member, change: RoomChange) -> None:
    weights = weights_of(change.room)
    MemberCapacity.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id,
        member_id=change.member_id,
        defaults={
            "capacity": weights.capacity,
            "chat_weight": weights.chat,
            "message_weight": weights.message,
        },
    )


def _locked(by: Member, skill_id: UUID) -> Skill:
    rows_ = Skill.objects.of(by.organisation_id).select_for_update(no_key=True)
    skill = rows_.filter(pk=skill_id).first()
    if skill is None:
        raise errors.NoSuchSkill
    return skill


def _free_name(by: Member, name: str, besides: UUID | None) -> str:
    """Compare names under the organisation's lock, so that two owners cannot take one at once."""
    wanted = " ".join(name.split())
    if not 0 < len(wanted) <= LONGEST_NAME:
        raise errors.SkillNameMissing
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    others = Skill.objects.of(by.organisation_id).filter(name__iexact=wanted)
    if any(one.pk != besides for one in others):
        raise errors.SkillNameTaken
    return wanted
