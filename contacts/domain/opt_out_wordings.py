"""Sentences that ask for no more messages without using a keyword, in English and Spanish.

Precision first: an opt-out read into an ordinary text silences a customer who wants an answer, while one
that is missed still reaches a member, who can press the button. So a sentence counts only from its first
word on.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """The language of a wording (ISO 639-1)."""

    ENGLISH = "en"
    SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence that asks for it."""

    language: Language
    matched: str


_LONGEST: Final = 1600
_SIGNATURE: Final = re.compile(r"\n\s*(sent from my|enviado desde mi)\b.*", re.DOTALL | re.IGNORECASE)
_JOINT: Final = re.compile(r"\b(?:and|but|so|because|then|y|pero|porque)\b|\|")

_EN_OPENING: Final = (
    r"(?:(?:please|pls|plz|kindly|just|hey|hi|hello|ok|okay|yes|no|sir|guys|yall|seriously|again|immediately"
    r"|also|(?:can|could|would|will|cant|wont) (?:you|u|yall)(?: guys| all)?|for the last time|id like you to"
    r"|(?:you|u|yall)(?: guys| people| all)? (?:can|may|must|should|need to|have to)|im asking you to"
    r"|i (?:said|already said|told you to|asked you to|am asking you to)"
    r"|i (?:want|need|would like) you(?: guys| all)? to) )*"
)
_EN_THINGS: Final = (
    r"(?:texts?|text messages?|messages?|msgs?|sms|calls?|spam|ads|promos?|promotions?|offers|notifications?"
    r"|alerts|marketing|reminders|emails?|stuff|junk)"
)
_EN_WHICH: Final = (
    r"(?:(?:me|us|any|more|any more|anymore|these|those|your|the|all|this|such|promotional|marketing) )*"
)
_EN_DOING: Final = (
    r"(?:texting|txting|messaging|contacting|calling|emailing|bothering|spamming|harassing|writing)"
)
_EN_DO: Final = r"(?:text|txt|message|msg|contact|call|email|bother|spam|write)"
_EN_MINE: Final = r"(?:me|us|this number|my (?:number|phone|cell))"
_EN_PHONE: Final = (
    r"(?:me|us|my (?:name|number|phone|phone number|cell|info|contact|information)|this number)"
)
_EN_LISTS: Final = (
    r"(?:mailing|texts?|texting|sms|messages?|messaging|call|calling|contacts?|phone|marketing|email"
    r"|distribution|subscribers?|promo|notifications?)"
)
_EN_PLACES: Final = r"(?:lists?|database|system|contacts|records|texts|messages|thread|subscription)"
_EN_NO_LONGER: Final = r"i (?:really )?(?:do not|dont|no longer|never) (?:want|wish|care)"
_EN_END: Final = (
    r"(?: (?:again|anymore|any more|ever|please|at all|at this number|on this number|on this phone|here"
    r"|no more|any longer|thanks|thank you|immediately|now|right now|or (?:call|text|email)\b.*|about .*))*"
)
_EN: Final = tuple(
    re.compile(_EN_OPENING + pattern)
    for pattern in (
        rf"(?:stop|quit|cease) {_EN_DOING}(?: (?:{_EN_MINE}|here)\b.*|{_EN_END})",
        rf"(?:stop|quit|cease) (?:sending|with) {_EN_WHICH}{_EN_THINGS}(?: .*)?",
        rf"stop (?:these|those|all) {_EN_THINGS}(?: .*)?",
        rf"stop (?:it|this|all this|all contact)(?: {_EN_THINGS})?{_EN_END}",
        rf"(?:do not|dont|never) (?:ever )?{_EN_DO} {_EN_MINE}{_EN_END}",
        rf"(?:do not|dont|never) (?:ever )?(?:text|message|contact|call){_EN_END}",
        (
            r"(?:do not|dont) send (?:me |us )?(?:any |anymore |any more |more |these |those |your )+"
            rf"{_EN_THINGS}(?: .*)?"
        ),
        rf"(?:no more|enough with the) (?:of )?(?:these |your )?{_EN_THINGS}{_EN_END}",
        (
            rf"(?:take|remove|delete|get|drop|scrub) {_EN_PHONE} (?:off|from|out of)(?: of)?"
            rf"(?: (?:your|ur|the|this|that|these|any|all|all your))? (?:{_EN_LISTS} )?{_EN_PLACES}{_EN_END}"
        ),
        rf"(?:take|remove|get) {_EN_PHONE} (?:off|from) (?:of )?this{_EN_END}",
        rf"(?:remove|delete|lose|forget) (?:my|this) (?:number|phone number){_EN_END}",
        (
            r"(?:i (?:want|need|wish|would like) to |id like to |how (?:do|can) i |let me |i )?"
            r"(?:unsubscribe(?: .*)?|opt (?:me )?out(?: (?:of|from) "
            rf"(?:(?:the|these|your|all|any|receiving|getting) )*{_EN_THINGS})?{_EN_END})"
        ),
        rf"how (?:do|can) i stop (?:getting |receiving )?(?:these|your|the) {_EN_THINGS}{_EN_END}",
        (
            r"i (?:hereby )?(?:revoke|withdraw) (?:my )?consent"
            r"(?: (?:to|for) (?:be |being |receive |receiving |getting )?(?:(?:your|these|any|all) )*"
            rf"(?:contacted|texted|messaged|called|{_EN_DOING}|{_EN_THINGS}))?{_EN_END}"
        ),
        (
            rf"{_EN_NO_LONGER}(?: to (?:receive|get|see|read))? "
            rf"(?:any |more |any more |anymore |your |these |those |further )+{_EN_THINGS}(?: .*)?"
        ),
        rf"{_EN_NO_LONGER} to (?:receive|get) {_EN_THINGS}(?: from .*)?{_EN_END}",
        (
            rf"{_EN_NO_LONGER} (?:to be (?:contacted|texted|messaged|called)|to hear from (?:you|yall)"
            rf"|you (?:guys )?to {_EN_DO} (?:me|us)|you {_EN_DOING} (?:me|us)){_EN_END}"
        ),
        rf"leave (?:me|us) alone{_EN_END}",
    )
)

