"""Whom a member may write to first, and the box they write it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from accounts.pages import Choice
from contacts.domain.addresses import Address, AddressKind
from contacts.domain.consent import Rule
from contacts.errors import rule_sentence
from contacts.models import Contact, ContactAddress
from contacts.presenters.labels import who
from contacts.selectors.people import ContactPage
from conversations import errors
from conversations.models import Line
from conversations.pages.starting import FirstMessage, Reached, WritePage
from conversations.presenters import labels
from conversations.presenters.composer import canned_items, canned_values
from conversations.selectors.starting import Chosen
from conversations.services.starting import LINES

ICONS = {AddressKind.PHONE: "text", AddressKind.EMAIL: "mail"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFirst:
    """What the member had typed, and what stopped it."""

    text: str = ""
    subject: str = ""
    name: str = ""
    line_id: UUID | None = None
    error: str = ""
    tells: str = ""


def write_page(
    *, words: str, found: ContactPage | None, stranger: Address | None, message: FirstMessage | None
) -> WritePage:
    """Print the page: who fits what was typed, or the message."""
    url = reverse("conversations:write")
    people = (
        tuple(_reached(row, found.addresses.get(row.pk, ()), url) for row in found.contacts) if found else ()
    )
    people = tuple(one for one in people if one.ways)
    return WritePage(
        url=url,
        words=words,
        found=people,
        stranger=_stranger(stranger, url) if stranger else None,
        summary=_summary(len(people), is_stranger=stranger is not None) if found else "",
        message=message,
    )


def first_message(chosen: Chosen, *, by: Member, client_ref: UUID, typed: TypedFirst) -> FirstMessage:
    """Print the box for what is written to somebody who was chosen."""
    kind, value = chosen.kind, chosen.value
    lines = [line for line in chosen.lines if line.kind == LINES[kind]]
    line = _line(lines, typed.line_id)
    held = tuple(one.address for one in chosen.reachable)
    label = labels.address_label(kind, value)
    shown = who(chosen.contact, held) if chosen.contact else None
    return FirstMessage(
        title=_("Message to %(name)s") % {"name": shown.name if shown else label},
        who=shown,
        contact_id=str(chosen.contact.pk) if chosen.contact else "",
        address_id=str(chosen.address_id or ""),
        to="" if chosen.contact else value,
        to_label=label,
        is_mail=kind == AddressKind.EMAIL,
        addresses=tuple(
            Choice(
                value=str(row.pk),
                label=labels.address_label(row.kind, row.value),
                icon=ICONS[AddressKind(row.kind)],
                is_current=row.pk == chosen.address_id,
            )
            for row in held
        ),
        lines=tuple(
            Choice(
                value=str(one.pk),
                label=f"{one.name} · {labels.address_label(one.kind, one.address)}",
                is_current=one is line,
            )
            for one in lines
        ),
        name=typed.name,
        subject=typed.subject,
        text=typed.text,
        client_ref=str(client_ref),
        canned=canned_items(chosen.canned, canned_values(chosen.contact, line, line.location, by))
        if line and kind == AddressKind.PHONE
        else (),
        denied=_denied(chosen, line),
        error=typed.error,
        tells=typed.tells,
    )


def _reached(row: Contact, addresses: Sequence[ContactAddress], url: str) -> Reached:
    ways = tuple(
        Choice(
            value=f"{url}?{urlencode({'contact': row.pk, 'address': one.pk})}",
            label=labels.address_label(one.kind, one.value),
            icon=ICONS[AddressKind(one.kind)],
        )
        for one in addresses
        if one.kind in LINES
    )
    return Reached(who=who(row, tuple(addresses)), company=row.company_name, ways=ways)


def _stranger(address: Address, url: str) -> Choice:
    values: Mapping[str, str] = {"to": address.value}
    return Choice(
        value=f"{url}?{urlencode(values)}",
        label=labels.address_label(address.kind, address.value),
        icon=ICONS[address.kind],
    )


def _summary(count: int, *, is_stranger: bool) -> str:
    if count:
        return ngettext("%(count)d contact fits.", "%(count)d contacts fit.", count) % {"count": count}
    if is_stranger:
        return _("No contact has this address yet. Whoever you write to becomes one.")
    return _("No contact fits. Type a whole phone number or e-mail address to write to somebody new.")


def _line(lines: Sequence[Line], wanted: UUID | None) -> Line | None:
    """Choose by which line it leaves: what was chosen, else of the main place, else the first."""
    chosen = next((one for one in lines if one.pk == wanted), None)
    main = next((one for one in lines if one.location.is_default), None)
    return chosen or main or (lines[0] if lines else None)


def _denied(chosen: Chosen, line: Line | None) -> str:
    if line is None:
        refusal = errors.NoWayToMail() if chosen.kind == AddressKind.EMAIL else errors.NoLineToText()
        return str(refusal.sentence)
    if chosen.may_text is not False:
        return ""
    if chosen.kind == AddressKind.EMAIL:
        return _("This person asked for no more mail. Call instead, or wait until they write again.")
    return rule_sentence(Rule.OPTED_OUT)
