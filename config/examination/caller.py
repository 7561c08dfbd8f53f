"""Playing a script's caller against the real turn handler."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from config.examination.tenant import Tenant, taken_back
from core.transactions import reading
from receptionist import ports
from receptionist.domain.policy.situation import BESIDE_THE_FORM
from receptionist.domain.policy.speech import WORDS
from receptionist.models import Dialogue, Handoff, Turn
from receptionist.services import Replied, Said, end_dialogue, handle_turn
from scheduling.models import Appointment

MOST_TURNS: Final = 30
# What a caller says to a question their script has no answer for: as little as a person would.
UNSCRIPTED: Final = {
    "confirm": {"en": "yes", "es": "sí"},
    "offered": {"en": "the first one", "es": "la primera"},
    "when": {"en": "as soon as possible", "es": "lo antes posible"},
    "phone": {"en": "this number is fine", "es": "este número está bien"},
}
SHY: Final = {"en": "I'd rather not say", "es": "prefiero no decirlo"}
MOST_UNSCRIPTED: Final = 5


@dataclass(slots=True)
class Played:
    """What came of a script: who said what, how it ended, what stands in the database."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    outcome: str = ""
    reason: str = ""
    urgency: str = "routine"
    fields: dict[str, str] = field(default_factory=dict)
    slots: list[str] = field(default_factory=list)
    booked_at_turn: int | None = None
    is_in_hours: bool = True
    card: str = ""
    turns: int = 0
    timings: list[float] = field(default_factory=list)

    @property
    def bot(self) -> list[str]:
        """All the assistant said."""
        return [text for who, text in self.lines if who == "bot"]


class Caller:
    """Says the next line of a script that fits what the assistant did."""

    def __init__(self, script: Mapping[str, Any]) -> None:
        self.script, self.left = script, list(script["turns"])
        self.improvised = 0

    def begins(self) -> str:
        """Say the first line."""
        first = next((one for one in self.left if one["on"] == "start"), self.left[0])
        self.left.remove(first)
        return str(first["say"])

    def answers(self, replied: Replied) -> str | None:
        """Answer; None once there is nothing more to say."""
        fits = _fits(replied)
        found = next((one for one in self.left if one["on"] in fits or one["on"] == "any"), None)
        if found is None and replied.asks not in {"", "anything"}:
            found = next((one for one in self.left if one["on"] == "default"), None)
        if found is not None:
            self.left.remove(found)
            return str(found["say"])
        return self._improvised(replied)

    def _improvised(self, replied: Replied) -> str | None:
        language = self.script.get("language", "en")
        language = language if language in SHY else "en"
        self.improvised += 1
        if self.improvised > MOST_UNSCRIPTED:
            return None
        if replied.asks == "safety":
            # Whoever calls knows whether it is one.
            is_one = self.script["expect"].get("urgency") == "emergency"
            return {"en": "yes", "es": "sí"}[language] if is_one else "no"
        if replied.asks in UNSCRIPTED:
            return UNSCRIPTED[replied.asks][language]
        # Whoever has said all they came to say does not fill in a form.
        is_question = bool(self.left) and replied.asks not in BESIDE_THE_FORM and not replied.hands_over
        return SHY[language] if is_question else None


def _fits(replied: Replied) -> set[str]:
    if replied.asks in {"offered", "confirm"}:
        return {replied.asks}
    fits = {"escalating"} if replied.hands_over else set()
    if replied.asks in {"when", "safety"} or replied.asks not in BESIDE_THE_FORM:
        return fits | {f"asked:{replied.asks}"}
    return fits or {"default"}


def play(script: Mapping[str, Any], tenant: Tenant) -> Played:
    """Play one script to its end and read what stands; its rows are taken back."""
    with taken_back():
        now = tenant.instant(datetime.fromisoformat(script["now"]))
        conversation, birthdays = tenant.called(script, now=now)

        def birthday(_organisation: object, contact_id: Any) -> Any:
            return birthdays.get(contact_id)

        ports.install_birthdays(birthday)
        try:
            return _play(script, tenant, conversation.pk, now=now)
        finally:
            ports.uninstall_birthdays(birthday)


def _play(script: Mapping[str, Any], tenant: Tenant, conversation_id: Any, *, now: datetime) -> Played:
    played, caller = Played(), Caller(script)
    greeting = "greet" if script["channel"] == "voice" else "greet.written"
    language = script.get("language", "en")
    hello = WORDS.get(language, WORDS["en"])[greeting].format(business=tenant.organisation.name)
    played.lines.append(("bot", hello))
    said: str | None = caller.begins()
    for number in range(MOST_TURNS):
        if said is None:
            break
        played.lines.append(("caller", said))
        played.turns += 1
        now += timedelta(seconds=8)
        replied = handle_turn(
            organisation=tenant.organisation.pk,
            said=Said(
                conversation_id=conversation_id,
                turn_key=f"{conversation_id}:{number}",
                text=said,
                channel=script["channel"],
                caller=script["caller"].get("from") or "",
            ),
            now=now,
        )
        played.lines.append(("bot", replied.text))
        played.acts.append(f"{replied.act}{f'({replied.asks})' if replied.asks else ''}")
        played.rules.append(replied.rule)
        if played.booked_at_turn is None and replied.outcome in {"booked", "rescheduled", "cancelled"}:
            played.booked_at_turn = len(played.lines) - 1
        if replied.ends or (replied.hands_over and not replied.asks) or replied.act == "SILENT":
            break
        said = caller.answers(replied)
    end_dialogue(organisation=tenant.organisation.pk, conversation_id=conversation_id, now=now)
    _read(played, tenant, conversation_id, now=now)
    return played


def _read(played: Played, tenant: Tenant, conversation_id: Any, *, now: datetime) -> None:
    owner = tenant.organisation
    with reading(owner):
        dialogue = Dialogue.objects.of(owner).get(conversation_id=conversation_id)
        state = dialogue.state
        card = Handoff.objects.of(owner).filter(conversation_id=conversation_id).first()
        booked = Appointment.objects.of(owner).filter(status__in=["CONFIRMED", "REQUESTED"])
        for row in booked.order_by("starts_at"):
            start, end = tenant.local(row.starts_at), tenant.local(row.ends_at)
            played.slots.append(start.isoformat(timespec="minutes"))
            played.is_in_hours = played.is_in_hours and tenant.is_open(start, end)
        turns = Turn.objects.of(owner).filter(conversation_id=conversation_id)
        played.timings = [row.timings["turn_ms"] for row in turns]
    played.outcome, played.urgency = dialogue.outcome, state["urgency"]
    played.reason = card.reason if card is not None else dialogue.reason
    played.fields = {key: slot["value"] or slot["raw"] for key, slot in state["slots"].items()}
    if card is not None:
        played.card = f"{card.summary}\n{json.dumps(card.card, ensure_ascii=False)}"
