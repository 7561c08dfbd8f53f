"""What a form can ask, how private an answer is, and of which parts the larger answers are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FieldType(StrEnum):
    """What sort of answer a field takes. Stored in documents, so names never change."""

    TEXT = "text"
    TEXTAREA = "textarea"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"
    MULTICHOICE = "multichoice"
    BOOLEAN = "boolean"
    ADDRESS = "address"
    PARTY = "party"
    PERSON = "person"
    INSURANCE_CARD = "insurance_card"
    MEDICATION = "medication"
    ALLERGY = "allergy"
    FILE = "file"
    SIGNATURE = "signature"
    CONSENT = "consent"
    COMPUTED = "computed"
    STATIC = "static"
    REPEAT = "repeat"


class Sensitivity(StrEnum):
    """How private an answer is, from what anybody may know to what is kept encrypted."""

    PUBLIC = "public"
    CONTACT = "contact"
    PHI = "phi"
    PRIVILEGED = "privileged"
    PAYMENT = "payment"


# What a stage must name before it may ask for it; such answers are stored encrypted.
SENSITIVE: Final = frozenset({Sensitivity.PHI, Sensitivity.PRIVILEGED, Sensitivity.PAYMENT})
# What says what happened, or how somebody is: never asked before we know who it is.
FACTS: Final = frozenset({Sensitivity.PHI, Sensitivity.PRIVILEGED})
CHOSEN: Final = frozenset({FieldType.CHOICE, FieldType.MULTICHOICE})
SILENT: Final = frozenset({FieldType.STATIC, FieldType.COMPUTED})
HELD_ELSEWHERE: Final = frozenset({FieldType.FILE, FieldType.SIGNATURE})
AGREED, DECLINED = "agreed", "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of a larger answer; `options` are the values it may have."""

    key: str
    type: FieldType = FieldType.TEXT
    is_required: bool = False
    autocomplete: str = ""
    options: tuple[str, ...] = ()


_ADDRESS: Final = (
    Part(key="line1", is_required=True, autocomplete="address-line1"),
    Part(key="line2", autocomplete="address-line2"),
    Part(key="city", is_required=True, autocomplete="address-level2"),
    Part(key="region", is_required=True, autocomplete="address-level1"),
    Part(key="postcode", is_required=True, autocomplete="postal-code"),
)
_PARTY: Final = (
    Part(key="name", is_required=True),
    Part(key="also_known_as"),
    Part(key="kind", type=FieldType.CHOICE, options=("person", "company")),
    Part(
        key="role",
        type=FieldType.CHOICE,
        options=("opposing", "spouse", "child", "relative", "employer", "business", "witness", "other"),
    ),
)
_PERSON: Final = (
    Part(key="given_name", is_required=True),
    Part(key="family_name", is_required=True),
    Part(key="birth_date", type=FieldType.DATE),
    Part(key="relation"),
    Part(key="phone", type=FieldType.PHONE),
)
_CARD: Final = (
    Part(key="payer", is_required=True),
    Part(key="member_id", is_required=True),
    Part(key="group"),
    Part(key="subscriber"),
)
_MEDICATION: Final = (Part(key="name", is_required=True), Part(key="dose"), Part(key="how_often"))
_ALLERGY: Final = (
    Part(key="substance", is_required=True),
    Part(key="reaction"),
    Part(key="severity", type=FieldType.CHOICE, options=("mild", "moderate", "severe")),
)

PARTS: Final[Mapping[FieldType, tuple[Part, ...]]] = {
    FieldType.ADDRESS: _ADDRESS,
    FieldType.PARTY: _PARTY,
    FieldType.PERSON: _PERSON,
    FieldType.INSURANCE_CARD: _CARD,
    FieldType.MEDICATION: _MEDICATION,
    FieldType.ALLERGY: _ALLERGY,
}
# Answers that are lists of such pieces.
MANY: Final = frozenset({FieldType.PARTY, FieldType.MEDICATION, FieldType.ALLERGY, FieldType.REPEAT})
# What a part of a repeat may be.
SIMPLE: Final = frozenset(
    {
        FieldType.TEXT,
        FieldType.TEXTAREA,
        FieldType.INTEGER,
        FieldType.DECIMAL,
        FieldType.DATE,
        FieldType.TIME,
        FieldType.PHONE,
        FieldType.EMAIL,
        FieldType.CHOICE,
    }
)
