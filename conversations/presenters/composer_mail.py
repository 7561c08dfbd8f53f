"""The part of the reply box that writes mails: to which address, from which mailbox, about what."""

from django.utils.translation import gettext as _

from accounts.pages import Choice
from contacts.domain.addresses import AddressKind
from conversations import errors
from conversations.models import Entry, EntryKind, LineKind
from conversations.pages import MailWay
from conversations.ports import Channel
from conversations.selectors import DeskSource
from conversations.services import ways


def mail_way(source: DeskSource) -> MailWay | None:
    """Print how a mail would go; None where the organisation has no mailbox."""
    row = source.conversation
    lines = [line for line in source.lines if line.kind == LineKind.EMAIL and line.is_active]
    if not lines:
        return None
    here = next((line for line in lines if line.pk == row.line_id), None) or next(
        (line for line in lines if line.location_id == row.location_id), lines[0]
    )
    choices = _choices(source)
    return MailWay(
        addresses=choices,
        lines=tuple(
            Choice(value=str(line.pk), label=line.name, is_current=line.pk == here.pk) for line in lines
        ),
        subject=_subject(source),
        denied=_denied(source, choices),
    )


def _choices(source: DeskSource) -> tuple[Choice, ...]:
    row = source.conversation
    known = {
        item.address.value: _label(item.address.value, is_back=item.address.unreachable_at is not None)
        for item in source.person.addresses
        if item.address.kind == AddressKind.EMAIL and item.may_text is not False
    }
    if row.party_kind == AddressKind.EMAIL and source.person.party_may_text is not False:
        known.setdefault(row.party_value, row.party_value)
    latest = next((one.address for one in _mails(source) if one.kind == EntryKind.MESSAGE_IN), "")
    return tuple(
        Choice(value=value, label=label, is_current=value == latest) for value, label in known.items()
    )


def _label(value: str, *, is_back: bool) -> str:
    return _("%(address)s (mail came back)") % {"address": value} if is_back else value


def _denied(source: DeskSource, choices: tuple[Choice, ...]) -> str:
    if choices:
        return ""
    has_any = any(item.address.kind == AddressKind.EMAIL for item in source.person.addresses)
    if has_any or source.conversation.party_kind == AddressKind.EMAIL:
        return _("This person asked for no more mail. Call instead, or wait until they write again.")
    return str(errors.NoWayToMail().sentence)


def _subject(source: DeskSource) -> str:
    subjects = (str((one.mail or {}).get("subject") or "") for one in _mails(source))
    return ways.answering(next((one for one in subjects if one), ""))


def _mails(source: DeskSource) -> list[Entry]:
    """List the mails on the page, the latest first."""
    rows = [one for one in source.entries.entries if one.channel == Channel.EMAIL]
    return sorted(rows, key=lambda one: one.seq, reverse=True)
