"""Letters made alike: case, accents, typographic marks, and other alphabets written in ours."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "ng",
        "ə": "a", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
        "−": "-", "＆": "&", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    }
)  # fmt: skip
_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "ѓ": "g", "е": "e", "ё": "yo", "є": "ye",
        "ж": "zh", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ї": "yi", "й": "y", "ј": "j", "к": "k", "л": "l",
        "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c",
        "ќ": "k", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch",
        "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
_GREEK: Final = str.maketrans(
    {
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
        "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
        "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
_ARABIC: Final = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
        "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh",
        "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ي": "y", "ى": "a",
        "ئ": "y", "ؤ": "w", "ء": "",
    }
)  # fmt: skip
_SCRIPTS: Final = (
    ("CYRILLIC", re.compile("[\u0400-\u052f]")),
    ("GREEK", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ARABIC", re.compile("[\u0600-\u06ff]")),
    ("HEBREW", re.compile("[\u0590-\u05ff]")),
    ("HAN", re.compile("[\u3040-\u30ff\u3400-\u9fff]")),
    ("HANGUL", re.compile("[\uac00-\ud7af]")),
)
_UMLAUT: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def words(listed: str) -> frozenset[str]:
    """Give the words of a text that lists some."""
    return frozenset(listed.split())


def word_list(listed: str) -> tuple[str, ...]:
    """Give the words of a text in their order."""
    return tuple(listed.split())


def script_of(text: str) -> str:
    """Name the script a name is written in."""
    return next((name for name, letters in _SCRIPTS if letters.search(text)), "LATIN")


def fold(text: str) -> str:
    """Write a name in plain small letters without accents; its marks and spaces stay."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    plain = plain.translate(_CYRILLIC).translate(_GREEK).translate(_ARABIC)
    stripped = "".join(
        letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)
    )
    return stripped.translate(_LETTERS).translate(_GREEK)


@lru_cache(maxsize=200_000)
def without_umlauts(token: str) -> str:
    """Write ue, oe and ae as the single letter others write for them: Mueller, Müller and Muller are one."""
    for both, single in _UMLAUT:
        if both in token:
            token = token.replace(both, single)
    return token
