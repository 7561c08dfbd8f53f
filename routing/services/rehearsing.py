"""What somebody who rang would go through: the engine of real calls on settings that need not be saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.domain.hours import Reason
from contacts.models import ContactAddress
from conversations.domain import recording_consent
from conversations.models import Line, MemberPhone
from conversations.services import calls
from conversations.services.calls.blocking import find_block
from routing.domain import flow as engine
from routing.domain.graph import Turn
from routing.domain.rehearsal import RehearsedStep, rehearse
from routing.models import LineHandling
from routing.services import flows, gathering, texting_back


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a caller would go through; `text_back` is the text a missed caller would get, "" for none."""

    steps: tuple[RehearsedStep, ...]
    is_open: bool
    has_hours: bool
    reason: Reason
    recording: recording_consent.Verdict
    block_reason: str
    text_back: str
    landline: bool


def rehearse_line(
    line: Line, handling: LineHandling, turns: Sequence[Turn], *, caller: str, at: datetime
) -> Rehearsal:
    """Say what somebody who rings from `caller` ("" for a number not known) at `at` would go through."""
    calendar = flows.calendar_of(line, now=at)
    has_hours = bool(calendar.windows)
    is_open = calendar.open_at(at) or not has_hours
    recording = flows.consent_on(line, other=calls.state_of(caller))
    block = find_block(
        organisation=line.organisation_id, number=caller, is_client=_is_client(line, caller), now=at
    )
    facts = engine.Facts(
        room="rehearsal",
        sender=line.address,
        **gathering.open_facts(calendar, now=at),
        is_blocked=block is not None,
        why_blocked=block.reason if block else "",
        records=handling.records_calls,
        needs_notice=recording.needs is recording_consent.Needs.NOTICE,
        free=tuple(list_free(line)),
    )
    flow = flows.draw_with(line, handling, calendar, turns=tuple(turns), now=at)
    landline = bool(caller) and calls.by_numbering_plan(caller)[0] == "LANDLINE"
    texts = handling.texts_back and block is None and not landline
    return Rehearsal(
        steps=rehearse(flow, facts),
        is_open=is_open,
        has_hours=has_hours,
        reason=calendar.reason_at(at),
        recording=recording,
        block_reason=block.reason if block else "",
        text_back=texting_back.words_on(line, handling) if texts else "",
        landline=landline,
    )


def list_free(line: Line) -> list[engine.Free]:
    """List who could be rung were nobody on a call."""
    phones = MemberPhone.objects.of(line.organisation_id).filter(takes_calls=True, member__is_active=True)
    return [
        engine.Free(phone.member_id, calls.endpoint_of(phone))
        for phone in phones.select_related("member")
        if not phone.member.location_ids or line.location_id in phone.member.location_ids
    ]


def _is_client(line: Line, caller: str) -> bool:
    holders = ContactAddress.objects.of(line.organisation_id).filter(kind="PHONE", value=caller)
    return bool(caller) and holders.filter(contact__lifecycle="CLIENT").count() == 1
