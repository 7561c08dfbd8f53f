"""What one turn was understood to mean, in plain values: what the policy decides on and the turn keeps."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from receptionist.domain.safety import Floor


class Intent(StrEnum):
    """What somebody wants of the front door; the phrases' README draws the lines between them."""

    ADVICE = "advice"
    AFFIRM = "affirm"
    APPT_STATUS = "appt_status"
    BILLING = "billing"
    BOOK = "book"
    CANCEL = "cancel"
    COMPLAINT = "complaint"
    DENY = "deny"
    EMERGENCY = "emergency"
    EXISTING_CLIENT = "existing_client"
    FAQ_HOURS = "faq_hours"
    FAQ_LOCATION = "faq_location"
    FAQ_SERVICES = "faq_services"
    GOODBYE = "goodbye"
    GREET = "greet"
    HUMAN = "human"
    MESSAGE = "message"
    NEW_MATTER = "new_matter"
    OPTOUT = "optout"
    OTHER_BUSINESS = "other_business"
    OUT_OF_SCOPE = "out_of_scope"
    REPEAT = "repeat"
    RESCHEDULE = "reschedule"
    SPAM = "spam"
    THIRD_PARTY = "third_party"


class Urgency(StrEnum):
    """How soon: danger within minutes to hours, a person the same day, or in due course."""

    ROUTINE = "routine"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class DialogAct(StrEnum):
    """What a short answer does to the question before it, whatever it is about."""

    YES = "yes"
    NO = "no"
    REPEAT = "repeat"
    BYE = "bye"
    STOP = "stop"
    GREET = "greet"
    THANKS = "thanks"
    HUMAN = "human"
    NONE = "none"


# A person has to be brought in for these, however calm the caller.
ESCALATING: Final = frozenset({Intent.EMERGENCY, Intent.HUMAN, Intent.COMPLAINT, Intent.ADVICE})


@dataclass(frozen=True, slots=True)
class IntentGuess:
    """An intent and how probable it is."""

    name: Intent
    p: float


@dataclass(frozen=True, slots=True)
class UrgencyGuess:
    """How urgent, how sure, and the words that show it."""

    level: Urgency = Urgency.ROUTINE
    p: float = 1.0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class FaqGuess:
    """The question of the organisation's own list that this one is, and how near."""

    id: str
    p: float


class Learnt(Protocol):
    """What a firm has taught its assistant."""

    def meaning_of(self, text: str, lang: str) -> Intent | None:
        """Give what a sentence means that is nearly one of theirs; None where it is like none."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What is known while a turn is read: the last question, the caller, the firm's questions, phrases and lessons."""

    asked: str = ""
    known_caller: bool = False
    faqs: tuple[tuple[str, str], ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    learnt: Learnt | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """One turn understood; intents come most probable first."""

    intents: tuple[IntentGuess, ...]
    floor: Floor
    urgency: UrgencyGuess = UrgencyGuess()
    must_escalate: bool = False
    language: str = "en"
    frustration: float = 0.0
    faq: FaqGuess | None = None
    dialog_act: DialogAct = DialogAct.NONE
    injection_suspected: bool = False
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def intent(self) -> Intent:
        """This will name the most probable intent."""
        return self.intents[0].name

    @property
    def confidence(self) -> float:
        """This will tell how probable the most probable intent is."""
        return self.intents[0].p
