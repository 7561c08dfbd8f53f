"""A message that opens a conversation walks the flow of its line, as far as the flow means anything for it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.models import Conversation, Entry, Line, LineKind
from conversations.selectors.opening import opens
from conversations.services import ownership, people
from conversations.services.sending import queue_message_step
from conversations.services.threads import touch
from core.transactions import step
from routing import ports
from routing.domain import flow as engine
from routing.domain.callers import facts_of_contact
from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import AskWebhook, GivenBack, WebhookAnswered
from routing.domain.texting import Routed, route_text
from routing.services import flows, gathering, versions
from routing.services.asking import Question, post

Told = Mapping[int, WebhookAnswered]


@step
def route_step(
    conversation: Conversation,
    entry: Entry,
    *,
    told: Told | None = None,
    back: GivenBack | None = None,
    now: datetime,
) -> Routed | None:
    """Walk the live flow of the line that was written to, and do what it says on the way.

    Only for the message by which a conversation begins or begins again; None for any other, and where the line has no
    flow or the flow has nothing to say of messages. The conversation is locked, and its thread says why. Nothing
    is done yet where the flow asks a program whose answer is not among those `told`. With `back` it goes on from the
    receptionist.
    """
    if entry.line is None or entry.line.kind != LineKind.PHONE:
        return None
    if back is None and not opens(conversation, entry):
        return None
    setting = flows.setting_of(entry.line, now=now)
    if setting.version is None:
        return None
    drawn = versions.compiled(setting.version)
    routed = route_text(drawn, _facts(conversation, entry, setting, drawn, now=now), told, back)
    if routed.is_empty:
        return None
    if routed.asks is not None:
        return routed
    steps = "\n".join(f"{line.node}\t{line.why}" for line in routed.path if line.why)
    ownership.tell_step(conversation, "routed", {"steps": steps}, now=now)
    for tag in routed.tags:
        people.add_tag_step(conversation, tag)
    for text in routed.texts:
        queue_message_step(
            conversation, line=entry.line, address=entry.address, text=text, author=None, now=now
        )
        touch(conversation)
    return routed


def leads_to_receptionist(line: Line, *, now: datetime) -> bool:
    """Say whether it is for the flow of a line to lead messages to the receptionist: it draws one."""
    if line.kind != LineKind.PHONE:
        return False
    version = flows.setting_of(line, now=now).version
    return version is not None and versions.compiled(version).has(NodeKind.RECEPTIONIST)


def question_of(conversation: Conversation, entry: Entry, routed: Routed, asks: AskWebhook) -> Question:
    """Write down what a program is asked about a message, in the words in which it is asked about a call."""
    body: dict[str, object] = {
        "conversation": str(conversation.pk),
        "from": entry.address,
        "to": entry.line.address if entry.line is not None else "",
        "text": entry.text,
        "language": routed.language,
        "answers": dict(asks.answers),
    }
    return Question(asks.url, asks.timeout_seconds, body)


def ask(question: Question, asked: int) -> WebhookAnswered:
    """Ask, outside any transaction."""
    told = post(question)
    return WebhookAnswered(asked, told.is_ok, told.text, told.why)


def _facts(
    conversation: Conversation, entry: Entry, setting: flows.Setting, drawn: Flow, *, now: datetime
) -> engine.Facts:
    local = now.astimezone(ZoneInfo(setting.calendar.time_zone))
    return engine.Facts(
        room="",
        sender=setting.line.address,
        **gathering.open_facts(setting.calendar, now=now),
        caller=_writer(conversation, entry, drawn),
        installed=_installed(conversation),
        weekday=local.weekday(),
        minute=local.hour * 60 + local.minute,
        values=gathering.blanks_on(setting.line, entry.address, drawn, setting.calendar, now=now),
    )


def _installed(conversation: Conversation) -> frozenset[NodeKind]:
    assistant = ports.assistant()
    if assistant is None or not assistant.answers_messages(conversation.organisation_id):
        return frozenset()
    return frozenset({NodeKind.RECEPTIONIST})


def _writer(conversation: Conversation, entry: Entry, drawn: Flow) -> engine.CallerFacts:
    contact, number = conversation.contact, entry.address
    score = gathering.spam_score(conversation.organisation_id, number, drawn)
    if contact is None:
        return engine.CallerFacts(number=number, is_known=bool(number), spam_score=score)
    return facts_of_contact(
        number=number,
        is_known=contact.created_at < entry.created_at,
        lifecycle=contact.lifecycle,
        tags=contact.tags,
        language=contact.language,
        spam_score=score,
    )
