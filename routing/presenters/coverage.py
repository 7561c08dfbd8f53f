"""The coverage map: hours by days for one line and language, why a cell is as it is, and all lines in short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from accounts.pages import Choice
from conversations.presenters.reader import Reader
from conversations.presenters.times import wall_label
from routing.domain.covering.reaching import ORDER
from routing.presenters.coverage_reasons import COVERS, Reason, reason_of
from routing.presenters.flow_words import choice_label as language_name
from routing.services.covering import LineWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """One hour of one day."""

    label: str
    text: str
    kind: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line or service for one language, in short: its hours by what they are, the last of them the worst."""

    line: str
    location: str
    language: str
    url: str
    is_chosen: bool
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What the page says of its sort of coverage: `headings` are of the table, the first of its names."""

    intro: str
    caption: str
    headings: tuple[str, ...]
    none_yet: str
    all_covered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """The whole page; without a line there are no days. `gaps` are the uncovered hours as a list."""

    words: PageWords
    address: str
    sorts: tuple[tuple[str, str, bool], ...]
    rows: tuple[LineRow, ...]
    title: str
    skills: tuple[Choice, ...]
    week: str
    line: str
    language: str
    note: str
    days: tuple[tuple[str, str], ...]
    hours: tuple[tuple[str, tuple[CellShown | None, ...]], ...]
    legend: tuple[tuple[str, str, str], ...]
    reason: Reason | None
    gaps: tuple[Reason, ...]
    earlier_url: str
    later_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page is asked for: the week, the line and language, the skill a caller needs, and a cell."""

    starts_on: date
    line: str = ""
    language: str = ""
    skill: str = ""
    cell: tuple[int, int] | None = None


def coverage_page(
    weeks: Sequence[LineWeek],
    asked: Asked,
    *,
    skills: Sequence[tuple[str, str]],
    earlier: date | None,
    later: date | None,
    reader: Reader,
) -> CoveragePage:
    """Put the page together; what was asked for and is not there is the first there is."""
    chosen = next(
        (one for one in weeks if (str(one.line.pk), one.language) == (asked.line, asked.language)),
        weeks[0] if weeks else None,
    )
    days = [asked.starts_on + timedelta(days=place) for place in range(7)]
    title = {"line": chosen.line.name, "language": language_name(chosen.language)} if chosen else {}
    return CoveragePage(
        words=_words(),
        address=reverse("routing:coverage"),
        sorts=sorts(is_booking=False),
        rows=tuple(_row(one, asked, one is chosen) for one in weeks),
        title=_("%(line)s, %(language)s") % title if chosen else "",
        skills=(
            Choice(value="", label=_("Nothing in particular"), is_current=not asked.skill),
            *(Choice(value=key, label=name, is_current=key == asked.skill) for key, name in skills),
        ),
        week=asked.starts_on.isoformat(),
        line=str(chosen.line.pk) if chosen else "",
        language=chosen.language if chosen else "",
        note=_note(chosen) if chosen else "",
        days=tuple((str(WEEKDAYS_ABBR[day.weekday()]), str(day.day)) for day in days),
        hours=tuple(
            (clock_words(hour, reader), tuple(_cell(chosen, day, hour, asked, reader) for day in range(7)))
            for hour in range(24)
        )
        if chosen
        else (),
        legend=tuple((str(text), str(mark), kind) for text, mark, kind in COVERS.values()),
        reason=_chosen(chosen, asked, reader) if chosen and asked.cell else None,
        gaps=tuple(
            reason_of(chosen, gap.reached, span_words(gap.starts, gap.ends, reader), gap.starts)
            for gap in chosen.week.gaps
        )
        if chosen
        else (),
        earlier_url=_address(chosen, asked, week=earlier) if earlier else "",
        later_url=_address(chosen, asked, week=later) if later else "",
    )


def _words() -> PageWords:
    return PageWords(
        intro=_(
            "Who would take a call in these seven days: by the flow of each line, its hours, rotas, skills, and"
            " everybody who has a seat and a telephone, were they all at their desks."
        ),
        caption=_("Hours of the week by line and language"),
        headings=(_("Line"), _("A person"), _("None who can help"), _("Only a message"), _("Nobody")),
        none_yet=_("There is no telephone line yet."),
        all_covered=_("A person who can help is there at every hour of the week."),
    )


def sorts(*, is_booking: bool) -> tuple[tuple[str, str, bool], ...]:
    """Lead from the coverage of calls to that of bookings and back: words, address, whether it is this."""
    return (
        (_("Calls"), reverse("routing:coverage"), not is_booking),
        (_("Appointments"), reverse("routing:coverage_booking"), is_booking),
    )


def _note(chosen: LineWeek) -> str:
    """Say that nobody's language is known, and how it would be."""
    if not chosen.is_supposed:
        return ""
    language = language_name(chosen.language)
    return _(
        "No skill is called “%(language)s”, so everybody is taken to speak what the flow speaks. "
        "Make that skill and give it to whoever speaks the language."
    ) % {"language": language}


def _row(one: LineWeek, asked: Asked, is_chosen: bool) -> LineRow:
    return LineRow(
        line=one.line.name,
        location=one.line.location.name,
        language=language_name(one.language),
        url=_address(one, asked) + "#map",
        is_chosen=is_chosen,
        counts=tuple(one.week.count(cover) for cover in ORDER),
    )


def _cell(chosen: LineWeek, day: int, hour: int, asked: Asked, reader: Reader) -> CellShown | None:
    found = chosen.week.days[day][hour]
    if found is None:
        return None
    words, mark, kind = COVERS[found.reached.cover]
    return CellShown(
        label=f"{WEEKDAYS[found.at.weekday()]} {wall_label(found.at, reader=reader)}: {words}",
        text=str(mark),
        kind=kind,
        url=_address(chosen, asked, cell=f"{day}-{hour}") + "#reason",
        is_chosen=asked.cell == (day, hour),
    )


def _chosen(chosen: LineWeek, asked: Asked, reader: Reader) -> Reason | None:
    """Say why the cell that was chosen is as it is; it begins where that begins within the hour."""
    day, hour = asked.cell or (0, 0)
    found = chosen.week.days[day][hour]
    if found is None:
        return None
    when = f"{WEEKDAYS[found.at.weekday()]} {wall_label(found.at, reader=reader)}"
    return reason_of(chosen, found.reached, when, found.at)


def span_words(starts: datetime, ends: datetime, reader: Reader) -> str:
    told = {
        "day": WEEKDAYS[starts.weekday()],
        "from": wall_label(starts, reader=reader),
        "to": wall_label(ends, reader=reader),
    }
    if ends - starts <= timedelta(days=1) and (
        ends.date() == starts.date() or not (ends.hour or ends.minute)
    ):
        return _("%(day)s %(from)s to %(to)s") % told
    return _("%(day)s %(from)s to %(last)s %(to)s") % {**told, "last": WEEKDAYS[ends.weekday()]}


def _address(chosen: LineWeek | None, asked: Asked, *, week: date | None = None, cell: str = "") -> str:
    wanted = {
        "week": (week or asked.starts_on).isoformat(),
        "skill": asked.skill,
        "line": str(chosen.line.pk) if chosen else "",
        "language": chosen.language if chosen else "",
        "cell": cell,
    }
    return (
        f"{reverse('routing:coverage')}?{urlencode({key: value for key, value in wanted.items() if value})}"
    )


def clock_words(hour: int, reader: Reader) -> str:
    return wall_label(datetime(2000, 1, 1, hour), reader=reader)  # noqa: DTZ001 - the face of a clock
