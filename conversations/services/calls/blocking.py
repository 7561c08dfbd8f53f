"""The block list: who is kept out, by whom, until when."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from accounts import policies as account_policies
from accounts.models import Member
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from conversations import errors
from conversations.domain import blocks
from conversations.models import Block, BlockKind
from core.errors import NotFound
from core.transactions import step, use_case


@step
def find_block(*, organisation: UUID, number: str, is_client: bool, now: datetime) -> blocks.BlockRule | None:
    """Find the block that keeps a caller out. A known client is put through whatever the list says."""
    if is_client:
        return None
    if not number:
        return None
    # All patterns, but of the thousands of numbers and prefixes only those that can match.
    starts = [number[:length] for length in range(2, len(number) + 1)]
    rows = Block.objects.of(organisation).filter(
        Q(kind=BlockKind.PATTERN) | Q(kind__in=[BlockKind.NUMBER, BlockKind.PREFIX], value__in=starts)
    )
    rules = [blocks.BlockRule(row.pk, row.kind, row.value, row.reason, row.expires_at) for row in rows]
    return blocks.matching(rules, number, now=now)


@step
def count_hit(rule: blocks.BlockRule, *, now: datetime) -> None:
    """Count a caller who was kept out."""
    Block.objects.filter(pk=rule.id).update(hit_count=F("hit_count") + 1, hit_at=now)


@use_case
def add_block(
    *, by: Member, kind: str, value: str, reason: str, expires_at: datetime | None = None, now: datetime
) -> Block:
    """Keep a number, prefix or pattern out; the same one again renews it.

    Raises:
        BlockUnreadable: no number, or a pattern that would keep out nearly everybody.
        TitleMissing: no reason.
    """
    account_policies.check_can_supervise(by)
    if not (reason := " ".join(reason.split())[:120]):
        raise errors.TitleMissing
    value = _read(kind, value)
    row, _made = Block.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id,
        kind=kind,
        value=value,
        defaults={"reason": reason, "expires_at": expires_at, "author": by},
    )
    return row


@use_case
def remove_block(*, by: Member, block_id: UUID, now: datetime) -> None:
    """Let somebody through again.

    Raises:
        NotFound: there is no such block.
    """
    account_policies.check_can_supervise(by)
    gone, _ = Block.objects.of(by.organisation_id).filter(pk=block_id).delete()
    if not gone:
        raise NotFound


def _read(kind: str, value: str) -> str:
    value = "".join(value.split())
    if kind == BlockKind.NUMBER:
        try:
            value = normalise(value, kind=AddressKind.PHONE).value
        except AddressInvalid as error:
            raise errors.BlockUnreadable from error
    elif value and value[0].isdigit():
        value = f"+{value}" if value[0] != "0" else value
    if not blocks.is_shaped(kind, value):
        raise errors.BlockUnreadable
    return value