_ES_OPENING: Final = (
    r"(?:(?:por favor|porfavor|porfa|favor de|ya|hola|oiga|oigan|disculpe|les pido que|le pido que|quiero que"
    r"|pueden|puede|podrian|podria|solo) )*"
)
_ES_THINGS: Final = (
    r"(?:mensajes?|mensajitos|textos?|sms|notificaciones|llamadas|publicidad|promociones|ofertas|correos)"
)
_ES_WHICH: Final = r"(?:(?:mas|sus?|tus?|estos|esos|los|las|de|otros|ningun|ninguna|tantos|tantas) )*"
_ES_END: Final = (
    r"(?: (?:mas|nunca mas|nunca|otra vez|de nuevo|por favor|porfavor|porfa|gracias|ya|a este numero"
    r"|a mi numero|jamas|en absoluto))*"
)
_ES_CONTACT: Final = (
    r"(?:escrib(?:a|an|as)|contact(?:e|en|es)|llam(?:e|en|es)|molest(?:e|en|es)|text(?:e|ee|een|ees)"
    r"|mensaje(?:e|en))"
)
_ES_STOP: Final = r"(?:dej(?:e|en|a|ar)|pare|paren|para|parar|basta|cesen)"
_ES_REMOVE: Final = r"(?:quit|sac|saqu|elimin|borr|remuev|baj)(?:a|e|en|an)"
_ES: Final = tuple(
    re.compile(_ES_OPENING + pattern)
    for pattern in (
        rf"(?:ya )?no (?:me|nos) {_ES_CONTACT}{_ES_END}",
        (
            r"(?:ya )?no (?:me|nos) (?:vuelvan a|vuelva a|vuelvas a) (?:escribir|contactar|llamar|molestar)"
            rf"{_ES_END}"
        ),
        (
            rf"(?:ya )?no (?:me|nos) (?:mand|envi)(?:e|en|es) {_ES_WHICH}"
            rf"(?:{_ES_THINGS}(?: .*)?|mas|nada){_ES_END}"
        ),
        rf"{_ES_STOP} de (?:escribir|contactar|llamar|molestar|textear)(?:me|nos)?{_ES_END}",
        rf"{_ES_STOP} (?:de|con) (?:(?:mandar|enviar)(?:me|nos)? )?{_ES_WHICH}{_ES_THINGS}(?: .*)?",
        (
            rf"{_ES_REMOVE}(?:me|nos) de (?:(?:su|sus|la|las|tu|esta|este|todas) )*"
            r"(?:listas?|base de datos|sistema|directorio|contactos)"
            rf"(?: de (?:contactos|{_ES_THINGS}))?{_ES_END}"
        ),
        rf"{_ES_REMOVE} (?:mi|este) (?:numero|telefono)(?: de .*)?{_ES_END}",
        (
            r"(?:(?:den|de|da)me|(?:quiero|quisiera|deseo|necesito) dar(?:me)?) de baja"
            rf"(?: de (?:(?:los|sus|estos|la|su) )?(?:{_ES_THINGS}|lista))?{_ES_END}"
        ),
        rf"(?:ya )?no (?:quiero|deseo) (?:recibir )?{_ES_WHICH}{_ES_THINGS}(?: .*)?",
        rf"(?:ya )?no (?:quiero|deseo) (?:que (?:me|nos) {_ES_CONTACT}|ser contactad[oa]){_ES_END}",
        rf"no mas {_ES_WHICH}{_ES_THINGS}{_ES_END}",
        rf"cancel(?:ar|en|e) (?:los |sus |estos )?(?:mensajes|textos|sms){_ES_END}",
        rf"dej(?:e|en|a)(?:me|nos) (?:en paz|tranquil[oa]s?){_ES_END}",
    )
)
# Every wording has one of these words; most texts have none and are done with after one search.
_HINT: Final = re.compile(
    r"\b(?:stop|quit|cease|dont|do not|never|no more|no longer|enough|take|remove|delete|get|drop|scrub|lose"
    r"|forget|unsubscribe|opt|revoke|withdraw|leave|no (?:me|nos|mas|quiero|deseo)|dej|par[ae]|basta|cesen"
    r"|sa[cq]|elimin|borr|remuev|baj|de baja|cancel)"
)
# "Not at night", "not until Monday", "not at work": a preference to note, no opt-out.
_LIMIT: Final = re.compile(
    r"\b(?:at (?:work|night|home|the office|this hour|my other|\d)|while|during|after|before|until|till"
    r"|when|so late|so early|this late|this early|on weekends?|on sundays?|unless|twice"
    r"|my (?:wife|husband|son|daughter|mom|dad|boss)"
    r"|antes|despues|hasta|cuando|mientras|en la noche|de noche|tan tarde|tan temprano|en el trabajo"
    r"|al trabajo|a menos|los domingos|durante|lista de espera)\b"
)
# Somebody who asks for another way of being reached does not want silence.
_ANOTHER_WAY: Final = re.compile(
    r".*\b(?:instead|rather|prefer|better to|mejor|prefiero|en vez|en cambio)\b.*"
    r"|(?:please |pls |just |only |you can )*(?:text|txt|email|e mail|call|message) (?:me|us|my)\b.*"
    r"|(?:por favor |solo )*(?:escriban?me|llamen?me|mandenme|texteenme)\b.*"
)


