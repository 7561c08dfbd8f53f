"""What people have in calendars elsewhere, drawn grey in ours: that they are busy, never with what."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label
from scheduling.domain import drawing
from scheduling.pages.calendar import Drawn, Event, Line
from scheduling.presenters.calendar_events import span_words
from scheduling.selectors.calendar import CalendarRows


def drawn(rows: CalendarRows, resource_id: UUID, day: date, reader: Reader) -> list[Event]:
    """Draw a resource's column of a day."""
    return [
        Event(
            kind="block",
            title=_("Busy elsewhere"),
            icon="cal",
            spot=_spot(piece.starts, piece.ends),
            label=f"{_('Busy elsewhere')}, {span_words(start, end, reader=reader)}",
        )
        for start, end in rows.elsewhere.get(resource_id, ())
        for piece in drawing.pieces(start, end, reader.zone)
        if piece.day == day
    ]


def lines(rows: CalendarRows, resource_ids: Iterable[UUID], day: date, reader: Reader) -> list[Line]:
    """Write a day's as a list."""
    names = {row.pk: row.name for row in rows.shown}
    return [
        Line(
            time=clock_label(start, reader=reader),
            title=_("Busy elsewhere"),
            detail=f"{names[key]} · {span_words(start, end, reader=reader)}",
            is_free=True,
        )
        for key in resource_ids
        for start, end in rows.elsewhere.get(key, ())
        if any(piece.day == day for piece in drawing.pieces(start, end, reader.zone))
    ]


def _spot(start: int, end: int) -> Drawn:
    begin, stop = drawing.spot(start), drawing.spot(end)
    return Drawn(at=begin.quarter, plus=begin.rest, to=stop.quarter, over=stop.rest)
