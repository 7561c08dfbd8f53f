"""STOP, START and HELP: what they change, and the one answer each may get.

Source: 47 CFR 64.1200(a)(10) and (a)(12); the CANCEL trap of research/contact-center.md §4.6.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts import selectors as contact_selectors
from contacts import services as contacts
from contacts.domain.addresses import Address, AddressKind
from contacts.domain.consent import Decision, Purpose
from contacts.domain.opt_out import Intent, Reading
from conversations import events
from conversations.models import Conversation, Entry, EntryKind, Line, LineKind, Task
from conversations.services import permission, sending, threads
from core.events import record
from core.transactions import step


@step
def opt_out(
    conversation: Conversation, entry: Entry, *, line: Line, address: Address, reading: Reading, now: datetime
) -> None:
    """Stop all further texts to the address and confirm once, within the same minute."""
    _consent(conversation, entry, address=address, granted=False, reading=reading, now=now)
    if reading.forbids_calls:
        _consent(conversation, entry, address=address, granted=False, reading=reading, scope="CALL", now=now)
    add_fact(conversation, "opted_out", {"words": reading.matched}, now=now)
    if reading.may_mean_visit:
        _ask_about_visit(conversation, entry, now=now)
    if not line.replies_to_opt_out:
        return
    with override(reading.language):
        text = _("%(name)s: you will get no more texts from us. Write START to get them again.")
        if reading.may_mean_visit:
            text = _(
                "%(name)s: you will get no more texts from us. If you meant a visit, please call us and we will"
                " see to it. Write START to get texts again."
            )
        purpose = Purpose.OPT_OUT_CONFIRMATION
        _answer(conversation, entry, line=line, text=text, purpose=purpose, now=now)


@step
def opt_in(
    conversation: Conversation, entry: Entry, *, line: Line, address: Address, reading: Reading, now: datetime
) -> None:
    """Allow texts again; answered only when they had been stopped."""
    was_out = contact_selectors.is_opted_out(
        organisation_id=conversation.organisation_id, kind=address.kind, value=address.value
    )
    if not was_out:
        return
    _consent(conversation, entry, address=address, granted=True, reading=reading, now=now)
    add_fact(conversation, "opted_in", {"words": reading.matched}, now=now)
    if line.replies_to_opt_out:
        with override(reading.language):
            text = _("%(name)s: you will get our texts again. Write HELP for help.")
            _answer(conversation, entry, line=line, text=text, purpose=Purpose.REPLY, now=now)


@step
def help_asked(
    conversation: Conversation, entry: Entry, *, line: Line, reading: Reading, now: datetime
) -> None:
    """Answer HELP with who we are and how to reach us."""
    if not line.replies_to_opt_out:
        return
    with override(reading.language):
        text = line.help_text or _("%(name)s: a person reads your texts. You can also call this number.")
        _answer(conversation, entry, line=line, text=text, purpose=Purpose.HELP_ANSWER, now=now)


@step
def add_fact(conversation: Conversation, fact: str, values: dict[str, str], *, now: datetime) -> Entry:
    """Add a system fact to the thread; its sentence is made where it is shown, in the reader's language."""
    return threads.add_entry(
        conversation, Entry(kind=EntryKind.FACT, fact=fact, fact_values=values, occurred_at=now), now=now
    )


def _consent(
    conversation: Conversation,
    entry: Entry,
    *,
    address: Address,
    granted: bool,
    reading: Reading,
    scope: str = "TEXT",
    now: datetime,
) -> None:
    contacts.record_consent(
        organisation_id=conversation.organisation_id,
        address=address,
        granted=granted,
        evidence="WORDING" if reading.intent is Intent.STOP_WORDING else "KEYWORD",
        entry_id=entry.pk,
        member=None,
        scope=scope,
        now=now,
    )


def _answer(
    conversation: Conversation, entry: Entry, *, line: Line, text: str, purpose: Purpose, now: datetime
) -> None:
    if conversation.party_kind != AddressKind.PHONE or line.kind != LineKind.PHONE:
        # A short code is another machine, which would answer in turn; other ids take no text at all.
        return
    verdict = permission.verdict_on(
        conversation, address=entry.address, purpose=purpose, is_automatic=True, now=now
    )
    if verdict.decision is not Decision.ALLOW:
        # Confirmed before, or asked for too long ago: the law allows one answer, and for minutes only.
        return
    named = text.replace("%(name)s", conversation.organisation.name)
    sending.queue_message_step(
        conversation, line=line, address=entry.address, text=named, author=None, purpose=purpose, now=now
    )


def _ask_about_visit(conversation: Conversation, entry: Entry, *, now: datetime) -> None:
    task = Task(
        organisation_id=conversation.organisation_id,
        title=_("“%(words)s” may mean a visit, not only the texts. Call and ask.")
        % {"words": entry.text[:40]},
        owner_id=conversation.owner_id,
        conversation=conversation,
        contact_id=conversation.contact_id,
        entry=entry,
        due_at=now + timedelta(hours=1),
    )
    task.save(force_insert=True)
    record(events.TaskChanged(task_id=task.pk, conversation_id=conversation.pk), now=now)
