"""What is said of an act in the calendar: done and how to undo it, or why not and what else would do."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.policies import can_supervise
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from core.errors import Refused
from scheduling import errors
from scheduling.models import Appointment
from scheduling.pages.calendar import Said, SaidAct
from scheduling.presenters.calendar_events import who_label


def moved(row: Appointment, before: Appointment, *, reader: Reader, back: str, is_partial: bool) -> Said:
    """Say where an appointment is now, with a button that puts it back."""
    values = _move_values(before.starts_at, before, reader.zone) | {
        "resource": str(before.provider_id),
        "version": str(row.version),
        "back": back,
    }
    who = "" if row.provider_id == before.provider_id else _(" with %(name)s") % {"name": row.provider.name}
    text = _("%(who)s is now booked %(when)s%(with)s.") % {
        "who": who_label(row),
        "when": moment_label(row.starts_at, reader=reader),
        "with": who,
    }
    act = SaidAct(
        label=_("Undo"),
        url=_move_url(row, is_partial=is_partial),
        values=_pairs(values),
        is_partial=is_partial,
    )
    return Said(text=text, acts=(act,))


def refused(
    refusal: Refused,
    row: Appointment,
    typed: dict[str, str],
    *,
    member: Member,
    reader: Reader,
    back: str,
    is_partial: bool,
) -> Said:
    """Say why a move is not done, with times that would do, and for supervisors the way past a rule."""
    url = _move_url(row, is_partial=is_partial)
    base = {"minutes": typed.get("minutes", ""), "version": str(row.version), "back": back}
    acts = [
        SaidAct(
            label=moment_label(at, reader=reader),
            url=url,
            values=_pairs(base | _start_values(at, reader.zone) | {"resource": typed.get("resource", "")}),
            is_partial=is_partial,
        )
        for at in getattr(refusal, "alternatives", ())
    ]
    if isinstance(refusal, errors.SlotRefused) and can_supervise(member):
        acts.append(
            SaidAct(
                label=_("Move it anyway"),
                url=url,
                values=_pairs(base | typed | {"overrule": "1"}),
                is_danger=True,
                is_partial=is_partial,
            )
        )
    reasons: Sequence[str] = (_("It stays where it was. Times that are free:"),) if acts else ()
    return Said(text=str(refusal.sentence), tone="warn", reasons=tuple(reasons), acts=tuple(acts))


def _move_url(row: Appointment, *, is_partial: bool) -> str:
    name = "scheduling:appointment_drag" if is_partial else "scheduling:appointment_move"
    return reverse(name, args=[row.pk])


def _move_values(at: datetime, row: Appointment, zone: ZoneInfo) -> dict[str, str]:
    minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    return _start_values(at, zone) | {"minutes": str(minutes)}


def _start_values(at: datetime, zone: ZoneInfo) -> dict[str, str]:
    local = at.astimezone(zone)
    return {"day": local.date().isoformat(), "at": f"{local:%H:%M}"}


def _pairs(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values.items() if value)
