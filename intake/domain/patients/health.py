"""Allergies, medications and conditions: what sorts there are, and what a form's answers say of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from intake.domain.forms.document import Definition
from intake.domain.forms.kinds import FieldType


class Kind(StrEnum):
    """What sort of thing is known."""

    ALLERGY = "ALLERGY"
    MEDICATION = "MEDICATION"
    CONDITION = "CONDITION"


class Severity(StrEnum):
    """How bad a reaction was, as FHIR R4 counts it."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Standing(StrEnum):
    """Whether a thing holds, held once, or never did."""

    ACTIVE = "ACTIVE"
    ENDED = "ENDED"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing as it was said; `what` is empty where there is none of the kind."""

    kind: Kind
    what: str = ""
    detail: str = ""
    course: str = ""
    since: str = ""
    severity: str = ""
    is_risky: bool = False

    @property
    def same(self) -> tuple[str, ...]:
        """What two sayings of one thing share, however they are written."""
        words = (self.kind, self.what, self.detail, self.course, self.severity)
        return tuple(" ".join(word.split()).casefold() for word in words)


LONGEST: Final = 300
# What people write into a list to say that there is nothing to list.
_NOTHING: Final = frozenset(
    {
        "none", "no", "nothing", "n/a", "na", "nka", "nkda", "no allergies", "no known allergies", "none known",
        "no medications", "no medication", "ninguna", "ninguno", "nada", "no tengo", "sin alergias", "no tomo",
    }
)  # fmt: skip
_KINDS: Final = {FieldType.ALLERGY: Kind.ALLERGY, FieldType.MEDICATION: Kind.MEDICATION}


def said_in(definition: Definition, answers: Mapping[str, Any]) -> list[Said]:
    """Read what a form says of allergies and medications, each once; an empty list says nothing."""
    found = {
        said.same: said
        for key, field in definition.fields.items()
        if field.type in _KINDS
        for said in _rows(_KINDS[field.type], answers.get(key))
    }
    named = {said.kind for said in found.values() if said.what}
    return [said for said in found.values() if said.what or said.kind not in named]


def _rows(kind: Kind, answer: object) -> Iterator[Said]:
    for row in answer if isinstance(answer, list) else ():
        if not isinstance(row, Mapping):
            continue
        names = ("substance", "reaction") if kind is Kind.ALLERGY else ("name", "dose")
        what, detail = (str(row.get(name) or "").strip()[:LONGEST] for name in names)
        if what.casefold().rstrip(".!") in _NOTHING:
            yield Said(kind=kind)
        elif what:
            severity = str(row.get("severity") or "")
            yield Said(
                kind=kind,
                what=what,
                detail=detail,
                course=str(row.get("how_often") or "").strip()[:LONGEST],
                severity=severity if severity in set(Severity) else "",
            )
