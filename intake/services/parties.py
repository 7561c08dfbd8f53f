"""Parties, their names, numbers and relations, as members and other services keep them.

The `use_case`s are for members; the `step`s, which judge no rights, for use cases of other services.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from contacts.domain.addresses import AddressInvalid, normalise
from contacts.errors import address_sentence
from contacts.selectors.details import details_of
from core.errors import NotFound, Refused
from core.events import record
from core.storing import store
from core.transactions import require_organisation, step, use_case
from intake.domain.names.entries import entries
from intake.domain.names.keys import ENGINE
from intake.domain.names.letters import fold
from intake.events import PartyChanged
from intake.models import (
    IdentifierKind,
    NameKind,
    Party,
    PartyIdentifier,
    PartyKind,
    PartyName,
    PartyRelation,
    RelationKind,
)

EARLIEST = date(1850, 1, 1)
LONGEST_NAME = 300


class NameUnreadable(Refused):
    """There is nothing in the name that could be looked for."""

    def __init__(self) -> None:
        super().__init__(_("Give a name with at least one letter."))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """A name to add."""

    text: str
    kind: NameKind = NameKind.ALIAS
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """A party to add, with its names and numbers."""

    name: str
    kind: PartyKind = PartyKind.PERSON
    dob: date | None = None
    names: tuple[NewName, ...] = ()
    identifiers: tuple[tuple[IdentifierKind, str], ...] = ()
    contact_id: UUID | None = None
    is_self_interest: bool = False
    note: str = ""
    source: str = ""


@use_case
def add_party(*, by: Member, new: NewParty, now: datetime) -> Party:
    """Keep a party, so that later checks find it.

    Raises:
        NameUnreadable: there is no letter in one of its names.
        Refused: a date or number cannot be right.
    """
    policies.check_can_write(by)
    return keep_party(new=new, actor_id=by.pk, now=now)


@use_case
def add_name(*, by: Member, party_id: UUID, new: NewName, source: str = "", now: datetime) -> PartyName:
    """Add a name to a party; one it has already stays as it is.

    Raises:
        NotFound: there is no such party.
        NameUnreadable: there is no letter in it.
    """
    policies.check_can_write(by)
    return keep_name(party_id=party_id, new=new, source=source, actor_id=by.pk, now=now)


@use_case
def relate(
    *,
    by: Member,
    source_id: UUID,
    target_id: UUID,
    kind: RelationKind,
    percent: Decimal | None = None,
    since: date | None = None,
    until: date | None = None,
    source: str = "",
    now: datetime,
) -> PartyRelation:
    """Say what the first party is to the second.

    Raises:
        NotFound: one of them does not exist.
        Refused: they are one, or the share is no share.
    """
    policies.check_can_write(by)
    if source_id == target_id:
        raise Refused(_("Nobody is related to themselves. Choose another party."))
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(_("A share is between 0 and 100 percent."))
    first, second = sorted((source_id, target_id))
    parties = {one: _locked(one) for one in (first, second)}
    relation, _is_new = PartyRelation.objects.get_or_create(
        organisation_id=by.organisation_id,
        source_party_id=source_id,
        target_party_id=target_id,
        kind=kind,
        defaults={"percent": percent, "since": since, "until": until, "source": source},
    )
    for party in parties.values():
        _changed(party, "RELATION", by.pk, now)
    return relation


@use_case
def add_identifier(
    *, by: Member, party_id: UUID, kind: IdentifierKind, value: str, source: str = "", now: datetime
) -> PartyIdentifier:
    """Add a number or address to a party.

    Raises:
        NotFound: there is no such party.
        Refused: it is no number or address of that kind.
    """
    policies.check_can_write(by)
    party = _locked(party_id)
    row, is_new = PartyIdentifier.objects.get_or_create(
        organisation_id=by.organisation_id,
        party=party,
        kind=kind,
        value_norm=identifier_norm(kind, value),
        defaults={"source": source},
    )
    if is_new:
        _changed(party, "IDENTIFIER", by.pk, now)
    return row


@step
def _born(contact_id: UUID | None) -> date | None:
    """Give when a contact was born, where that is known: two of one name are told apart by it."""
    if contact_id is None:
        return None
    found = details_of(organisation_id=require_organisation(), contact_ids=[contact_id]).get(contact_id)
    return date.fromisoformat(found.birth_date) if found is not None and found.birth_date else None


@step
def keep_party(*, new: NewParty, actor_id: UUID | None = None, now: datetime) -> Party:
    """Keep a party with its names and numbers, and say that it is new."""
    if new.dob is not None and not EARLIEST <= new.dob <= now.date():
        raise Refused(_("A date of birth lies between 1850 and today."))
    organisation_id = require_organisation()
    party = Party(
        organisation_id=organisation_id,
        kind=new.kind,
        display_name=" ".join(new.name.split())[:200],
        dob=new.dob or _born(new.contact_id),
        contact_id=new.contact_id,
        is_self_interest=new.is_self_interest,
        note=new.note,
    )
    wanted = (NewName(text=new.name, kind=NameKind.LEGAL), *new.names)
    names = [row for one in wanted for row in name_rows(party, one, new.source)]
    norms = dict.fromkeys((kind, identifier_norm(kind, value)) for kind, value in new.identifiers)
    numbers = [
        PartyIdentifier(
            organisation_id=organisation_id, party=party, kind=kind, value_norm=norm, source=new.source
        )
        for kind, norm in norms
    ]
    store(party)
    store(*_distinct(names))
    if numbers:
        store(*numbers)
    record(PartyChanged(party_id=party.pk, what="NEW", version=party.version), actor_id=actor_id, now=now)
    return party


@step
def keep_name(
    *, party_id: UUID, new: NewName, source: str = "", actor_id: UUID | None = None, now: datetime
) -> PartyName:
    """Add a name, with every name in it, to a party; the first of them is given back."""
    party = _locked(party_id)
    rows = _distinct(name_rows(party, new, source))
    before = {
        (row.kind, row.raw): row for row in PartyName.objects.of(party.organisation_id).filter(party=party)
    }
    fresh = [row for row in rows if (row.kind, row.raw) not in before]
    if fresh:
        store(*fresh)
        _changed(party, "NAME", actor_id, now)
    return before.get((rows[0].kind, rows[0].raw), rows[0])


@step
def renew_names(*, most: int = 500) -> int:
    """Make what finds names anew where an older engine made it; tell how many there were, at most `most`."""
    rows = list(
        PartyName.objects.of(require_organisation())
        .exclude(engine=ENGINE)
        .select_related("party")
        .order_by("id")[:most]
    )
    for row in rows:
        found = entries(row.raw, of_company=_is_company(row.party, NameKind(row.kind)), kind=row.kind)
        row.norm, row.readings = (found[0].norm, found[0].stored()) if found else (fold(row.raw), [])
        row.keys = sorted(found[0].keys) if found else []
        row.engine = ENGINE
    PartyName.objects.bulk_update(rows, ["norm", "readings", "keys", "engine"], batch_size=200)
    return len(rows)


def identifier_norm(kind: IdentifierKind, value: str) -> str:
    """Write a number or address as it is compared.

    Raises:
        Refused: it is none.
    """
    plain = " ".join(value.split())
    if kind in (IdentifierKind.PHONE, IdentifierKind.EMAIL):
        try:
            return normalise(plain).value
        except AddressInvalid as error:
            raise Refused(address_sentence(error)) from error
    folded = fold(plain)
    norm = "".join(letter for letter in folded if letter.isalnum())
    if kind is IdentifierKind.ADDRESS:
        norm = " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())
    if len(norm) < 3:
        raise Refused(_("That is too short to tell anybody apart."))
    return norm[:254]


def _is_company(party: Party, kind: NameKind) -> bool:
    return party.kind == PartyKind.COMPANY or kind is NameKind.DBA


def name_rows(party: Party, new: NewName, source: str) -> list[PartyName]:
    """Make the rows of every name in a line, to be stored.

    Raises:
        NameUnreadable: there is no letter in it.
    """
    text = " ".join(new.text.split())
    if len(text) > LONGEST_NAME:
        raise Refused(_("A name has at most 300 letters."))
    found = entries(text, of_company=_is_company(party, new.kind), kind=new.kind.value)
    if not found:
        raise NameUnreadable
    return [
        PartyName(
            organisation_id=party.organisation_id, party=party, raw=entry.raw, kind=entry.kind, script=entry.script,
            norm=entry.norm, readings=entry.stored(), keys=sorted(entry.keys), engine=ENGINE,
            valid_from=new.valid_from, valid_to=new.valid_to, source=source,
        )
        for entry in found
    ]  # fmt: skip


def _distinct(rows: Iterable[PartyName]) -> list[PartyName]:
    return list({(row.kind, row.raw): row for row in rows}.values())


def _locked(party_id: UUID) -> Party:
    party = (
        Party.objects.of(require_organisation()).select_for_update(no_key=True).filter(pk=party_id).first()
    )
    if party is None:
        raise NotFound
    return party


def _changed(party: Party, what: str, actor_id: UUID | None, now: datetime) -> None:
    party.version += 1
    party.save(update_fields=["version", "updated_at"])
    record(PartyChanged(party_id=party.pk, what=what, version=party.version), actor_id=actor_id, now=now)
