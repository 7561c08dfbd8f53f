"""The page of skills: members beside what they can do and how much they hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from routing.domain.capacity import MOST_AT_ONCE
from routing.selectors.skills import SkillTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure that can be set. Its name holds what was seen, so that nobody overwrites another's unknowingly."""

    name: str
    value: str
    label: str
    is_level: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCells:
    """One member's figures."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """One skill, to be renamed or removed."""

    id: str
    name: str
    rename_url: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPage:
    """The skills, and the table of who has them."""

    skills: tuple[SkillRow, ...]
    heads: tuple[tuple[str, str], ...]
    members: tuple[MemberCells, ...]
    levels: tuple[tuple[str, str], ...]
    most_at_once: int = MOST_AT_ONCE


def skill_page(table: SkillTable, typed: Mapping[str, str] | None = None) -> SkillPage:
    """Put the page together; `typed` is what stands in boxes instead of what is saved, by what it is of."""
    shown = typed or {}
    return SkillPage(
        skills=tuple(
            SkillRow(
                id=str(skill.pk),
                name=skill.name,
                rename_url=reverse("routing:skill_rename", kwargs={"skill_id": skill.pk}),
                remove_url=reverse("routing:skill_remove", kwargs={"skill_id": skill.pk}),
            )
            for skill in table.skills
        ),
        heads=(
            (_("Member"), ""),
            *((skill.name, "") for skill in table.skills),
            (_("Messages at once"), ""),
            (_("Chats at once"), ""),
        ),
        members=tuple(
            MemberCells(
                name=member.name,
                cells=(
                    *(
                        _cell(
                            f"level.{member.pk}.{skill.pk}",
                            table.level(member.pk, skill.pk),
                            shown,
                            label=f"{member.name}: {skill.name}",
                            is_level=True,
                        )
                        for skill in table.skills
                    ),
                    _cell(
                        f"messages.{member.pk}",
                        table.room(member.pk).messages,
                        shown,
                        label=_("%(name)s: messages at once") % {"name": member.name},
                    ),
                    _cell(
                        f"chats.{member.pk}",
                        table.room(member.pk).chats,
                        shown,
                        label=_("%(name)s: chats at once") % {"name": member.name},
                    ),
                ),
            )
            for member in table.members
        ),
        levels=(("0", "–"), *((str(level), str(level)) for level in range(1, 6))),
    )


def _cell(what: str, saved: int, typed: Mapping[str, str], *, label: str, is_level: bool = False) -> Cell:
    return Cell(name=f"{what}.{saved}", value=typed.get(what, str(saved)), label=label, is_level=is_level)
