"""Words of calls: where one stands, how one ended, what was decided and why, in the language in force."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from conversations.domain.calls import OVER, CallOutcome, CallState, LegRole, Offer
from conversations.models import Call, Conversation, Leg
from conversations.pages import Badge
from conversations.presenters import labels
from conversations.services import calls

# Missed by us, given up by the caller, and failed are different things and look different.
MISSED: Final = frozenset({CallOutcome.MISSED_NO_AGENT})
GIVEN_UP: Final = frozenset(
    {CallOutcome.ABANDONED_IN_GREETING, CallOutcome.ABANDONED_IN_MENU, CallOutcome.ABANDONED_IN_QUEUE}
)
_LOOKS: Final = {
    CallOutcome.VOICEMAIL: ("vm", "info"),
    CallOutcome.BLOCKED: ("ban", ""),
    CallOutcome.FAILED_PROVIDER: ("alert", "danger"),
    CallOutcome.OUTBOUND_ANSWERED: ("phone", "ok"),
    CallOutcome.OUTBOUND_FAILED: ("alert", "danger"),
    CallOutcome.OUTBOUND_MACHINE: ("vm", "warn"),
    CallOutcome.OUTBOUND_BUSY: ("phone", "warn"),
    CallOutcome.OUTBOUND_NO_ANSWER: ("phone", "warn"),
    **dict.fromkeys(MISSED, ("missed", "danger")),
    **dict.fromkeys(GIVEN_UP, ("hang", "warn")),
}
_OFFERS: Final[dict[Offer, Callable[[], str]]] = {
    Offer.RINGING: lambda: _("rings at %(name)s"),
    Offer.ACCEPTED: lambda: _("%(name)s took it"),
    Offer.MISSED: lambda: _("%(name)s missed it"),
    Offer.DECLINED: lambda: _("%(name)s declined"),
    Offer.UNREACHABLE: lambda: _("%(name)s could not be reached"),
    Offer.ELSEWHERE: lambda: _("somebody was faster than %(name)s"),
    Offer.CALLER_LEFT: lambda: _("the caller hung up before %(name)s answered"),
}


def outcome_look(outcome: str) -> tuple[str, str]:
    """Give icon and tone of how a call ended; talked with somebody is the plain case."""
    return _LOOKS.get(CallOutcome(outcome), ("phonein", "ok")) if outcome else ("phone", "live")


def standing(call: Call, legs: tuple[Leg, ...] = ()) -> Badge:
    """Say how a call ended; while it lives, where it stands, with a clock since when."""
    if CallState(call.state) in OVER:
        icon, tone = outcome_look(call.outcome)
        return Badge(label=calls.in_words(call), tone=tone, icon=icon)
    since = (call.held_at if call.state == CallState.HELD else call.answered_at) or call.started_at
    return Badge(label=_now(call, legs), tone="live", icon="phone", since_iso=since.isoformat())


def preview(conversation: Conversation) -> str:
    """Say in the list how the call shown last ended, or that it goes on; a message left is quoted."""
    outcome = conversation.latest_call
    if not outcome:
        return _("A call is going on") if not conversation.latest_text else conversation.latest_text
    # Their words hold figures, or what was said.
    if outcome in calls.TALKED or outcome == CallOutcome.VOICEMAIL:
        return conversation.latest_text
    return calls.outcome_words(CallOutcome(outcome))


def _now(call: Call, legs: tuple[Leg, ...]) -> str:
    who = call.answered_by.name if call.answered_by else labels.address_label("PHONE", _taker(legs))
    ringing = [_name(leg) for leg in legs if leg.offer == Offer.RINGING]
    match CallState(call.state):
        case CallState.OFFERING if ringing:
            return _("Rings at %(names)s") % {"names": ", ".join(ringing)}
        case CallState.DIALLING:
            return _("Ringing them")
        case CallState.QUEUED | CallState.OFFERING:
            return _("Waits")
        case CallState.VOICEMAIL:
            return _("Is asked for a message")
        case CallState.TALKING if who:
            return _("On the phone with %(name)s") % {"name": who}
        case CallState.TALKING:
            return _("On the phone")
        case CallState.HELD:
            return _("On hold")
        case CallState.CONSULTING:
            return _("On hold while a colleague is asked")
    return _("Hears the greeting")


def offer_words(leg: Leg) -> str:
    """Say what came of ringing somebody, empty for legs nobody was offered anything by."""
    return _OFFERS[Offer(leg.offer)]() % {"name": _name(leg)} if leg.offer else ""


def role_label(role: str) -> str:
    """Name what a leg is for."""
    return {
        LegRole.CALLER: _("Caller"),
        LegRole.CUSTOMER: _("Called person"),
        LegRole.MEMBER: _("Member"),
        LegRole.CONSULT: _("Asked colleague"),
        LegRole.THIRD: _("Third person"),
        LegRole.SUPERVISOR: _("Supervisor"),
    }[LegRole(role)]


def span(seconds: float) -> str:
    """Write how long something took: 0:07, 12:30."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def leg_name(leg: Leg) -> str:
    """Name who is at a leg: a member, else the number."""
    return _name(leg)


def _name(leg: Leg) -> str:
    return leg.member.name if leg.member else labels.address_label("PHONE", leg.endpoint)


def _taker(legs: tuple[Leg, ...]) -> str:
    outside = (leg.endpoint for leg in legs if leg.member_id is None and leg.offer == Offer.ACCEPTED)
    return next(outside, "")
