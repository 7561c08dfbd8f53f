"""Two contacts become one, and can become two again: every row that moves is written down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Member
from contacts import ports
from contacts.domain.addresses import Address, AddressKind
from contacts.events import ContactChanged, ContactsMerged, ContactsUnmerged
from contacts.models import Contact, ContactAddress, ContactMerge, PersonalDetails, SuggestionState
from contacts.selectors import seen_by
from contacts.services.details import move_details_step
from contacts.services.duplicates import settle
from contacts.services.records import MOST_ADDRESSES
from contacts.services.resolve import lock_address
from core.errors import Conflict, NotFound, Refused
from core.events import record
from core.transactions import step, use_case

# What the kept contact takes over where it has nothing of its own.
FILLED = ("company_name", "preferred_name", "language", "owner_id", "source", "about")
OWN = "contacts"


class SamePerson(Refused):
    """A contact cannot be merged with itself."""

    sentence = _("Choose somebody else to merge with.")


class TooManyTogether(Refused):
    """Together they would have more addresses than a contact may have."""

    sentence = _("Together they have more than 20 addresses. Remove some first.")


class MergeForbidden(Refused):
    """Another app forbids it, such as a wall between them; the sentence is its own."""


class NotTheLatest(Conflict):
    """A later merge stands on this one."""

    sentence = _("Somebody was merged into this contact later. Undo that first.")


@use_case
def merge_contacts(*, by: Member, keep_id: UUID, absorb_id: UUID, now: datetime) -> ContactMerge:
    """Give everything of one contact to another, in one transaction; the absorbed one is out of sight afterwards.

    A message that arrives meanwhile waits for the addresses, and then finds the kept contact.

    Raises:
        NotFound: one of them does not exist.
        SamePerson, TooManyTogether, MergeForbidden: it cannot be.
        Conflict: one of them was merged meanwhile.
    """
    policies.check_can_write(by)
    if keep_id == absorb_id:
        raise SamePerson
    keep, absorb = _held(by, keep_id, absorb_id)
    if keep.merged_into_id or absorb.merged_into_id:
        raise Conflict
    pair = ports.Pair(keep_id=keep.pk, absorb_id=absorb.pk, name=keep.display_name, by=by, now=now)
    if sentence := ports.merge_veto(pair):
        raise MergeForbidden(sentence)
    merge = ContactMerge(
        organisation_id=by.organisation_id, kept=keep, absorbed=absorb, member=by, merged_at=now
    )
    merge.moved[OWN] = _move_own(keep, absorb)
    for key, mover in ports.movers().items():
        merge.moved[key] = mover.merge(pair)
    merge.save(force_insert=True)
    _save_both(keep, absorb)
    settle(by=by, one=keep.pk, other=absorb.pk, state=SuggestionState.MERGED, now=now)
    if "display_name" in merge.moved[OWN]["fields"]:
        renamed = ContactChanged(contact_id=keep.pk, version=keep.version, fields=("display_name",))
        record(renamed, actor_id=by.pk, now=now)
    fact = ContactsMerged(contact_id=keep.pk, absorbed_id=absorb.pk, merge_id=merge.pk, version=keep.version)
    record(fact, actor_id=by.pk, now=now)
    return merge


@use_case
def unmerge_contacts(*, by: Member, contact_id: UUID, merge_id: UUID, now: datetime) -> ContactMerge:
    """Give the absorbed contact back what came from it; what happened since stays with the kept one.

    Raises:
        NotFound: nothing like that was merged into this contact.
        Conflict: it was undone before.
        NotTheLatest: something was merged later.
    """
    policies.check_can_write(by)
    merges = ContactMerge.objects.of(by.organisation_id)
    found = merges.filter(pk=merge_id, kept=contact_id).first()
    if found is None:
        raise NotFound
    keep, absorb = _held(by, found.kept_id, found.absorbed_id)
    merge = merges.select_for_update(no_key=True).get(pk=merge_id)
    if merge.undone_at is not None:
        raise Conflict
    later = merges.filter(undone_at=None, merged_at__gt=merge.merged_at)
    if later.filter(Q(kept=keep) | Q(absorbed=keep)).exists():
        raise NotTheLatest
    pair = ports.Pair(keep_id=keep.pk, absorb_id=absorb.pk, name=absorb.display_name, by=by, now=now)
    for key, mover in ports.movers().items():
        mover.unmerge(pair, merge.moved.get(key, {}))
    _return_own(keep, absorb, merge.moved[OWN])
    merge.undone_at, merge.undone_by = now, by
    merge.save(update_fields=["undone_at", "undone_by"])
    _save_both(keep, absorb)
    settle(by=by, one=keep.pk, other=absorb.pk, state=SuggestionState.DISTINCT, now=now)
    fact = ContactsUnmerged(
        contact_id=keep.pk, absorbed_id=absorb.pk, merge_id=merge.pk, version=keep.version
    )
    record(fact, actor_id=by.pk, now=now)
    return merge


@step
def _held(by: Member, keep_id: UUID, absorb_id: UUID) -> tuple[Contact, Contact]:
    """Hold the addresses of both, then both: an address is held before its contact everywhere."""
    both = ContactAddress.objects.of(by.organisation_id).filter(contact__in=[keep_id, absorb_id])
    before = sorted(set(both.values_list("kind", "value")))
    for kind, value in before:
        lock_address(organisation_id=by.organisation_id, address=Address(AddressKind(kind), value, value))
    rows = Contact.objects.of(by.organisation_id).select_for_update(no_key=True)
    found = {row.pk: row for row in seen_by(rows, by).filter(pk__in=[keep_id, absorb_id]).order_by("pk")}
    if len(found) < 2:
        raise NotFound
    if sorted(set(both.values_list("kind", "value"))) != before:
        # An address came or went while the others were waited for; the member looks again.
        raise Conflict
    return found[keep_id], found[absorb_id]


def _move_own(keep: Contact, absorb: Contact) -> dict[str, Any]:
    rows = ContactAddress.objects.of(keep.organisation_id)
    held = {(row.kind, row.value): row for row in rows.filter(contact=keep)}
    theirs = list(rows.filter(contact=absorb))
    moved, doubled = [], []
    for row in theirs:
        was = {
            "id": row.pk, "kind": row.kind, "value": row.value, "label": row.label,
            "is_preferred": row.is_preferred, "is_shared": row.is_shared, "created_at": row.created_at,
        }  # fmt: skip
        if (row.kind, row.value) in held:
            doubled.append(was)
            row.delete()
            _share(keep, row.kind, row.value)
        else:
            moved.append(was)
            row.contact, row.is_preferred = keep, row.is_preferred and not held
            row.save(update_fields=["contact", "is_preferred"])
    if len(held) + len(moved) > MOST_ADDRESSES:
        raise TooManyTogether
    return {
        "moved": moved,
        "doubled": doubled,
        "details": move_details_step(keep, absorb),
        "fields": _fill(keep, absorb),
    }


def _fill(keep: Contact, absorb: Contact) -> dict[str, Any]:
    """Fill what the kept contact lacks; gives what each changed field was, and what it became."""
    wanted: dict[str, Any] = {
        name: getattr(absorb, name) for name in FILLED if getattr(absorb, name) and not getattr(keep, name)
    }
    tags = list(dict.fromkeys([*keep.tags, *absorb.tags]))
    if tags != keep.tags:
        wanted["tags"] = tags
    if not keep.display_name and absorb.display_name:
        names = ("kind", "prefix", "first_name", "middle_name", "last_name", "suffix", "display_name")
        wanted |= {name: getattr(absorb, name) for name in names}
    changed = {name: [getattr(keep, name), value] for name, value in wanted.items()}
    for name, value in wanted.items():
        setattr(keep, name, value)
    absorb.merged_into_id = keep.pk
    return changed


def _return_own(keep: Contact, absorb: Contact, moved: dict[str, Any]) -> None:
    rows = ContactAddress.objects.of(keep.organisation_id)
    for was in moved["moved"]:
        # One that was removed since stays removed.
        rows.filter(pk=was["id"], contact=keep).update(contact=absorb, is_preferred=was["is_preferred"])
    for was in moved["doubled"]:
        ContactAddress(
            organisation_id=keep.organisation_id,
            contact=absorb,
            pk=UUID(str(was["id"])),
            **{name: was[name] for name in ("kind", "value", "label", "is_preferred", "is_shared")},
        ).save(force_insert=True)
        rows.filter(pk=was["id"]).update(created_at=was["created_at"])
        _share(keep, was["kind"], was["value"])
    details = PersonalDetails.objects.of(keep.organisation_id).filter(pk__in=moved.get("details", []))
    details.filter(contact=keep).update(contact=absorb)
    _prefer_one(keep, rows.filter(contact=keep))
    _prefer_one(absorb, rows.filter(contact=absorb))
    for name, (before, after) in moved["fields"].items():
        now = getattr(keep, name)
        # What somebody wrote since is theirs.
        if (str(now) if name == "owner_id" else now) == after:
            setattr(keep, name, before)
    absorb.merged_into_id = None


def _prefer_one(contact: Contact, own: Any) -> None:
    if not own.filter(is_preferred=True).exists():
        heir = own.order_by("created_at", "pk").first()
        if heir is not None:
            own.filter(pk=heir.pk).update(is_preferred=True)


def _share(contact: Contact, kind: str, value: str) -> None:
    """Mark an address as shared when several hold it, and only then."""
    held = ContactAddress.objects.of(contact.organisation_id).filter(kind=kind, value=value)
    held.update(is_shared=held.count() > 1)


def _save_both(keep: Contact, absorb: Contact) -> None:
    names: Sequence[str] = (
        *FILLED,
        "tags",
        "kind",
        "prefix",
        "first_name",
        "middle_name",
        "last_name",
        "suffix",
    )
    for row in (keep, absorb):
        row.version += 1
        row.save(update_fields=[*names, "display_name", "merged_into_id", "version", "updated_at"])
