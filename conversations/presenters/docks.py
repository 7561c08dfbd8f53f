"""What a member's telephone does, for the page, for the push and for the answer to an act alike."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from conversations.domain.calls import CallState, LegRole, Offer, RecordingState
from conversations.models import Direction
from conversations.pages import CallAnyway, CallBar, Dock, GoneNote, RingPop
from conversations.ports.pops import pop_lines
from conversations.presenters import call_reasons, call_words, labels
from conversations.presenters.choices import member_choices
from conversations.presenters.reader import Reader
from conversations.selectors import CallStory, CurrentCall, DockSource, RingingCall

LONGEST = 160


def dock(
    source: DockSource,
    *,
    reader: Reader,
    lines: dict[str, tuple[tuple[str, str], ...]] | None = None,
    error: str = "",
    anyway: CallAnyway | None = None,
) -> Dock:
    """Print it; `lines` are what higher apps say, by call; `anyway` asks why a call is to be placed all the same."""
    said = lines or {}
    return Dock(
        version=int(reader.now.timestamp() * 1000),
        pops=tuple(_pop(item, said.get(str(item.story.call.pk), ())) for item in source.ringing),
        bar=_bar(source.current) if source.current else None,
        notes=tuple(_note(story) for story in source.gone),
        error=error,
        anyway=anyway,
    )


def dock_lines(source: DockSource) -> dict[str, tuple[tuple[str, str], ...]]:
    """Ask what higher apps say about who is ringing; inside `reading`."""
    return {
        str(item.story.call.pk): tuple(pop_lines(source.by, contact_id))
        for item in source.ringing
        if (contact_id := item.story.call.conversation.contact_id) is not None
    }


def _pop(item: RingingCall, lines: tuple[tuple[str, str], ...]) -> RingPop:
    call, conversation = item.story.call, item.story.call.conversation
    is_own = call.direction == Direction.OUTBOUND and item.leg.role == LegRole.MEMBER
    who = labels.party_person(conversation).name
    names = tuple(row.display_name or _("No name yet") for row in item.candidates)
    return RingPop(
        leg_id=str(item.leg.pk),
        call_id=str(call.pk),
        headline=(_("Calling %(name)s") if is_own else _("Call from %(name)s")) % {"name": who},
        who=who,
        number_label=labels.address_label("PHONE", call.address) if call.address else _("Withheld number"),
        line_label=call.line.name,
        since_iso=item.leg.started_at.isoformat(),
        conversation_url=conversation_url(item.story),
        in_browser=item.leg.endpoint_kind == "APP",
        is_own=is_own,
        candidates=names if len(names) > 1 else (),
        asked=_shortened(item.asked),
        tasks=tuple(task.title for task in item.tasks),
        lines=lines,
        why=_why(item),
    )


def conversation_url(story: CallStory) -> str:
    """Address the conversation at the call's entry."""
    url = reverse("conversations:conversation", args=[story.call.conversation_id])
    return f"{url}#entry-{story.call.entry_id}"


def _why(item: RingingCall) -> str:
    rang = [str(step["why"]) for step in item.story.call.path if step["node"] in {"ring", "transfer"}]
    return call_reasons.reason(rang[-1]) if rang else ""


def _bar(current: CurrentCall) -> CallBar:
    call, leg = current.story.call, current.leg
    asked = [row for row in current.story.legs if row.role == LegRole.CONSULT and row.ended_at is None]
    asked = [row for row in asked if row.offer in {Offer.RINGING, Offer.ACCEPTED} and row.pk != leg.pk]
    is_held = call.state in {CallState.HELD, CallState.CONSULTING}
    since = (call.held_at if is_held else call.answered_at) or leg.joined_at or leg.started_at
    is_supervising = leg.role == LegRole.SUPERVISOR
    return CallBar(
        call_id=str(call.pk),
        who=labels.party_person(call.conversation).name,
        standing=_mode(leg.monitor_mode) if is_supervising else call_words.standing(call).label,
        since_iso=since.isoformat(),
        act_url=reverse("conversations:call", args=[call.pk]),
        call_url=reverse("conversations:call", args=[call.pk]),
        conversation_url=conversation_url(current.story),
        is_held=is_held,
        is_muted=leg.is_muted,
        is_recorded=call.is_recorded,
        locked=_locked(call.recording_notice),
        is_consulting=bool(asked) and is_held,
        consulting=call_words.leg_name(asked[-1]) if asked else "",
        is_consult_joined=bool(asked) and asked[-1].joined_at is not None,
        is_supervising=is_supervising,
        modes=_modes(leg.monitor_mode) if is_supervising else (),
        colleagues=member_choices(current.colleagues),
    )


def _mode(mode: str) -> str:
    return {
        "LISTEN": _("You listen; nobody hears you"),
        "WHISPER": _("Only the member hears you"),
        "BARGE": _("Everybody hears you"),
    }.get(mode, "")


def _modes(chosen: str) -> tuple[Choice, ...]:
    named = (("LISTEN", _("Listen")), ("WHISPER", _("Whisper")), ("BARGE", _("Join the talk")))
    return tuple(Choice(value=mode, label=label, is_current=mode == chosen) for mode, label in named)


def _locked(notice: str) -> str:
    if notice == RecordingState.DECLINED:
        return _("Not recorded: they did not want it.")
    if notice == RecordingState.NOT_ALLOWED:
        return _("Not recorded: nobody was told that it would be.")
    return ""


def _note(story: CallStory) -> GoneNote:
    call = story.call
    who = labels.party_person(call.conversation).name
    if call.answered_by is not None:
        words = _("Taken by %(name)s: %(who)s") % {"name": call.answered_by.name, "who": who}
        return GoneNote(call_id=str(call.pk), sentence=words, url=conversation_url(story), tone="ok")
    words = _("The call from %(who)s is no longer with you.") % {"who": who}
    return GoneNote(call_id=str(call.pk), sentence=words, url=conversation_url(story), tone="warn")


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
