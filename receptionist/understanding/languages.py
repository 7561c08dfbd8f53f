"""English or Spanish: by the words everybody uses, and by a model where those do not tell."""

from functools import cache
from importlib import import_module
from typing import Any, Final

from receptionist.understanding.phrases import plain

_SPANISH: Final = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "de",
        "del",
        "que",
        "y",
        "en",
        "por",
        "para",
        "con",
        "no",
        "mi",
        "mis",
        "tu",
        "su",
        "se",
        "me",
        "le",
        "lo",
        "es",
        "esta",
        "estoy",
        "tengo",
        "tiene",
        "quiero",
        "quisiera",
        "necesito",
        "puedo",
        "puede",
        "hola",
        "gracias",
        "buenos",
        "buenas",
        "dias",
        "tardes",
        "noches",
        "hoy",
        "manana",
        "cita",
        "cuanto",
        "cuesta",
        "donde",
        "como",
        "cuando",
        "cual",
        "hay",
        "ya",
        "muy",
        "pero",
        "porque",
        "si",
        "usted",
        "ustedes",
        "favor",
        "hablar",
        "casa",
        "hijo",
        "hija",
        "esposo",
        "doctor",
    ]
)
_ENGLISH: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "im",
        "my",
        "me",
        "you",
        "your",
        "is",
        "are",
        "was",
        "it",
        "its",
        "of",
        "to",
        "and",
        "in",
        "for",
        "on",
        "with",
        "that",
        "this",
        "have",
        "has",
        "do",
        "does",
        "dont",
        "can",
        "could",
        "would",
        "need",
        "want",
        "get",
        "what",
        "when",
        "where",
        "how",
        "much",
        "hello",
        "hi",
        "thanks",
        "please",
        "yes",
        "yeah",
        "not",
        "there",
        "we",
        "our",
        "they",
        "he",
        "she",
        "his",
        "her",
        "at",
        "be",
    ]
)


def language(text: str) -> str:
    """This will tell a sentence's language: `en` or `es`."""
    words = plain(text).split()
    spanish = sum(word in _SPANISH for word in words) + 2 * any(letter in "¿¡ñÑ" for letter in text)
    english = sum(word in _ENGLISH for word in words)
    if spanish != english:
        return "es" if spanish > english else "en"
    identifier = _identifier()
    return str(identifier.classify(text)[0]) if identifier and len(words) > 1 else "en"


@cache
def _identifier() -> Any:
    """This will load the model of languages once a process, nothing when it is missing."""
    try:
        # Three seconds and sixty megabytes that most turns never need.
        langid = import_module("py3langid.langid")
    except ImportError:
        return None
    identifier = langid.LanguageIdentifier.from_model_file("data/model.npz.xz")
    identifier.set_languages(["en", "es"])
    return identifier
