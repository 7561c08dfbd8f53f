"""What stands in the calendar, drawn and in words: appointments, sessions, times held and times blocked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.presenters.labels import address_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label
from scheduling.domain import drawing
from scheduling.domain.appointments import AppointmentStatus
from scheduling.models import Appointment, Claim, VisitPlace
from scheduling.pages.calendar import Drawn, Event, Line
from scheduling.selectors.calendar import CalendarRows

# How long somebody may be on the stairs.
GRACE = timedelta(minutes=5)
GREY = 262
# In fewer minutes two lines do not fit; from so many on a third does.
ONE_LINE, THREE_LINES = 30, 42
ICONS = {"REQUESTED": "hand", "ARRIVED": "pin", "COMPLETED": "check", "NO_SHOW": "missed"}


def status_badge(row: Appointment, *, now: datetime) -> tuple[str, str]:
    """Say how an appointment stands: words, and the tone of the badge."""
    if row.status == AppointmentStatus.CONFIRMED and is_late(row, now=now):
        minutes = int((now - row.starts_at).total_seconds()) // 60
        return _("Not here, %(minutes)d min late") % {"minutes": minutes}, "danger"
    return {
        "REQUESTED": (_("Asked for"), "warn"),
        "CONFIRMED": (_("Booked"), ""),
        "ARRIVED": (_("Here"), "info"),
        "COMPLETED": (_("Done"), "ok"),
        "NO_SHOW": (_("Did not come"), "danger"),
        "CANCELLED": (_("Cancelled"), ""),
    }[row.status]


def who_label(row: Appointment) -> str:
    """Name whose appointment it is: somebody who only has a number so far goes by that."""
    return row.contact.display_name or (address_label("PHONE", row.phone) if row.phone else _("No name yet"))


def where_words(row: Appointment, place: VisitPlace | None, *, is_hidden: bool) -> str:
    """Say where a visit is; to whom it is hidden, the town alone."""
    if not is_hidden:
        return row.place or _("no address yet")
    town = f"{place.city} {place.postcode}".strip() if place else ""
    words = _("You see street and gate code on the day.")
    return f"{town}. {words}" if town else words


def is_late(row: Appointment, *, now: datetime) -> bool:
    """Say whether somebody should be here by now, and is not."""
    return row.status == AppointmentStatus.CONFIRMED and row.starts_at + GRACE < now < row.ends_at


def is_elsewhere(claim: Claim, rows: CalendarRows) -> bool:
    """Say whether it takes place where this calendar does not look, or behind a wall."""
    if claim.appointment_id in rows.kept:
        return True
    main = claim.appointment or claim.hold or claim.group_session
    return main is not None and bool(rows.scope) and main.location_id not in rows.scope


def once_each(claims: Iterable[Claim]) -> list[Claim]:
    """Keep one claim of each appointment, session, hold or block: its provider's, if that is among them."""
    found: dict[object, Claim] = {}
    for claim in claims:
        key = claim.appointment_id or claim.hold_id or claim.block_id or claim.group_session_id
        kept = found.get(key)
        if kept is None or _is_main(claim):
            found[key] = claim
    return sorted(found.values(), key=lambda row: (row.starts_at, row.ends_at))


def shown_claims(claims: Iterable[Claim], day: date, reader: Reader) -> list[Claim]:
    """Keep what is booked for a customer on a day."""
    return [
        row
        for row in claims
        if (row.appointment_id or row.group_session_id)
        and any(piece.day == day for piece in drawing.pieces(row.starts_at, row.ends_at, reader.zone))
    ]


def amount(count: int) -> str:
    """Say how many there are."""
    if not count:
        return _("nothing booked")
    return ngettext("%(count)d appointment", "%(count)d appointments", count) % {"count": count}


