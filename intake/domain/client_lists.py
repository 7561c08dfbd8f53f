"""Lists of whom a firm acted for and against, as other programs write them: what their cells say, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from intake.domain.conflicts.lists import KINDS, aliases_of, read_date
from intake.domain.names.companies import LEGAL_FORMS
from intake.domain.names.letters import fold

LONGEST_NAME: Final = 300
LONGEST: Final[Mapping[str, int]] = {
    "party_id": 200, "matter_id": 24, "matter_title": 200, "practice_area": 80, "subject": 300, "city": 120,
    "note": 1800,
}  # fmt: skip
EARLIEST: Final = date(1850, 1, 1)
# Short words that end a company's name and a person's as well.
_DOUBTFUL: Final = frozenset({"ab", "ag", "as", "co", "cv", "kk", "pa", "sa", "se", "sl", "sas", "spa"})

# How a word for a role reads once folded: what a party is to its matter, and how a matter with such a client stands.
_ROLES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("CLIENT", "OPEN"): ("client", "current client", "active client", "cliente", "cliente actual"),
    ("CLIENT", "CLOSED"): (
        "former client", "past client", "ex client", "closed client", "inactive client", "cliente anterior", "ex cliente",
    ),
    ("PROSPECT", "INQUIRY"): (
        "prospective", "prospect", "prospective client", "potential client", "pnc", "lead", "consultation",
        "cliente potencial", "prospecto",
    ),
    ("PROSPECT", "DECLINED"): (
        "declined", "declined prospect", "not engaged", "rejected", "non client", "rechazado",
    ),
    ("ADVERSE", ""): (
        "adverse", "adverse party", "opposing party", "other side", "opponent", "opposing", "parte contraria",
        "contrario",
    ),
    ("CO_PARTY", ""): ("co party", "coparty", "co client", "codefendant", "co defendant", "coplaintiff", "co plaintiff"),
    ("RELATED", ""): ("related", "related party", "affiliate", "family", "relacionado", "relacionada"),
    ("COUNSEL", ""): (
        "opposing counsel", "opposing attorney", "opposing lawyer", "counsel", "abogado contrario", "abogada contraria",
    ),
    ("JUDGE", ""): ("judge", "arbitrator", "mediator", "juez", "jueza", "arbitro"),
    ("WITNESS", ""): ("witness", "testigo"),
    ("EXPERT", ""): ("expert", "expert witness", "perito", "perita"),
    ("INSURER", ""): ("insurer", "insurance", "insurance company", "carrier", "aseguradora"),
    ("GUARANTOR", ""): ("guarantor", "garante", "fiador"),
    ("REFERRER", ""): ("referrer", "referral source", "referred by", "referente"),
    ("PAYER", ""): ("payer", "payor", "third party payer", "pagador"),
}  # fmt: skip
ROLES: Final = {word: found for found, words in _ROLES.items() for word in words}
STATUSES: Final = {
    word: status
    for status, words in {
        "OPEN": ("open", "active", "pending", "abierto", "activo"),
        "CLOSED": ("closed", "archived", "inactive", "completed", "cerrado", "archivado"),
        "INQUIRY": ("inquiry", "prospect", "intake", "lead", "consulta"),
        "DECLINED": ("declined", "rejected", "not engaged", "rechazado"),
    }.items()
    for word in words
}
# What the row's party is to the one of `related_to`.
RELATIONS: Final = {
    word: relation
    for relation, words in {
        "PARENT": ("parent", "parent company", "parent of", "matriz"),
        "SUBSIDIARY": ("subsidiary", "subsidiary of", "filial"),
        "OWNER": ("owner", "owner of", "shareholder", "member", "dueno", "socio"),
        "AFFILIATE": ("affiliate", "affiliate of", "sister company", "afiliada"),
        "DIRECTOR": ("director", "director of", "board member"),
        "OFFICER": ("officer", "officer of", "ceo", "cfo", "president", "manager"),
        "EMPLOYEE": ("employee", "employee of", "works for", "empleado", "empleada"),
        "SPOUSE": ("spouse", "wife", "husband", "partner", "spouse of", "esposo", "esposa", "conyuge"),
        "EX_SPOUSE": ("former spouse", "ex spouse", "ex wife", "ex husband", "ex esposo", "ex esposa"),
        "CHILD": ("child", "son", "daughter", "child of", "hijo", "hija"),
        "GUARDIAN": ("guardian", "guardian of", "tutor", "tutora"),
        "HOUSEHOLD": ("household", "same household", "hogar"),
        "INSURER": ("insurer", "insurer of", "aseguradora"),
        "GUARANTOR": ("guarantor", "guarantor of", "garante", "fiador"),
        "PAYER": ("payer", "payor", "pays for", "pagador"),
    }.items()
    for word in words
}
IDENTIFIERS: Final[Mapping[str, str]] = {
    "phone": "PHONE", "phone_2": "PHONE", "email": "EMAIL", "email_2": "EMAIL", "tax": "TAX", "registry": "REGISTRY",
    "address": "ADDRESS",
}  # fmt: skip


class ListFault(StrEnum):
    """Why a row of a client list cannot be read. Stored with imported lists, so names never change."""

    NAME_NEEDED = "NAME_NEEDED"
    NAME_UNREADABLE = "NAME_UNREADABLE"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    KIND_UNKNOWN = "KIND_UNKNOWN"
    DOB_WRONG = "DOB_WRONG"
    DAY_WRONG = "DAY_WRONG"
    ROLE_NEEDED = "ROLE_NEEDED"
    ROLE_UNKNOWN = "ROLE_UNKNOWN"
    STATUS_UNKNOWN = "STATUS_UNKNOWN"
    PHONE_WRONG = "PHONE_WRONG"
    EMAIL_WRONG = "EMAIL_WRONG"
    NUMBER_TOO_SHORT = "NUMBER_TOO_SHORT"
    OTHER_PERSON = "OTHER_PERSON"
    RELATION_UNKNOWN = "RELATION_UNKNOWN"
    RELATED_MISSING = "RELATED_MISSING"
    RELATED_SELF = "RELATED_SELF"


class ListRowWrong(ValueError):
    """A row cannot be read; `field` is the column's, `typed` what stood there, `count` how much fits."""

    def __init__(self, fault: ListFault, field: str = "", *, typed: str = "", count: int = 0) -> None:
        super().__init__(fault)
        self.fault, self.field, self.typed, self.count = fault, field, typed[:40], count


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A row as it was understood; `identifiers` are kind, field and text as written, dates are without a clock.

    `status` is how its matter stands where a column or the role tells, `stated` whether a column did. `key` tells the
    party apart within its list, also when the list comes again.
    """

    line: int
    key: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    dob: date | None
    role: str
    status: str
    stated: bool
    matter: str
    title: str
    practice_area: str
    subject: str
    opened_on: date | None
    closed_on: date | None
    identifiers: tuple[tuple[str, str, str], ...]
    relation: str
    related_key: str
    note: str


def read_client_row(
    values: Mapping[str, str], *, line: int, label: str, has_roles: bool, today: date
) -> ClientRow:
    """Read a row's filled cells by field; `label` names the list, which numbers its people as it likes.

    A list without a column for roles is one of clients.

    Raises:
        ListRowWrong: a cell is missing, too long, no date or not known.
    """
    for name, most in LONGEST.items():
        if len(values.get(name, "")) > most:
            raise ListRowWrong(ListFault.CELL_TOO_LONG, name, count=most)
    name = values.get("name") or f"{values.get('first_name', '')} {values.get('last_name', '')}".strip()
    aliases = aliases_of(values.get("aliases", ""))
    if not name:
        raise ListRowWrong(ListFault.NAME_NEEDED, "name")
    for field, text in (("name", name), *(("aliases", alias) for alias in aliases)):
        if len(text) > LONGEST_NAME:
            raise ListRowWrong(ListFault.CELL_TOO_LONG, field, count=LONGEST_NAME)
    kind = _kind(values.get("kind", ""), name)
    dob = _day(values, "dob", ListFault.DOB_WRONG)
    if dob is not None and not EARLIEST <= dob <= today:
        raise ListRowWrong(ListFault.DOB_WRONG, "dob", typed=values["dob"])
    role, status = _role(values.get("role", ""), has_roles=has_roles)
    stated = _known(values, "status", STATUSES, ListFault.STATUS_UNKNOWN)
    matter = values.get("matter_id", "")
    relation = _known(values, "relation", RELATIONS, ListFault.RELATION_UNKNOWN)
    related = values.get("related_to", "")
    number = values.get("party_id", "")
    if number and number == related:
        raise ListRowWrong(ListFault.RELATED_SELF, "related_to")
    city = f"{values['city']}. " if values.get("city") else ""
    return ClientRow(
        line=line,
        key=_key(label, number) if number else _key(label, "", kind, fold(name), str(dob or matter)),
        kind=kind,
        name=name,
        aliases=aliases,
        dob=dob,
        role=role,
        status=stated or status,
        stated=bool(stated),
        matter=matter,
        title=values.get("matter_title", ""),
        practice_area=values.get("practice_area", ""),
        subject=values.get("subject", ""),
        opened_on=_day(values, "opened", ListFault.DAY_WRONG),
        closed_on=_day(values, "closed", ListFault.DAY_WRONG),
        identifiers=tuple(
            (kind, field, values[field]) for field, kind in IDENTIFIERS.items() if values.get(field)
        ),
        relation=relation if related else "",
        related_key=_key(label, related) if relation and related else "",
        note=f"{city}{values.get('note', '')}".strip(),
    )


def _key(label: str, *parts: str) -> str:
    # Of names only this is kept beside the party, so that nothing outlives them here.
    return sha256("\x1f".join((fold(label), *parts)).encode()).hexdigest()


def _word(typed: str) -> str:
    return " ".join(fold(typed).replace("_", " ").replace("-", " ").replace("/", " ").split())


def _kind(typed: str, name: str) -> str:
    kind = KINDS.get(_word(typed))
    if kind is None:
        raise ListRowWrong(ListFault.KIND_UNKNOWN, "kind", typed=typed)
    if kind:
        return kind
    words = [word.strip(".,") for word in fold(name).replace(".", "").split()]
    is_company = "&" in words or (len(words) > 1 and words[-1] in LEGAL_FORMS - _DOUBTFUL)
    return "COMPANY" if is_company else "PERSON"


def _role(typed: str, *, has_roles: bool) -> tuple[str, str]:
    if not typed:
        if has_roles:
            raise ListRowWrong(ListFault.ROLE_NEEDED, "role")
        return ROLES["client"]
    found = ROLES.get(_word(typed))
    if found is None:
        raise ListRowWrong(ListFault.ROLE_UNKNOWN, "role", typed=typed)
    return found


def _known(values: Mapping[str, str], field: str, words: Mapping[str, str], fault: ListFault) -> str:
    typed = values.get(field, "")
    if not typed:
        return ""
    found = words.get(_word(typed))
    if found is None:
        raise ListRowWrong(fault, field, typed=typed)
    return found


def _day(values: Mapping[str, str], field: str, fault: ListFault) -> date | None:
    typed = values.get(field, "")
    if not typed:
        return None
    found = read_date(typed)
    if found is None:
        raise ListRowWrong(fault, field, typed=typed)
    return found


def status_after(*, now: str, has_client: bool, row: ClientRow) -> str:
    """Say how a matter only lists told of stands once another row names it; `now` is empty for a new one.

    A column's word wins; then clients, a present one before a former; then somebody who only asked. A matter of which
    the list names the other side alone counts as open: that is the safe reading.
    """
    if row.stated:
        return row.status
    if row.role == "CLIENT":
        return "OPEN" if has_client and now == "OPEN" else row.status
    if row.role == "PROSPECT" and not has_client:
        return row.status
    return now or "OPEN"
