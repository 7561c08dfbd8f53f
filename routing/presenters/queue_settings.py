"""The pages on which queues are set: each queue in a row, and who sits in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.presenters.settings import moment_label
from conversations.models import MemberPhone
from routing.domain import seating
from routing.domain.seating import Place
from routing.models import Queue
from routing.presenters.board_rows import board_url
from routing.selectors.queues import QueueSummary

Ringable = Sequence[tuple[Member, MemberPhone | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One queue in the list; `waiting_url` opens who waits."""

    name: str
    url: str
    strategy: str
    on_shift: str
    waiting: int
    waiting_url: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One member who sits in the queue. `trouble` says why calls pass them over, "" when they do not."""

    member_id: str
    name: str
    tier: int
    number: int
    trouble: str
    can_rise: bool
    can_fall: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Those who are asked at one time; `label` says when."""

    label: str
    seats: tuple[SeatRow, ...]


def queue_rows(queues: Iterable[QueueSummary]) -> tuple[QueueRow, ...]:
    """Turn queues into rows."""
    return tuple(
        QueueRow(
            name=one.queue.name,
            url=reverse("routing:queue", kwargs={"queue_id": one.queue.pk}),
            strategy=str(one.queue.get_strategy_display()),
            on_shift=_("%(there)d of %(seats)d") % {"there": one.on_shift, "seats": one.seats},
            waiting=one.waiting,
            waiting_url=board_url(one.queue.pk, "waiting"),
            is_active=one.queue.is_active,
        )
        for one in queues
    )


def tiers(places: Sequence[Place], people: Ringable, *, tier_seconds: int) -> tuple[Tier, ...]:
    """Group who sits in a queue by when they are asked."""
    known = {member.pk: (member, phone) for member, phone in people}
    order = [place for place in seating.in_order(places) if place.member_id in known]
    rows = [_seat(place, number, order, *known[place.member_id]) for number, place in enumerate(order)]
    return tuple(
        Tier(
            label=_tier_words(tier, tier_seconds),
            seats=tuple(row for row in rows if row.tier == tier),
        )
        for tier in sorted({row.tier for row in rows})
    )


def others(places: Sequence[Place], people: Ringable) -> tuple[tuple[str, str], ...]:
    """List who may still be added, as (id, name)."""
    seated = {place.member_id for place in places}
    return tuple((str(member.pk), member.name) for member, _phone in people if member.pk not in seated)


def changed_words(queue: Queue) -> str:
    """Say who saved a queue last, and when; "" when nobody did."""
    if queue.changed_at is None:
        return ""
    who = queue.changed_by.name if queue.changed_by else _("somebody who left")
    return _("Saved by %(name)s, %(when)s") % {"name": who, "when": moment_label(queue.changed_at)}


def _seat(
    place: Place, number: int, order: Sequence[Place], member: Member, phone: MemberPhone | None
) -> SeatRow:
    same_above = bool(number) and order[number - 1].tier == place.tier
    same_below = number + 1 < len(order) and order[number + 1].tier == place.tier
    trouble = ""
    if phone is None:
        trouble = _("has set no telephone: is offered messages only")
    elif not phone.takes_calls:
        trouble = _("takes no calls at the moment: is offered messages only")
    return SeatRow(
        member_id=str(member.pk),
        name=member.name,
        tier=place.tier,
        number=number,
        trouble=trouble,
        can_rise=same_above or place.tier > seating.FIRST_TIER,
        can_fall=same_below or place.tier < seating.LAST_TIER,
    )


def _tier_words(tier: int, tier_seconds: int) -> str:
    if tier == seating.FIRST_TIER:
        return _("Asked at once")
    return _("Backup, asked too after %(count)d seconds") % {"count": (tier - 1) * tier_seconds}