def of_resource(
    claims: Iterable[Claim], day: date, rows: CalendarRows, reader: Reader, *, is_mixed: bool = False
) -> list[Event]:
    """Draw the claims of a column; `is_mixed` where several people's stand in it."""
    drawn: list[Event] = []
    buffers: list[Event] = []
    for claim in claims:
        drawn += [
            _event(claim, piece, rows, reader, is_mixed=is_mixed)
            for piece in drawing.pieces(claim.starts_at, claim.ends_at, reader.zone)
            if piece.day == day
        ]
        if not is_mixed:
            around = ((claim.busy_from, claim.starts_at), (claim.ends_at, claim.busy_until))
            for start, end in around:
                if end > start:
                    buffers += [
                        Event(kind="buf", title="", spot=_spot(piece.starts, piece.ends))
                        for piece in drawing.pieces(start, end, reader.zone)
                        if piece.day == day
                    ]
    spans = [(one.spot.at * 15 + one.spot.plus, one.spot.to * 15 + one.spot.over) for one in drawn]
    laid = [
        replace(one, spot=replace(one.spot, lane=lane.number, lanes=lane.count))
        for one, lane in zip(drawn, drawing.side_by_side(spans), strict=True)
    ]
    return [*buffers, *laid]


def off(start: int, end: int) -> Event:
    """Draw hours in which nothing is given."""
    return Event(kind="off", title="", spot=_spot(start, end))


def within(drawn: Sequence[Event], *, first: int, last: int) -> list[Event]:
    """Cut what reaches beyond the hours that are drawn: a time blocked for days."""
    kept = []
    for one in drawn:
        start = max(first, one.spot.at * 15 + one.spot.plus)
        end = min(last, one.spot.to * 15 + one.spot.over)
        if end > start:
            spot = _spot(start, end)
            kept.append(replace(one, spot=replace(spot, lane=one.spot.lane, lanes=one.spot.lanes)))
    return kept


def open_on(rows: CalendarRows, resource_id: UUID, day: date, reader: Reader) -> list[tuple[int, int]]:
    """Give the minutes of a date in which a resource can be booked."""
    hours = rows.open.get(resource_id)
    return [
        (piece.starts, piece.ends)
        for start, end in (hours.spans if hours else ())
        for piece in drawing.pieces(start, end, reader.zone)
        if piece.day == day
    ]


def lines(claims: Iterable[Claim], day: date, rows: CalendarRows, reader: Reader) -> list[Line]:
    """Write a day's claims as a list."""
    found = []
    for claim in claims:
        pieces = drawing.pieces(claim.starts_at, claim.ends_at, reader.zone)
        if any(piece.day == day for piece in pieces):
            found.append(_line(claim, rows, reader))
    return found


def span_words(starts_at: datetime, ends_at: datetime, *, reader: Reader) -> str:
    """Write from when to when."""
    return f"{clock_label(starts_at, reader=reader)} – {clock_label(ends_at, reader=reader)}"


def _line(claim: Claim, rows: CalendarRows, reader: Reader) -> Line:
    title, detail, _icon = words_of(claim, rows, reader, is_mixed=True)
    badge, tone = "", ""
    is_ours = not is_elsewhere(claim, rows)
    if claim.appointment is not None and is_ours:
        badge, tone = status_badge(claim.appointment, now=reader.now)
        if claim.appointment.status == AppointmentStatus.CONFIRMED and not tone:
            badge = ""
    return Line(
        time=clock_label(claim.starts_at, reader=reader),
        title=title,
        detail=" · ".join(part for part in (_length(claim), detail) if part),
        url=_url(claim, reader) if is_ours else "",
        badge=badge,
        tone=tone,
        hue=_hue(claim),
        is_free=not is_ours or (claim.appointment is None and claim.group_session is None),
    )


