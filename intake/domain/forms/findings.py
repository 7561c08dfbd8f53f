"""What can be wrong with a form, and with an answer; presenters have a sentence for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

At = tuple[str | int, ...]


class Trouble(StrEnum):
    """Why a document is no good form."""

    NOT_THIS_KIND = "NOT_THIS_KIND"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    MISSING_KEY = "MISSING_KEY"
    NOT_ALLOWED = "NOT_ALLOWED"
    TOO_LONG = "TOO_LONG"
    TOO_MANY = "TOO_MANY"
    TOO_FEW = "TOO_FEW"
    BAD_NAME = "BAD_NAME"
    TAKEN_NAME = "TAKEN_NAME"
    NO_TRANSLATION = "NO_TRANSLATION"
    NO_OPTIONS = "NO_OPTIONS"
    NO_SUCH_FIELD = "NO_SUCH_FIELD"
    NOT_COMPARABLE = "NOT_COMPARABLE"
    CIRCLE = "CIRCLE"
    LATER_FIELD = "LATER_FIELD"
    NEVER_SHOWN = "NEVER_SHOWN"
    TOO_EARLY = "TOO_EARLY"
    FIRST_STAGE = "FIRST_STAGE"
    TOO_DEEP = "TOO_DEEP"
    NOTHING_TO_COMPUTE = "NOTHING_TO_COMPUTE"
    NOT_IN_REPEAT = "NOT_IN_REPEAT"
    NO_WAY_BACK = "NO_WAY_BACK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong with a document, and where: keys and places from its root."""

    trouble: Trouble
    at: At = ()
    words: Mapping[str, str] = field(default_factory=dict)
    is_warning: bool = False


class Fault(StrEnum):
    """Why an answer cannot be taken."""

    NEEDED = "NEEDED"
    TOO_LONG = "TOO_LONG"
    TOO_SHORT = "TOO_SHORT"
    NOT_NUMBER = "NOT_NUMBER"
    NOT_WHOLE = "NOT_WHOLE"
    TOO_SMALL = "TOO_SMALL"
    TOO_BIG = "TOO_BIG"
    NOT_DATE = "NOT_DATE"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    IN_FUTURE = "IN_FUTURE"
    IN_PAST = "IN_PAST"
    NOT_TIME = "NOT_TIME"
    NOT_PHONE = "NOT_PHONE"
    NOT_EMAIL = "NOT_EMAIL"
    NOT_OFFERED = "NOT_OFFERED"
    NOT_POSTCODE = "NOT_POSTCODE"
    TOO_MANY = "TOO_MANY"
    TOO_FEW = "TOO_FEW"
    MUST_AGREE = "MUST_AGREE"
    NOT_READABLE = "NOT_READABLE"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer cannot be taken, with the limit it passed."""

    fault: Fault
    limit: str = ""
