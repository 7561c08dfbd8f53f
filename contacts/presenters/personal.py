"""A person's data: what keeps it, who may take it along or erase it."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from accounts.pages import Choice
from contacts.models import Contact, ContactAddress, LegalHold
from contacts.pages import DataPage, HoldItem
from contacts.presenters import labels
from contacts.services.personal import ErasureReason


def data_page(
    contact: Contact,
    addresses: Sequence[ContactAddress],
    *,
    holds: Sequence[LegalHold],
    hindrances: Sequence[str],
    left_out: Sequence[str],
    member: Member,
    hold_error: str = "",
    erase_error: str = "",
    now: datetime,
) -> DataPage:
    """Print what the reader may do."""
    may_erase = policies.can_administer(member)
    items = tuple(_hold(row, may_lift=may_erase, now=now) for row in holds)
    return DataPage(
        name=labels.who(contact, tuple(addresses)).name,
        contact_url=reverse("contacts:contact", args=[contact.pk]),
        export_url=reverse("contacts:data_export", args=[contact.pk])
        if policies.can_supervise(member)
        else "",
        left_out=tuple(left_out),
        holds=items,
        hold_url=reverse("contacts:hold_place", args=[contact.pk]) if may_erase else "",
        erase_url=reverse("contacts:erase", args=[contact.pk]) if may_erase else "",
        hindrances=(
            *(
                (_("A legal hold stands. It has to be lifted first."),)
                if any(i.is_standing for i in items)
                else ()
            ),
            *hindrances,
        ),
        reasons=tuple(
            Choice(value=reason.value, label=label, is_current=reason is ErasureReason.ASKED)
            for reason, label in _reason_labels().items()
        ),
        erased=_("Erased on %(date)s.") % {"date": labels.date_label(contact.erased_at)}
        if contact.erased_at
        else "",
        hold_error=hold_error,
        erase_error=erase_error,
    )


def _reason_labels() -> dict[ErasureReason, str]:
    return {
        ErasureReason.ASKED: _("They asked for it"),
        ErasureReason.MISTAKE: _("Written down by mistake"),
        ErasureReason.EXPIRED: _("Kept long enough"),
    }


def _hold(row: LegalHold, *, may_lift: bool, now: datetime) -> HoldItem:
    is_standing = row.lifted_at is None and (row.until is None or row.until >= now.date())
    who = row.placed_by.name if row.placed_by else _("a former member")
    sentence = _("Placed by %(name)s on %(date)s.") % {"name": who, "date": labels.date_label(row.placed_at)}
    if row.lifted_at is not None:
        lifter = row.lifted_by.name if row.lifted_by else _("a former member")
        sentence += " " + _("Lifted by %(name)s on %(date)s.") % {
            "name": lifter, "date": labels.date_label(row.lifted_at),
        }  # fmt: skip
    elif row.until is not None:
        day = formats.date_format(row.until, "SHORT_DATE_FORMAT")
        sentence += " " + _("Until %(date)s.") % {"date": day}
    return HoldItem(
        reason=row.reason,
        sentence=sentence,
        is_standing=is_standing,
        lift_url=reverse("contacts:hold_lift", args=[row.contact_id, row.pk])
        if may_lift and is_standing
        else "",
    )
