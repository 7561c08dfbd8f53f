"""Calendars elsewhere in words: how they stand, why they cannot be read, and what was found at an address."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label, moment_label
from scheduling.domain.ics.busy import Concern, Warned
from scheduling.domain.outside import UNREAD_AFTER, Span, Trouble
from scheduling.models import ExternalCalendar, ExternalCopy
from scheduling.pages.elsewhere import CalendarCard, FoundCalendar, FoundPage
from scheduling.presenters.calendar_files import concern_sentence
from scheduling.presenters.clashes import clash_row
from scheduling.presenters.cloud import again_url
from scheduling.services.outside.connecting import Look, Looked

_MOST_TIMES: Final = 30
_TROUBLES: Final[dict[Trouble, Promise]] = {
    Trouble.BAD_ADDRESS: gettext_lazy(
        "This is no address of a calendar. It begins with https:// or webcal://."
    ),
    Trouble.NO_SUCH_HOST: gettext_lazy("There is no server of this name. Check the address."),
    Trouble.PRIVATE_ADDRESS: gettext_lazy(
        "The address leads into a private network, where Portico does not look. Use one that works from the internet."
    ),
    Trouble.REDIRECTS: gettext_lazy("The address leads on and on. Use the one it ends at."),
    Trouble.UNREACHABLE: gettext_lazy("The server does not answer, or breaks off."),
    Trouble.UNTRUSTED: gettext_lazy("The server's certificate is not valid, so it may be somebody else's."),
    Trouble.NOT_ENCRYPTED: gettext_lazy("A password is only sent to addresses that begin with https://."),
    Trouble.TOO_SLOW: gettext_lazy("The server takes too long to answer."),
    Trouble.TOO_LARGE: gettext_lazy("The calendar is too large. Share one with fewer past events."),
    Trouble.NOT_FOUND: gettext_lazy("There is no calendar at this address, or no longer."),
    Trouble.WRONG_PASSWORD: gettext_lazy(
        "The server does not accept this user name and password. Many services want a password made for programs."
    ),
    Trouble.FORBIDDEN: gettext_lazy(
        "The server does not let us read this calendar. Is it shared with a link?"
    ),
    Trouble.SERVER_ERROR: gettext_lazy("The server answers with an error of its own."),
    Trouble.THROTTLED: gettext_lazy("The server asks us to come back later."),
    Trouble.NO_CALENDAR: gettext_lazy(
        "What is there is not a calendar. The address must lead to an .ics file, not to a page."
    ),
    Trouble.HALF_READ: gettext_lazy("The calendar breaks off in the middle, so it was not taken."),
    Trouble.UNREADABLE_ANSWER: gettext_lazy("The server answers with something that is not a calendar."),
    Trouble.NO_CALDAV: gettext_lazy(
        "CalDAV is not spoken at this address. Ask the service for its CalDAV address."
    ),
    Trouble.READ_ONLY: gettext_lazy("This calendar may be read but not written."),
    Trouble.STORAGE_FULL: gettext_lazy("There is no room left on the calendar's server."),
    Trouble.CHANGED_THERE: gettext_lazy("Somebody changed it there at the same moment."),
    Trouble.CONNECT_AGAIN: gettext_lazy("The permission has ended. Connect the calendar again."),
    Trouble.NOT_SET_UP: gettext_lazy("This installation is not set up for calendars of this kind."),
}


def trouble_sentence(trouble: str) -> str:
    """Say why a calendar cannot be read or written."""
    return str(_TROUBLES[Trouble(trouble)])


def cards(
    rows: Iterable[ExternalCalendar],
    *,
    busy: Mapping[UUID, int],
    clashes: Collection[ExternalCopy],
    writable: Collection[str],
    reader: Reader,
) -> tuple[CalendarCard, ...]:
    """Show the connected calendars; `busy` counts what each takes of the coming week."""
    return tuple(
        CalendarCard(
            name=row.name,
            kind=row.get_kind_display(),
            **_state(row, reader),
            read=_("Last read %(when)s") % {"when": moment_label(row.last_ok_at, reader=reader)},
            busy=_amount(busy.get(row.pk, 0)),
            troubles=tuple(_troubles(row, reader)),
            warnings=tuple(_warning(*one) for one in row.warnings),
            act_url=reverse("scheduling:calendar_act", kwargs={"calendar_id": row.pk}),
            is_active=row.is_active,
            counts_tentative=row.counts_tentative,
            writes_to=row.writes_to,
            can_be_written=row.kind in writable,
            clashes=tuple(clash_row(one, reader=reader) for one in clashes if one.calendar_id == row.pk),
            again_url=again_url(row),
        )
        for row in rows
    )


def found_page(look: Look, *, reader: Reader) -> FoundPage:
    """Show what an address led to."""
    return FoundPage(
        sealed=look.sealed,
        is_one=len(look.calendars) == 1,
        calendars=tuple(_found(one, reader) for one in look.calendars),
        can_write=look.is_writable and any(one.listed.is_writable for one in look.calendars),
    )


def _found(one: Looked, reader: Reader) -> FoundCalendar:
    summary = trouble_sentence(one.fault.trouble) if one.fault else _amount(len(one.spans))
    return FoundCalendar(
        address=one.listed.address,
        name=one.listed.name or (urlsplit(one.listed.address).hostname or ""),
        summary=summary,
        times=tuple(_span(span, reader) for span in _in_order(one.spans)[:_MOST_TIMES]),
        is_writable=one.listed.is_writable,
        is_readable=one.fault is None,
    )


def _in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.starts_at, span.ends_at))


def _span(span: Span, reader: Reader) -> str:
    begins = moment_label(span.starts_at, reader=reader)
    is_same = span.starts_at.astimezone(reader.zone).date() == span.ends_at.astimezone(reader.zone).date()
    ends = clock_label(span.ends_at, reader=reader) if is_same else moment_label(span.ends_at, reader=reader)
    return f"{begins} – {ends}"


def _state(row: ExternalCalendar, reader: Reader) -> dict[str, str]:
    if not row.is_active:
        return {"badge": _("Paused"), "tone": ""}
    if is_unread(row, now=reader.now):
        return {"badge": _("Nothing is booked"), "tone": "danger"}
    if row.error:
        return {"badge": _("Not read"), "tone": "warn"}
    return {"badge": _("Up to date"), "tone": "ok"}


def is_unread(row: ExternalCalendar, *, now: datetime) -> bool:
    """Say whether a calendar was not read for so long that its owner is not booked."""
    return row.is_active and row.last_ok_at <= now - UNREAD_AFTER


def _troubles(row: ExternalCalendar, reader: Reader) -> Iterable[str]:
    if row.is_active and row.error:
        since = moment_label(row.failing_since or row.last_ok_at, reader=reader)
        why = trouble_sentence(row.error)
        yield _("It cannot be read since %(when)s. %(why)s") % {"when": since, "why": why}
        if is_unread(row, now=reader.now):
            yield _("That is more than a day, so nothing is booked until it is read, paused or removed.")
        else:
            yield _("Until then what was read last still counts; after a day nothing is booked.")
    elif is_unread(row, now=reader.now):
        yield _("It was not read for more than a day, so nothing is booked until it is.")
    if row.is_active and row.writes_to and row.write_error:
        yield _("Bookings cannot be written there. %(why)s") % {"why": trouble_sentence(row.write_error)}


def _warning(concern: str, about: str) -> str:
    return concern_sentence(Warned(Concern(concern), about))


def _amount(count: int) -> str:
    if not count:
        return _("No busy times in the next seven days")
    words = ngettext(
        "%(count)d busy time in the next seven days", "%(count)d busy times in the next seven days", count
    )
    return words % {"count": count}
