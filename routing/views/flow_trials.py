"""Trying a flow on its page: what is supposed of the call, read from the address."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.access import MemberRequest
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from conversations.models import Line
from core import clock
from routing import selectors
from routing.domain.attending import Attends
from routing.domain.document import parse
from routing.domain.rehearsal import Staffing, acts_of
from routing.models import FlowVersion
from routing.presenters import flow_preview
from routing.services.supposing import Supposed, rehearse_draft

# Holidays of the years in between are surely known.
FARTHEST = timedelta(days=1000)
MOST_PEOPLE = 200


def preview(
    request: MemberRequest, shown: FlowVersion, settings: Sequence[selectors.LineSettings]
) -> flow_preview.FlowPreview:
    """Try the flow at the moment that was asked for, on one of its lines; a flow that cannot be read is not tried."""
    asked = request.GET if request.method == "GET" else QueryDict()
    drawn, now = parse(shown.document).flow, clock.now()
    if not settings or drawn is None:
        why = _("There is no telephone line to try it on.") if not settings else ""
        return flow_preview.no_preview(now, why)
    line = tried_line(asked.get("line", ""), settings, shown)
    at = _moment(asked.get("at", ""), line.location.time_zone)
    supposed = Supposed(
        at=at,
        number=_number(asked.get("caller", "")),
        caller=asked.get("who", "new"),
        language=asked.get("language", ""),
        staffing=_staffing(asked.get("staffing", "")),
        acts=acts_of(asked.get("keys", "")),
        attends=_attends(asked.getlist("is")),
    )
    problem = ""
    if abs(at - now) > FARTHEST:
        problem = _("That is too far away. Here is what happens now.")
        supposed = Supposed(at=now)
    names = {
        member.pk: member.name
        for member, _phone in selectors.list_ringable(organisation_id=line.organisation_id)
    }
    return flow_preview.preview_of(
        rehearse_draft(line, drawn, supposed),
        supposed,
        names=names,
        line=line,
        lines=[row.line for row in settings],
        asked=bool(asked.get("at")),
        problem=problem,
    )


def tried_line(asked: str, settings: Sequence[selectors.LineSettings], shown: FlowVersion) -> Line:
    """Give the line that was chosen, else one that follows the flow, else the first."""
    chosen = [row.line for row in settings if str(row.line.pk) == asked]
    following = [row.line for row in settings if row.handling.flow_id == shown.flow_id]
    return (chosen or following or [settings[0].line])[0]


def _staffing(asked: str) -> Staffing:
    return Staffing(asked) if asked in set(Staffing) else Staffing.PLANNED


def _attends(asked: Sequence[str]) -> dict[UUID, Attends]:
    """Read what was said of single members, `id:does` each; what makes no sense is left out."""
    found = {}
    for one in asked[:MOST_PEOPLE]:
        key, _colon, does = one.partition(":")
        if does in set(Attends):
            with suppress(ValueError):
                found[UUID(key)] = Attends(does)
    return found


def _moment(typed: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        return clock.now()


def _number(typed: str) -> str:
    try:
        return normalise(typed.strip()[:40], kind=AddressKind.PHONE).value
    except AddressInvalid:
        return ""
