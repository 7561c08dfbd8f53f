"""What can be wrong with what somebody typed or a list holds; `contacts.errors` has a sentence for each."""

from enum import StrEnum


class Fault(StrEnum):
    """Why an address or a row of a list cannot be read. Stored with imported lists, so names never change."""

    EMPTY = "EMPTY"
    EMAIL = "EMAIL"
    SHORT_CODE = "SHORT_CODE"
    ID_TOO_LONG = "ID_TOO_LONG"
    NO_NUMBER = "NO_NUMBER"
    DIGITS_MISSING = "DIGITS_MISSING"
    TOO_MANY_DIGITS = "TOO_MANY_DIGITS"
    BAD_BEGINNING = "BAD_BEGINNING"
    INCOMPLETE = "INCOMPLETE"
    INCOMPLETE_ABROAD = "INCOMPLETE_ABROAD"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    UNKNOWN_WORD = "UNKNOWN_WORD"
    TOO_MANY_TAGS = "TOO_MANY_TAGS"
    SEVERAL_HOLDERS = "SEVERAL_HOLDERS"
    NAME_NEEDED = "NAME_NEEDED"
    BIRTH_DATE = "BIRTH_DATE"
    TOO_MANY_ADDRESSES = "TOO_MANY_ADDRESSES"
