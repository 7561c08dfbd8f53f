"""What the page of skills shows, and what needs a skill; call these inside `reading`."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Member
from routing.domain.capacity import USUAL, Room, Weights, room_of
from routing.domain.naming import names
from routing.models import FlowState, FlowVersion, MemberCapacity, MemberSkill, Skill, WorkItem


@dataclass(frozen=True, slots=True)
class SkillTable:
    """Who can do what, how well, and how much they hold; who is in none of the mappings is as everybody begins."""

    skills: tuple[Skill, ...]
    members: tuple[Member, ...]
    levels: Mapping[tuple[UUID, UUID], int]
    rooms: Mapping[UUID, Room]

    def level(self, member_id: UUID, skill_id: UUID) -> int:
        """Give how well a member can do it; 0 is not at all."""
        return self.levels.get((member_id, skill_id), 0)

    def room(self, member_id: UUID) -> Room:
        """Give how much a member holds beside calls."""
        return self.rooms.get(member_id, USUAL)


def read_skills(*, organisation_id: UUID) -> SkillTable:
    """Read the table of members and skills in four statements."""
    members = Member.objects.filter(organisation_id=organisation_id, is_active=True).select_related("user")
    levels = MemberSkill.objects.of(organisation_id).values_list("member_id", "skill_id", "level")
    return SkillTable(
        tuple(Skill.objects.of(organisation_id).order_by("name", "id")),
        tuple(members.order_by("user__name", "id")),
        {(member_id, skill_id): level for member_id, skill_id, level in levels},
        {
            row.member_id: room_of(Weights(row.capacity, row.message_weight, row.chat_weight))
            for row in MemberCapacity.objects.of(organisation_id)
        },
    )


def list_needing(*, skill: Skill) -> list[str]:
    """Name the flows, live or as drafts, that ask for a skill, and the queues in which somebody waits for it."""
    versions = FlowVersion.objects.of(skill.organisation_id).exclude(state=FlowState.ARCHIVED)
    found = versions.filter(flow__archived_at=None).select_related("flow").order_by("flow__title")
    flows = [version.flow.title for version in found if names(version.document, skill.pk)]
    waits = WorkItem.objects.of(skill.organisation_id).filter(
        ended_at=None, needs__contains=[{"skill": str(skill.pk)}]
    )
    queues = waits.order_by("queue__name").values_list("queue__name", flat=True).distinct()
    return list(dict.fromkeys([*flows, *queues]))
