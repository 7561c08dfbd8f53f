"""The spine: which conversation something belongs to, and how an entry is added to it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from accounts import selectors as accounts
from accounts.models import Member, Organisation
from contacts.domain.addresses import Address
from contacts.models import Contact
from conversations.domain.opening import Closed, Continue, OpenNew, Reopen, decide
from conversations.domain.states import LIVE, IllegalMove, Move, Status, next_status
from conversations.errors import MoveRefused
from conversations.models import Conversation, Entry, Line
from core.errors import NotFound
from core.storing import is_waiting, store
from core.transactions import step

PREVIEW = 160


def party_of(contact: Contact | None, address: Address, line: Line) -> str:
    """Name the other party: the contact once known, its address until then, one key a line when withheld."""
    if contact is not None:
        return f"c:{contact.pk}"
    if not address.identifies:
        return f"a:{address.kind}:{line.pk}"
    return f"a:{address.kind}:{address.value}"


@step
def lock_conversation(conversation_id: UUID, *, organisation_id: UUID) -> Conversation:
    """Lock one conversation of the organisation to the end of the transaction.

    Raises:
        NotFound: there is none.
    """
    row = (
        Conversation.objects.of(organisation_id)
        .select_for_update(no_key=True)
        .filter(pk=conversation_id)
        .first()
    )
    if row is None:
        raise NotFound
    return row


@step
def continue_conversation(
    *,
    organisation: Organisation,
    line: Line,
    contact: Contact | None,
    address: Address,
    move: Move,
    is_first: bool = False,
    now: datetime,
) -> tuple[Conversation, bool]:
    """Give the one live conversation of this party at the line's location: continued, reopened or new; and if new.

    Every way into a thread (message, reopen, not-spam, chosen contact) comes through here, so that the unique rule
    of the table is met by construction. The caller holds the address lock; the row comes back locked, or, when it is
    new, not stored yet: `touch` stores it. `is_first` says that the contact was made in this transaction, so that no
    conversation can be theirs yet.
    """
    key = party_of(contact, address, line)
    if is_first:
        return _open(organisation, line, contact, address, key, None, now), True
    rows = (
        Conversation.objects.of(organisation)
        .filter(location_id=line.location_id, party_key=key, is_split=False)
        .select_for_update(no_key=True)
    )
    live = rows.filter(status__in=LIVE).first()
    opening = decide(
        live.pk if live else None,
        None if live else _latest_closed(rows),
        now,
        timedelta(hours=organisation.reopen_hours),
    )
    match opening:
        case Continue():
            if live is not None:
                return live, False
            return rows.get(pk=opening.conversation_id), False
        case Reopen():
            found = rows.get(pk=opening.conversation_id)
            reopen_step(found, move=move)
            return found, False
        case OpenNew():
            return _open(organisation, line, contact, address, key, opening.previous_id, now), True


@step
def add_entry(conversation: Conversation, entry: Entry, *, now: datetime) -> Entry:
    """Add `entry` as the conversation's next one; the caller saves the conversation with `touch`."""
    conversation.entry_count += 1
    entry.organisation_id = conversation.organisation_id
    entry.conversation = conversation
    entry.seq = conversation.entry_count
    store(entry)
    return entry


def preview(conversation: Conversation, entry: Entry) -> None:
    """Show `entry` as the conversation's last words, unless a later one is shown already."""
    is_first = conversation.entry_count <= 1
    if is_first or entry.occurred_at >= conversation.latest_at:
        show(conversation, entry)
        conversation.latest_at = entry.occurred_at


def show(conversation: Conversation, entry: Entry) -> None:
    """Make `entry` the words the lists show."""
    conversation.latest_text = " ".join(entry.text.split())[:PREVIEW]
    conversation.latest_channel = entry.channel
    conversation.latest_call = ""
    conversation.latest_is_ours = entry.kind == "MESSAGE_OUT"


def move_status(conversation: Conversation, move: Move) -> Status:
    """Move the status by the table; returns the status before.

    Raises:
        MoveRefused: the table has no line for it.
    """
    before = Status(conversation.status)
    try:
        conversation.status = next_status(before, move)
    except IllegalMove as error:
        raise MoveRefused(before) from error
    return before


@step
def touch(conversation: Conversation) -> None:
    """Raise the version and save every mutable column, or the whole row when it is new, in one statement."""
    conversation.version += 1
    if is_waiting(conversation):
        return
    if conversation._state.adding:
        # Its entries were written before it: every key that names a conversation is checked at the commit.
        store(conversation)
    else:
        conversation.save(update_fields=MUTABLE)


def reopen_step(conversation: Conversation, *, move: Move) -> None:
    """Bring a resolved conversation back: outcome cleared, count raised."""
    move_status(conversation, move)
    conversation.reopen_count += 1
    conversation.resolved_at = None
    conversation.resolved_by = None
    conversation.outcome = ""
    conversation.outcome_reason = ""


@step
def revive(conversation: Conversation) -> Conversation:
    """Give a conversation that can be worked: itself when live, else the party's live one, else itself reopened."""
    status = Status(conversation.status)
    if status in LIVE:
        return conversation
    if status is Status.MERGED and conversation.merged_into_id is not None:
        into = lock_conversation(conversation.merged_into_id, organisation_id=conversation.organisation_id)
        return revive(into)
    live = (
        Conversation.objects.of(conversation.organisation_id)
        .select_for_update(no_key=True)
        .filter(
            location_id=conversation.location_id,
            party_key=conversation.party_key,
            is_split=False,
            status__in=LIVE,
        )
        .exclude(pk=conversation.pk)
        .first()
    )
    if live is not None and not conversation.is_split:
        return live
    reopen_step(conversation, move=Move.NOT_SPAM if status is Status.SPAM else Move.REOPEN)
    owe(conversation, conversation.organisation, now=conversation.latest_at)
    return conversation


def owe(conversation: Conversation, organisation: Organisation, *, now: datetime) -> None:
    """Make an open conversation due: every open item has an owner or the team's view, and a time.

    It is counted in the hours of its place: what comes at night is not late in the morning.
    """
    calendar = accounts.recall_calendar(conversation.location_id, now=now)
    plain = now + timedelta(minutes=organisation.reply_minutes)
    conversation.due_at = calendar.add_business_seconds(now, organisation.reply_minutes * 60) or plain


def give(conversation: Conversation, *, to: Member | None, now: datetime) -> None:
    """Set the owner and the ownership together."""
    conversation.owner = to
    conversation.ownership = "OWNED" if to else "UNOWNED"
    conversation.owned_at = now if to else None


def _latest_closed(rows: "QuerySet[Conversation]") -> Closed | None:
    row = rows.filter(status__in=[Status.RESOLVED, Status.SPAM]).order_by("-latest_at").first()
    if row is None:
        return None
    return Closed(row.pk, Status(row.status), row.resolved_at or row.latest_at)


def _open(
    organisation: Organisation,
    line: Line,
    contact: Contact | None,
    address: Address,
    key: str,
    previous_id: UUID | None,
    now: datetime,
) -> Conversation:
    row = Conversation(
        organisation=organisation,
        location_id=line.location_id,
        line=line,
        contact=contact,
        party_key=key,
        party_kind=address.kind,
        party_value=address.value,
        title=(contact.display_name if contact and contact.display_name else address.display)[:200],
        status=Status.OPEN,
        previous_id=previous_id,
        latest_at=now,
    )
    owe(row, organisation, now=now)
    return row


MUTABLE = [
    field.attname
    for field in Conversation._meta.local_concrete_fields
    if field.attname not in {"id", "organisation_id", "created_at", "previous_id", "is_split"}
]
