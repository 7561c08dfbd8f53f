"""One appointment: who, what, where, what can be done with it, what happened."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice, Link
from conversations.presenters.labels import address_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label, moment_label
from scheduling.domain.appointments import TRANSITIONS, AppointmentMove, AppointmentStatus
from scheduling.models import (
    Actor,
    Appointment,
    AppointmentChange,
    ChangeKind,
    GroupSession,
    LocationKind,
    ReminderAnswer,
    Resource,
)
from scheduling.pages.calendar import Act, Fact, Happened, Line, MoveForm, Said, SessionPage, Sheet
from scheduling.presenters.calendar import day_title
from scheduling.presenters.calendar_events import status_badge, who_label
from scheduling.presenters.calendar_turns import turn_words
from scheduling.presenters.clashes import clash_row

# How early "Arrived" is the next thing to press.
SOON = timedelta(hours=4)
HISTORY_ICONS = {
    "REQUESTED": "hand",
    "BOOKED": "cal",
    "APPROVED": "check",
    "DECLINED": "x",
    "MOVED": "undo",
    "CANCELLED": "x",
    "ARRIVED": "pin",
    "COMPLETED": "check",
    "NO_SHOW": "missed",
    "TAKEN_BACK": "undo",
    "RESTORED": "reopen",
    "NOTED": "pen",
    "ASKED": "hand",
}


def sheet(
    row: Appointment,
    *,
    hosts: tuple[Resource, ...],
    reader: Reader,
    back: str = "",
    said: Said | None = None,
    typed: dict[str, str] | None = None,
    where: str = "",
    links: Sequence[Link] = (),
) -> Sheet:
    """Print an appointment; `typed` is a move that was refused, `said` why.

    `where` is what the reader may know of where a visit is; `links` lead to what belongs to it.
    """
    words, tone = status_badge(row, now=reader.now)
    status = AppointmentStatus(row.status)
    moves = TRANSITIONS[status]
    can_move = reader.can_write and status in (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)
    return Sheet(
        id=str(row.pk),
        version=row.version,
        name=who_label(row),
        contact_url=reverse("contacts:contact", args=[row.contact_id]),
        conversation_url=reverse("conversations:conversation", args=[row.conversation_id])
        if row.conversation_id
        else "",
        page_url=reverse("scheduling:appointment", args=[row.pk]),
        when=span_of(row.starts_at, row.ends_at, reader=reader),
        starts_iso=row.starts_at.isoformat() if row.starts_at > reader.now else "",
        badge=words,
        tone=tone,
        acts=_acts(row, reader) if reader.can_write else (),
        act_url=reverse("scheduling:appointment_act", args=[row.pk]) if reader.can_write else "",
        facts=tuple(_facts(row, reader, where)),
        links=tuple(links),
        history=tuple(_happened(change, hosts, reader) for change in reversed(list(row.changes.all()))),
        note=row.note,
        move=_move_form(row, hosts, reader, typed or {}) if can_move else None,
        can_cancel=reader.can_write
        and (AppointmentMove.CANCEL in moves and status is not AppointmentStatus.ARRIVED),
        cancel_label=_("Decline") if status is AppointmentStatus.REQUESTED else _("Cancel"),
        can_write=reader.can_write,
        back_url=back,
        said=said,
        is_moving=bool(typed),
        clashes=tuple(clash_row(copy, reader=reader) for copy in row.copies.all()),
        following=_("Cancel this and those after it") if row.series_id else "",
        call_conversation=_call(row) if reader.can_write else "",
    )


def session(row: GroupSession, seats: Sequence[Appointment], *, reader: Reader) -> SessionPage:
    """Print a session and who comes to it."""
    return SessionPage(
        title=row.service.name,
        when=span_of(row.starts_at, row.ends_at, reader=reader),
        where=row.location.name,
        provider=row.provider.name,
        taken=_("%(taken)d of %(seats)d seats taken") % {"taken": len(seats), "seats": row.seats},
        people=tuple(
            Line(
                time="",
                title=who_label(one),
                detail=one.note,
                url=reverse("scheduling:appointment", args=[one.pk]),
                badge=status_badge(one, now=reader.now)[0],
                tone=status_badge(one, now=reader.now)[1],
            )
            for one in seats
        ),
    )


def span_of(starts_at: datetime, ends_at: datetime, *, reader: Reader) -> str:
    """Write day, beginning and end."""
    local = starts_at.astimezone(reader.zone)
    day = day_title(local.date(), language=reader.language)
    if local.year != reader.now.astimezone(reader.zone).year:
        day = f"{day}, {local.year}"
    return _("%(day)s, %(from)s to %(to)s") % {
        "day": day,
        "from": clock_label(starts_at, reader=reader),
        "to": clock_label(ends_at, reader=reader),
    }


def _acts(row: Appointment, reader: Reader) -> tuple[Act, ...]:
    moves = TRANSITIONS[AppointmentStatus(row.status)]
    began = row.starts_at <= reader.now
    soon = row.starts_at - SOON <= reader.now
    found = []
    if AppointmentMove.APPROVE in moves:
        found.append(Act(act="approve", label=_("Approve"), icon="check", is_primary=True))
    if AppointmentMove.ARRIVE in moves and soon:
        found.append(Act(act="arrive", label=_("Arrived"), icon="pin", is_primary=row.status == "CONFIRMED"))
    if AppointmentMove.COMPLETE in moves and began:
        found.append(Act(act="complete", label=_("Done"), icon="check", is_primary=row.status == "ARRIVED"))
    if AppointmentMove.MISS in moves and began:
        found.append(Act(act="miss", label=_("Did not come"), icon="missed"))
    if AppointmentMove.TAKE_BACK in moves:
        found.append(Act(act="take_back", label=_("Take that back"), icon="undo"))
    if AppointmentMove.RESTORE in moves and not began:
        found.append(Act(act="restore", label=_("Book it again"), icon="reopen"))
    return tuple(found)


def _facts(row: Appointment, reader: Reader, where: str) -> list[Fact]:
    minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    words = _("%(service)s, %(minutes)d min") % {"service": row.service.name, "minutes": minutes}
    if row.service.buffer_after:
        words = _("%(what)s, then %(minutes)d min to finish up") % {
            "what": words,
            "minutes": row.service.buffer_after,
        }
    found = [Fact(term=_("Service"), words=words), Fact(term=_("With"), words=_with(row))]
    if row.service.location_kind == LocationKind.PHONE:
        found.append(
            Fact(term=_("Call"), words=address_label("PHONE", row.phone) if row.phone else _("no number"))
        )
    elif row.service.location_kind == LocationKind.VIDEO and row.service.video_url:
        found.append(Fact(term=_("Video"), words=row.service.video_url, url=row.service.video_url))
    elif row.service.location_kind == LocationKind.CUSTOMER_ADDRESS:
        found.append(Fact(term=_("Where"), words=where))
    else:
        found.append(Fact(term=_("Where"), words=row.location.name))
    by = row.booked_by.name if row.booked_by else row.get_source_display()
    booked = _("%(who)s, %(when)s") % {"who": by, "when": moment_label(row.booked_at, reader=reader)}
    found.append(Fact(term=_("Made by"), words=booked))
    for term, words in (
        (_("Customer wrote"), row.note_from_customer),
        (_("We told them"), row.note_for_customer),
        (_("Why it ended"), row.cancel_reason),
    ):
        if words:
            found.append(Fact(term=term, words=words))
    if row.group_session_id:
        url = reverse("scheduling:session", args=[row.group_session_id])
        found.append(Fact(term=_("Session"), words=_("Who else comes"), url=url))
    return found


def _call(row: Appointment) -> str:
    """Give the conversation by which the number of a call to come is rung; empty where that is another number."""
    is_due = row.service.location_kind == LocationKind.PHONE and row.status in ("CONFIRMED", "ARRIVED")
    talk = row.conversation if is_due else None
    return str(talk.pk) if talk is not None and row.phone in ("", talk.party_value) else ""


def _with(row: Appointment) -> str:
    others = [claim.resource.name for claim in row.claims.all() if claim.resource_id != row.provider_id]
    return ", ".join([row.provider.name, *sorted(others)])


def _happened(change: AppointmentChange, hosts: Sequence[Resource], reader: Reader) -> Happened:
    words = str(ChangeKind(change.kind).label)
    if change.kind == ChangeKind.MOVED and change.from_starts_at and change.to_starts_at:
        words = _("Moved from %(from)s to %(to)s") % {
            "from": moment_label(change.from_starts_at, reader=reader),
            "to": moment_label(change.to_starts_at, reader=reader),
        }
    if change.kind == ChangeKind.ASKED and change.to_starts_at:
        words = _("Asked for %(time)s") % {"time": moment_label(change.to_starts_at, reader=reader)}
    answer = change.details.get("answer")
    if answer:
        words = str(ReminderAnswer(answer).label)
    who = change.member.name if change.member else str(Actor(change.by).label)
    return Happened(
        icon=HISTORY_ICONS.get(change.kind, "hist"),
        words=_("%(what)s, by %(who)s") % {"what": words, "who": who},
        when=moment_label(change.at, reader=reader),
        detail=change.reason,
        turn=turn_words(change, hosts),
    )


def _move_form(
    row: Appointment, hosts: tuple[Resource, ...], reader: Reader, typed: dict[str, str]
) -> MoveForm:
    local = row.starts_at.astimezone(reader.zone)
    minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    chosen = typed.get("minutes", str(minutes))
    lengths = sorted({*row.service.durations, minutes, *([int(chosen)] if chosen.isdigit() else [])})
    wanted = typed.get("resource", str(row.provider_id))
    return MoveForm(
        url=reverse("scheduling:appointment_move", args=[row.pk]),
        day=typed.get("day", local.date().isoformat()),
        at=typed.get("at", f"{local:%H:%M}"),
        minutes=chosen,
        lengths=tuple(
            Choice(
                value=str(one), label=_("%(minutes)d min") % {"minutes": one}, is_current=str(one) == chosen
            )
            for one in lengths
        ),
        hosts=tuple(
            Choice(value=str(one.pk), label=one.name, is_current=str(one.pk) == wanted) for one in hosts
        ),
    )
