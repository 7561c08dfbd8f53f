"""The calendar on paper: a table for each day, with names or without."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from scheduling.domain import drawing
from scheduling.models import Claim
from scheduling.pages.paper import Paper, PaperDay, PaperLine
from scheduling.presenters import calendar_events as events
from scheduling.presenters import calendar_menus as menus
from scheduling.presenters.calendar import day_title, title_of
from scheduling.presenters.calendar_query import CalendarQuery
from scheduling.selectors.calendar import CalendarRows


def paper(
    rows: CalendarRows,
    query: CalendarQuery,
    *,
    reader: Reader,
    organisation: str,
    is_neutral: bool,
    has_pdf: bool,
) -> Paper:
    """Write a day or a week down; `is_neutral`: for where anybody may read it, so nobody and nothing is named."""
    own = "neutral=1" if is_neutral else ""
    other = "" if is_neutral else "neutral=1"
    printed = reverse("scheduling:calendar_print")
    claims = [row for row in rows.claims if query.who is None or row.resource_id == query.who]
    place = next((row.name for row in rows.locations if row.pk == query.place), "")
    return Paper(
        title=title_of(query, reader),
        organisation=organisation,
        who=" · ".join(part for part in (menus.who_label(rows, query), place) if part),
        days=tuple(
            _day(day, events.once_each(claims), rows, reader, is_neutral=is_neutral) for day in query.days
        ),
        printed=_("Printed %(when)s") % {"when": moment_label(reader.now, reader=reader)},
        is_neutral=is_neutral,
        back_url=query.url(),
        other_url=f"{printed}?{_joined(query.query(), other)}",
        pdf_url=f"{reverse('scheduling:calendar_pdf')}?{_joined(query.query(), own)}" if has_pdf else "",
    )


def _joined(*parts: str) -> str:
    return "&".join(part for part in parts if part)


def _day(
    day: date, claims: Iterable[Claim], rows: CalendarRows, reader: Reader, *, is_neutral: bool
) -> PaperDay:
    there = [
        claim
        for claim in claims
        if any(piece.day == day for piece in drawing.pieces(claim.starts_at, claim.ends_at, reader.zone))
    ]
    return PaperDay(
        label=day_title(day, language=reader.language),
        lines=tuple(_line(claim, rows, reader, is_neutral=is_neutral) for claim in there),
    )


def _line(claim: Claim, rows: CalendarRows, reader: Reader, *, is_neutral: bool) -> PaperLine:
    who, what, _icon = events.words_of(claim, rows, reader, is_mixed=False)
    main = claim.appointment or claim.hold or claim.group_session
    row = claim.appointment if not events.is_elsewhere(claim, rows) else None
    if row is not None:
        what = row.service.name
    if is_neutral:
        who, what = (_("Booked") if main is not None else _("Blocked")), ""
    return PaperLine(
        time=events.span_words(claim.starts_at, claim.ends_at, reader=reader),
        who=who,
        what=what,
        given_by=_giver(claim, main.provider_id if main is not None else claim.resource_id, rows),
        stands=events.status_badge(row, now=reader.now)[0] if row is not None and not is_neutral else "",
    )


def _giver(claim: Claim, provider_id: UUID, rows: CalendarRows) -> str:
    return next((row.name for row in rows.resources if row.pk == provider_id), claim.resource.name)
