"""The reply box: to whom, by which line, whether it may, and the saved replies filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Location, Member
from accounts.pages import Choice
from contacts.domain.addresses import AddressKind
from contacts.domain.consent import Rule
from contacts.errors import rule_sentence
from contacts.models import Contact
from conversations import errors
from conversations.domain.canned import Rendered, render
from conversations.models import CannedReply, Line, LineKind
from conversations.pages import CannedReply as CannedItem
from conversations.pages import Composer, Gate, Guard, MailWay
from conversations.ports import Channel
from conversations.presenters import labels
from conversations.presenters.choices import member_choices
from conversations.presenters.composer_mail import mail_way
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label
from conversations.selectors import DeskSource, Reachable

Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the member had in the box when something stopped it; kept, whatever was refused."""

    mode: str = "text"
    text: str = ""
    note: str = ""
    error: str = ""
    guard: Guard | None = None
    tells: str = ""
    subject: str = ""


def composer(source: DeskSource, *, reader: Reader, client_ref: UUID, typed: Typed | None = None) -> Composer:
    """Print the reply box with the member's drafts, or with what was just typed and why it did not go."""
    row = source.conversation
    phones = _phones(source)
    lines = [line for line in source.lines if line.kind == LineKind.PHONE]
    mail = mail_way(source)
    shown = typed or Typed(text=source.drafts.text, note=source.drafts.note)
    mode = _mode(source, shown, mail, is_typed=typed is not None)
    saved_at = source.drafts.saved_at if typed is None else None
    return Composer(
        conversation_id=str(row.pk),
        client_ref=str(client_ref),
        after=row.entry_count,
        reply_url=reverse("conversations:reply", args=[row.pk]),
        note_url=reverse("conversations:note", args=[row.pk]),
        draft_url=reverse("conversations:draft", args=[row.pk]),
        gate=gate(source),
        mode=mode,
        text=shown.text,
        note=shown.note,
        addresses=tuple(
            Choice(
                value=item.address.value,
                label=labels.address_label(item.address.kind, item.address.value),
                is_current=item.address.value == row.party_value,
            )
            for item in phones
        ),
        lines=tuple(
            Choice(value=str(line.pk), label=line.name, is_current=line.pk == row.line_id) for line in lines
        ),
        canned=canned_items(source.canned, _values(source)),
        members=member_choices(source.members),
        guard=shown.guard,
        tells=shown.tells,
        error=shown.error,
        saved_label=_("Saved %(time)s") % {"time": clock_label(saved_at, reader=reader)} if saved_at else "",
        mail=replace(mail, subject=shown.subject) if mail and shown.subject else mail,
        may_chat=_may_chat(source),
    )


def _mode(source: DeskSource, shown: Typed, mail: MailWay | None, *, is_typed: bool) -> str:
    """Answer as they wrote last: a mail by mail, where one may go."""
    if not is_typed and source.conversation.latest_channel == Channel.CHAT and _may_chat(source):
        return "chat"
    if is_typed or mail is None or not mail.is_allowed:
        return shown.mode if mail is not None or shown.mode != "mail" else "text"
    is_last = source.conversation.latest_channel == Channel.EMAIL
    return "mail" if is_last or _denied(source) else shown.mode


def _may_chat(source: DeskSource) -> bool:
    """Say whether they wrote in a chat that is still open."""
    open_chats = {line.pk for line in source.lines if line.kind == LineKind.CHAT and line.is_active}
    return any(one.channel == Channel.CHAT and one.line_id in open_chats for one in source.entries.entries)


def gate(source: DeskSource) -> Gate:
    """Say whether a text may go to whom the conversation is with; alike for every reader."""
    row, denied = source.conversation, _denied(source)
    label = _("To %(address)s") % {"address": labels.address_label(row.party_kind, row.party_value)}
    return Gate(
        conversation_id=str(row.pk),
        version=row.version,
        to_label="" if denied or len(_phones(source)) > 1 else label,
        verdict=_("texts allowed") if not denied and source.person.party_may_text else "",
        denied=denied,
    )


def guard(refusal: errors.ColleagueReplied) -> Guard:
    """Say who replied meanwhile; the sentence comes from the refusal itself."""
    return Guard(sentence=_guard_sentence(refusal), excerpt=refusal.excerpt, entry_id=str(refusal.entry_id))


def canned_items(replies: Iterable[CannedReply], values: Values) -> tuple[CannedItem, ...]:
    """Fill in the saved replies for a person; one without a value keeps its variables and says which."""
    items = []
    for reply in replies:
        rendered = render(reply.text, values)
        if isinstance(rendered, Rendered):
            items.append(CannedItem(key=reply.shortcut, title=reply.title, text=rendered.text))
            continue
        names = ", ".join((*rendered.names, *rendered.unknown))
        missing = _("No value for %(names)s") % {"names": names}
        items.append(CannedItem(key=reply.shortcut, title=reply.title, text=reply.text, missing=missing))
    return tuple(items)


def canned_values(contact: Contact | None, line: Line, location: Location, by: Member) -> Values:
    """Name every variable a saved reply may use, None where this person or place has no value."""
    return {
        "contact.first_name": (contact.preferred_name or contact.first_name) if contact else None,
        "contact.last_name": contact.last_name if contact else None,
        "contact.name": contact.display_name if contact else None,
        "contact.company": contact.company_name if contact else None,
        "member.name": by.name,
        "member.first_name": by.name.split()[0] if by.name.split() else None,
        "organisation.name": by.organisation.name,
        "location.name": location.name,
        "location.street": location.street,
        "location.city": location.city,
        "line.name": line.name,
        "line.number": labels.address_label(line.kind, line.address),
    }


def _values(source: DeskSource) -> Values:
    row = source.conversation
    return canned_values(source.person.contact, row.line, row.location, source.by)


def _phones(source: DeskSource) -> list[Reachable]:
    return [item for item in source.person.addresses if item.address.kind == AddressKind.PHONE]


def _denied(source: DeskSource) -> str:
    """Say by which rule no text may go, empty when one may."""
    if not _phones(source) and source.conversation.party_kind != AddressKind.PHONE:
        return str(errors.NoWayToText().sentence)
    if source.person.party_may_text is False:
        return rule_sentence(Rule.OPTED_OUT)
    return ""


def _guard_sentence(refusal: errors.ColleagueReplied) -> str:
    return _("%(name)s replied %(seconds)d seconds ago.") % {
        "name": refusal.author,
        "seconds": refusal.seconds,
    }
