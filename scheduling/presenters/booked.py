"""A booking as the one who made it sees it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.pages import Link
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.models import Appointment, LocationKind
from scheduling.pages.public import Booked, CancelPage, Recap, RecapRow
from scheduling.presenters import arrivals, clocks
from scheduling.presenters import public as present


def booked_page(
    row: Appointment,
    *,
    zone: ZoneInfo,
    is_fresh: bool,
    now: datetime,
    calendar_url: str,
    acts: Mapping[str, str],
    phone: Link | None,
    again_url: str,
) -> Booked:
    """Show an appointment as it stands; `is_fresh` where it was made a moment ago."""
    status = AppointmentStatus(row.status)
    to_come = status in TO_COME and row.starts_at > now
    title, tone, icon = _title(row, status, zone, to_come=to_come)
    move, cancel = acts.get("move"), acts.get("cancel")
    return Booked(
        title=title,
        tone=tone,
        icon=icon,
        steps=present.steps(present.DONE) if is_fresh and to_come else (),
        when=when(row, zone),
        zone=clocks.zone_label(zone.key, row.starts_at),
        what=_("%(service)s with %(name)s") % {"service": row.service.name, "name": row.provider.name},
        where=_where(row),
        note=_note(row, status) if to_come else "",
        calendar_url=calendar_url,
        directions_url=(
            present.directions(row.location)
            if to_come and row.service.location_kind == LocationKind.OFFICE
            else ""
        ),
        video_url=row.service.video_url
        if to_come and row.service.location_kind == LocationKind.VIDEO
        else "",
        move=Link(label=_("Move to another time"), url=move) if move else None,
        cancel=Link(label=_("Cancel"), url=cancel) if cancel else None,
        policy=" ".join((present.policy(row.service), _("Keep the address of this page for that.")))
        if to_come
        else "",
        phone=phone,
        again=None if to_come else Link(label=_("Book another time"), url=again_url),
    )


def _title(
    row: Appointment, status: AppointmentStatus, zone: ZoneInfo, *, to_come: bool
) -> tuple[str, str, str]:
    if status is AppointmentStatus.CANCELLED:
        return _("This booking is cancelled"), "off", "x"
    if not to_come:
        return _("This booking is over"), "off", "check"
    if status is AppointmentStatus.REQUESTED:
        return _("We have your request"), "wait", "clock"
    day = clocks.day_label(row.starts_at.astimezone(zone).date())
    return _("See you on %(day)s") % {"day": day}, "ok", "check"


def _note(row: Appointment, status: AppointmentStatus) -> str:
    if status is AppointmentStatus.REQUESTED:
        return _("Nobody else gets this time meanwhile. This page shows when it is confirmed.")
    if row.service.location_kind == LocationKind.PHONE and row.phone:
        return _("We call you on %(number)s.") % {"number": row.phone}
    return row.note_for_customer


def _where(row: Appointment) -> str:
    if row.service.location_kind == LocationKind.CUSTOMER_ADDRESS:
        return row.place or _("At your address")
    return present.where(row.service.location_kind, row.location)


def when(row: Appointment, zone: ZoneInfo) -> str:
    """Write when it is: where somebody comes, the window that was promised."""
    window = arrivals.promised(row)
    if window is not None:
        return arrivals.when_label(window, zone)
    return clocks.span_label(row.starts_at, row.ends_at, zone)


def refusal(row: Appointment, act: str, *, now: datetime) -> str:
    """Say why an appointment can no longer be moved or cancelled here; empty while it can."""
    if row.status == AppointmentStatus.CANCELLED:
        return _("This booking is cancelled already.")
    if row.status not in TO_COME or row.starts_at <= now:
        return _("This booking has begun or is over.")
    cutoff = (row.service.move_cutoff if act == "move" else row.service.cancel_cutoff) or 0
    if row.starts_at - timedelta(minutes=cutoff) >= now:
        return ""
    span = {"span": clocks.span_words(cutoff)}
    if act == "move":
        return _("It could be moved here until %(span)s before. Please call us, we will find a way.") % span
    return _("It could be cancelled here until %(span)s before. Please call us, we will find a way.") % span


def cancel_page(row: Appointment, *, zone: ZoneInfo, url: str, back: Link) -> CancelPage:
    """Ask whether it is to be cancelled."""
    return CancelPage(
        title=_("Cancel this booking?"),
        when=when(row, zone),
        zone=clocks.zone_label(zone.key, row.starts_at),
        what=_("%(service)s with %(name)s") % {"service": row.service.name, "name": row.provider.name},
        url=url,
        keep=replace(back, label=_("Keep it")),
    )


def recap_of_move(recap: Recap, now_at: str, back: Link) -> Recap:
    """Say when it is now, beside what stays."""
    row = RecapRow(term=_("Now"), value=now_at, change=replace(back, label=_("Keep it")))
    return replace(recap, rows=(row, *(replace(one, change=None) for one in recap.rows)))
