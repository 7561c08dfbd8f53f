"""The built-in flow of a line, drawn from its settings."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import selectors as accounts
from accounts.domain import hours
from accounts.models import Organisation
from conversations.domain import recording_consent
from conversations.models import Line, RecordingRule
from core.transactions import step
from routing.domain.builtin import Words, builtin_flow
from routing.domain.graph import Flow, Turn
from routing.models import LineHandling, RingTurn

LANGUAGES = {"en": "en-US", "es": "es-US"}
DEFAULT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line's decisions rest on for the length of one answer: its settings and its place's calendar."""

    handling: LineHandling
    calendar: hours.Calendar


def setting_of(line: Line, *, now: datetime) -> Setting:
    """Read a line's settings and build its place's calendar; a calendar costs milliseconds, so ask once an answer."""
    return Setting(handling_of(line), calendar_of(line, now=now))


def handling_of(line: Line) -> LineHandling:
    """Give a line's settings, or those every line begins with (unsaved)."""
    row = LineHandling.objects.of(line.organisation_id).filter(line=line).first()
    return row or LineHandling(
        organisation_id=line.organisation_id, line=line, language=line.organisation.locale
    )


@step
def draw(line: Line, handling: LineHandling, calendar: hours.Calendar, *, now: datetime) -> Flow:
    """Draw the flow of a line as it stands `now`; a closed line says when it opens."""
    turns = RingTurn.objects.of(line.organisation_id).filter(handling_id=handling.pk).order_by("position")
    order = tuple(Turn(turn.member_id, turn.seconds) for turn in turns)
    return draw_with(line, handling, calendar, turns=order, now=now)


def draw_with(
    line: Line, handling: LineHandling, calendar: hours.Calendar, *, turns: tuple[Turn, ...], now: datetime
) -> Flow:
    """Draw the flow of a line from settings that need not be saved."""
    return builtin_flow(
        words=words_of(line, handling, calendar, now=now),
        turns=turns,
        language=LANGUAGES[handling.language],
    )


def words_of(line: Line, handling: LineHandling, calendar: hours.Calendar, *, now: datetime) -> Words:
    """Give what is said on a line: the owner's words, else those that ship."""
    name = line.organisation.name
    with override(handling.language):
        opens = calendar.next_open(now)
        when = _when(opens, calendar, now) if opens else ""
        closed = (
            _("Thank you for calling %(name)s. We are closed now and open again %(when)s.")
            if when
            else _("Thank you for calling %(name)s. We are closed now.")
        ) % {"name": name, "when": when}
        leave = _("Please leave a message after the tone. Press the pound key when you are done.")
        welcome = _("Thank you for calling %(name)s. One moment, please.") % {"name": name}
        nobody = _("Nobody is free to take your call right now.")
        notice = _("This call may be recorded. If you do not want that, press 9 or say no.")
        return Words(
            greeting=handling.greeting or welcome,
            closed=f"{handling.closed_greeting or closed} {leave}",
            notice=handling.notice or notice,
            voicemail=f"{handling.voicemail_greeting or nobody} {leave}",
            blocked=leave,
        )


def _when(opens: datetime, calendar: hours.Calendar, now: datetime) -> str:
    local, today = (
        opens.astimezone(ZoneInfo(calendar.time_zone)),
        now.astimezone(ZoneInfo(calendar.time_zone)).date(),
    )
    clock = formats.time_format(local, "P")
    days = (local.date() - today).days
    if days == 0:
        return _("today at %(time)s") % {"time": clock}
    if days == 1:
        return _("tomorrow at %(time)s") % {"time": clock}
    return _("on %(day)s at %(time)s") % {"day": formats.date_format(local, "l, F j"), "time": clock}


def consent_on(line: Line, *, other: str, is_inbound: bool = True) -> recording_consent.Verdict:
    """Ask for the strictest state of the parties: the place's, and the `other` one's ("" when not known)."""
    own = {
        row.region.removeprefix("US-"): row.needs_everybody
        for row in RecordingRule.objects.of(line.organisation_id)
    }
    return recording_consent.verdict({state_of_place(line), other}, own_readings=own, is_inbound=is_inbound)


def state_of_place(line: Line) -> str:
    """Give the state in which a line is answered."""
    return line.location.region or line.organisation.region


def calendar_of(line: Line, *, now: datetime) -> hours.Calendar:
    """Give the business calendar of a line's place."""
    return accounts.get_calendar(line.location, now=now)


def organisation_of(organisation: UUID) -> Organisation:
    """Give the organisation of a webhook."""
    return Organisation.objects.get(pk=organisation)
