"""What a caller goes through when nothing else can be decided: the owner's phone, then a message.

Static on purpose: made from the carrier account and the carrier's own words, it needs no flow, no Redis and no call.
"""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from carrier.models import CarrierAccount
from carrier.services.hooks import hooks_of
from carrier.vonage import addresses, ncco
from carrier.vonage.ncco import PHONE, Action
from conversations.ports import (
    Endpoint,
    EndpointKind,
    Gather,
    HangUp,
    Mark,
    Pause,
    Plan,
    PlanStep,
    Record,
    Ring,
    Say,
)
from routing.domain.flow import VOICEMAIL_MARK

RING_SECONDS = 25
MESSAGE_SECONDS = 180
ACCEPT_SECONDS = 8
# Whoever did not accept must not be joined to the caller while the hang-up is on its way.
REFUSED_WAIT_SECONDS = 30.0
VOICES = {"es": "es-US"}


def voice_of(account: CarrierAccount) -> str:
    """Give the language an organisation's callers are spoken to in."""
    return VOICES.get(account.organisation.locale[:2], "en-US")


def caller_plan(account: CarrierAccount, *, dialled: str) -> Plan:
    """Ring the owner's phone if there is one; then take a message. `dialled` is shown as the caller's number."""
    voice = voice_of(account)
    with override(account.organisation.locale):
        steps: list[PlanStep] = []
        if PHONE.fullmatch(account.fallback_phone.removeprefix("+")):
            name = account.organisation.name
            steps = [
                Say(_("Thank you for calling. One moment, please."), voice),
                Ring(
                    to=Endpoint(EndpointKind.PHONE, account.fallback_phone),
                    sender=dialled if PHONE.fullmatch(dialled.removeprefix("+")) else "",
                    ring_seconds=RING_SECONDS,
                    accept_text=_("A call for %(name)s. Press 1 to take it.") % {"name": name},
                    language=voice,
                ),
            ]
        return (
            *steps,
            Say(
                _(
                    "Please leave your name, your number and a message after the tone, and we will call you back."
                ),
                voice,
            ),
            Mark(VOICEMAIL_MARK),
            Record(most_seconds=MESSAGE_SECONDS, transcribes=voice),
            Say(_("Thank you. Goodbye."), voice),
            HangUp(),
        )


def member_plan(account: CarrierAccount) -> Plan:
    """Tell a member, whose leg it is, that it did not work."""
    with override(account.organisation.locale):
        return (Say(_("Sorry, that did not work."), voice_of(account)), HangUp())


def accept_plan(text: str, language: str) -> Plan:
    """Ask whoever answered a ring to press 1; the machine of a mobile phone cannot."""
    return (Say(text, language, may_interrupt=True), Gather(most_digits=1, wait_seconds=ACCEPT_SECONDS))


def refused_plan() -> Plan:
    """Keep whoever did not accept apart from the caller until they are hung up."""
    return (Pause(REFUSED_WAIT_SECONDS), HangUp())


def caller_actions(
    account: CarrierAccount, *, leg_id: str, leg_ref: UUID | None = None, dialled: str
) -> list[Action]:
    """Write the caller's fallback, with news to the address of our leg, or of one that only the carrier knows."""
    hooks = hooks_of(account)
    told = addresses.of_leg(hooks, leg_ref) if leg_ref else addresses.of_caller(hooks, leg_id)
    return ncco.render(caller_plan(account, dialled=dialled), addresses=told)
