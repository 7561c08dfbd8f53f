"""The facts a decision about a call may rest on, in a handful of statements; what a flow does not ask is not read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, Max, Q
from django.utils.translation import override

from accounts.domain.hours import Calendar, DayKind
from contacts.models import Contact
from conversations.domain import recording_consent
from conversations.domain.calls import OVER, Offer
from conversations.domain.states import Outcome
from conversations.models import Call, Conversation, Leg, Line, MemberPhone
from conversations.ports import Plan, Say
from conversations.presenters.labels import address_label
from conversations.services import calls
from core import reach
from core.transactions import step
from routing import ports
from routing.domain import flow as engine
from routing.domain.callers import facts_of_contact, share_of_spam
from routing.domain.graph import Flow, NodeKind, Strategy
from routing.models import RingRotation
from routing.services import flows

# Members of one order are ranked by what they did in the last weeks; before that, all were idle alike.
IDLE_DAYS = timedelta(days=30)


def facts_of(
    held: calls.Held, *, setting: flows.Setting, flow: Flow, key: UUID, now: datetime
) -> engine.Facts:
    """Gather the facts of a call in `flow`; `key` is under which its rotations are kept."""
    call, calendar = held.call, setting.calendar
    openings = _openings(held, flow, now=now)
    needs = flows.consent_on(
        setting.line,
        other=calls.state_of(call.address),
        is_inbound=call.direction == "INBOUND",
        own_readings=setting.own_readings,
    )
    accept = next((item for item in calls.accept_plan(held) if isinstance(item, Say)), None)
    local = now.astimezone(ZoneInfo(calendar.time_zone))
    return engine.Facts(
        room=call.room_name,
        sender=call.line.address,
        accept_text=accept.text if accept else "",
        **open_facts(calendar, now=now),
        is_blocked=call.was_blocked,
        why_blocked=call.block_reason,
        records=setting.handling.records_calls,
        needs_notice=needs.needs is recording_consent.Needs.NOTICE,
        can_command=reach.is_up(),
        free=tuple(free_members(call)) if flow.has(NodeKind.RING) else (),
        caller=_caller(held, flow),
        weekday=local.weekday(),
        minute=local.hour * 60 + local.minute,
        ringing=_ringing(call, flow, key, calendar=calendar, now=now),
        installed=ports.installed() - ({NodeKind.RECEPTIONIST} if not openings else set()),
        openings=openings,
        values=blanks_on(call.line, call.address, flow, calendar, now=now),
    )


def _openings(held: calls.Held, flow: Flow, *, now: datetime) -> Mapping[str, Plan]:
    """Give what a receptionist would begin with; nothing where the flow has none, or none takes calls."""
    assistant = ports.assistant() if flow.has(NodeKind.RECEPTIONIST) else None
    return assistant.openings(held, flow.languages, now=now) if assistant is not None else {}


class OpenFacts(TypedDict):
    """Whether a place is open and whether it has a holiday, as facts of a decision."""

    is_open: bool
    why_open: str
    is_holiday: bool
    why_holiday: str


def open_facts(calendar: Calendar, *, now: datetime) -> OpenFacts:
    """Say whether a place is open and why; one whose hours nobody has set is not closed for ever."""
    reason = calendar.reason_at(now)
    has_hours = bool(calendar.windows)
    day = calendar.special_days.get(now.astimezone(ZoneInfo(calendar.time_zone)).date())
    is_holiday = day is not None and day.kind is DayKind.HOLIDAY
    return {
        "is_open": calendar.open_at(now) or not has_hours,
        "why_open": " ".join((reason.kind.value.replace("_", " ").lower(), reason.label)).strip()
        if has_hours
        else "no hours are set",
        "is_holiday": is_holiday,
        "why_holiday": f"holiday {day.label}".strip() if day is not None and is_holiday else "",
    }


@step
def free_members(call: Call) -> list[engine.Free]:
    """List who can be rung now: at work, sees the location, takes calls, is on no other call.

    To the end of the transaction nobody else of the organisation may ask, so that no member is offered two calls.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ring {call.organisation_id}"]
        )
    busy = set(
        Leg.objects.of(call.organisation_id)
        .filter(ended_at=None, member__isnull=False, left_at=None, offer__in=[Offer.RINGING, Offer.ACCEPTED])
        .exclude(call__state__in=list(OVER))
        .values_list("member_id", flat=True)
    )
    phones = MemberPhone.objects.of(call.organisation_id).filter(takes_calls=True, member__is_active=True)
    return [
        engine.Free(phone.member_id, calls.endpoint_of(phone))
        for phone in phones.select_related("member")
        if phone.member_id not in busy
        and (not phone.member.location_ids or call.line.location_id in phone.member.location_ids)
    ]


