"""Who does something to an appointment, what is left of it in the history, and its facts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from accounts.models import Member
from core.transactions import step
from scheduling import errors, policies
from scheduling.models import Actor, Appointment, AppointmentChange, ChangeKind
from scheduling.selectors.walled import kept_from

LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """A member, or a customer, a program or Portico itself (then without a member)."""

    actor: Actor
    member: Member | None = None

    @property
    def member_id(self) -> UUID | None:
        """The member, if it is one."""
        return self.member.pk if self.member else None


CUSTOMER: Final = Doer(actor=Actor.CUSTOMER)
PROGRAM: Final = Doer(actor=Actor.PROGRAM)
PORTICO: Final = Doer(actor=Actor.PORTICO)


def member(row: Member) -> Doer:
    """Give a member as who does something."""
    return Doer(actor=Actor.MEMBER, member=row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened; times are those before and after, where they changed."""

    kind: ChangeKind
    reason: str = ""
    before: tuple[datetime, datetime] | None = None
    after: tuple[datetime, datetime] | None = None
    details: dict[str, Any] = field(default_factory=dict)


@step
def note_change(row: Appointment, change: Change, *, by: Doer, now: datetime) -> None:
    """Add a line to the history of an appointment."""
    AppointmentChange(
        organisation_id=row.organisation_id,
        appointment=row,
        at=now,
        kind=change.kind,
        by=by.actor,
        member=by.member,
        reason=tidy(change.reason)[:LONGEST_REASON],
        from_starts_at=change.before[0] if change.before else None,
        from_ends_at=change.before[1] if change.before else None,
        to_starts_at=change.after[0] if change.after else None,
        to_ends_at=change.after[1] if change.after else None,
        details=change.details,
    ).save(force_insert=True)


@step
def lock_appointment(
    *, organisation_id: UUID, appointment_id: UUID, by: Doer, seen_version: int | None = None
) -> Appointment:
    """Lock an appointment that `by` may change; `seen_version` is the one of the page or the link, if it matters.

    Raises:
        NoSuchAppointment: there is none, or a wall keeps it from the member. AppointmentMovedOn: it changed since.
        OnlyLooking, NotYourLocation: the member may not.
    """
    rows = Appointment.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    row = rows.filter(pk=appointment_id).select_related("service", "location", "provider").first()
    if row is None:
        raise errors.NoSuchAppointment
    if by.member is not None:
        if kept_from(by.member, [row.pk]):
            raise errors.NoSuchAppointment
        policies.check_can_change(by.member, row)
    if seen_version is not None and row.version != seen_version:
        raise errors.AppointmentMovedOn
    return row


def tidy(text: str) -> str:
    """Make one line of what was typed."""
    return " ".join(text.replace("\x00", "").split())


def tidy_lines(text: str) -> str:
    """Keep the lines of what was typed, without what no page can show."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
