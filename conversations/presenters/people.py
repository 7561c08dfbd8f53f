"""The person pane: who this is, who else it may be, what is open, what came before."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.pages import Choice
from contacts.domain.addresses import AddressKind
from contacts.models import Contact
from contacts.ports import Panel
from conversations.models import Conversation
from conversations.pages import Badge, Candidates, PastItem, PersonAddress, PersonPane
from conversations.presenters import labels
from conversations.presenters.reader import Reader
from conversations.presenters.times import short_label
from conversations.selectors import DeskSource, Reachable

NEW = timedelta(days=1)
KINDS_WITH_CONSENT = frozenset({AddressKind.PHONE, AddressKind.WHATSAPP, AddressKind.RCS, AddressKind.VIBER})


def person_pane(
    source: DeskSource, *, reader: Reader, panels: tuple[Panel, ...] = (), suffix: str = ""
) -> PersonPane:
    """Print the person pane; `panels` are the sections of the apps."""
    row, contact = source.conversation, source.person.contact
    here = reverse("conversations:conversation", args=[row.pk])
    return PersonPane(
        conversation_id=str(row.pk),
        version=row.version,
        person=labels.party_person(row),
        subtitle=_subtitle(row, contact, reader=reader),
        contact_url=contact_url(contact) if contact else "",
        back_url=f"{here}{suffix or '?'}{'&' if suffix else ''}pane=conversation",
        addresses=_addresses(source),
        facts=_details(contact) if contact else (),
        candidates=_candidates(source) if len(source.person.candidates) > 1 and reader.can_write else None,
        tags=tuple(dict.fromkeys([*(contact.tags if contact else ()), *row.tags])),
        panels=panels,
        before=tuple(_past(item, suffix, reader=reader) for item in source.person.earlier),
        before_url=contact_url(contact) if contact and source.person.earlier else "",
    )


def contact_url(contact: Contact) -> str:
    """Address a contact's own page."""
    return reverse("contacts:contact", args=[contact.pk])


def _subtitle(row: Conversation, contact: Contact | None, *, reader: Reader) -> str:
    if contact is None:
        return labels.address_label(row.party_kind, row.party_value)
    kind = contact.get_lifecycle_display()
    if reader.now - contact.created_at < NEW:
        return _("%(kind)s · first contact today") % {"kind": kind}
    since = contact.created_at.astimezone(reader.zone).year
    return _("%(kind)s · since %(year)d") % {"kind": kind, "year": since}


def _addresses(source: DeskSource) -> tuple[PersonAddress, ...]:
    row = source.conversation
    if source.person.addresses:
        return tuple(_address(item) for item in source.person.addresses)
    return (
        PersonAddress(
            label=_kind_label(row.party_kind),
            display=labels.address_label(row.party_kind, row.party_value),
            consent=_consent(row.party_kind, source.person.party_may_text),
        ),
    )


def _address(item: Reachable) -> PersonAddress:
    address = item.address
    return PersonAddress(
        label=address.label or _kind_label(address.kind),
        display=labels.address_label(address.kind, address.value),
        consent=_consent(address.kind, item.may_text),
        note=_("shared") if address.is_shared else "",
    )


def _consent(kind: str, may_text: bool | None) -> Badge | None:
    if kind not in KINDS_WITH_CONSENT or may_text is None:
        return None
    if may_text:
        return Badge(label=_("texts ok"), tone="ok", icon="check")
    return Badge(label=_("no texts"), tone="danger", icon="ban")


def _kind_label(kind: str) -> str:
    return {
        AddressKind.PHONE: _("Phone"),
        AddressKind.EMAIL: _("E-mail"),
        AddressKind.WHATSAPP: "WhatsApp",
        AddressKind.MESSENGER: "Messenger",
        AddressKind.VIBER: "Viber",
        AddressKind.RCS: "RCS",
        AddressKind.SHORT_CODE: _("Short code"),
    }.get(AddressKind(kind), _("Address"))


def _details(contact: Contact) -> tuple[tuple[str, str], ...]:
    languages = {"en": _("English"), "es": _("Spanish")}
    wanted = (
        (_("Language"), languages.get(contact.language, contact.language)),
        (_("Company"), contact.company_name),
        (_("Source"), contact.source),
    )
    return tuple((term, value) for term, value in wanted if value)


def _candidates(source: DeskSource) -> Candidates:
    count = len(source.person.candidates)
    return Candidates(
        url=reverse("conversations:choose_contact", args=[source.conversation.pk]),
        question=ngettext(
            "%(count)d person uses this number. Who is writing?",
            "%(count)d people use this number. Who is writing?",
            count,
        )
        % {"count": count},
        choices=tuple(
            Choice(
                value=str(item.pk),
                label=item.display_name or _("No name yet"),
                detail=item.get_lifecycle_display(),
            )
            for item in source.person.candidates
        ),
    )


def _past(item: Conversation, suffix: str, *, reader: Reader) -> PastItem:
    return PastItem(
        icon=labels.channel_icon(item.latest_channel),
        label=item.latest_text or labels.status_label(item.status),
        when=short_label(item.latest_at, reader=reader),
        url=reverse("conversations:conversation", args=[item.pk]) + suffix,
    )