def clauses(text: str) -> tuple[str, ...]:
    """Split a text into plain sentences: lower case, single spaces, no accents, apostrophes or signature."""
    shown = _SIGNATURE.sub("", text[:_LONGEST])
    folded = unicodedata.normalize("NFKD", shown.casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c) and c not in "'’‘`´")
    marked = re.sub(r"[.!?;,:\n…()¡¿]+", "|", letters)
    plain = re.sub(r"[^\w|]+|_", " ", marked)
    return tuple(" ".join(part.split()) for part in plain.split("|") if part.strip())


def free_wording(sentences: tuple[str, ...]) -> Wording | None:
    """Find the sentence that asks for no more messages, unless another asks to be reached some other way."""
    if not any(_HINT.search(sentence) for sentence in sentences):
        return None
    parts = [part.strip() for sentence in sentences for part in _JOINT.split(sentence) if part.strip()]
    # "no more texts and calls" must be read whole, "not interested and stop texting me" in two.
    for part in (*sentences, *parts):
        for language, patterns in ((Language.ENGLISH, _EN), (Language.SPANISH, _ES)):
            if any(pattern.fullmatch(part) for pattern in patterns) and not _LIMIT.search(part):
                another = any(_ANOTHER_WAY.fullmatch(other) for other in parts)
                return None if another else Wording(language, part)
    return None