def blanks_on(
    line: Line, number: str, flow: Flow, calendar: Calendar, *, now: datetime
) -> Mapping[str, Mapping[str, str]]:
    """Give what stands in braces in the flow's texts, in each of its languages."""
    if not flow.blanks:
        return {}
    found = {}
    for language in flow.languages:
        with override(language[:2]):
            found[language] = {
                "business": line.organisation.name,
                "opens": flows.opens_in_words(calendar, now=now),
                "caller": address_label("PHONE", number) if number else "",
            }
    return found


def _caller(held: calls.Held, flow: Flow) -> engine.CallerFacts:
    call, contact = held.call, held.conversation.contact
    if not (flow.has(NodeKind.CALLER) or flow.has(NodeKind.LANGUAGE)) or contact is None:
        # Of a number that is shown and has no one contact, several share it: they are known, though not which of them.
        return engine.CallerFacts(
            number=call.address,
            is_known=bool(call.address),
            spam_score=spam_score(call.organisation_id, call.address, flow),
        )
    return facts_of_contact(
        number=call.address,
        is_known=_was_known(contact, call),
        lifecycle=contact.lifecycle,
        tags=contact.tags,
        language=contact.language,
        spam_score=spam_score(call.organisation_id, call.address, flow),
    )


def _was_known(contact: Contact, call: Call) -> bool:
    """Say whether a contact was there before this call: the call itself makes one of a stranger, stored last."""
    made_at: datetime | None = contact.created_at
    return made_at is not None and made_at < call.started_at


def spam_score(organisation_id: UUID, number: str, flow: Flow) -> int:
    """Give the share of this number's earlier conversations that were closed as spam, of 100."""
    asks = any(node.kind is NodeKind.CALLER and "spam" in node.exits for node in flow.nodes.values())
    if not asks or not number:
        return 0
    rows = Conversation.objects.of(organisation_id).filter(party_value=number)
    counts = rows.exclude(outcome="").aggregate(
        closed=Count("pk"), spam=Count("pk", filter=Q(outcome=Outcome.SPAM))
    )
    return share_of_spam(**counts)


def _ringing(call: Call, flow: Flow, key: UUID, *, calendar: Calendar, now: datetime) -> engine.RingFacts:
    """Read what the orders of this flow rest on, nothing for the fixed ones."""
    rings = [node.settings for node in flow.nodes.values() if node.kind is NodeKind.RING]
    orders = {one.strategy for one in rings}
    members = {turn.member_id for one in rings for turn in one.turns}
    rung: dict[tuple[str, UUID], float] = {}
    if Strategy.ROUND_ROBIN in orders:
        for row in RingRotation.objects.of(call.organisation_id).filter(key=key):
            rung[row.node, row.member_id] = row.rung_at.timestamp()
    if not orders & {Strategy.LONGEST_IDLE, Strategy.FEWEST_TODAY}:
        return engine.RingFacts(rung)
    taken = Leg.objects.of(call.organisation_id).filter(
        member_id__in=members,
        started_at__gte=now - IDLE_DAYS,
        joined_at__isnull=False,
        call__is_trial=False,
    )
    midnight = now.astimezone(ZoneInfo(calendar.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    counted = taken.values("member_id").annotate(
        left=Max("left_at"), today=Count("pk", filter=Q(joined_at__gte=midnight))
    )
    rows = list(counted.values_list("member_id", "left", "today"))
    return engine.RingFacts(
        rung,
        {member: left.timestamp() for member, left, _today in rows if left is not None},
        {member: today for member, _left, today in rows},
    )