def _event(
    claim: Claim, piece: drawing.Piece, rows: CalendarRows, reader: Reader, *, is_mixed: bool
) -> Event:
    title, detail, icon = words_of(claim, rows, reader, is_mixed=is_mixed)
    if is_elsewhere(claim, rows):
        return Event(
            kind="block", title=title, detail=detail, icon=icon, spot=_spot(piece.starts, piece.ends)
        )
    row, url = claim.appointment, _url(claim, reader)
    local = claim.starts_at.astimezone(reader.zone)
    can_move = row is not None and reader.can_write and row.status in ("REQUESTED", "CONFIRMED")
    height = piece.ends - piece.starts
    times = span_words(claim.starts_at, claim.ends_at, reader=reader)
    return Event(
        kind=_kind(claim),
        title=title,
        detail=detail,
        icon=icon,
        spot=_spot(piece.starts, piece.ends),
        id=str(row.pk) if row else "",
        url=url,
        sheet_url=f"{reverse('scheduling:appointment_sheet', args=[row.pk])}" if row else "",
        move_url=reverse("scheduling:appointment_drag", args=[row.pk]) if row and can_move else "",
        hue=_hue(claim),
        label=", ".join(part for part in (title, times, detail) if part),
        begins=_brief(local, reader) if height < ONE_LINE else "",
        times=times if height >= THREE_LINES else "",
        version=row.version if row else 0,
        day=piece.day.isoformat(),
        start=local.hour * 60 + local.minute,
        minutes=int((claim.ends_at - claim.starts_at).total_seconds()) // 60,
        is_done=row is not None and row.status in ("COMPLETED", "NO_SHOW"),
        is_late=row is not None and is_late(row, now=reader.now),
    )


def words_of(claim: Claim, rows: CalendarRows, reader: Reader, *, is_mixed: bool) -> tuple[str, str, str]:
    """Give title, detail and icon of a claim."""
    if is_elsewhere(claim, rows):
        title = _("Busy") if claim.appointment_id in rows.kept else _("Busy elsewhere")
        return title, claim.resource.name if is_mixed else "", "pin"
    if claim.appointment is not None:
        row = claim.appointment
        detail = [row.service.name]
        if is_mixed or claim.resource_id != row.provider_id:
            detail.append(row.provider.name)
        words, tone = status_badge(row, now=reader.now)
        if tone in ("danger", "warn") or row.status == AppointmentStatus.ARRIVED:
            detail.insert(0, words)
        icon = "alert" if is_late(row, now=reader.now) else ICONS.get(row.status, "")
        return who_label(row), " · ".join(detail), icon
    if claim.group_session is not None:
        session = claim.group_session
        taken = len(rows.seats.get(session.pk, ()))
        words = _("%(taken)d of %(seats)d seats taken") % {"taken": taken, "seats": session.seats}
        return session.service.name, words, "people"
    if claim.hold is not None:
        until = clock_label(claim.hold.expires_at, reader=reader)
        who = claim.hold.contact.display_name if claim.hold.contact else ""
        title = _("Offered to %(who)s") % {"who": who} if who else _("Held for somebody booking")
        return title, _("until %(time)s") % {"time": until}, "clock"
    note = claim.block.note if claim.block else ""
    return note or _("Blocked"), claim.resource.name if is_mixed else "", "ban"


def _url(claim: Claim, reader: Reader) -> str:
    if claim.appointment_id:
        return reverse("scheduling:appointment", args=[claim.appointment_id])
    if claim.group_session_id:
        return reverse("scheduling:session", args=[claim.group_session_id])
    if claim.block_id and reader.can_write:
        return reverse("scheduling:block", args=[claim.block_id])
    return ""


def _kind(claim: Claim) -> str:
    if claim.appointment_id or claim.group_session_id:
        return "appt"
    return "hold" if claim.hold_id else "block"


def _hue(claim: Claim) -> int:
    if claim.appointment is not None:
        return claim.appointment.service.hue
    return claim.group_session.service.hue if claim.group_session is not None else GREY


def _length(claim: Claim) -> str:
    minutes = int((claim.ends_at - claim.starts_at).total_seconds()) // 60
    return _("%(minutes)d min") % {"minutes": minutes}


def _is_main(claim: Claim) -> bool:
    main = claim.appointment or claim.hold or claim.group_session
    return main is not None and claim.resource_id == main.provider_id


def _brief(local: datetime, reader: Reader) -> str:
    """Write a time of day whose half of the day the hours beside it tell."""
    return f"{local.hour % 12 or 12 if reader.language.startswith('en') else local.hour}:{local.minute:02}"


def _spot(start: int, end: int) -> Drawn:
    begin, stop = drawing.spot(start), drawing.spot(end)
    return Drawn(at=begin.quarter, plus=begin.rest, to=stop.quarter, over=stop.rest)
