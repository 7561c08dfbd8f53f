"""What is typed on the pages of matters: read leniently, refused with a sentence that says how to write it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from intake.models import PartyKind, PartyRole
from intake.services.law.matters import Named, NewMatter

MOST_PEOPLE = 12
LONGEST = 200
TYPED = ("title", "subject", "area", "conversation", "responsible")


@dataclass(slots=True)
class Typed:
    """A form as it was typed, with what is wrong with it; `matter` is what it says where nothing is."""

    values: dict[str, str] = field(default_factory=dict)
    people: list[dict[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def blank(*, name: str = "", conversation: str = "") -> Typed:
    """Give an empty form: somebody who asks, the other side, and somebody related."""
    people = [
        {
            "name": name,
            "role": PartyRole.PROSPECT.value,
            "kind": PartyKind.PERSON.value,
            "dob": "",
            "also": "",
        },
        {"name": "", "role": PartyRole.ADVERSE.value, "kind": PartyKind.PERSON.value, "dob": "", "also": ""},
        {"name": "", "role": PartyRole.RELATED.value, "kind": PartyKind.PERSON.value, "dob": "", "also": ""},
        {"name": "", "role": PartyRole.RELATED.value, "kind": PartyKind.COMPANY.value, "dob": "", "also": ""},
    ]
    return Typed(values={**dict.fromkeys(TYPED, ""), "conversation": conversation}, people=people)


def read_matter(data: QueryDict) -> tuple[Typed, NewMatter | None]:
    """Read a new matter; None where something is wrong with it."""
    typed = Typed(values={key: data.get(key, "").strip() for key in TYPED})
    rows = zip(
        data.getlist("name"),
        data.getlist("role"),
        data.getlist("kind"),
        data.getlist("dob"),
        data.getlist("also"),
        strict=False,
    )
    keys = ("name", "role", "kind", "dob", "also")
    typed.people = [dict(zip(keys, (cell.strip() for cell in row), strict=True)) for row in rows][
        :MOST_PEOPLE
    ]
    people = tuple(named for row in typed.people if row["name"] and (named := read_person(row, typed.errors)))
    if not any(row["name"] for row in typed.people):
        typed.errors.append(_("Name at least the person who asks."))
    if typed.errors:
        return typed, None
    first = people[0].name
    against = next((one.name for one in people if one.role == PartyRole.ADVERSE), "")
    title = typed.values["title"] or (f"{first} / {against}" if against else first)
    return typed, NewMatter(
        title=title[:LONGEST],
        people=people,
        practice_area=typed.values["area"][:80],
        subject=typed.values["subject"][:300],
        responsible_id=_id(typed.values["responsible"]),
        conversation_id=_id(typed.values["conversation"]),
    )


def read_person(row: dict[str, str], errors: list[str]) -> Named | None:
    """Read one line of names; what is wrong with it is added to `errors`."""
    name = " ".join(row.get("name", "").split())
    if len(name) > LONGEST or not any(letter.isalnum() for letter in name):
        errors.append(_("“%(name)s” is no name that can be searched for.") % {"name": name[:40]})
        return None
    dob = None
    if row.get("dob"):
        try:
            dob = date.fromisoformat(row["dob"])
        except ValueError:
            errors.append(
                _("The birth date of %(name)s cannot be read. Write it like 1981-07-02.") % {"name": name}
            )
            return None
    role = row.get("role", "")
    kind = row.get("kind", "")
    return Named(
        name=name,
        role=PartyRole(role) if role in set(PartyRole.values) else PartyRole.RELATED,
        kind=PartyKind(kind) if kind in set(PartyKind.values) else PartyKind.PERSON,
        dob=dob,
        aliases=tuple(alias.strip() for alias in row.get("also", "").split(",") if alias.strip())[:10],
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
