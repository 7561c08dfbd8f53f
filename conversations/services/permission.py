"""May this text leave? The one verdict of `contacts.domain.consent`, asked when it is written and when it leaves."""

from datetime import datetime

from contacts import selectors as contacts
from contacts.domain.consent import Act, Decision, Medium, Purpose, Rule, Verdict
from conversations import errors
from conversations.domain.chat import is_visitor
from conversations.models import Call, Conversation, Direction, Entry, EntryKind
from core.transactions import step


@step
def verdict_on(
    conversation: Conversation,
    *,
    address: str,
    purpose: Purpose,
    is_automatic: bool,
    entry: Entry | None = None,
    now: datetime,
) -> Verdict:
    """Take the verdict on a text or mail to `address`; `entry` is the message itself once there is one.

    What only automatic messages depend on is read for them alone: when the person last wrote or rang, and whether
    their opt-out was confirmed before. Who chats on a page of ours looks at it of their own will.
    """
    if is_visitor(address):
        return Verdict(Decision.ALLOW, Rule.REPLY, "writes in the chat")
    return contacts.verdict(
        organisation=conversation.organisation,
        act=Act(purpose, medium=Medium.EMAIL if "@" in address else Medium.TEXT, automated=is_automatic),
        kind="EMAIL" if "@" in address else "PHONE",
        value=address,
        latest_inbound_at=_latest_inbound_at(conversation) if is_automatic else None,
        confirmation_sent_at=_confirmed_at(conversation, address, besides=entry)
        if purpose is Purpose.OPT_OUT_CONFIRMATION
        else None,
        now=now,
    )


@step
def check_may_text(conversation: Conversation, *, address: str, now: datetime) -> None:
    """Refuse a member's text that the person does not allow.

    Raises:
        MayNotText: carries the verdict; its sentence says what to do instead.
    """
    verdict = verdict_on(conversation, address=address, purpose=Purpose.REPLY, is_automatic=False, now=now)
    if verdict.decision is not Decision.ALLOW:
        raise errors.MayNotText(verdict.rule)


def _latest_inbound_at(conversation: Conversation) -> datetime | None:
    """Say when the person last turned to us: a text answers their call as it answers their text."""
    written = (
        Entry.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, kind=EntryKind.MESSAGE_IN)
        .order_by("-occurred_at", "-seq")
        .values_list("occurred_at", flat=True)
        .first()
    )
    rang = (
        Call.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, direction=Direction.INBOUND, was_blocked=False)
        .order_by("-started_at")
        .values_list("started_at", flat=True)
        .first()
    )
    return max((at for at in (written, rang) if at is not None), default=None)


def _confirmed_at(conversation: Conversation, address: str, *, besides: Entry | None) -> datetime | None:
    rows = Entry.objects.of(conversation.organisation_id).filter(
        conversation=conversation,
        kind=EntryKind.MESSAGE_OUT,
        address=address,
        purpose=Purpose.OPT_OUT_CONFIRMATION,
    )
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return rows.order_by("-occurred_at", "-seq").values_list("occurred_at", flat=True).first()
