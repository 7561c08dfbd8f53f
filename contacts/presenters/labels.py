"""Words of addresses, names and days, in the language in force."""

from datetime import datetime

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from accounts.presenters import initials, tint
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from contacts.models import Contact, ContactAddress, Lifecycle
from contacts.pages import Mark, Who

TONES = {Lifecycle.CLIENT: "ok", Lifecycle.PROSPECT: "info", Lifecycle.LEAD: "accent"}


def address_label(address: ContactAddress) -> str:
    """Write an address as people do: (602) 555-0123."""
    return value_label(address.kind, address.value)


def value_label(kind: str, value: str) -> str:
    """Write a stored value of a kind as people do."""
    try:
        return normalise(value, kind=AddressKind(kind)).display
    except (AddressInvalid, ValueError):
        return value


def kind_label(kind: str) -> str:
    """Name a kind of address; brands keep their names."""
    return {
        AddressKind.PHONE: _("Phone"),
        AddressKind.EMAIL: _("E-mail"),
        AddressKind.WHATSAPP: "WhatsApp",
        AddressKind.MESSENGER: "Messenger",
        AddressKind.VIBER: "Viber",
        AddressKind.RCS: "RCS",
        AddressKind.SHORT_CODE: _("Short code"),
    }.get(AddressKind(kind), _("Address"))


def who(contact: Contact, addresses: tuple[ContactAddress, ...]) -> Who:
    """Show a contact as name and avatar; without a name by the number they write from, in grey."""
    if contact.display_name:
        return Who(name=contact.display_name, initials=initials(contact.display_name), tint=tint(contact.pk))
    return Who(name=address_label(addresses[0]) if addresses else _("No name yet"), initials="?")


def lifecycle_mark(contact: Contact) -> Mark:
    """Say where the relationship stands."""
    return Mark(label=contact.get_lifecycle_display(), tone=TONES.get(Lifecycle(contact.lifecycle), ""))


def number(count: int) -> str:
    """Write a count with its thousands parted as the reader does."""
    return formats.number_format(count, force_grouping=True)


def language_label(code: str) -> str:
    """Name a language by its code; one without a name here keeps its code."""
    return {"en": _("English"), "es": _("Spanish")}.get(code, code)


def time_label(at: datetime) -> str:
    """Write the time of day where the organisation is."""
    return formats.time_format(timezone.localtime(at), "g:i A" if _is_english() else "H:i")


def day_label(at: datetime, *, now: datetime) -> str:
    """Write the day above what happened on it: Today, Yesterday, else the date."""
    days = (timezone.localtime(now).date() - timezone.localtime(at).date()).days
    if days == 0:
        return _("Today")
    return _("Yesterday") if days == 1 else date_label(at)


def date_label(at: datetime) -> str:
    """Write a date."""
    return formats.date_format(timezone.localtime(at), "M j, Y" if _is_english() else "j M Y")


def _is_english() -> bool:
    return (translation.get_language() or "en").startswith("en")
