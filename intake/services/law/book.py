"""What one part of a client list adds to what the firm knows, gathered before it is written at once."""

from collections.abc import Sequence
from uuid import UUID

from contacts.domain.addresses import AddressInvalid, normalise
from contacts.ports import ListBatch
from core.errors import Refused
from core.storing import store
from intake.domain.client_lists import ClientRow, ListFault, ListRowWrong, status_after
from intake.domain.names.entries import entries
from intake.domain.names.letters import fold
from intake.models import (
    ConflictCheck,
    IdentifierKind,
    ListedParty,
    Matter,
    MatterParty,
    MatterStatus,
    NameKind,
    Party,
    PartyIdentifier,
    PartyKind,
    PartyName,
    PartyRelation,
    PartyRole,
    RelationKind,
    side_of,
)
from intake.services.law.matters import next_number
from intake.services.parties import NameUnreadable, NewName, identifier_norm, name_rows

_SERIES = "LIST"
_DESCRIBED = ("title", "status", "subject", "practice_area", "opened_on", "closed_on")
_TITLED = frozenset({PartyRole.CLIENT, PartyRole.PROSPECT})


class Book:
    """The parties and matters some rows are about, as they stand and as the rows leave them.

    `changed` are parties that are new or found otherwise from now on, `joined` matters somebody was added to.
    """

    def __init__(self, batch: ListBatch, rows: Sequence[ClientRow]) -> None:
        self.batch, self.organisation_id = batch, batch.organisation_id
        self.changed: set[UUID] = set()
        self.joined: set[UUID] = set()
        self._source = (batch.label or batch.file_name)[:80]
        self._new: list[Party | PartyName | PartyIdentifier | ListedParty | Matter | MatterParty] = []
        self._relations: list[PartyRelation] = []
        self._dirty: dict[UUID, Matter] = {}
        self._fresh: set[UUID] = set()
        self._born: dict[UUID, Party] = {}
        self._next = 0
        self._load_parties(rows)
        self._load_matters(rows)

    def take(self, row: ClientRow) -> bool:
        """Add what a row says; tell whether its party is new.

        Raises:
            ListRowWrong: a number is none, no letter is in a name, or the list's number is another party's.
        """
        party = self._parties.get(row.key)
        is_new = party is None
        if party is None:
            party = Party(
                organisation_id=self.organisation_id,
                kind=row.kind,
                display_name=" ".join(row.name.split())[:200],
                dob=row.dob,
                note=row.note,
            )
        else:
            self._check_same(party, row)
        names, numbers = self._names(party, row), self._numbers(party, row)
        if is_new:
            self._parties[row.key] = party
            listing = ListedParty(
                organisation_id=self.organisation_id,
                party=party,
                listed_id=self.batch.import_id,
                key=row.key,
                line=row.line,
            )
            self._new += [party, listing]
        elif row.dob is not None and party.dob is None:
            party.dob = row.dob
            self._born[party.pk] = party
        if is_new or names or numbers or party.pk in self._born:
            self.changed.add(party.pk)
        self._known_names.setdefault(party.pk, set()).update((name.kind, name.raw) for name in names)
        self._known_numbers.setdefault(party.pk, set()).update((one.kind, one.value_norm) for one in numbers)
        self._new += [*names, *numbers]
        self._join(party, row)
        return is_new

    def relate(self, row: ClientRow) -> bool:
        """Say what a row's party is to another of the list; tell whether both are known."""
        if not row.related_key:
            return True
        source, target = self._parties.get(row.key), self._parties.get(row.related_key)
        if source is None or target is None:
            return False
        if (source.pk, target.pk, row.relation) not in self._related:
            self._related.add((source.pk, target.pk, row.relation))
            self.changed.add(source.pk)
            self._relations.append(
                PartyRelation(
                    organisation_id=self.organisation_id,
                    source_party=source,
                    target_party=target,
                    kind=RelationKind(row.relation),
                    source=self._source,
                )
            )
        return True

    def store(self) -> None:
        """Write it all."""
        rows = [*self._new, *self._relations]
        if rows:
            store(*rows)
        dirty = list(self._dirty.values())
        for matter in dirty:
            matter.version += 1
        Matter.objects.bulk_update(dirty, [*_DESCRIBED, "version"])
        for party in self._born.values():
            party.version += 1
            party.save(update_fields=["dob", "version", "updated_at"])

    def _load_parties(self, rows: Sequence[ClientRow]) -> None:
        keys = {row.key for row in rows} | {row.related_key for row in rows if row.related_key}
        # Rows by their keys and nothing joined, here and below: while a list grows, statistics lag behind it, and a
        # join that was planned for ten rows goes through the whole firm for each of them.
        listings = ListedParty.objects.of(self.organisation_id).filter(key__in=keys).prefetch_related("party")
        self._parties = {one.key: one.party for one in listings.order_by("pk")}
        ids = {party.pk for party in self._parties.values()}
        self._known_names: dict[UUID, set[tuple[str, str]]] = {}
        self._known_numbers: dict[UUID, set[tuple[str, str]]] = {}
        names = PartyName.objects.of(self.organisation_id).filter(party__in=ids)
        for party_id, kind, raw in names.values_list("party_id", "kind", "raw"):
            self._known_names.setdefault(party_id, set()).add((kind, raw))
        numbers = PartyIdentifier.objects.of(self.organisation_id).filter(party__in=ids)
        for party_id, kind, norm in numbers.values_list("party_id", "kind", "value_norm"):
            self._known_numbers.setdefault(party_id, set()).add((kind, norm))
        related = PartyRelation.objects.of(self.organisation_id).filter(source_party__in=ids)
        self._related = set(related.values_list("source_party_id", "target_party_id", "kind"))

    def _load_matters(self, rows: Sequence[ClientRow]) -> None:
        parts = MatterParty.objects.of(self.organisation_id)
        known = {party.pk for party in self._parties.values()}
        # Rows without a matter's number are found again by the part their party has.
        own = set(parts.filter(party__in=known).values_list("matter_id", flat=True))
        matters = Matter.objects.of(self.organisation_id)
        found = {
            *matters.filter(number__in={row.matter for row in rows if row.matter}),
            *matters.filter(pk__in=own),
        }
        self._matters = {matter.number: matter for matter in found}
        self._parts: dict[UUID, set[tuple[UUID, str]]] = {}
        self._titles: dict[UUID, set[str]] = {}
        self._by_part: dict[tuple[UUID, str], Matter] = {}
        by_id = {matter.pk: matter for matter in found}
        around = parts.filter(matter__in=by_id).order_by("pk").prefetch_related("party")
        for part in around:
            self._note_part(by_id[part.matter_id], part.party, part.role)
        checks = ConflictCheck.objects.of(self.organisation_id).filter(matter__in=by_id)
        # A matter with a check is one the firm works on; a list no longer says how it stands.
        self._kept = set(checks.values_list("matter_id", flat=True))

    def _note_part(self, matter: Matter, party: Party, role: str) -> None:
        self._parts.setdefault(matter.pk, set()).add((party.pk, role))
        self._titles.setdefault(matter.pk, set()).add(party.display_name)
        self._by_part.setdefault((party.pk, role), matter)

    def _check_same(self, party: Party, row: ClientRow) -> None:
        known = {fold(raw) for _kind, raw in self._known_names.get(party.pk, ())}
        # A line such as “Ann Lee d/b/a Redwing” is kept as the names in it.
        is_company = row.kind == PartyKind.COMPANY
        pieces = (entries(name, of_company=is_company) for name in (row.name, *row.aliases))
        is_named = not known.isdisjoint({fold(entry.raw) for found in pieces for entry in found})
        is_born = row.dob is None or party.dob is None or row.dob == party.dob
        if party.kind != row.kind or not is_named or not is_born:
            raise ListRowWrong(ListFault.OTHER_PERSON, "party_id")

    def _names(self, party: Party, row: ClientRow) -> list[PartyName]:
        known = self._known_names.get(party.pk, set())
        wanted = [NewName(text=row.name, kind=NameKind.LEGAL), *(NewName(text=one) for one in row.aliases)]
        found: dict[tuple[str, str], PartyName] = {}
        for new in wanted:
            field = "name" if new.kind is NameKind.LEGAL else "aliases"
            try:
                rows = name_rows(party, new, self._source)
            except NameUnreadable as unreadable:
                raise ListRowWrong(ListFault.NAME_UNREADABLE, field, typed=new.text) from unreadable
            found |= {(one.kind, one.raw): one for one in rows}
        return [name for key, name in found.items() if key not in known]

    def _numbers(self, party: Party, row: ClientRow) -> list[PartyIdentifier]:
        known = self._known_numbers.get(party.pk, set())
        found: dict[tuple[str, str], PartyIdentifier] = {}
        for kind, field, typed in row.identifiers:
            norm = self._norm(IdentifierKind(kind), field, typed)
            if (kind, norm) not in known:
                found[kind, norm] = PartyIdentifier(
                    organisation_id=self.organisation_id, party=party, kind=kind, value_norm=norm, source=self._source
                )  # fmt: skip
        return list(found.values())

    def _norm(self, kind: IdentifierKind, field: str, typed: str) -> str:
        try:
            if kind in (IdentifierKind.PHONE, IdentifierKind.EMAIL):
                address = normalise(typed, region=self.batch.region)
                if (address.kind.value == "EMAIL") is not (kind is IdentifierKind.EMAIL):
                    raise ListRowWrong(ListFault(f"{kind.value}_WRONG"), field, typed=typed)
                return address.value
            return identifier_norm(kind, typed)
        except AddressInvalid as wrong:
            raise ListRowWrong(ListFault(f"{kind.value}_WRONG"), field, typed=typed) from wrong
        except Refused as wrong:
            raise ListRowWrong(ListFault.NUMBER_TOO_SHORT, field, typed=typed) from wrong

    def _join(self, party: Party, row: ClientRow) -> None:
        matter = self._matters.get(row.matter) if row.matter else self._by_part.get((party.pk, row.role))
        if matter is None:
            matter = Matter(
                organisation_id=self.organisation_id, number=row.matter or self._number(), title="", status=""
            )
            self._matters[matter.number] = matter
            self._new.append(matter)
            self._fresh.add(matter.pk)
        if matter.pk not in self._kept:
            self._describe(matter, row)
        if (party.pk, row.role) in self._parts.get(matter.pk, set()):
            return
        self._note_part(matter, party, row.role)
        self.joined.add(matter.pk)
        self._new.append(
            MatterParty(
                organisation_id=self.organisation_id,
                matter=matter,
                party=party,
                role=row.role,
                side=side_of(PartyRole(row.role)),
                since=row.opened_on,
            )
        )

    def _describe(self, matter: Matter, row: ClientRow) -> None:
        """Let a matter that only lists told of stand as this row says."""
        is_new = matter.pk in self._fresh
        is_first = not matter.status
        has_client = any(role == PartyRole.CLIENT for _party, role in self._parts.get(matter.pk, ()))
        before = [getattr(matter, name) for name in _DESCRIBED]
        named = " ".join(row.name.split())[:200]
        # A matter without a title bears its client's name; until one is named, somebody else's.
        is_lent = matter.title in self._titles.get(matter.pk, ())
        if row.title:
            matter.title = row.title
        elif is_first or (is_lent and row.role in _TITLED and not has_client):
            matter.title = named
        matter.status = MatterStatus(status_after(now=matter.status, has_client=has_client, row=row))
        matter.subject = matter.subject or row.subject
        matter.practice_area = matter.practice_area or row.practice_area
        matter.opened_on = matter.opened_on or row.opened_on
        if matter.status == MatterStatus.CLOSED:
            matter.closed_on = matter.closed_on or row.closed_on
        if not is_new and [getattr(matter, name) for name in _DESCRIBED] != before:
            self._dirty[matter.pk] = matter

    def _number(self) -> str:
        # A series of its own: a list may bring numbers like ours further down.
        if not self._next:
            self._next = (
                int(next_number(self.organisation_id, series=_SERIES).removeprefix(f"{_SERIES}-")) - 1
            )
        self._next += 1
        return f"{_SERIES}-{self._next}"
