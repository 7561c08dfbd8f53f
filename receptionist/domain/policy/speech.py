"""The words of each act: templates in English and Spanish. Nothing else is ever said, but what the tenant wrote."""

from collections.abc import Sequence
from typing import Final

from receptionist.domain.policy.acts import Line
from receptionist.domain.policy.speech_en import WORDS as ENGLISH
from receptionist.domain.policy.speech_es import WORDS as SPANISH
from receptionist.domain.policy.spoken import say_number

WORDS: Final = {"en": ENGLISH, "es": SPANISH}
LONGEST_VOICE: Final = 40


def speak(lines: Sequence[Line], language: str) -> str:
    """Word the lines of an act."""
    words = WORDS.get(language, ENGLISH)
    return " ".join(said for one in lines if (said := _one(one, words)))


def _one(line: Line, words: dict[str, str]) -> str:
    values = {key: say_number(value) if key == "phone" else value for key, value in line.values.items()}
    if line.key.startswith("readback.") and line.key != "readback.cancel":
        return _read_back(line.key, values, words)
    if line.key in {"answer", "again", "plan.words"}:
        return values.get("text", "").strip()
    return words[line.key].format_map(_Blank(values))


def _read_back(key: str, values: dict[str, str], words: dict[str, str]) -> str:
    parts = [
        words[f"readback.{one}"].format_map(_Blank(values))
        for one in ("name", "phone", "address")
        if values.get(one)
    ]
    told = words[key].format_map(_Blank(values))
    return " ".join((told, *parts, words["ask.confirm"]))


class _Blank(dict[str, str]):
    """Leaves out what is not known."""

    def __missing__(self, key: str) -> str:
        return ""
