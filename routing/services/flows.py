"""The built-in flow of a line, drawn from its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from accounts import selectors as accounts
from accounts.domain import hours
from accounts.domain.phrases import Language, Manner, opens_phrase
from accounts.models import Organisation
from conversations.domain import recording_consent
from conversations.models import Line, RecordingRule
from conversations.services import calls
from core.remembering import Memory
from core.transactions import step
from routing.domain.builtin import Words, builtin_flow
from routing.domain.graph import Flow, Turn
from routing.models import DraftCall, FlowVersion, LineHandling, RingTurn
from routing.services import versions

LANGUAGES = {"en": "en-US", "es": "es-US"}
DEFAULT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line's decisions rest on. Shared by threads and calls (`remembering`): never changed, never saved."""

    line: Line
    handling: LineHandling
    calendar: hours.Calendar
    turns: tuple[Turn, ...]
    own_readings: Mapping[str, bool]
    version: FlowVersion | None = None
    awaits_draft: bool = False
    drawn: dict[tuple[datetime | None, date], Flow] = field(default_factory=dict, compare=False)


_settings = Memory[Setting](
    *accounts.CALENDAR_TABLES,
    "conversations_line",
    "conversations_recordingrule",
    "routing_draftcall",
    "routing_flowversion",
    "routing_linehandling",
    "routing_ringturn",
)


@step
def setting_for(organisation: Organisation, dialled: str, *, now: datetime) -> Setting:
    """Give the settings of the active line that was dialled, as they stand.

    Raises:
        NoSuchLine: there is none.
    """
    return _settings.recall(
        dialled, day=now.date(), read=lambda: _read(calls.find_line(organisation, dialled), now=now)
    )


@step
def setting_of(line: Line, *, now: datetime) -> Setting:
    """Give a line's settings, as they stand."""
    return _settings.recall(line.pk, day=now.date(), read=lambda: _read(line, now=now))


def _read(line: Line, *, now: datetime) -> Setting:
    handling = handling_of(line)
    turns = RingTurn.objects.of(line.organisation_id).filter(handling_id=handling.pk).order_by("position")
    return Setting(
        line=line,
        handling=handling,
        calendar=calendar_of(line, now=now),
        turns=tuple(Turn(turn.member_id, turn.seconds) for turn in turns),
        own_readings=own_readings_of(line),
        version=versions.live_version(handling),
        awaits_draft=DraftCall.objects.of(line.organisation_id).filter(line=line).exists(),
    )


def handling_of(line: Line) -> LineHandling:
    """Give a line's settings, or those every line begins with (unsaved)."""
    row = LineHandling.objects.of(line.organisation_id).filter(line=line).first()
    return row or LineHandling(
        organisation_id=line.organisation_id, line=line, language=line.organisation.locale
    )


def draw(setting: Setting, *, now: datetime) -> Flow:
    """Draw the flow of a line as it stands `now`; a closed line says when it opens, so it is drawn once an opening."""
    calendar = setting.calendar
    key = (calendar.next_open(now), now.astimezone(ZoneInfo(calendar.time_zone)).date())
    flow = setting.drawn.get(key)
    if flow is None:
        flow = draw_with(setting.line, setting.handling, calendar, turns=setting.turns, now=now)
        setting.drawn.clear()
        setting.drawn[key] = flow
    return flow


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
        when = opens_in_words(calendar, now=now)
        closed = (
            _("Thank you for calling %(name)s. We are closed now and open again %(when)s.")
            if when
            else _("Thank you for calling %(name)s. We are closed now.")
            # "8 a.m." ends in a dot of its own.
        ) % {"name": name, "when": when.rstrip(".")}
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


def opens_in_words(calendar: hours.Calendar, *, now: datetime) -> str:
    """Say when a place opens next, in the language in force; "" when nobody knows."""
    language = Language((get_language() or "en")[:2])
    return opens_phrase(calendar, now=now, language=language, manner=Manner.SPOKEN)


def consent_on(
    line: Line, *, other: str, is_inbound: bool = True, own_readings: Mapping[str, bool] | None = None
) -> recording_consent.Verdict:
    """Ask for the strictest state of the parties: the place's, and the `other` one's ("" when not known)."""
    own = own_readings_of(line) if own_readings is None else own_readings
    return recording_consent.verdict({state_of_place(line), other}, own_readings=own, is_inbound=is_inbound)


def own_readings_of(line: Line) -> dict[str, bool]:
    """Say where the business itself has set whether everybody must agree to a recording."""
    rules = RecordingRule.objects.of(line.organisation_id)
    return {rule.region.removeprefix("US-"): rule.needs_everybody for rule in rules}


def state_of_place(line: Line) -> str:
    """Give the state in which a line is answered."""
    return line.location.region or line.organisation.region


def calendar_of(line: Line, *, now: datetime) -> hours.Calendar:
    """Give the business calendar of a line's place."""
    return accounts.get_calendar(line.location, now=now)


def organisation_of(organisation: UUID) -> Organisation:
    """Give the organisation of a webhook."""
    return Organisation.objects.get(pk=organisation)
