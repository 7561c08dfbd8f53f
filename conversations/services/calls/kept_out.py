"""Telling owners once a day who was kept out, and letting them through by a link in that mail."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core import signing
from django.db.models import Count, Max, QuerySet

from accounts.models import Member, Organisation
from conversations import events
from conversations.domain import blocks
from conversations.models import Block, Call, Direction
from conversations.services.calls import blocking
from core.errors import NotFound
from core.events import record
from core.models import Event
from core.transactions import use_case

HOUR = 7
DAY = timedelta(days=1)
SALT = "conversations.unblock"
LINK_DAYS = 14
MOST_CALLERS = 50


@dataclass(frozen=True, slots=True)
class KeptOutCaller:
    """One number that was kept out; `block` is the line of the list that would keep it out again, None for no more."""

    number: str
    count: int
    latest_at: datetime
    reason: str
    block: Block | None


@use_case
def note_kept_out(*, organisation: Organisation, now: datetime) -> bool:
    """Put the day's mail on its way when it is time, somebody was kept out, and it has not gone yet."""
    local = now.astimezone(ZoneInfo(organisation.time_zone))
    morning = datetime.combine(local.date(), time(HOUR), tzinfo=local.tzinfo)
    if local < morning:
        return False
    sent = Event.objects.filter(
        organisation_id=organisation.pk, name=events.CallersKeptOut.name, recorded_at__gte=morning
    )
    since = morning - DAY
    if not _blocked(organisation.pk, since, morning).exists() or sent.exists():
        return False
    record(events.CallersKeptOut(since=since, until=morning), now=now)
    return True


def list_kept_out(*, organisation: UUID, since: datetime, until: datetime) -> list[KeptOutCaller]:
    """List who was kept out, the most persistent first; inside `reading`."""
    found = (
        _blocked(organisation, since, until)
        .values("address")
        .annotate(count=Count("pk"), latest_at=Max("started_at"), reason=Max("block_reason"))
        .order_by("-count", "address")[:MOST_CALLERS]
    )
    rows = {row.pk: row for row in Block.objects.of(organisation)}
    rules = [
        blocks.BlockRule(row.pk, row.kind, row.value, row.reason, row.expires_at) for row in rows.values()
    ]
    callers = []
    for one in found:
        rule = blocks.matching(rules, one["address"], now=until)
        callers.append(
            KeptOutCaller(
                number=one["address"],
                count=one["count"],
                latest_at=one["latest_at"],
                reason=one["reason"],
                block=rows[rule.id] if rule else None,
            )
        )
    return callers


def unblock_token(block: Block, member: Member) -> str:
    """Sign the link that lets a member take a block back, for that block alone."""
    return signing.dumps({"block": str(block.pk), "member": str(member.pk)}, salt=SALT)


def read_unblock_token(token: str) -> tuple[Member, UUID]:
    """Read such a link.

    Raises:
        NotFound: it is not ours, too old, or of somebody who has left.
    """
    try:
        named = signing.loads(token, salt=SALT, max_age=timedelta(days=LINK_DAYS))
    except signing.BadSignature as error:
        raise NotFound from error
    member = Member.objects.filter(pk=named["member"], is_active=True).select_related("organisation").first()
    if member is None:
        raise NotFound
    return member, UUID(named["block"])


def find_block_by_id(*, organisation: UUID, block_id: UUID) -> Block | None:
    """Find a block; None when it was taken back. Inside `reading`."""
    return Block.objects.of(organisation).filter(pk=block_id).first()


def unblock(*, token: str, now: datetime) -> None:
    """Take the block of a link back.

    Raises:
        NotFound: the link is no good, or the block is gone. NotAllowed: the member may not (any more).
    """
    member, block_id = read_unblock_token(token)
    blocking.remove_block(by=member, block_id=block_id, now=now)


def _blocked(organisation: UUID, since: datetime, until: datetime) -> QuerySet[Call]:
    return Call.objects.of(organisation).filter(
        direction=Direction.INBOUND, was_blocked=True, started_at__gte=since, started_at__lt=until
    )
