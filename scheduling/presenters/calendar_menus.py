"""What the calendar can be turned to: views, whose, where, which columns; and what its colours mean."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.pages import Choice, Link
from conversations.presenters.reader import Reader
from scheduling.domain import drawing
from scheduling.models import Resource
from scheduling.pages.calendar import Swatch
from scheduling.presenters import calendar_events as events
from scheduling.presenters.calendar_query import VIEWS, CalendarQuery
from scheduling.selectors.calendar import CalendarRows

MOST_COLUMNS = 12
# More than these are chosen from a menu, one at a time.
MOST_PICKS = 24


def views(query: CalendarQuery) -> tuple[Link, ...]:
    """List the ways to look at it."""
    names = {
        "day": _("Day"),
        "week": pgettext("calendar", "Week"),
        "resources": _("Resources"),
        "list": _("List"),
    }
    return tuple(
        Link(label=names[view], url=query.url(view=view), is_current=view == query.view) for view in VIEWS
    )


def who(rows: CalendarRows, query: CalendarQuery) -> tuple[Choice, ...]:
    """List whose it can be: everybody's, or one resource's."""
    is_everybody = query.who is None and not query.only
    every = Choice(value=query.url(who="all", only=""), label=_("Everyone"), is_current=is_everybody)
    return (
        every,
        *(
            Choice(
                value=query.url(
                    who=str(row.pk), only="", view="week" if query.view == "resources" else query.view
                ),
                label=row.name,
                detail="" if row.kind == "PROVIDER" else row.get_kind_display(),
                is_current=row.pk == query.who,
            )
            for row in rows.resources
        ),
    )


def who_label(rows: CalendarRows, query: CalendarQuery) -> str:
    """Say whose it is."""
    names = [row.name for row in rows.resources if row.pk in query.whose]
    if not query.whose:
        return _("Everyone")
    return ", ".join(names) if 0 < len(names) < 4 else _("%(count)d chosen") % {"count": len(names)}


def places(rows: CalendarRows, query: CalendarQuery) -> tuple[Choice, ...]:
    """List where it can be, if there is more than one place."""
    if len(rows.locations) < 2:
        return ()
    every = Choice(value=query.url(place=""), label=_("All locations"), is_current=query.place is None)
    return (
        every,
        *(
            Choice(value=query.url(place=str(row.pk)), label=row.name, is_current=row.pk == query.place)
            for row in rows.locations
        ),
    )


def picks(rows: CalendarRows, query: CalendarQuery) -> tuple[Choice, ...]:
    """Let each resource be taken into the drawing or left out of it; the last one left out brings all back."""
    there = [row for row in rows.resources if query.place is None or row.location_id in (None, query.place)]
    most = MOST_COLUMNS if query.view == "resources" else MOST_PICKS
    if len(there) < 2 or (len(there) > MOST_PICKS and query.view != "resources"):
        return ()
    drawn = [row.pk for row in rows.shown[:most]]
    return tuple(
        Choice(
            value=query.url(who="", only=_ids(_turned(drawn, row, there, most=most))),
            label=row.name,
            is_current=row.pk in drawn,
        )
        for row in there
    )


def _turned(drawn: Sequence[UUID], row: Resource, there: Sequence[Resource], *, most: int) -> list[UUID]:
    left = [key for key in drawn if key != row.pk]
    if row.pk in drawn:
        return left
    # Where no more fit, the last column makes room.
    kept = {*left[: most - 1], row.pk}
    found = [one.pk for one in there if one.pk in kept]
    return [] if len(found) == len(there) else found


def _ids(keys: Sequence[UUID]) -> str:
    return ",".join(str(key) for key in keys)


def legend(rows: CalendarRows, query: CalendarQuery, reader: Reader) -> tuple[Swatch, ...]:
    """Name the services whose colours are drawn."""
    hues: dict[str, int] = {}
    for claim in rows.claims:
        main = claim.appointment or claim.group_session
        if main is None or events.is_elsewhere(claim, rows):
            continue
        pieces = drawing.pieces(claim.starts_at, claim.ends_at, reader.zone)
        if any(piece.day in query.days for piece in pieces):
            hues[main.service.name] = main.service.hue
    return tuple(Swatch(label=name, hue=hue) for name, hue in sorted(hues.items()))
