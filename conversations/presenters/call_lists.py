"""The list of calls: newest first, narrowed by line, direction, outcome."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from conversations.domain.calls import CallOutcome
from conversations.models import Call, Direction, Line, LineKind
from conversations.pages import CallRow, CallsPage, Empty, Filter, OlderCalls
from conversations.presenters import call_words, labels
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from conversations.selectors import CallPageSource, CallPlace, CallQuery
from conversations.services import calls


def calls_page(
    source: CallPageSource,
    *,
    query: CallQuery,
    lines: Sequence[Line],
    reader: Reader,
    after: CallPlace | None = None,
) -> CallsPage:
    """Print a page of calls, the one `after` a place."""
    url = reverse("conversations:call_list")
    return CallsPage(
        rows=tuple(call_row(call, reader=reader) for call in source.calls),
        filters=_filters(query, lines),
        url=url,
        older=older_calls(source, query=query, reader=reader),
        is_narrowed=query.is_narrowed,
        live=f"calls {calls_query_string(query, after=after).removeprefix('?')}",
        since=reader.now.isoformat(),
        empty=_empty(query),
    )


def older_calls(source: CallPageSource, *, query: CallQuery, reader: Reader) -> OlderCalls:
    """Print where a list goes on that begins with these calls."""
    url = reverse("conversations:call_list")
    return OlderCalls(
        version=int(reader.now.timestamp() * 1000),
        next_url=url + calls_query_string(query, after=source.following) if source.following else "",
    )


def calls_query_string(query: CallQuery, *, after: CallPlace | None = None) -> str:
    """Write a list of calls as the end of an address."""
    said = {
        "line": str(query.line_id or ""),
        "direction": query.direction.lower(),
        "outcome": query.outcome.lower(),
        "missed": "1" if query.is_missed else "",
        "after": f"{after.at.isoformat()}_{after.id}" if after else "",
    }
    used = {name: value for name, value in said.items() if value}
    return f"?{urlencode(used)}" if used else ""


def call_row(call: Call, *, reader: Reader) -> CallRow:
    """Print one call of the list."""
    is_out = call.direction == Direction.OUTBOUND
    return CallRow(
        id=str(call.pk),
        version=call.version,
        order=f"{call.started_at.isoformat()} {call.pk}",
        url=reverse("conversations:call", args=[call.pk]),
        title=_("Call out") if is_out else _("Call in"),
        icon="phone" if is_out else "phonein",
        who=labels.party_person(call.conversation).name,
        time_label=moment_label(call.started_at, reader=reader),
        time_iso=call.started_at.isoformat(),
        line_label=call.line.name,
        outcome=call_words.standing(call),
        member=call.answered_by.name if call.answered_by else "",
        talked=call_words.span(call.talk_seconds) if call.talk_seconds else "",
    )


def _filters(query: CallQuery, lines: Sequence[Line]) -> tuple[Filter, ...]:
    phones = [(str(line.pk), line.name) for line in lines if line.kind == LineKind.PHONE]
    ways = [("inbound", _("Calls in")), ("outbound", _("Calls out"))]
    outcomes = [(item.value.lower(), calls.outcome_words(item)) for item in CallOutcome]
    return (
        _filter("missed", _("Which"), _("All calls"), [("1", _("Missed"))], "1" if query.is_missed else ""),
        _filter("line", _("Line"), _("Any line"), phones, str(query.line_id or "")),
        _filter("direction", _("Direction"), _("In and out"), ways, query.direction.lower()),
        _filter("outcome", _("Outcome"), _("Any outcome"), _unique(outcomes), query.outcome.lower()),
    )


def _unique(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep one choice of each name: what is answered is answered, by whomever."""
    named: dict[str, str] = {}
    for value, label in pairs:
        named.setdefault(label, value)
    return [(value, label) for label, value in named.items()]


def _filter(name: str, label: str, anything: str, pairs: list[tuple[str, str]], chosen: str) -> Filter:
    choices = [Choice(value="", label=anything, is_current=not chosen)]
    choices += [Choice(value=value, label=text, is_current=value == chosen) for value, text in pairs]
    return Filter(name=name, label=label, choices=tuple(choices))


def _empty(query: CallQuery) -> Empty:
    if query.is_narrowed:
        return Empty(title=_("No such calls"), text=_("Choose less narrowly."))
    return Empty(title=_("No calls yet"), text=_("Every call in and out appears here, with how it ended."))
