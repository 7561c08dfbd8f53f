"""Bookings beside people: the next appointment on their page, on the screen pop, in the day of who gives it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from accounts.policies import WRITERS
from contacts import ports
from conversations.ports.days import register_day_notes
from conversations.ports.facts import FactWords, Moment, register_fact
from conversations.ports.pops import register_pop
from conversations.presenters.reader import Reader, reader_of
from conversations.presenters.times import clock_label, moment_label
from core import clock
from scheduling.models import Appointment, AppointmentChange
from scheduling.pages.people import AppointmentLine, AppointmentsPanel, Wished
from scheduling.presenters.calendar_events import status_badge
from scheduling.selectors import people as selectors

FACT = "appointment"


def register() -> None:
    """Stand beside people, in their timeline, on the screen pop and in a member's day; say what entries mean."""
    ports.register_panel("appointments", 4, appointments_panel)
    ports.register_timeline("scheduling", _timeline)
    register_pop("appointment", _pop)
    register_day_notes("appointments", _day)
    register_fact(FACT, FactWords(icon="cal", sentence=fact_sentence))


def appointments_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the next appointments of a person, and those before; called in `reading`."""
    if beside.contact_id is None:
        return None
    ask = {"member": beside.member, "contact_id": beside.contact_id, "now": beside.now}
    ahead, past = selectors.list_ahead(**ask), selectors.list_past(**ask)  # type: ignore[arg-type]
    if not ahead and not past:
        return None
    reader = reader_of(beside.member, now=beside.now)
    asked = selectors.list_asked(organisation_id=beside.member.organisation_id, rows=ahead)
    page = AppointmentsPanel(
        ahead=tuple(
            replace(_line(row, reader), wish=_wish(row, asked.get(row.pk), beside, reader)) for row in ahead
        ),
        past=tuple(_line(row, reader) for row in past),
    )
    return ports.Panel(
        key="appointments",
        title=_("Appointments"),
        template="scheduling/_appointments_panel.html",
        page=page,
    )


def fact_sentence(said: Mapping[str, str], moment: Moment) -> str:
    """Say what happened to an appointment, from the values of its entry."""
    words = {"what": said.get("service", ""), "by": said.get("by", "")}
    words |= {key: moment(datetime.fromisoformat(said[key])) for key in ("at", "before") if said.get(key)}
    sentences = {
        "REQUESTED": _("%(what)s was asked for, %(at)s. It waits for approval."),
        "BOOKED": _("%(what)s was booked, %(at)s."),
        "APPROVED": _("%(what)s, %(at)s, was approved."),
        "DECLINED": _("%(what)s, %(at)s, was declined."),
        "MOVED": _("%(what)s was moved from %(before)s to %(at)s."),
        "CANCELLED": _("%(what)s, %(at)s, was cancelled."),
        "ARRIVED": _("They arrived for %(what)s, %(at)s."),
        "COMPLETED": _("%(what)s, %(at)s, took place."),
        "NO_SHOW": _("They did not come to %(what)s, %(at)s."),
        "TAKEN_BACK": _("%(what)s, %(at)s, is to come again."),
        "RESTORED": _("%(what)s, %(at)s, was restored."),
    }
    if said.get("change") == "ASKED":
        sentences["ASKED"] = (
            _("They ask in their calendar to move %(what)s from %(before)s to %(at)s.")
            if said.get("verb") == "MOVE"
            else _("They declined %(what)s, %(at)s, in their calendar, too late to cancel it by themselves.")
        )
    template = sentences.get(said.get("change", ""), "%(what)s, %(at)s")
    sentence = template % ({"at": "", "before": ""} | words)
    who = words["by"] or (_("by the customer") if said.get("actor") == "CUSTOMER" else "")
    told = " · ".join(part for part in (who, said.get("reason", "")) if part)
    return f"{sentence} ({told})" if told else sentence


def _line(row: Appointment, reader: Reader) -> AppointmentLine:
    badge, tone = status_badge(row, now=reader.now)
    return AppointmentLine(
        when=moment_label(row.starts_at, reader=reader),
        iso=row.starts_at.isoformat(),
        what=_what(row),
        badge=badge,
        tone=tone,
        url=reverse("scheduling:appointment", args=[row.pk]),
    )


def _wish(
    row: Appointment, asked: AppointmentChange | None, beside: ports.Beside, reader: Reader
) -> Wished | None:
    """Print the other time that was asked for, with a button where it is free."""
    if asked is None or asked.to_starts_at is None:
        return None
    is_free = beside.member.role in WRITERS and selectors.is_free_for(
        row, starts_at=asked.to_starts_at, now=beside.now
    )
    return Wished(
        words=_("They ask for %(time)s.") % {"time": moment_label(asked.to_starts_at, reader=reader)},
        url=reverse("scheduling:appointment_as_asked", args=[row.pk]) if is_free else "",
        version=row.version,
        why="" if is_free else _("That time is not free."),
    )


def _what(row: Appointment) -> str:
    return _("%(service)s with %(name)s") % {"service": row.service.name, "name": row.provider.name}


def _timeline(visit: ports.Visit, before: ports.Place | None, most: int) -> list[ports.TimelineItem]:
    rows = selectors.list_visits(
        member=visit.member,
        contact_id=visit.contact_id,
        before=(before.at, before.id) if before else None,
        most=most,
        now=visit.now,
    )
    return [
        ports.TimelineItem(
            id=row.pk,
            at=row.starts_at,
            icon="cal",
            who="",
            what=_what(row),
            text=status_badge(row, now=visit.now)[0],
            tone="danger" if row.status == "NO_SHOW" else "",
            url=reverse("scheduling:appointment", args=[row.pk]),
            url_label=_("Open the appointment"),
        )
        for row in rows
    ]


def _pop(member: Member, contact_id: UUID) -> list[tuple[str, str]]:
    now = clock.now()
    found = selectors.list_ahead(member=member, contact_id=contact_id, now=now)
    if not found:
        return []
    reader = reader_of(member, now=now)
    words = f"{moment_label(found[0].starts_at, reader=reader)}, {_what(found[0])}"
    return [(_("Next appointment"), words)]


def _day(member: Member, now: datetime) -> list[str]:
    reader = reader_of(member, now=now)
    zone = ZoneInfo(member.organisation.time_zone)
    today = now.astimezone(zone).date()
    since, until = (
        datetime.combine(today + timedelta(days=days), time.min, zone).astimezone(UTC) for days in (0, 1)
    )
    rows = selectors.list_of_member(member=member, since=since, until=until)
    if not rows:
        return []
    count = ngettext(
        "You have %(count)d appointment today.", "You have %(count)d appointments today.", len(rows)
    ) % {"count": len(rows)}
    following = next((row for row in rows if row.starts_at > now), None)
    if following is None:
        return [count]
    then = _("The next is at %(time)s: %(name)s, %(service)s.") % {
        "time": clock_label(following.starts_at, reader=reader),
        "name": following.contact.display_name,
        "service": following.service.name,
    }
    return [f"{count} {then}"]
