"""Possible duplicates: pairs to decide, who somebody may be, why."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.domain.identity import CERTAIN_FROM, REVIEWED_FROM, Level, Reason
from contacts.models import Contact, ContactAddress, DuplicateSuggestion
from contacts.pages import DuplicateItem, DuplicatesPage, LikeItem, Mark, SideItem
from contacts.presenters import labels
from contacts.presenters.identity import MOST_REASONS, reason_sentence
from contacts.selectors.duplicates import MOST_REVIEWED
from contacts.selectors.likeness import Like

Addresses = Mapping[UUID, Sequence[ContactAddress]]


def duplicates_page(
    rows: Sequence[DuplicateSuggestion], *, count: int, addresses: Addresses, may_write: bool
) -> DuplicatesPage:
    """Print the pairs to decide."""
    summary = ngettext(
        "%(count)s pair may be one person.", "%(count)s pairs may be one person each.", count
    ) % {"count": labels.number(count)}
    if count > MOST_REVIEWED:
        summary += " " + _("The likeliest come first; the others follow as you decide.")
    return DuplicatesPage(
        items=tuple(_item(row, addresses, may_write=may_write) for row in rows),
        summary=summary if rows else "",
        list_url=reverse("contacts:list"),
    )


def notices(
    rows: Sequence[DuplicateSuggestion], contact: Contact, *, may_write: bool
) -> tuple[LikeItem, ...]:
    """Print who a contact may be, with the way to look at both."""
    items = []
    for row in rows:
        other = row.second if row.first_id == contact.pk else row.first
        items.append(
            LikeItem(
                who=labels.who(other, ()),
                url=_merge_url(contact.pk, other.pk)
                if may_write
                else reverse("contacts:contact", args=[other.pk]),
                reach="",
                reasons=_reasons(_stored(row)),
            )
        )
    return tuple(items)


def like_items(found: Sequence[Like], *, addresses: Addresses) -> tuple[LikeItem, ...]:
    """Print who may be the person that is being written down."""
    return tuple(
        LikeItem(
            who=labels.who(like.contact, tuple(addresses.get(like.contact.pk, ()))),
            url=reverse("contacts:contact", args=[like.contact.pk]),
            reach=_reach(addresses.get(like.contact.pk, ())),
            reasons=_reasons(like.likeness.reasons),
        )
        for like in found
    )


def _item(row: DuplicateSuggestion, addresses: Addresses, *, may_write: bool) -> DuplicateItem:
    # The older contact is the one that is known under its address; it is kept unless somebody turns it round.
    older, newer = sorted((row.first, row.second), key=lambda contact: (contact.created_at, contact.pk))
    return DuplicateItem(
        id=str(row.pk),
        sides=(_side(older, addresses), _side(newer, addresses)),
        mark=_mark(row),
        reasons=_reasons(_stored(row)),
        merge_url=f"{_merge_url(older.pk, newer.pk)}&review=1" if may_write else "",
        distinct_url=reverse("contacts:duplicate_distinct", args=[row.pk]) if may_write else "",
    )


def _side(contact: Contact, addresses: Addresses) -> SideItem:
    held = tuple(addresses.get(contact.pk, ()))
    return SideItem(
        who=labels.who(contact, held),
        url=reverse("contacts:contact", args=[contact.pk]),
        reach=_reach(held),
        since=_("Since %(date)s") % {"date": labels.date_label(contact.created_at)},
    )


def _mark(row: DuplicateSuggestion) -> Mark:
    if row.is_certain:
        return Mark(label=_("Almost certain"), tone="ok")
    if row.probability >= CERTAIN_FROM:
        return Mark(label=_("Very likely"), tone="info")
    return Mark(label=_("Likely"), tone="") if row.probability >= REVIEWED_FROM else Mark(label=_("Possible"))


def _stored(row: DuplicateSuggestion) -> list[Reason]:
    return [Reason(field, Level[level]) for field, level in row.reasons]


def _reasons(reasons: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(reason_sentence(reason) for reason in reasons[:MOST_REASONS])


def _reach(addresses: Sequence[ContactAddress]) -> str:
    return ", ".join(labels.address_label(row) for row in addresses[:2])


def _merge_url(keep_id: UUID, absorb_id: UUID) -> str:
    return f"{reverse('contacts:merge', args=[keep_id])}?{urlencode({'with': str(absorb_id)})}"
