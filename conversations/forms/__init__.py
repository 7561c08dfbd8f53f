"""What addresses and forms say, read into plain values; what cannot be read is left out or refused by name."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from conversations.domain.states import Outcome
from conversations.selectors import TEAM, CallPlace, CallQuery, Cursor, InboxQuery, Place, query_from

FILTERS = ("location", "line", "channel", "tag", "q")
A_DAY = timedelta(days=1)
# Far enough for any intention, near enough for every database and clock.
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
LARGEST_SEQ = 2_147_483_647


def inbox_query(params: QueryDict) -> InboxQuery:
    """Read which list an address asks for; anything unreadable asks for the default."""
    return query_from(params.get("view", ""), {key: params.get(key, "") for key in FILTERS})


def page_params(params: QueryDict, address: str) -> QueryDict:
    """Take the list's query from this address, or, where it carries none, from the page the request came from."""
    if any(params.get(key) for key in ("view", *FILTERS)) or not address:
        return params
    try:
        return QueryDict(urlsplit(address).query)
    except (ValueError, RequestDataTooBig, TooManyFieldsSent):
        return params


def cursor(params: QueryDict) -> Cursor | None:
    """Read where a page of rows starts; None is the beginning, also for what cannot be read."""
    at, _underscore, key = params.get("after", "").rpartition("_")
    try:
        return Cursor(at=_instant(at) if at else None, id=UUID(key)) if key else None
    except ValueError:
        return None


def call_query(params: QueryDict) -> CallQuery:
    """Read which calls are wanted; what cannot be read narrows nothing."""
    return CallQuery(
        line_id=identifier(params.get("line", "")),
        direction=params.get("direction", "").upper(),
        outcome=params.get("outcome", "").upper(),
        is_missed=params.get("missed", "") == "1",
    )


def call_place(params: QueryDict) -> CallPlace | None:
    """Read after which call the next page begins."""
    start = cursor(params)
    return CallPlace(at=start.at, id=start.id) if start is not None and start.at is not None else None


def place(params: QueryDict) -> Place | None:
    """Read before which entry earlier ones are wanted."""
    at, _underscore, seq = params.get("before", "").rpartition("_")
    try:
        return Place(at=_instant(at), seq=_seq(seq)) if at else None
    except ValueError:
        return None


def seen_seq(params: QueryDict, name: str) -> int:
    """Read the number of an entry; 0 for what is none."""
    try:
        return _seq(params.get(name, "0"))
    except ValueError:
        return 0


def identifier(text: str) -> UUID | None:
    """Read an id; None for what is none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def number(text: str) -> int | None:
    """Read a small whole number; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def identifiers(texts: list[str]) -> list[UUID]:
    """Read ids, leaving out what is none."""
    return [key for key in map(identifier, texts) if key is not None]


def local_instant(text: str, *, zone: ZoneInfo) -> datetime | None:
    """Read the time a member chose on their clock; None when nothing readable was chosen."""
    try:
        chosen = parse_datetime(text)
    except ValueError:
        return None
    if chosen is None:
        return None
    aware = chosen if chosen.tzinfo else chosen.replace(tzinfo=zone)
    try:
        return min(aware.astimezone(UTC), LATEST)
    except OverflowError:
        return None


def snooze_minutes(until: datetime | None, *, now: datetime) -> str:
    """Write how far away a time is, in whole minutes; empty for none."""
    return "" if until is None else str(max(1, round((until - now).total_seconds() / 60)))


def outcome(text: str) -> Outcome | None:
    """Read how a conversation ended; None when nothing was chosen."""
    return Outcome(text) if text in set(Outcome) else None


class TaskForm(forms.Form):
    """A new task; without a readable time it is due in a day."""

    title = forms.CharField(max_length=200, error_messages={"required": _("Say what is to be done.")})
    due = forms.CharField(required=False, max_length=40)
    owner = forms.CharField(required=False, max_length=60)
    promised = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Tell a colleague (an id) from a team (`team:` and an id); neither is the writer's own."""
        cleaned = super().clean() or {}
        chosen = str(cleaned.get("owner", ""))
        is_team = chosen.startswith(TEAM)
        found = identifier(chosen.removeprefix(TEAM))
        if chosen and found is None:
            self.add_error("owner", _("Choose a colleague from the list."))
        cleaned["owner"], cleaned["team"] = (None, found) if is_team else (found, None)
        return cleaned

    def due_at(self, *, zone: ZoneInfo, now: datetime) -> datetime:
        """Give the chosen time, read on the organisation's clock."""
        return local_instant(self.cleaned_data["due"], zone=zone) or now + A_DAY

    @property
    def sentence(self) -> str:
        """Say the first thing that is wrong."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not 1970 <= found.year <= 2200:
        raise ValueError(text)
    return found


def _seq(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        raise ValueError(text)
    return min(int(text), LARGEST_SEQ)
