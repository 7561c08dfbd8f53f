"""Merging two contacts: who, side by side, and what can be undone."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Contact, ContactAddress, ContactMerge
from contacts.pages import MergedItem, MergePage, MergeRow, OtherItem
from contacts.presenters import labels

Addresses = Mapping[UUID, Sequence[ContactAddress]]


def merge_page(
    contact: Contact,
    other: Contact | None,
    *,
    others: Sequence[Contact],
    addresses: Addresses,
    words: str,
    is_review: bool = False,
    error: str = "",
) -> MergePage:
    """Print who may be meant, or the two side by side once chosen."""
    here = reverse("contacts:merge", args=[contact.pk])
    return MergePage(
        who=labels.who(contact, tuple(addresses.get(contact.pk, ()))),
        contact_url=reverse("contacts:contact", args=[contact.pk]),
        url=here,
        words=words,
        others=tuple(
            OtherItem(
                who=labels.who(row, tuple(addresses.get(row.pk, ()))),
                reach=_reach(addresses.get(row.pk, ())),
                url=f"{here}?{urlencode({'with': str(row.pk)})}",
            )
            for row in others
        ),
        other=labels.who(other, tuple(addresses.get(other.pk, ()))) if other else None,
        other_id=str(other.pk) if other else "",
        swap_url=_swap_url(contact, other, is_review=is_review) if other else "",
        rows=_rows(contact, other, addresses) if other else (),
        is_review=is_review,
        error=error,
    )


def merged_items(merges: Sequence[ContactMerge], *, may_write: bool) -> tuple[MergedItem, ...]:
    """Print what was merged into a contact; the latest alone can be undone, the others after it."""
    return tuple(
        MergedItem(
            sentence=_("%(name)s was merged into this contact by %(by)s on %(date)s.")
            % {
                "name": row.absorbed.display_name or _("Somebody without a name"),
                "by": row.member.name if row.member else _("a former member"),
                "date": labels.date_label(row.merged_at),
            },
            undo_url=reverse("contacts:unmerge", args=[row.kept_id, row.pk])
            if may_write and not place
            else "",
        )
        for place, row in enumerate(merges)
    )


def _swap_url(contact: Contact, other: Contact, *, is_review: bool) -> str:
    wanted = {"with": str(contact.pk)} | ({"review": "1"} if is_review else {})
    return f"{reverse('contacts:merge', args=[other.pk])}?{urlencode(wanted)}"


def _rows(contact: Contact, other: Contact, addresses: Addresses) -> tuple[MergeRow, ...]:
    wanted = (
        (_("Name"), contact.display_name, other.display_name),
        (_("Company"), contact.company_name, other.company_name),
        (_("Relationship"), contact.get_lifecycle_display(), other.get_lifecycle_display()),
        (_("Language"), labels.language_label(contact.language), labels.language_label(other.language)),
        (
            _("Looked after by"),
            contact.owner.name if contact.owner else "",
            other.owner.name if other.owner else "",
        ),
        (_("Source"), contact.source, other.source),
        (_("Worth knowing"), contact.about, other.about),
    )
    single = [
        MergeRow(term=term, ours=ours, theirs=theirs, result=ours or theirs)
        for term, ours, theirs in wanted
        if ours or theirs
    ]
    tags = list(dict.fromkeys([*contact.tags, *other.tags]))
    ours = [labels.address_label(row) for row in addresses.get(contact.pk, ())]
    theirs = [labels.address_label(row) for row in addresses.get(other.pk, ())]
    both = list(dict.fromkeys([*ours, *theirs]))
    gathered = [
        MergeRow(term=_("Addresses"), ours=", ".join(ours), theirs=", ".join(theirs), result=", ".join(both)),
        MergeRow(
            term=_("Labels"),
            ours=", ".join(contact.tags),
            theirs=", ".join(other.tags),
            result=", ".join(tags),
        ),
    ]
    return (*single, *(row for row in gathered if row.result))


def _reach(addresses: Sequence[ContactAddress]) -> str:
    return ", ".join(labels.address_label(row) for row in addresses[:2])
