"""What follows from facts elsewhere."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail

from accounts.events import MemberDeactivated
from conversations import hints
from conversations import services as conversations
from conversations.events import CallEnded, ConversationChanged, MessageQueued, MessageReceived
from core.events import announces, gives_up, handles
from intake.events import RedFlagSeen
from routing import services
from routing.domain.alerting import Turn
from routing.domain.presence import Choice
from routing.events import (
    AnnouncementDue,
    CallbackOfferDue,
    DispatchDue,
    FlowProofDue,
    GiveBackDue,
    PageDue,
    PresenceChanged,
    QueueAlert,
    QueueChanged,
    ReplayDue,
    TextBackDue,
    WebhookDue,
    WorkChanged,
)
from routing.services import paging, queues, replaying


@handles(RedFlagSeen, name="routing.page_first")
def page_first(fact: RedFlagSeen, *, organisation_id: UUID, now: datetime) -> None:
    """Tell whoever is on call of an emergency somebody described."""
    if fact.alert_id is not None:
        _page(organisation_id, fact.alert_id, 0, now=now)


@handles(PageDue, name="routing.page_next")
def page_next(fact: PageDue, *, organisation_id: UUID, now: datetime) -> None:
    """Tell the next on call, where nobody has acknowledged."""
    _page(organisation_id, fact.alert_id, fact.paged, now=now)


@handles(CallEnded, name="routing.consider_text_back")
def consider_text_back(fact: CallEnded, *, organisation_id: UUID, now: datetime) -> None:
    """Put a text to a missed caller on its way, a little later."""
    services.consider_text_back(organisation=organisation_id, call_id=fact.call_id, now=now)


@handles(TextBackDue, name="routing.text_back")
def text_back(fact: TextBackDue, *, organisation_id: UUID, now: datetime) -> None:
    """Send it, unless there is a reason not to by now."""
    services.text_back(organisation=organisation_id, call_id=fact.call_id, now=now)


@announces(WorkChanged)
def announce_work(fact: WorkChanged, organisation_id: UUID) -> None:
    """Hint that a queue looks different."""
    hints.publish(organisation_id, "queue", fact.item_id)


@announces(QueueChanged)
def announce_queue(fact: QueueChanged, organisation_id: UUID) -> None:
    """Hint that a queue was made, changed or put away: every wallboard shows it."""
    hints.publish(organisation_id, "queue", fact.queue_id)


@announces(QueueAlert)
def announce_alert(fact: QueueAlert, organisation_id: UUID) -> None:
    """Hint that a queue runs over, or no longer: wallboards show it, and supervisors' other pages when they are told."""
    hints.publish(organisation_id, "queue", fact.queue_id)
    if fact.is_told or fact.change == Turn.CLEARED:
        hints.publish(organisation_id, "alert", fact.queue_id)


@announces(PresenceChanged)
def announce_presence(fact: PresenceChanged, organisation_id: UUID) -> None:
    """Hint that a member's presence looks different, to everybody's wallboard and their own head of page."""
    hints.publish(organisation_id, "queue", fact.member_id, member=str(fact.member_id))


@handles(DispatchDue, name="routing.dispatch")
def dispatch(fact: DispatchDue, *, organisation_id: UUID, now: datetime) -> None:
    """Match what waits with who is free."""
    queues.dispatch(organisation_id=organisation_id, now=now)


@handles(PresenceChanged, name="routing.reassign")
def reassign(fact: PresenceChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Give the team what a member owns who goes away for longer."""
    if fact.choice == Choice.AWAY_REASSIGN:
        conversations.return_member_items(organisation=organisation_id, member_id=fact.member_id, now=now)


@handles(MemberDeactivated, name="routing.leave_queues")
def leave_queues(fact: MemberDeactivated, *, organisation_id: UUID, now: datetime) -> None:
    """Take a member who left out of every queue."""
    queues.leave_queues(organisation=organisation_id, member_id=fact.member_id, now=now)


@handles(ConversationChanged, name="routing.follow_conversation")
def follow_conversation(fact: ConversationChanged, *, organisation_id: UUID, now: datetime) -> None:
    """End the work that a conversation was, once it is settled or somebody has it."""
    queues.follow_conversation(organisation=organisation_id, conversation_id=fact.conversation_id, now=now)


@handles(MessageReceived, name="routing.queue_message")
def queue_message(fact: MessageReceived, *, organisation_id: UUID, now: datetime) -> None:
    """Let a conversation nobody answers for wait in the queue of its line."""
    queues.queue_message(
        organisation=organisation_id, conversation_id=fact.conversation_id, entry_id=fact.entry_id, now=now
    )


@handles(MessageQueued, name="routing.follow_reply")
def follow_reply(fact: MessageQueued, *, organisation_id: UUID, now: datetime) -> None:
    """End the work that a conversation was, once somebody has answered it."""
    queues.follow_conversation(organisation=organisation_id, conversation_id=fact.conversation_id, now=now)


@handles(WebhookDue, name="routing.ask_webhook")
def ask_webhook(fact: WebhookDue, *, organisation_id: UUID, now: datetime) -> None:
    """Ask the program while the caller waits with music; asked twice, the first answer counts."""
    services.ask_webhook(
        organisation=organisation_id, call_id=fact.call_id, node=fact.node, asked=fact.asked, now=now
    )


@handles(GiveBackDue, name="routing.give_back")
def give_back(fact: GiveBackDue, *, organisation_id: UUID, now: datetime) -> None:
    """Let a caller go on in their flow whom a queue does not take, or keeps no longer."""
    services.give_back(
        organisation=organisation_id, call_id=fact.call_id, exit_=fact.exit, why=fact.why, now=now
    )


@handles(FlowProofDue, name="routing.prove_version")
def prove_version(fact: FlowProofDue, *, organisation_id: UUID, now: datetime) -> None:
    """Let the verifier judge a draft; of many saves in a row only the newest is judged."""
    services.check_version(
        organisation=organisation_id, version_id=fact.version_id, content=fact.content, now=now
    )


@handles(AnnouncementDue, name="routing.announce")
def announce(fact: AnnouncementDue, *, organisation_id: UUID, now: datetime) -> None:
    """Tell a caller in line how they stand."""
    queues.announce(organisation=organisation_id, item_id=fact.item_id, now=now)


@handles(CallbackOfferDue, name="routing.offer_callback")
def offer_callback(fact: CallbackOfferDue, *, organisation_id: UUID, now: datetime) -> None:
    """Ask a caller about a callback; asked twice, they hear the question once."""
    queues.offer_callback(organisation=organisation_id, call_id=fact.call_id, now=now)


@handles(ReplayDue, name="routing.replay")
def replay(fact: ReplayDue, *, organisation_id: UUID, now: datetime) -> None:
    """Walk one draw of a replay; the draw itself owes the next."""
    replaying.walk_draw(organisation=organisation_id, replay_id=fact.replay_id, draw=fact.draw, now=now)


@gives_up("routing.replay")
def give_up_replay(fact: ReplayDue, *, organisation_id: UUID, now: datetime) -> None:
    """Say that a replay broke off which failed time and again."""
    replaying.break_off(organisation=organisation_id, replay_id=fact.replay_id, now=now)


def _page(organisation_id: UUID, alert_id: UUID, paged: int, *, now: datetime) -> None:
    letter = paging.page_next(organisation=organisation_id, alert_id=alert_id, paged=paged, now=now)
    if letter is not None:
        send_mail(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to])
