"""Why a party is held to be the one looked for, as codes with values that pages put into words."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """How one thing agrees with another, or does not."""

    SAME_NAME = "same_name"
    SAME = "same"
    UMLAUT = "umlaut"
    PARTICLE = "particle"
    SPELLING = "spelling"
    NICKNAME = "nickname"
    TRANSLITERATION = "transliteration"
    CROSS_LANGUAGE = "cross_language"
    CHINESE = "chinese"
    SOUND = "sound"
    SCANNED = "scanned"
    SLIP = "slip"
    INITIAL = "initial"
    DIFFERENT = "different"
    SECOND_FAMILY_NAME = "second_family_name"
    MIDDLE_LEFT_OUT = "middle_left_out"
    MIDDLE_AS_FIRST = "middle_as_first"
    ONLY_FAMILY_NAME = "only_family_name"
    TURNED = "turned"
    OTHER_GENERATION = "other_generation"
    OTHER_MIDDLE = "other_middle"
    DOB_SAME = "dob_same"
    DOB_NEAR = "dob_near"
    DOB_OTHER = "dob_other"
    WORD_LEFT_OUT = "word_left_out"
    RUN_TOGETHER = "run_together"
    ACRONYM = "acronym"
    IDENTIFIER = "identifier"
    RELATION = "relation"


class Part(StrEnum):
    """What of a name agrees."""

    GIVEN = "given"
    FAMILY = "family"
    MIDDLE = "middle"
    WORD = "word"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: which part, how, and the two spellings it is about."""

    why: Why
    part: Part = Part.WHOLE
    ours: str = ""
    theirs: str = ""
