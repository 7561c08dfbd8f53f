"""The dial pad in the browser: what the caller hears, and behind it the path the call takes."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.pages import Choice
from carrier.presenters import display_number
from carrier.services.rehearsing import OwnCall
from carrier.simulator.client import HeardEntry
from conversations.models import Line
from conversations.presenters import call_reasons, call_words
from conversations.services import calls
from routing.models import FlowVersion

KEYS = "123456789*0#"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLine:
    """One line of the call; `is_mine` was said or pressed by the caller, `is_speech` may be read aloud."""

    id: str
    who: str
    text: str
    is_mine: bool
    is_speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """One decision about the call."""

    time_label: str
    node: str
    why: str
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCallPage:
    """The pad. While `call` (a signed name) is set there is a call; `is_over` once it has ended.

    The screen is asked for again until it `is_settled`: the outcome comes a moment after the end.
    """

    lines: tuple[Choice, ...]
    handsets: tuple[Choice, ...]
    takers: tuple[Choice, ...]
    call: str = ""
    screen_url: str = ""
    line_name: str = ""
    status: str = ""
    is_over: bool = False
    is_settled: bool = False
    can_speak: bool = False
    heard: tuple[HeardLine, ...] = ()
    path: tuple[PathLine, ...] = ()
    conversation_url: str = ""
    outcome: str = ""
    error: str = ""
    steps: tuple[str, ...] = ()
    steps_token: str = ""
    draft: str = ""
    draft_label: str = ""
    draft_url: str = ""
    keys: str = KEYS
    language: str = "en-US"


def own_call_page(
    found: OwnCall | None,
    *,
    token: str,
    lines: list[Line],
    line: Line | None,
    handsets: list[tuple[str, str]],
    handset: str,
    takers: list[tuple[str, str]],
    taker: str,
    steps: tuple[str, ...] = (),
    steps_token: str = "",
    draft: FlowVersion | None = None,
    error: str,
) -> OwnCallPage:
    """Show the pad, with the call when there is one."""
    url = reverse("carrier:own_call")
    choices = {
        "lines": tuple(
            Choice(
                value=str(row.pk), label=f"{row.name} · {display_number(row.address)}", is_current=row == line
            )
            for row in lines
        ),
        "handsets": tuple(
            Choice(
                value=value,
                label=display_number(value) if name == value else f"{name} · {display_number(value)}",
                is_current=value == handset,
            )
            for value, name in handsets
        ),
        "takers": tuple(Choice(value=value, label=name, is_current=value == taker) for value, name in takers),
    }
    said = {"steps": steps, "steps_token": steps_token if steps else "", **_draft(draft)}
    if found is None:
        return OwnCallPage(**choices, **said, error=error)  # type: ignore[arg-type]
    call, leg = found.call, found.leg
    path = call.path if call else []
    return OwnCallPage(
        **choices,  # type: ignore[arg-type]
        call=token,
        **said,  # type: ignore[arg-type]
        screen_url=f"{url}?{urlencode({'call': token})}",
        line_name=call.line.name if call else "",
        status=_status(found),
        is_over=leg.is_over,
        is_settled=found.is_settled,
        can_speak=leg.answered_at is not None and not leg.is_over,
        heard=tuple(
            one for place, entry in enumerate(found.heard) if (one := _heard(entry, place, own=leg.uuid))
        ),
        path=tuple(
            PathLine(
                time_label=formats.time_format(
                    timezone.localtime(datetime.fromisoformat(item["at"])), "H:i:s"
                ),
                node=call_reasons.node_label(item["node"]),
                why=call_reasons.reason(item["why"]),
                is_last=place == len(path) - 1 and not found.is_settled,
            )
            for place, item in enumerate(path)
        ),
        conversation_url=reverse("conversations:conversation", args=[call.conversation_id]) if call else "",
        outcome=calls.in_words(call) if call and call.outcome else "",
        error=error,
    )


def _draft(draft: FlowVersion | None) -> dict[str, str]:
    if draft is None:
        return {}
    told = {"number": draft.number, "title": draft.flow.title}
    return {
        "draft": str(draft.flow_id),
        "draft_label": _(
            "This call tries draft %(number)d of %(title)s. What is live stays as it is, and no figure counts the call."
        )
        % told,
        "draft_url": reverse("routing:flow", args=[draft.flow_id]),
    }


def _heard(entry: HeardEntry, place: int, *, own: str) -> HeardLine | None:
    is_mine = entry.leg == own
    if not is_mine and own not in entry.heard_by:
        return None
    is_speech = entry.kind in {"tts", "speech"}
    text = {
        "tts": entry.words, "speech": entry.words, "tone": _("(a tone)"), "hold": _("(music)"), "stream": _("(music)"),
        "dtmf": _("(key %(key)s)") % {"key": entry.text},
    }.get(entry.kind, "")  # fmt: skip
    if not text:
        return None
    return HeardLine(
        id=f"heard-{place}",
        who=_("You") if is_mine else _("Somebody of the team") if entry.kind == "speech" else _("The line"),
        text=text,
        is_mine=is_mine,
        # Read aloud once it has been said in full, never word by word.
        is_speech=is_speech and not is_mine and (entry.words == entry.text or entry.is_cut),
    )


def _status(found: OwnCall) -> str:
    if found.leg.is_over:
        return _("The call is over")
    if found.call is not None:
        return call_words.standing(found.call, found.legs).label
    return _("On the line") if found.leg.status == "answered" else _("Ringing")
