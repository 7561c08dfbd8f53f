"""Which contacts, and from where on: read leniently, because addresses are bookmarked and edited by hand."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from contacts.models import Lifecycle
from contacts.ports import Place
from contacts.selectors import BY_NAME, NEWEST, ContactPlace, ContactQuery

LONGEST = 100


def contact_query(values: QueryDict) -> ContactQuery:
    """Read the filters of the list; what is no value of a filter filters nothing."""
    lifecycle = values.get("lifecycle", "")
    return ContactQuery(
        words=" ".join(_plain(values.get("q", "")).split())[:LONGEST],
        lifecycle=lifecycle if lifecycle in Lifecycle.values else "",
        tag=_plain(values.get("tag", ""))[:40],
        owner_id=identifier(values.get("owner", "")),
        sort=NEWEST if values.get("sort") == NEWEST else BY_NAME,
    )


def contact_place(values: QueryDict, *, sort: str) -> ContactPlace | None:
    """Read after which contact the page goes on; None for the first page."""
    found = identifier(values.get("after", ""))
    key = _plain(values.get("key", ""))
    if found is None or (sort == NEWEST and _instant(key) is None):
        return None
    return ContactPlace(key=key, id=found)


def timeline_place(values: QueryDict) -> Place | None:
    """Read before which item the timeline goes on; None for its newest page."""
    at, found = _instant(values.get("before", "")), identifier(values.get("id", ""))
    return Place(at=at, id=found) if at is not None and found is not None else None


def _plain(text: str) -> str:
    """Drop NUL and its kind, which PostgreSQL refuses."""
    return "".join(letter for letter in text if letter.isprintable())


def identifier(text: str) -> UUID | None:
    """Read an id, None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None and 1970 <= found.year <= 2200 else None
