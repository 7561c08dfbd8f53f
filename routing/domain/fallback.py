"""What a caller gets when nothing else can be decided: the owner's phone, then a mailbox."""

from conversations.domain.plans import Endpoint, EndpointKind, HangUp, Plan, Record, Ring, Say

WORDS = {
    "en": (
        "Thank you for calling. One moment, please.",
        "Nobody can take your call right now. Please leave a message after the tone.",
        "A call for your business. Press 1 to take it.",
    ),
    "es": (
        "Gracias por llamar. Un momento, por favor.",
        "Ahora nadie puede atender su llamada. Deje un mensaje después de la señal.",
        "Una llamada para su negocio. Pulse 1 para atenderla.",
    ),
}


def fallback_plan(*, owner_number: str, sender: str, locale: str = "en") -> Plan:
    """Give the static plan. Without an owner's number only the mailbox is left, which still loses nobody."""
    greeting, voicemail, accept = WORDS.get(locale, WORDS["en"])
    language = "es-US" if locale == "es" else "en-US"
    mailbox: Plan = (Say(voicemail, language), Record(transcribes=language), HangUp())
    if not owner_number:
        return mailbox
    ring = Ring(Endpoint(EndpointKind.PHONE, owner_number), sender, 25, accept, language)
    return (Say(greeting, language), ring, *mailbox)
