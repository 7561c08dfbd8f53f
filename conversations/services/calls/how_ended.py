"""What the rows tell of how a call ended, whatever order the news came in."""

from datetime import datetime

from conversations.domain.calls import ASSISTANT, LET_GO, CommandState, Ending, LegRole, Stage, Verb
from conversations.models import Call, CallCommand, Leg, RecordingKind
from conversations.models import Recording as RecordingRow
from conversations.services.calls.commanding import PERHAPS_HEARD

PEOPLE = {LegRole.MEMBER, LegRole.CONSULT, LegRole.THIRD}


def known_ending(call: Call, legs: list[Leg]) -> Ending:
    """Gather from the rows what decides the one outcome."""
    customer = _customer(legs)
    messages = RecordingRow.objects.of(call.organisation_id).filter(call=call, kind=RecordingKind.VOICEMAIL)
    return Ending(
        is_inbound=call.direction == "INBOUND",
        stage=_stage(call, legs),
        spoke_with_assistant=any(line["node"] == ASSISTANT for line in call.path),
        spoke_with_member=any(leg.role in PEOPLE and _met(leg, customer) for leg in legs),
        was_called_back=call.callback_at is not None,
        was_blocked=call.was_blocked,
        left_message=messages.exclude(state__in=["EMPTY", "MISSING"]).filter(size_bytes__gt=0).exists(),
        has_failed=call.has_failed or bool(customer and _has_failed(call, customer)),
        customer_answered=bool(customer and customer.answered_at),
        customer_was_machine=bool(customer and customer.status == "MACHINE"),
        customer_end=customer.status if customer else "",
        was_let_go=bool(customer and customer.ended_by == "PORTICO"),
    )


def _has_failed(call: Call, customer: Leg) -> bool:
    """Say whether a customer's line failed: it was never put through to anything of ours.

    Of a caller whom the carrier hung up on, the last report alone does not say so: there was no plan of ours, or one
    that has them wait or listen and that never began, as the carrier never took their call. A flow may let somebody
    go without a word.
    """
    was_decided = any(line["node"] != "text-back" for line in call.path)
    was_never_taken = customer.answered_at is None and customer.duration_seconds == 0
    was_let_go = any(line["why"] == LET_GO for line in call.path)
    had_no_plan = not was_decided or (was_never_taken and not was_let_go)
    is_dropped = customer.role == LegRole.CALLER and customer.ended_by == "PORTICO" and had_no_plan
    return customer.status == "FAILED" or is_dropped


def _met(leg: Leg, customer: Leg | None) -> bool:
    """Say whether somebody joined while the customer was there; news that they had left may come late."""
    if leg.joined_at is None:
        return False
    return customer is None or customer.ended_at is None or leg.joined_at <= customer.ended_at


def _stage(call: Call, legs: list[Leg]) -> Stage:
    """Say how far the caller came, whatever was decided once they had gone.

    Who hung up before any telephone rang heard no more than the greeting.
    """
    offered = [leg for leg in legs if leg.role == LegRole.MEMBER]
    stage = Stage(call.stage)
    if stage is Stage.VOICEMAIL and offered and not _was_recorded(call) and _never_asked(call, legs):
        stage = Stage.RINGING
    if stage is Stage.RINGING and offered and not _any_rang(call, offered, until=_gone_at(legs)):
        return Stage.GREETING
    return stage


def _any_rang(call: Call, offered: list[Leg], *, until: datetime | None) -> bool:
    """Say whether a member's telephone rang while the customer was there.

    When one began to ring may not have been told: not before the carrier was asked for it.
    """
    placing = CallCommand.objects.of(call.organisation_id).filter(call=call, verb=Verb.PLACE, attempts__gt=0)
    asked_at = dict(placing.values_list("leg_id", "requested_at"))
    for leg in offered:
        rang_at = leg.ringing_at or leg.answered_at or asked_at.get(leg.pk) or leg.started_at
        if (leg.carrier_leg_id or leg.in_plan) and (until is None or rang_at <= until):
            return True
    return False


def _gone_at(legs: list[Leg]) -> datetime | None:
    customer = _customer(legs)
    return customer.ended_at if customer else None


def _customer(legs: list[Leg]) -> Leg | None:
    return next((leg for leg in legs if leg.role in {LegRole.CALLER, LegRole.CUSTOMER}), None)


def _was_recorded(call: Call) -> bool:
    """Say whether the carrier told of a message, be it silence: whoever reached the tone was asked for one before."""
    messages = RecordingRow.objects.of(call.organisation_id).filter(call=call, kind=RecordingKind.VOICEMAIL)
    return messages.exclude(carrier_recording_id="").exists()


def _never_asked(call: Call, legs: list[Leg]) -> bool:
    """Say whether the caller had left before the plan that asks for a message could be run on their leg."""
    customer = _customer(legs)
    asked = CallCommand.objects.of(call.organisation_id).filter(leg=customer, verb=Verb.RUN)
    latest = asked.order_by("created_at").last()
    if customer is None or latest is None:
        return False
    was_asked_again = latest.error == PERHAPS_HEARD and latest.attempts > 1
    if customer.ended_at is not None and latest.requested_at > customer.ended_at and not was_asked_again:
        return True
    if latest.error == PERHAPS_HEARD:
        return False
    was_refused = latest.state == CommandState.FAILED and latest.error != "unknown"
    return latest.error == "ended" or was_refused
