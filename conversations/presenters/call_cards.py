"""A call as an entry of the thread, and what was recorded of it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.domain.calls import OVER, CallState, LegRole, RecordingState
from conversations.domain.summaries import action_items
from conversations.models import Call, Direction, Leg, Recording, RecordingKind
from conversations.pages import CallCard, PathStep, RecordingItem, ScriptLine
from conversations.ports.summaries import Fault
from conversations.presenters import call_reasons, call_words, labels
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label
from conversations.selectors import CallStory

HEARD = frozenset({RecordingState.STORED, RecordingState.TRANSCRIBED})
OFFERED = frozenset({LegRole.MEMBER, LegRole.CONSULT})


def call_card(story: CallStory, *, reader: Reader) -> CallCard:
    """Print a call."""
    call = story.call
    is_out = call.direction == Direction.OUTBOUND
    is_over = CallState(call.state) in OVER
    standing = call_words.standing(call, story.legs)
    return CallCard(
        id=str(call.pk),
        title=_title(call),
        icon=standing.icon if is_over else ("phone" if is_out else "phonein"),
        outcome=standing,
        is_live=not is_over,
        with_whom=_with_whom(story),
        line_label=call.line.name,
        url=reverse("conversations:call", args=[call.pk]),
        figures=figures(story),
        offers=tuple(words for leg in story.legs if (words := _offer(leg, is_out=is_out))),
        path=path_steps(story, reader=reader),
        recordings=tuple(recording_item(row, story) for row in story.recordings),
    )


def _title(call: Call) -> str:
    if call.is_trial:
        return _("Try-out of a draft")
    return _("Call out") if call.direction == Direction.OUTBOUND else _("Call in")


def figures(story: CallStory) -> tuple[tuple[str, str], ...]:
    """List how long was waited, talked and held; what was nothing is left out, and all of a call that lives."""
    call = story.call
    if CallState(call.state) not in OVER:
        return ()
    named = (
        (_("Waited"), call.wait_seconds),
        (_("Talked"), call.talk_seconds),
        (_("On hold"), call.hold_seconds),
    )
    return tuple((name, call_words.span(seconds)) for name, seconds in named if seconds)


def path_steps(story: CallStory, *, reader: Reader) -> tuple[PathStep, ...]:
    """Print the path a call took."""
    return tuple(
        PathStep(
            time_label=clock_label(datetime.fromisoformat(str(item["at"])), reader=reader),
            node=call_reasons.node_label(str(item["node"])),
            why=call_reasons.reason(str(item["why"])),
        )
        for item in story.call.path
    )


def recording_item(row: Recording, story: CallStory) -> RecordingItem:
    """Print a recording: to be heard, or with why it cannot be."""
    is_voicemail = row.kind == RecordingKind.VOICEMAIL
    if story.call.conversation.is_quarantined:
        return _quarantined(row)
    url = reverse("conversations:recording", args=[row.pk]) if row.state in HEARD and row.path else ""
    said = [str(item["text"]) for item in row.transcript]
    return RecordingItem(
        id=str(row.pk),
        title=_("Voicemail") if is_voicemail else _("Recording"),
        icon="vm" if is_voicemail else "wave",
        duration_label=call_words.span(row.duration_seconds) if url and row.duration_seconds else "",
        url=url,
        problem="" if url else _why_silent(row),
        is_alarm=row.state == RecordingState.MISSING,
        script=tuple(_line(item, row, story, url=url) for item in row.transcript),
        no_script=_no_script(row) if url and not said else "",
        summary=row.summary,
        summary_note=_summary_note(row),
        no_summary=_("Summary unavailable: nothing was written down.") if url and not row.summary else "",
        actions=tuple(row.summary_actions)
        or tuple(action_items([str(item["text"]) for item in row.transcript if _is_theirs(item)])),
    )


def _quarantined(row: Recording) -> RecordingItem:
    """Say that what was said is closed for now; nothing of it is printed."""
    is_voicemail = row.kind == RecordingKind.VOICEMAIL
    return RecordingItem(
        id=str(row.pk),
        title=_("Voicemail") if is_voicemail else _("Recording"),
        icon="lock",
        duration_label="",
        url="",
        problem=_("Closed for everybody until the conflict check is cleared."),
        is_alarm=False,
        script=(),
        no_script="",
        summary="",
        summary_note="",
        no_summary="",
        actions=(),
    )


def _summary_note(row: Recording) -> str:
    """Say which model made the summary, or why none did; nothing where none is set."""
    if row.summary_by:
        return _("Summed up by %(model)s") % {"model": row.summary_by}
    return (
        {
            Fault.ABSENT: _("The language model that is set is not installed; these are their own words."),
            Fault.SLOW: _("The language model took too long; these are their own words."),
            Fault.FAILED: _("The language model failed; these are their own words."),
            Fault.EMPTY: _("The language model said nothing; these are their own words."),
        }.get(Fault(row.summary_problem), "")
        if row.summary_problem in set(Fault)
        else ""
    )


def _offer(leg: Leg, *, is_out: bool) -> str:
    if leg.role not in OFFERED or (is_out and leg.role == LegRole.MEMBER):
        return ""
    return call_words.offer_words(leg)


def _with_whom(story: CallStory) -> str:
    call = story.call
    if call.direction == Direction.OUTBOUND:
        return call.answered_by.name if call.answered_by else ""
    return _("with %(name)s") % {"name": call.answered_by.name} if call.answered_by else ""


def _line(item: dict[str, object], row: Recording, story: CallStory, *, url: str) -> ScriptLine:
    seconds = int(str(item.get("at_ms") or 0)) / 1000
    return ScriptLine(
        speaker=_speaker(str(item.get("speaker") or ""), row, story),
        at_label=call_words.span(seconds),
        at_seconds=f"{seconds:.1f}",
        text=str(item["text"]),
        url=f"{url}#t={seconds:.1f}" if url else "",
    )


def _speaker(speaker: str, row: Recording, story: CallStory) -> str:
    if speaker == "CUSTOMER" or (not speaker and row.kind == RecordingKind.VOICEMAIL):
        return labels.party_person(story.call.conversation).name
    if speaker == "MEMBER":
        return story.call.answered_by.name if story.call.answered_by else _("Member")
    return _("Somebody")


def _is_theirs(item: dict[str, object]) -> bool:
    return item.get("speaker") != "MEMBER"


def _why_silent(row: Recording) -> str:
    return {
        RecordingState.NOT_ALLOWED: _("Not recorded: this may not be recorded here."),
        RecordingState.NOTICE_PENDING: _("Not recorded yet: the notice is being played."),
        RecordingState.RECORDING: _("Recording now."),
        RecordingState.PAUSED: _("Recording is paused."),
        RecordingState.DECLINED: _("Not recorded: the caller did not want it."),
        RecordingState.AWAITED: _("The recording is on its way from the carrier."),
        RecordingState.EMPTY: _("No message was left, only silence."),
        RecordingState.MISSING: _("The recording never came from the carrier. Somebody should look into it."),
        RecordingState.EXPIRED: _("Deleted: its time was over."),
    }.get(RecordingState(row.state), _("The recording cannot be found."))


def _no_script(row: Recording) -> str:
    if row.transcript_problem:
        return _("There is no transcript: it could not be had from the carrier.")
    return _("There is no transcript.")
