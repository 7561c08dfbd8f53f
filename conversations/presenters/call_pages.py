"""The page of one call: what happened to each party, why, and what the carrier was asked to do."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from conversations.domain.calls import OVER, CallState, CommandState, LegRole, Verb
from conversations.models import CallCommand, Leg
from conversations.pages import Badge, CallPage, CommandItem, LegBar, LegStretch
from conversations.ports.followups import followups
from conversations.presenters import call_words, labels
from conversations.presenters.call_cards import call_card
from conversations.presenters.people import contact_url
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label, moment_label
from conversations.selectors import CallStory

WHOLE = 1000


def call_page(
    story: CallStory, commands: Sequence[CallCommand], *, reader: Reader, may_monitor: bool
) -> CallPage:
    """Print the page; a supervisor who is not on the call may listen while people talk."""
    call = story.call
    is_live = CallState(call.state) not in OVER
    mine = any(leg.member_id == reader.member_id and leg.role != LegRole.SUPERVISOR for leg in story.legs)
    contact = call.conversation.contact
    return CallPage(
        id=str(call.pk),
        version=call.version,
        card=call_card(story, reader=reader),
        person=labels.party_person(call.conversation),
        number_label=labels.address_label("PHONE", call.address) if call.address else _("Withheld number"),
        conversation_url=f"{reverse('conversations:conversation', args=[call.conversation_id])}#entry-{call.entry_id}",
        contact_url=contact_url(contact) if contact else "",
        facts=_facts(story, reader=reader),
        bars=tuple(_bar(leg, story, reader=reader) for leg in story.legs),
        commands=tuple(_command(row, reader=reader) for row in commands),
        act_url=reverse("conversations:call", args=[call.pk]),
        followups=followups(call.conversation_id, call.conversation.contact_id) if reader.can_write else (),
        monitors=_modes() if may_monitor and is_live and call.answered_at and not mine else (),
    )


def _modes() -> tuple[tuple[str, str], ...]:
    return (("LISTEN", _("Listen")), ("WHISPER", _("Whisper to the member")), ("BARGE", _("Join the talk")))


def _facts(story: CallStory, *, reader: Reader) -> tuple[tuple[str, str], ...]:
    call = story.call
    enders = {
        "CUSTOMER": labels.party_person(call.conversation).name,
        "MEMBER": _("a member"),
        "PORTICO": _("Portico"),
        "CARRIER": _("the carrier"),
    }
    said = (
        (_("Line"), call.line.name),
        (_("Began"), moment_label(call.started_at, reader=reader)),
        (_("Answered"), clock_label(call.answered_at, reader=reader) if call.answered_at else ""),
        (_("Answered by"), call.answered_by.name if call.answered_by else ""),
        (_("Ended"), clock_label(call.ended_at, reader=reader) if call.ended_at else ""),
        (_("Hung up by"), enders.get(call.ended_by, "")),
        (_("Kept out because"), call.block_reason if call.was_blocked else ""),
        (
            _("Cost"),
            _("%(cost)s in the carrier's currency") % {"cost": formats.number_format(call.cost, 4)}
            if call.cost
            else "",
        ),
    )
    return tuple((term, value) for term, value in said if value)


def _bar(leg: Leg, story: CallStory, *, reader: Reader) -> LegBar:
    moments = (
        (_("rang"), leg.ringing_at),
        (_("answered"), leg.answered_at),
        (_("joined"), leg.joined_at),
        (_("left"), leg.left_at or leg.ended_at),
    )
    return LegBar(
        id=str(leg.pk),
        name=call_words.leg_name(leg) if leg.endpoint or leg.member else _("Withheld number"),
        role=call_words.role_label(leg.role),
        result=call_words.offer_words(leg),
        stretches=tuple(_stretches(leg, story, now=reader.now)),
        moments=tuple((name, clock_label(at, reader=reader)) for name, at in moments if at),
    )


def _stretches(leg: Leg, story: CallStory, *, now: datetime) -> list[LegStretch]:
    """Cut a leg's time into waiting for an answer and talking; what never happened is left out."""
    over_at = leg.left_at or leg.ended_at or story.call.ended_at
    end, taken = over_at or now, leg.joined_at
    parts = [("wait", _("Waited"), leg.started_at, taken or end, taken is None)]
    if taken is not None:
        parts.append(("talk", _("Talked"), taken, end, True))
    begin = story.call.started_at
    whole = max(1.0, ((story.call.ended_at or now) - begin).total_seconds())
    found = []
    for kind, label, since, until, is_last in parts:
        seconds, goes_on = (until - since).total_seconds(), is_last and over_at is None
        if seconds < 1 and not goes_on:
            continue
        x = min(WHOLE, max(0, round((since - begin).total_seconds() / whole * WHOLE)))
        width = max(2, min(WHOLE - x, round(seconds / whole * WHOLE)))
        since_iso = since.isoformat() if goes_on else ""
        span = call_words.span(seconds)
        found.append(LegStretch(kind=kind, label=label, span=span, since_iso=since_iso, x=x, width=width))
    return found


def _command(row: CallCommand, *, reader: Reader) -> CommandItem:
    tones = {CommandState.DONE: ("ok", "check"), CommandState.FAILED: ("danger", "alert")}
    tone, icon = tones.get(CommandState(row.state), ("warn", "clock"))
    leg = row.leg
    return CommandItem(
        time_label=clock_label(row.requested_at, reader=reader),
        verb=_verbs()[Verb(row.verb)],
        who=call_words.leg_name(leg) if leg.endpoint or leg.member else _("Withheld number"),
        state=Badge(label=_states()[CommandState(row.state)], tone=tone, icon=icon),
        problem=row.error if row.state == CommandState.FAILED else "",
    )


def _verbs() -> dict[Verb, str]:
    return {
        Verb.PLACE: _("Ring"),
        Verb.RUN: _("Go on with"),
        Verb.HANG_UP: _("Hang up"),
        Verb.SPEAK: _("Say"),
        Verb.PLAY: _("Play"),
        Verb.STOP_AUDIO: _("Stop playing"),
        Verb.SEND_DIGITS: _("Press keys"),
        Verb.MUTE: _("Mute"),
        Verb.UNMUTE: _("Unmute"),
        Verb.DEAFEN: _("Deafen"),
        Verb.UNDEAFEN: _("Undeafen"),
    }


def _states() -> dict[CommandState, str]:
    return {
        CommandState.QUEUED: _("to be done"),
        CommandState.DOING: _("under way"),
        CommandState.DONE: _("done"),
        CommandState.UNKNOWN: _("checking with the carrier"),
        CommandState.FAILED: _("failed"),
    }
