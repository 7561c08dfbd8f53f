"""What somebody who rang would go through: the engine of real calls on settings that need not be saved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import override

from accounts.domain.hours import Calendar, Reason
from contacts.models import ContactAddress
from conversations.domain import recording_consent
from conversations.models import Line, MemberPhone
from conversations.services import calls
from conversations.services.calls.blocking import find_block
from routing import ports
from routing.domain import flow as engine
from routing.domain.graph import Flow, Turn
from routing.domain.oncall import Try
from routing.domain.rehearsal import RehearsedStep, Staffing, rehearse
from routing.models import LineHandling
from routing.selectors import oncall
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
        free=tuple(_free(line)),
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


def _free(line: Line) -> list[engine.Free]:
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


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of a call that is tried on a draft: who calls, in which language, what they do, who is there."""

    at: datetime
    number: str = ""
    caller: str = "new"
    language: str = ""
    staffing: Staffing = Staffing.DECLINES
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRehearsal:
    """What a caller would go through by a draft; `reason` is that of the place's calendar."""

    steps: tuple[RehearsedStep, ...]
    is_open: bool
    reason: Reason


def rehearse_draft(line: Line, flow: Flow, supposed: Supposed) -> DraftRehearsal:
    """Say what a caller would go through by a flow that need not be live, on a line."""
    calendar = flows.calendar_of(line, now=supposed.at)
    lasting = _lasting(line, flow, supposed, calendar)
    zone = ZoneInfo(calendar.time_zone)
    begins = supposed.at.astimezone(zone)

    def facts_at(moment: datetime) -> engine.Facts:
        local = moment.astimezone(zone)
        return replace(
            lasting,
            **gathering.open_facts(calendar, now=moment),
            weekday=local.weekday(),
            minute=local.hour * 60 + local.minute,
        )

    def strike(minute: int) -> engine.Facts:
        """Let the clock go on to the next time it is that minute of the day."""
        struck = begins.replace(hour=minute // 60, minute=minute % 60, second=0)
        return facts_at(struck if struck >= begins else struck + timedelta(days=1))

    steps = rehearse(
        flow,
        facts_at(supposed.at),
        supposed.acts,
        is_answered=supposed.staffing is Staffing.ANSWERS,
        clock=strike,
        ladders={} if supposed.staffing is Staffing.AWAY else _ladders(line, supposed.at),
    )
    is_open = gathering.open_facts(calendar, now=supposed.at)["is_open"]
    return DraftRehearsal(steps, is_open, calendar.reason_at(supposed.at))


def _ladders(line: Line, at: datetime) -> dict[UUID, tuple[Try, ...]]:
    """List whom each ladder of the organisation would ring at a moment."""
    rows = oncall.list_ladders(organisation_id=line.organisation_id, now=at)
    return {row.ladder.pk: oncall.tries_at(row, at=at) for row in rows}


def _lasting(line: Line, flow: Flow, supposed: Supposed, calendar: Calendar) -> engine.Facts:
    """Give what stays so for the whole of a call that is tried."""
    recording = flows.consent_on(line, other=calls.state_of(supposed.number))
    block = find_block(
        organisation=line.organisation_id,
        number=supposed.number,
        is_client=supposed.caller == "client",
        now=supposed.at,
    )
    return engine.Facts(
        room="rehearsal",
        sender=line.address,
        is_blocked=block is not None or supposed.caller == "blocked",
        why_blocked=block.reason if block else "",
        records=flows.handling_of(line).records_calls,
        needs_notice=recording.needs is recording_consent.Needs.NOTICE,
        can_command=supposed.staffing is not Staffing.CUT,
        free=() if supposed.staffing is Staffing.AWAY else tuple(_free(line)),
        caller=_supposed(supposed),
        installed=ports.installed(),
        values={
            language: {"business": line.organisation.name, "opens": _opens(calendar, language, supposed.at)}
            for language in flow.languages
        },
    )


def _supposed(supposed: Supposed) -> engine.CallerFacts:
    """Turn the kind of caller that was chosen into facts."""
    is_known = supposed.caller in ("known", "client", "vip")
    return engine.CallerFacts(
        number="" if supposed.caller == "withheld" else supposed.number or "+16025550100",
        is_known=is_known,
        is_client=supposed.caller == "client",
        is_vip=supposed.caller == "vip",
        spam_score=100 if supposed.caller == "spam" else 0,
        language=supposed.language,
    )


def _opens(calendar: Calendar, language: str, at: datetime) -> str:
    with override(language[:2]):
        return flows.opens_in_words(calendar, now=at)
