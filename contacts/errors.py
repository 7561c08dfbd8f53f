"""Sentences for what cannot be read or must not be done, in the language in force where they are shown."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.domain.addresses import AddressInvalid
from contacts.domain.consent import Rule
from contacts.domain.faults import Fault


def address_sentence(error: AddressInvalid) -> str:
    """Say what is wrong with an address."""
    return fault_sentence(error.fault, count=error.count)


def fault_sentence(fault: Fault, *, count: int = 0, typed: str = "") -> str:
    """Say what is wrong; `count` is how many digits are missing or how much fits, `typed` what is not known."""
    if fault is Fault.DIGITS_MISSING:
        return ngettext(
            "%(count)d digit is missing. Write it like 602 555 0123.",
            "%(count)d digits are missing. Write it like 602 555 0123.",
            count,
        ) % {"count": count}
    if fault is Fault.TOO_MANY_DIGITS:
        return ngettext(
            "That is %(count)d digit too many. Write it like 602 555 0123.",
            "That is %(count)d digits too many. Write it like 602 555 0123.",
            count,
        ) % {"count": count}
    return _plain(fault) % {"count": count, "typed": typed}


def _plain(fault: Fault) -> str:
    return {
        Fault.EMPTY: _("Enter a phone number or an e-mail address."),
        Fault.EMAIL: _("That is not a complete e-mail address. Write it like name@example.com."),
        Fault.SHORT_CODE: _("A short code has three to eight digits, like 55501."),
        Fault.ID_TOO_LONG: _("That is too long. An id has at most %(count)d characters."),
        Fault.NO_NUMBER: _("That is not a phone number. Write it like 602 555 0123."),
        Fault.BAD_BEGINNING: _("No phone number starts like that. Write it like 602 555 0123."),
        Fault.INCOMPLETE: _("That is not a complete phone number. Write it like 602 555 0123."),
        Fault.INCOMPLETE_ABROAD: _(
            "That is not a complete phone number. Write it with its country code, like +34 600 123 456."
        ),
        Fault.CELL_TOO_LONG: _("At most %(count)d letters fit here."),
        Fault.UNKNOWN_WORD: _("“%(typed)s” is not known here."),
        Fault.TOO_MANY_TAGS: _("At most 20 labels, each of at most 40 letters."),
        Fault.SEVERAL_HOLDERS: _("Several contacts have these numbers or addresses. Put them right by hand."),
        Fault.NAME_NEEDED: _("Give a first name, a last name or a company name."),
        Fault.BIRTH_DATE: _("That is no day of birth. Write it like 1990-03-14 or 3/14/1990."),
        Fault.TOO_MANY_ADDRESSES: _("A contact has at most %(count)d addresses."),
    }[fault]


def rule_sentence(rule: Rule) -> str:
    """Say why somebody may not be written to or called now, and what to do instead."""
    return {
        Rule.OPTED_OUT: _(
            "This person asked for no more texts. Call instead, or wait until they write START."
        ),
        Rule.NO_CONSENT: _(
            "They never wrote to you and never agreed to automatic messages. Write yourself, or ask."
        ),
        Rule.NO_WRITTEN_CONSENT: _(
            "Offers by text or call need their agreement in writing, and there is none."
        ),
        Rule.QUIET_HOURS: _(
            "It is too early or too late where they are. It leaves by itself in the morning."
        ),
        Rule.NO_COMMON_HOURS: _(
            "There is no hour at which this is allowed everywhere they may be. Write an e-mail."
        ),
        Rule.CONFIRMATION_WITHOUT_OPT_OUT: _("They did not opt out, so there is nothing to confirm."),
        Rule.CONFIRMATION_ALREADY_SENT: _(
            "Their opt-out was confirmed before; the law allows one confirmation."
        ),
        Rule.CONFIRMATION_TOO_LATE: _("An opt-out may be confirmed for five minutes, and those are over."),
    }.get(rule, _("This is allowed."))
