"""The assistant's facts in a thread: what it understood of each turn, which rule acted, what it handed over."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.ports.facts import Detail, FactWords, Moment, register_fact
from conversations.presenters.labels import address_label
from receptionist.presenters.rules import rule_words
from receptionist.services.by_text import FACT
from receptionist.services.telling import FACT_TURN
from receptionist.services.turns import FACT_HANDED_OVER

INTENTS = {
    "advice": gettext_lazy("wants advice"),
    "affirm": gettext_lazy("agrees"),
    "appt_status": gettext_lazy("asks about an appointment"),
    "billing": gettext_lazy("about a bill"),
    "book": gettext_lazy("wants an appointment"),
    "cancel": gettext_lazy("wants to cancel"),
    "complaint": gettext_lazy("complains"),
    "deny": gettext_lazy("declines"),
    "emergency": gettext_lazy("an emergency"),
    "existing_client": gettext_lazy("about something under way"),
    "faq_hours": gettext_lazy("asks about hours"),
    "faq_location": gettext_lazy("asks where we are"),
    "faq_services": gettext_lazy("asks about services"),
    "goodbye": gettext_lazy("says goodbye"),
    "greet": gettext_lazy("greets"),
    "human": gettext_lazy("wants a person"),
    "message": gettext_lazy("leaves a message"),
    "new_matter": gettext_lazy("brings something new"),
    "optout": gettext_lazy("wants no more messages"),
    "other_business": gettext_lazy("another business"),
    "out_of_scope": gettext_lazy("not understood"),
    "repeat": gettext_lazy("asks to hear it again"),
    "reschedule": gettext_lazy("wants another time"),
    "spam": gettext_lazy("spam"),
    "third_party": gettext_lazy("asks about somebody else"),
}
REASONS = {
    "emergency": gettext_lazy("an emergency"),
    "urgent": gettext_lazy("it cannot wait"),
    "human": gettext_lazy("a person was asked for"),
    "complaint": gettext_lazy("a complaint"),
    "not_understood": gettext_lazy("it was not understood"),
    "too_long": gettext_lazy("it took too long"),
}


def register() -> None:
    """Put the facts among those a thread can show."""
    register_fact(FACT_TURN, FactWords(icon="spark", sentence=turn_sentence, more=turn_details))
    register_fact(FACT, FactWords(icon="text", sentence=by_text_sentence))
    register_fact(FACT_HANDED_OVER, FactWords(icon="spark", sentence=card_sentence))


def turn_sentence(values: Mapping[str, str], moment: Moment) -> str:
    """Tell one turn: the words of a call, and for each what was understood."""
    intent = str(INTENTS.get(values.get("intent", ""), values.get("intent", "")))
    told = _("Assistant understood: %(intent)s.") % {"intent": intent}
    if not values.get("heard") and not values.get("said"):
        return told
    return f"“{values.get('heard', '')}” → “{values.get('said', '')}” · {told}"


def turn_details(values: Mapping[str, str]) -> tuple[Detail, ...]:
    """List how sure it was, which rule acted, who read it too, and where it can be corrected."""
    found = [Detail(term=_("Rule"), words=rule_words(values.get("rule", "")))]
    if "p" in values:
        sure = _("%(p)d %% sure") % {"p": round(float(values["p"]) * 100)}
        found.insert(0, Detail(term=_("How sure"), words=sure))
    if values.get("model"):
        found.append(Detail(term=_("Language model"), words=values["model"]))
    if values.get("turn"):
        url = reverse("receptionist:turn", args=[values["turn"]])
        found.append(Detail(term=_("Turn"), words=_("See it whole"), url=url))
    return tuple(found)


def by_text_sentence(values: Mapping[str, str], moment: Moment) -> str:
    """Tell that a visitor of the chat goes on by text."""
    number = address_label("PHONE", values.get("number", ""))
    return _("They confirmed %(number)s: this goes on by text.") % {"number": number}


def card_sentence(values: Mapping[str, str], moment: Moment) -> str:
    """Tell why a person is brought in, with the card's line."""
    reason = str(REASONS.get(values.get("reason", ""), values.get("reason", "")))
    return _("The assistant hands over: %(reason)s. %(summary)s") % {
        "reason": reason,
        "summary": values.get("summary", ""),
    }
