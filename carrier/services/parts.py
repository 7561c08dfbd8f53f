"""Long texts of the old SMS API: each part comes by itself, in any order, and some never come.

What has come `PATIENCE` after the latest part is entered as one incomplete message, since a customer's words may not
wait for ever. A part that comes later still becomes an entry of its own, with a fact that says to what it belongs: an
entry that members have read, answered and that keywords were taken from is never rewritten. So each part's words are in
the thread exactly once, whatever the order and lateness.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from accounts.models import Organisation
from carrier.models import Attempt, AttemptOutcome, MessagePart
from contacts import services as contacts
from contacts.domain.addresses import from_carrier
from conversations import services as conversations
from conversations.ports import AddressKind, Channel, Gap, InboundMessage, Part
from core.transactions import reading, step, use_case

# Longer than the first repetitions of a webhook (5 s, doubling), short enough for a person who waits for an answer.
PATIENCE = timedelta(minutes=10)
# As long as the carrier repeats a webhook. Handsets count references from 0 to 255: later it is another text.
MEMORY = timedelta(hours=24)
MOST_AT_ONCE = 200
# Between words that a missing part tore apart; opt-out words are read over it as over any other sign.
TORN = " … "
Key = tuple[UUID, str, str, str]


@step
def join_step(
    *, organisation: Organisation, account_id: UUID, message: InboundMessage, part: Part, received_at: datetime,
    now: datetime,
) -> InboundMessage | None:  # fmt: skip
    """Note one part; gives the text it completes, or the part itself when it is late, or None while others are due."""
    key = (account_id, message.sender[:60], message.to[:60], part.ref[:60])
    _lock(organisation, key)
    known = list(_of_key(organisation, key))
    if not _is_same_text(known, message, part, received_at=received_at):
        _enter(organisation, [row for row in known if row.flushed_at is None], now=now)
        _of_key(organisation, key).delete()
        known = []
    if any(row.number == part.number for row in known):
        return None
    row = _note(organisation, key, message, part, received_at=received_at)
    if any(row.flushed_at for row in known):
        _flushed([row], now=now)
        return message
    parts = sorted([*known, row], key=lambda row: row.number)
    if len(parts) < part.total:
        return None
    _flushed(parts, now=now)
    text = "".join(row.text for row in parts)
    return replace(message, provider_id=parts[0].provider_id, text=text, segments=len(parts), part=None)


@use_case
def flush_text(*, organisation: Organisation, key: Key, now: datetime) -> bool:
    """Enter the parts that have come of a text as one incomplete message, unless one came meanwhile."""
    _lock(organisation, key)
    waiting = list(_of_key(organisation, key).filter(flushed_at=None).order_by("number"))
    if not waiting or max(row.received_at for row in waiting) > now - PATIENCE:
        return False
    _enter(organisation, waiting, now=now)
    return True


@use_case
def forget_old(*, organisation: Organisation, now: datetime) -> int:
    """Drop entered parts that nothing can be late for any more; returns how many."""
    rows = MessagePart.objects.of(organisation).filter(flushed_at__lt=now - MEMORY)
    return rows.delete()[0]


def list_due(*, organisation: Organisation, now: datetime) -> list[Key]:
    """List the texts whose latest part is older than the patience, the longest waiting first."""
    with reading(organisation):
        rows = (
            MessagePart.objects.of(organisation)
            .filter(flushed_at=None)
            .values_list("account_id", "sender", "recipient", "ref")
            .annotate(latest=Max("received_at"))
            .filter(latest__lte=now - PATIENCE)
            .order_by("latest")
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows[:MOST_AT_ONCE]]


def _is_same_text(
    known: Sequence[MessagePart], message: InboundMessage, part: Part, *, received_at: datetime
) -> bool:
    """Say whether the part belongs to those known under its reference, rather than to a later text that uses it again."""
    return all(
        row.total == part.total
        and received_at - row.received_at <= MEMORY
        # The same bytes are one delivery, so what has no id and comes again is not the same.
        and (row.number != part.number or row.provider_id == message.provider_id[:120] != "")
        for row in known
    )


@step
def _note(
    organisation: Organisation, key: Key, message: InboundMessage, part: Part, *, received_at: datetime
) -> MessagePart:
    account_id, sender, recipient, ref = key
    return MessagePart.objects.create(
        organisation=organisation,
        account_id=account_id,
        sender=sender,
        recipient=recipient,
        ref=ref,
        number=part.number,
        total=part.total,
        text=(message.text or "").replace("\x00", ""),
        provider_id=message.provider_id.replace("\x00", "")[:120],
        received_at=received_at,
    )


@step
def _flushed(parts: Sequence[MessagePart], *, now: datetime) -> None:
    """Remember that these parts are in the thread; their words stand there, so they are not kept twice."""
    rows = MessagePart.objects.of(parts[0].organisation_id).filter(pk__in=[row.pk for row in parts])
    rows.update(flushed_at=now, text="")


@step
def _enter(organisation: Organisation, parts: list[MessagePart], *, now: datetime) -> None:
    """Put parts into the thread as one incomplete message; the ledger's row of the latest of them becomes its entry's."""
    if not parts:
        return
    latest = max(parts, key=lambda row: row.received_at)
    outcome, entry_id = AttemptOutcome.ENTRY, None
    try:
        received = conversations.receive_message_step(
            organisation=organisation,
            message=_incomplete(parts),
            # The customer has been waiting since then, not since we gave up waiting.
            received_at=min(row.received_at for row in parts),
            now=now,
        )
        entry_id = received.entry_id
    except conversations.NoSuchLine:
        outcome = AttemptOutcome.NO_LINE
    Attempt.objects.of(organisation).filter(
        account_id=latest.account_id, provider_id=latest.provider_id, outcome=AttemptOutcome.PARTIAL
    ).update(outcome=outcome, entry_id=entry_id)
    _flushed(parts, now=now)


def _incomplete(parts: list[MessagePart]) -> InboundMessage:
    first, total = parts[0], parts[0].total
    text = {row.number: row.text for row in parts}
    missing = tuple(number for number in range(1, total + 1) if number not in text)
    words = ["" if number in text else TORN for number in range(1, total + 1)]
    for number, said in text.items():
        words[number - 1] = said
    return InboundMessage(
        channel=Channel.SMS,
        provider_id=first.provider_id,
        to=first.recipient,
        sender=first.sender,
        sender_kind=AddressKind(from_carrier(first.sender, Channel.SMS).kind),
        text="".join(words).strip(),
        occurred_at=first.received_at,
        segments=len(parts),
        gap=Gap(missing, total),
    )


def _of_key(organisation: Organisation, key: Key) -> "QuerySet[MessagePart]":
    account_id, sender, recipient, ref = key
    return MessagePart.objects.of(organisation).filter(
        account_id=account_id, sender=sender, recipient=recipient, ref=ref
    )


@step
def _lock(organisation: Organisation, key: Key) -> None:
    """Hold the sender's address: parts arrive on several connections at once, and each must see the others."""
    contacts.lock_address(organisation_id=organisation.pk, address=from_carrier(key[1], Channel.SMS))
