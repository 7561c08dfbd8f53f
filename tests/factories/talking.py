"""Somebody on the telephone with the assistant of a line, webhook by webhook."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Member
from conversations import ports
from conversations.domain.plans import Plan, Say
from conversations.models import Leg, Line
from core.transactions import reading, tenant_transaction
from receptionist.services import calling
from routing import services as routing
from tests.factories import calls as make


class Caller:
    """Somebody on the telephone with the assistant of a line."""

    def __init__(self, line: Line, *, now: datetime, number: str = "+16025550188") -> None:
        self.line, self.firm, self.at, self.number = line, line.organisation, now, number
        self.offered = make.offered(line, caller=number)
        answered = make.answer(self.firm, self.offered, now=now)
        self.plan, self.leg_id = answered.plan, answered.leg_id

    def heard(self, *guesses: str, digits: str = "", sure: float = 0.9) -> ports.InputReceived:
        """Make what the carrier reports of the next thing said."""
        self.at += timedelta(seconds=5)
        told = tuple(ports.Heard(one, sure) for one in guesses)
        return ports.InputReceived(
            leg_id=self.offered.leg_id, room_id="CON-1", digits=digits, heard=told, occurred_at=self.at
        )

    def tell(self, heard: ports.InputReceived) -> Plan:
        """Let the carrier tell it, and give what the caller goes through next."""
        with tenant_transaction(self.firm):
            plan = self.take(heard)
        self.plan = plan or ()
        return self.plan

    def take(self, heard: ports.InputReceived) -> Plan | None:
        """Take a report inside a transaction of whoever asks."""
        return routing.take_input_step(organisation=self.firm, leg_id=self.leg_id, heard=heard, now=self.at)

    def says(self, *guesses: str, digits: str = "", sure: float = 0.9) -> str:
        return said(self.tell(self.heard(*guesses, digits=digits, sure=sure)))

    def hangs_up(self) -> None:
        self.at += timedelta(seconds=2)
        make.tell(self.firm, ports.LegStatus.COMPLETED, leg_id=self.leg_id, now=self.at, caller=self.number)
        with reading(self.firm):
            call_id = Leg.objects.of(self.firm).get(pk=self.leg_id).call_id
        calling.end_call(organisation=self.firm.pk, conversation_id=self.talk, call_id=call_id, now=self.at)

    @property
    def talk(self) -> UUID:
        """Give the conversation of the call."""
        with reading(self.firm):
            return Leg.objects.of(self.firm).select_related("call").get(pk=self.leg_id).call.conversation_id


def said(plan: Plan) -> str:
    return " ".join(step.text for step in plan if isinstance(step, Say))


def lead_to_assistant(line: Line, owner: Member, *, now: datetime) -> None:
    """Let a line lead to its assistant, who hands over to `owner`, and then to a message."""
    make.phone(owner)
    document = {
        "format": 1,
        "title": "Assistant first",
        "start": "assistant",
        "languages": ["en-US"],
        "nodes": {
            "assistant": {"kind": "RECEPTIONIST", "exits": {"next": "message", "person": "ring"}},
            "ring": {
                "kind": "RING",
                "members": [{"member": str(owner.pk), "seconds": 25}],
                "exits": {"nobody": "message"},
            },
            "message": {"kind": "VOICEMAIL", "text": "Please leave a message.", "exits": {}},
        },
    }
    flow = routing.create_flow(by=owner, document=document, now=now)
    routing.publish_flow(by=owner, flow_id=flow.pk, note="", seen_revision=1, now=now)
    routing.assign_lines(by=owner, flow_id=flow.pk, line_ids={line.pk}, now=now)
