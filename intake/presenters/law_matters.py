"""Matters and walls as their pages show them."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.pages import Choice, Link
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from intake.domain.clearance.rights import Act
from intake.domain.clearance.states import OPEN, CheckState
from intake.models import (
    OUR_ROLES,
    ConflictCheck,
    EthicalWall,
    Matter,
    MatterParty,
    MatterStatus,
    PartyKind,
    PartyRole,
    WallMember,
)
from intake.pages.law import (
    MatterPage,
    MatterRow,
    MattersPage,
    NoticePage,
    PersonRow,
    WallMemberRow,
    WallPage,
)
from intake.policies import may
from intake.presenters.client_lists import CLIENTS
from intake.presenters.law_words import role_label, state_mark, status_mark
from intake.selectors.matters import MatterPage as Found


def matters_page(found: Found, *, member: Member, status: str, words: str) -> MattersPage:
    """Print the list; names only to those who may see them."""
    sees = may(member, Act.SEE_NAMES) or may(member, Act.ADD_PARTY)

    def turn(page: int) -> str:
        values = {key: value for key, value in (("status", status), ("q", words)) if value}
        return f"?{urlencode({**values, 'page': page})}"

    return MattersPage(
        rows=tuple(
            _row(row, found.checks.get(row.pk), found.people.get(row.pk, ()), sees=sees)
            for row in found.matters
        ),
        statuses=(
            Choice(value="", label=_("All"), is_current=not status),
            *(
                Choice(value=value, label=str(label), is_current=value == status)
                for value, label in MatterStatus.choices
            ),
        ),
        status=status,
        words=words,
        new_url=reverse("intake:matter_new") if may(member, Act.ADD_PARTY) else "",
        import_url=f"{reverse('contacts:imports')}?{urlencode({'kind': CLIENTS})}"
        if may(member, Act.IMPORT)
        else "",
        previous_url=turn(found.page - 1) if found.page > 1 else "",
        next_url=turn(found.page + 1) if found.has_more else "",
    )


def _row(
    matter: Matter, check: ConflictCheck | None, people: Sequence[MatterParty], *, sees: bool
) -> MatterRow:
    ours = [part.party.display_name for part in people if part.role in OUR_ROLES]
    others = [part.party.display_name for part in people if part.role not in OUR_ROLES]
    responsible = matter.responsible.name if matter.responsible else ""
    return MatterRow(
        number=matter.number,
        title=matter.title if sees else "",
        url=reverse("intake:matter", args=[matter.pk]),
        clients=", ".join(ours[:3]) if sees else "",
        others=", ".join(others[:3]) if sees else "",
        detail=" · ".join(fact for fact in (matter.practice_area, responsible) if fact),
        status=status_mark(matter.status),
        check=state_mark(check.state) if check else None,
        check_url=reverse("intake:check", args=[check.pk]) if check else "",
    )


def matter_page(
    matter: Matter,
    people: Sequence[MatterParty],
    check: ConflictCheck | None,
    wall: EthicalWall | None,
    *,
    member: Member,
    now: datetime,
) -> MatterPage:
    """Print a matter."""
    is_open = check is not None and CheckState(check.state) in OPEN
    reader = reader_of(member, now=now)
    facts = (
        (_("Practice area"), matter.practice_area),
        (_("Responsible"), matter.responsible.name if matter.responsible else ""),
        (_("Opened"), matter.opened_on.isoformat() if matter.opened_on else ""),
        (_("Closed"), matter.closed_on.isoformat() if matter.closed_on else ""),
    )
    conversation = matter.conversation
    return MatterPage(
        number=matter.number,
        title=matter.title,
        subject=matter.subject,
        status=status_mark(matter.status),
        facts=tuple(fact for fact in facts if fact[1]),
        people=tuple(_person(part) for part in people),
        check=state_mark(check.state) if check else None,
        check_url=reverse("intake:check", args=[check.pk]) if check else "",
        is_open=is_open,
        add_url=reverse("intake:matter_people", args=[matter.pk])
        if may(member, Act.ADD_PARTY) and matter.status in (MatterStatus.INQUIRY, MatterStatus.OPEN)
        else "",
        act_url=reverse("intake:matter_act", args=[matter.pk]),
        can_engage=is_open and matter.status == MatterStatus.INQUIRY and may(member, Act.CLEAR),
        can_close=matter.status == MatterStatus.OPEN and may(member, Act.CLEAR),
        wall_url=reverse("intake:matter_wall", args=[matter.pk]) if may(member, Act.WALL) else "",
        wall=_("A wall stands around this matter since %(when)s.")
        % {"when": moment_label(wall.made_at, reader=reader)}
        if wall
        else "",
        conversation=Link(
            label=conversation.title, url=reverse("conversations:conversation", args=[conversation.pk])
        )
        if conversation
        else None,
        roles=role_choices(),
        kinds=kind_choices(),
    )


def role_choices() -> tuple[Choice, ...]:
    """Offer what somebody can be to a matter."""
    return tuple(Choice(value=value, label=str(label)) for value, label in PartyRole.choices)


def kind_choices() -> tuple[Choice, ...]:
    """Offer what a party is."""
    return tuple(Choice(value=value, label=str(label)) for value, label in PartyKind.choices)


def _person(part: MatterParty) -> PersonRow:
    names = [row.raw for row in part.party.names.all() if row.raw != part.party.display_name]
    dob = _("born %(day)s") % {"day": part.party.dob.isoformat()} if part.party.dob else ""
    return PersonRow(
        name=part.party.display_name,
        role=role_label(part.role),
        side=str(part.get_side_display()),
        also=", ".join(dict.fromkeys(names)),
        detail=dob,
    )


def wall_page(
    matter: Matter,
    walls: Sequence[EthicalWall],
    named: Sequence[WallMember],
    colleagues: Sequence[Member],
    *,
    member: Member,
    now: datetime,
) -> WallPage:
    """Print the wall around a matter, or what one takes."""
    reader = reader_of(member, now=now)
    wall = next((row for row in walls if row.lifted_at is None), None)
    return WallPage(
        number=matter.number,
        matter_url=reverse("intake:matter", args=[matter.pk]),
        act_url=reverse("intake:matter_wall", args=[matter.pk]),
        is_standing=wall is not None,
        mode=_("Only those let in when it was raised see the matter; whoever joins the firm is kept out.")
        if wall and wall.lets_in
        else "",
        wall_id=str(wall.pk) if wall else "",
        reason=wall.reason if wall else "",
        procedures=wall.procedures if wall else "",
        made=f"{wall.made_by.name}, {moment_label(wall.made_at, reader=reader)}" if wall else "",
        notice=wall.notice_sent_on.isoformat() if wall and wall.notice_sent_on else "",
        fees=_fees(wall) if wall else "",
        members=tuple(
            WallMemberRow(
                name=row.member.name,
                state=_("acknowledged %(when)s") % {"when": moment_label(row.acknowledged_at, reader=reader)}
                if row.acknowledged_at
                else _("not acknowledged yet"),
                tone="ok" if row.acknowledged_at else "warn",
            )
            for row in named
            if wall is not None and row.wall_id == wall.pk
        ),
        choices=tuple(Choice(value=str(row.pk), label=row.name) for row in colleagues if row.pk != member.pk),
        past=tuple(
            _("%(from)s to %(to)s: %(why)s")
            % {
                "from": moment_label(row.made_at, reader=reader),
                "to": moment_label(row.lifted_at, reader=reader),
                "why": row.lift_reason,
            }
            for row in walls
            if row.lifted_at is not None
        ),
    )


def notice_page(row: WallMember, *, member: Member, now: datetime) -> NoticePage:
    """Print what somebody kept out is told."""
    reader = reader_of(member, now=now)
    wall = row.wall
    return NoticePage(
        title=_("You are kept out of a matter"),
        made=f"{wall.made_by.name}, {moment_label(wall.made_at, reader=reader)}",
        procedures=wall.procedures,
        fees=_fees(wall),
        acknowledged=moment_label(row.acknowledged_at, reader=reader) if row.acknowledged_at else "",
        url=reverse("intake:wall", args=[wall.pk]),
    )


def _fees(wall: EthicalWall) -> str:
    return _("Those kept out share no fee of the matter.") if wall.is_fee_excluded else ""
