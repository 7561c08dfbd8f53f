"""The coverage of bookings on the page of coverage: what can be booked at each hour, and why nothing can."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pages import Link
from conversations.presenters.reader import Reader
from conversations.presenters.times import wall_label
from routing.domain.covering.booking import Bookable, Hour
from routing.presenters.coverage import (
    Asked,
    CellShown,
    CoveragePage,
    LineRow,
    PageWords,
    clock_words,
    sorts,
    span_words,
)
from routing.presenters.coverage_reasons import Reason
from routing.presenters.flow_words import Said
from routing.presenters.flow_words import choice_label as language_name
from routing.services.bookable import ServiceWeek

# Whole words, what stands in a cell, and how the cell is drawn.
SHOWN: Final[dict[Bookable, tuple[Said, Said, str]]] = {
    Bookable.FREE: (gettext_lazy("Can be booked"), "✓", "person"),
    Bookable.TAKEN: (gettext_lazy("No time left"), gettext_lazy("Full"), "message"),
    Bookable.OTHER: (gettext_lazy("Somebody, but none who can help"), "≠", "other"),
    Bookable.NOBODY: (gettext_lazy("Nobody, though open"), gettext_lazy("None"), "nobody"),
    Bookable.CLOSED: (gettext_lazy("Closed"), "–", "closed"),
}
_COUNTED: Final = (Bookable.FREE, Bookable.OTHER, Bookable.NOBODY)


def bookable_page(
    weeks: Sequence[ServiceWeek],
    asked: Asked,
    *,
    earlier: date | None,
    later: date | None,
    reader: Reader,
) -> CoveragePage:
    """Put the page together; what was asked for and is not there is the first there is."""
    chosen = next(
        (one for one in weeks if (_line(one), one.language) == (asked.line, asked.language)),
        weeks[0] if weeks else None,
    )
    days = [asked.starts_on + timedelta(days=place) for place in range(7)]
    return CoveragePage(
        words=_words(),
        address=reverse("routing:coverage_booking"),
        sorts=sorts(is_booking=True),
        rows=tuple(_row(one, asked, one is chosen) for one in weeks),
        title=_("%(line)s, %(language)s")
        % {"line": chosen.service.name, "language": language_name(chosen.language)}
        if chosen
        else "",
        skills=(),
        week=asked.starts_on.isoformat(),
        line=_line(chosen) if chosen else "",
        language=chosen.language if chosen else "",
        note=_note(chosen) if chosen else "",
        days=tuple((str(WEEKDAYS_ABBR[day.weekday()]), str(day.day)) for day in days),
        hours=tuple(
            (
                clock_words(hour, reader),
                tuple(_cell(chosen, day, hour, asked, reader) for day in range(7)),
            )
            for hour in range(24)
        )
        if chosen
        else (),
        legend=tuple((str(text), str(mark), kind) for text, mark, kind in SHOWN.values()),
        reason=_chosen(chosen, asked, reader) if chosen and asked.cell else None,
        gaps=tuple(
            _reason(chosen, gap.hour, span_words(gap.starts, gap.ends, reader))
            for gap in chosen.week.uncovered
        )
        if chosen
        else (),
        earlier_url=_address(chosen, asked, week=earlier) if earlier else "",
        later_url=_address(chosen, asked, week=later) if later else "",
    )


def _words() -> PageWords:
    return PageWords(
        intro=_(
            "What can be booked in these seven days: by the hours of each location, the hours of whoever gives a"
            " service, the rooms and things it needs, and skills. What is booked already counts in the map alone."
        ),
        caption=_("Hours of the week by service and language"),
        headings=(_("Service"), _("Can be booked"), _("None who can help"), _("Nobody, though open")),
        none_yet=_("There is no service to book yet."),
        all_covered=_("Somebody who can help can be booked at every hour the location is open."),
    )


def _line(one: ServiceWeek) -> str:
    return f"{one.service.pk}.{one.location.pk}"


def _note(chosen: ServiceWeek) -> str:
    if not chosen.is_supposed:
        return ""
    return _(
        "No skill is called “%(language)s”, so everybody is taken to speak it. Make that skill and give it to whoever"
        " speaks the language."
    ) % {"language": language_name(chosen.language)}


def _row(one: ServiceWeek, asked: Asked, is_chosen: bool) -> LineRow:
    return LineRow(
        line=one.service.name,
        location=one.location.name,
        language=language_name(one.language),
        url=_address(one, asked) + "#map",
        is_chosen=is_chosen,
        # Whether what can be booked is taken already is looked at for the one in the map alone.
        counts=tuple(
            one.week.count(sort) + (one.week.count(Bookable.TAKEN) if sort is Bookable.FREE else 0)
            for sort in _COUNTED
        ),
    )


def _cell(chosen: ServiceWeek, day: int, hour: int, asked: Asked, reader: Reader) -> CellShown | None:
    found = chosen.week.days[day][hour]
    if found is None:
        return None
    words, mark, kind = SHOWN[found.bookable]
    return CellShown(
        label=f"{_when(found, reader)}: {words}",
        text=str(mark),
        kind=kind,
        url=_address(chosen, asked, cell=f"{day}-{hour}") + "#reason",
        is_chosen=asked.cell == (day, hour),
    )


def _when(hour: Hour, reader: Reader) -> str:
    return f"{WEEKDAYS[hour.at.weekday()]} {wall_label(hour.at, reader=reader)}"


def _chosen(chosen: ServiceWeek, asked: Asked, reader: Reader) -> Reason | None:
    day, at = asked.cell or (0, 0)
    found = chosen.week.days[day][at]
    return _reason(chosen, found, _when(found, reader)) if found is not None else None


def _reason(chosen: ServiceWeek, hour: Hour, when: str) -> Reason:
    """Say why some hours are as they are, and where that is changed."""
    words, _mark, kind = SHOWN[hour.bookable]
    names = ", ".join(sorted(filter(None, (chosen.names.get(one, "") for one in hour.hosts))))
    told = {"names": names, "service": chosen.service.name, "language": language_name(chosen.language)}
    sentences = {
        Bookable.FREE: _("%(names)s can be booked.") if names else _("%(service)s can be booked."),
        Bookable.TAKEN: _("%(names)s: booked, blocked, or it is too soon to book by now.")
        if names
        else _("Everything it needs is booked or blocked, or it is too soon to book by now."),
        Bookable.OTHER: _("%(names)s can be booked, but none of them is known to speak %(language)s."),
        Bookable.NOBODY: _("The location is open, but nobody and nothing that %(service)s needs is there."),
        Bookable.CLOSED: _("The location is closed."),
    }
    return Reason(
        title=when,
        cover=str(words),
        kind=kind,
        sentences=(sentences[hour.bookable] % told,),
        links=tuple(_links(chosen, hour)),
    )


def _links(chosen: ServiceWeek, hour: Hour) -> list[Link]:
    service = Link(label=chosen.service.name, url=reverse("scheduling:service", args=[chosen.service.pk]))
    match hour.bookable:
        case Bookable.OTHER:
            return [Link(label=_("Skills"), url=reverse("routing:skills")), service]
        case Bookable.NOBODY:
            return [Link(label=_("Who and what is booked"), url=reverse("scheduling:setup")), service]
        case Bookable.CLOSED:
            hours = reverse("accounts:hours", args=[chosen.location.pk])
            return [Link(label=_("Opening hours"), url=hours)]
        case _:
            at = urlencode({"on": hour.at.date().isoformat()})
            return [Link(label=_("Calendar"), url=f"{reverse('scheduling:calendar')}?{at}"), service]


def _address(chosen: ServiceWeek | None, asked: Asked, *, week: date | None = None, cell: str = "") -> str:
    wanted = {
        "week": (week or asked.starts_on).isoformat(),
        "line": _line(chosen) if chosen else "",
        "language": chosen.language if chosen else "",
        "cell": cell,
    }
    kept = {key: value for key, value in wanted.items() if value}
    return f"{reverse('routing:coverage_booking')}?{urlencode(kept)}"
