"""Accounts at a carrier, everything it sent us, and the ledger that proves nothing was lost."""

from carrier.models.account import CarrierAccount
from carrier.models.inbound import InboundDelivery, InboundState, MessagePart, RefusedDelivery
from carrier.models.ledger import Attempt, AttemptOutcome, CallCheck, ReconcileRun
from carrier.models.mail import InboundMail, Mailbox, MailState, StrayMail
from carrier.models.outbound import OutboundRequest, OutboundState

__all__ = [
    "Attempt", "AttemptOutcome", "CallCheck", "CarrierAccount", "InboundDelivery", "InboundMail", "InboundState",
    "MailState", "Mailbox", "MessagePart", "OutboundRequest", "OutboundState", "ReconcileRun", "RefusedDelivery",
    "StrayMail",
]  # fmt: skip
