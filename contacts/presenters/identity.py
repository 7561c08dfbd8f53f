"""Why two people may be one, in plain words."""

from collections.abc import Callable, Iterable
from functools import cache

from django.utils.translation import gettext as _

from contacts.domain.identity import Level, Link, Reason

MOST_REASONS = 6


def reason_sentence(reason: Reason) -> str:
    """Say how alike one field is: "Last name: one slip apart"."""
    return _("%(field)s: %(how)s") % {"field": field_label(reason.field), "how": _how(reason)}


def link_writer() -> Callable[[Link], str]:
    """Give what says in one line why two rows are linked; every sentence is looked up once, so it is for one language."""
    said, by_third = cache(reason_sentence), _("both are somebody else of the list")

    def write(link: Link) -> str:
        sentences = _shown(link.reasons, said)
        return "; ".join([by_third, *sentences] if link.by_third else sentences)

    return write


def _shown(reasons: Iterable[Reason], said: Callable[[Reason], str]) -> list[str]:
    return [said(reason) for reason in reasons][:MOST_REASONS]


def field_label(field: str) -> str:
    """Name a field."""
    return {
        "given_name": _("First name"),
        "surname": _("Last name"),
        "date_of_birth": _("Date of birth"),
        "street_number": _("House number"),
        "address_1": _("Street"),
        "address_2": _("Second line of the address"),
        "suburb": _("Town"),
        "postcode": _("Postcode"),
        "state": _("State"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "generation": _("Suffix"),
    }[field]


def _how(reason: Reason) -> str:
    if reason.level is Level.MOVED:
        return {
            "given_name": _("exchanged with the last name"),
            "date_of_birth": _("day and month exchanged"),
            "address_1": _("exchanged with the second line"),
        }.get(reason.field, _("exchanged"))
    if reason.field == "date_of_birth" and reason.level is Level.LIKE:
        return _("the year or the day agrees")
    return {
        Level.SAME: _("the same"),
        Level.TYPO: _("one slip apart"),
        Level.NEAR: _("much alike"),
        Level.LIKE: _("somewhat alike"),
        Level.SHORT: _("one is short for the other"),
        Level.DIFFERENT: _("different"),
    }[reason.level]
