"""What a text says about further texts: STOP, HELP, START, or the same in plain words, in English and
Spanish.

Source: 47 CFR 64.1200(a)(10) (words that revoke consent as such, and "any reasonable manner"), the keyword
lists of research/contact-center.md §6, and its §4.6 for CANCEL, which patients also text to cancel a visit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contacts.domain.opt_out_wordings import Language, clauses, free_wording


class Intent(StrEnum):
    """What the sender wants."""

    STOP = "STOP"
    STOP_WORDING = "STOP_WORDING"
    HELP = "HELP"
    START = "START"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was taken for, in which language, and the words that decided it (kept as evidence).

    `may_mean_visit`: the keyword is honoured, but somebody has to look whether a visit was meant.
    """

    intent: Intent
    language: Language
    matched: str
    may_mean_visit: bool = False

    @property
    def opts_out(self) -> bool:
        """Say whether the number may no longer be written to."""
        return self.intent in (Intent.STOP, Intent.STOP_WORDING)

    @property
    def forbids_calls(self) -> bool:
        """Say whether the words speak of calls, or of all contact, and not of texts alone."""
        return self.intent is Intent.STOP_WORDING and _CALLS.search(self.matched) is not None


def _words(listed: str) -> frozenset[str]:
    """Split a comma-separated list."""
    return frozenset(word.strip() for word in listed.split(","))


_STOP: Final[Mapping[Language, frozenset[str]]] = {
    Language.ENGLISH: _words(
        "stop, stopall, stop all, unsubscribe, unsubscribe me, cancel, end, quit, revoke, opt out, optout,"
        " remove, remove me, arret, td"
    ),
    Language.SPANISH: _words(
        "alto, parar, para, pare, paren, cancelar, cancela, cancele, baja, darme de baja, dar de baja, salir,"
        " detener, detente, detengan, detenganse, terminar, fin, finalizar, anular, remover, eliminar, borrar"
        ", basta, desuscribir, desuscribirme"
    ),
}
_HELP: Final[Mapping[Language, frozenset[str]]] = {
    Language.ENGLISH: _words("help, info"),
    Language.SPANISH: _words("ayuda, informacion"),
}
# YES is not among them: it answers "does Tuesday suit you?" far more often than it renews a consent.
_START: Final[Mapping[Language, frozenset[str]]] = {
    Language.ENGLISH: _words("start, unstop, opt in, optin, subscribe, resume, join"),
    Language.SPANISH: _words("comenzar, empezar, iniciar, alta, suscribir, suscribirme, reanudar"),
}
_MAY_MEAN_VISIT: Final = _words(
    "cancel, end, quit, cancelar, cancela, cancele, anular, terminar, fin, finalizar"
)
# Of an opt-out in plain words: those that forbid calls too. "Stop texting, call instead" does not.
_CALLS: Final = re.compile(
    r"\b(?:(?:stop|quit|cease)(?: \w+)? (?:calling|contacting|contact)|(?:do not|dont|never) (?:ever )?(?:call|contact)"
    r"|(?:no more|these|those|all|any|your) calls|want (?:any )?(?:more )?calls|be (?:called|contacted)|you calling"
    r"|you to (?:call|contact)|hear from|leave (?:me|us) alone|de (?:llamar|contactar|molestar)\w*"
    r"|no (?:me|nos) (?:vuelv\w+ a )?(?:llam|contact|molest)\w+|(?:mas|sus) llamadas|en paz)\b"
)
# As a whole sentence beside others only words that mean nothing else count ("Wrong number. STOP").
_UNMISTAKABLE: Final = _words("stop, stopall, stop all, unsubscribe, opt out, optout, alto, baja")
_DISMISSAL: Final = re.compile(
    r"(not interested|no thanks?|no thank you|wrong number|wrong person|no me interesa|no gracias"
    r"|numero equivocado|who is this|quien es)( .*)?"
)
_POLITE: Final = re.compile(
    r"\b(please|pls|plz|thanks|thank you|thx|ty|now|immediately|por favor|gracias|ya|porfa|porfavor)\b"
)


def classify(text: str) -> Reading | None:
    """Say whether `text` asks to stop, start or explain the messages; `None` for every ordinary message.

    A keyword counts only as the whole message, polite words aside for STOP. Free wording must be a sentence
    of its own, so that "can you stop the leak" or "my ex won't stop texting me" is never taken for an opt-
    out.
    """
    sentences = clauses(text)
    whole = " ".join(sentences)
    for intent, table in ((Intent.HELP, _HELP), (Intent.START, _START)):
        for language, keywords in table.items():
            if whole in keywords:
                return Reading(intent, language, whole)
    keyword = _keyword(_without_manners(whole), _STOP)
    if keyword is not None:
        return keyword
    if any(_DISMISSAL.fullmatch(sentence) for sentence in sentences):
        for sentence in sentences:
            if _without_manners(sentence) in _UNMISTAKABLE:
                return _keyword(_without_manners(sentence), _STOP)
    wording = free_wording(sentences)
    return None if wording is None else Reading(Intent.STOP_WORDING, wording.language, wording.matched)


def _keyword(word: str, table: Mapping[Language, frozenset[str]]) -> Reading | None:
    """Read a word that may be an opt-out keyword."""
    for language, keywords in table.items():
        if word in keywords:
            return Reading(Intent.STOP, language, word, may_mean_visit=word in _MAY_MEAN_VISIT)
    return None


def _without_manners(text: str) -> str:
    """Drop polite words and repetition: "please stop, stop now" becomes "stop"."""
    left = " ".join(_POLITE.sub(" ", text).split())
    repeated = re.fullmatch(r"(\w+)( \1)+", left)
    return repeated[1] if repeated else left
