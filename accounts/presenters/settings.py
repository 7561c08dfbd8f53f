"""The settings pages: members, invitations, places, hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts import policies, ports
from accounts.domain.hours import Calendar, ReasonKind
from accounts.models import Closure, HolidayRule, Invitation, Location, Member
from accounts.pages import Link
from accounts.presenters.shell import initials, tint


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """One member in the list; `name`, `initials` and `tint` make the avatar."""

    name: str
    initials: str
    tint: int
    email: str
    role: str
    capabilities: str
    locations: str
    team: str
    is_active: bool
    is_you: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """One open invitation; `is_expired` ones can only be sent again or taken back."""

    email: str
    role: str
    ends_label: str
    ends_iso: str
    is_expired: bool
    resend_url: str
    revoke_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationRow:
    """One place, with what its calendar says now."""

    name: str
    address: str
    time_zone: str
    is_default: bool
    is_open: bool
    state: str
    url: str
    hours_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """One closure to come."""

    label: str
    days: str
    where: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """One public holiday to come and what happens on it."""

    name: str
    day: str
    iso: str
    rule: str
    is_closed: bool


def tabs(current: str) -> tuple[Link, ...]:
    """List the pages of the settings."""
    pages = (
        ("organisation", _("Organisation"), "accounts:settings"),
        ("members", _("Members"), "accounts:members"),
        ("locations", _("Locations and hours"), "accounts:locations"),
        ("teams", _("Teams"), "accounts:teams"),
        *ports.settings_pages(),
        ("api_keys", _("API keys"), "accounts:api_keys"),
        ("profile", _("You"), "accounts:profile"),
    )
    return tuple(
        Link(label=str(label), url=reverse(name), is_current=key == current) for key, label, name in pages
    )


def member_rows(
    members: Iterable[Member], *, locations: Sequence[Location], you: Member
) -> tuple[MemberRow, ...]:
    """Turn members into rows."""
    names = {location.pk: location.name for location in locations}
    return tuple(_member_row(member, names=names, you=you) for member in members)


def invitation_rows(invitations: Iterable[Invitation], *, now: datetime) -> tuple[InvitationRow, ...]:
    """Turn open invitations into rows."""
    return tuple(
        InvitationRow(
            email=invitation.email,
            role=invitation.get_role_display(),
            ends_label=moment_label(invitation.expires_at),
            ends_iso=invitation.expires_at.isoformat(),
            is_expired=invitation.expires_at <= now,
            resend_url=reverse("accounts:invitation_resend", kwargs={"invitation_id": invitation.pk}),
            revoke_url=reverse("accounts:invitation_revoke", kwargs={"invitation_id": invitation.pk}),
        )
        for invitation in invitations
    )


def location_row(location: Location, calendar: Calendar, *, now: datetime) -> LocationRow:
    """Turn a place and its calendar into a row."""
    key = {"location_id": location.pk}
    street = (location.street, location.city, f"{location.region} {location.postcode}".strip())
    return LocationRow(
        name=location.name,
        address=", ".join(part for part in street if part),
        time_zone=location.time_zone,
        is_default=location.is_default,
        is_open=calendar.open_at(now),
        state=open_label(calendar, now=now),
        url=reverse("accounts:location", kwargs=key),
        hours_url=reverse("accounts:hours", kwargs=key),
    )


def open_label(calendar: Calendar, *, now: datetime) -> str:
    """Say whether a place is open now and when that changes, in the place's own time."""
    if calendar.open_at(now):
        closes = calendar.next_close(now)
        if closes is None:
            return _("Open now, around the clock.")
        return _("Open now, closes %(moment)s.") % {"moment": _place_moment(closes, calendar)}
    reason = calendar.reason_at(now)
    opens = calendar.next_open(now)
    if opens is None:
        return _("Closed. No opening hours are set.")
    moment = {"moment": _place_moment(opens, calendar), "why": reason.label}
    if reason.kind in (ReasonKind.HOLIDAY, ReasonKind.CLOSURE):
        return _("Closed: %(why)s. Opens %(moment)s.") % moment
    return _("Closed now, opens %(moment)s.") % moment


def closure_rows(closures: Iterable[Closure], *, location: Location) -> tuple[ClosureRow, ...]:
    """Turn closures of a place, and of every place, into rows."""
    key: dict[str, UUID] = {"location_id": location.pk}
    return tuple(
        ClosureRow(
            label=closure.label,
            days=_days(closure.starts_on, closure.ends_on),
            where=location.name if closure.location_id else _("Every location"),
            remove_url=reverse("accounts:closure_remove", kwargs={**key, "closure_id": closure.pk}),
        )
        for closure in closures
    )


def holiday_rows(known: dict[date, tuple[str, ...]], rules: Iterable[HolidayRule]) -> tuple[HolidayRow, ...]:
    """Turn the next year's holidays into rows, each name once, the earliest first."""
    by_name = {rule.name: rule for rule in rules}
    first: dict[str, date] = {}
    for day, names in known.items():
        for name in names:
            first.setdefault(name.removesuffix(" (observed)"), day)
    return tuple(
        HolidayRow(
            name=name,
            day=_day(day),
            iso=day.isoformat(),
            rule=_rule_label(by_name.get(name)),
            is_closed=name not in by_name,
        )
        for name, day in first.items()
    )


def moment_label(instant: datetime) -> str:
    """Write an instant in the reader's zone and language, to the minute."""
    return formats.date_format(timezone.localtime(instant), "D j M Y, H:i")


def _member_row(member: Member, *, names: dict[UUID, str], you: Member) -> MemberRow:
    labels = policies.CAPABILITY_LABELS
    held = [str(labels[key]) for key in member.capabilities if key in labels]
    scope = [names[key] for key in member.location_ids if key in names]
    return MemberRow(
        name=member.name,
        initials=initials(member.name),
        tint=tint(member.pk),
        email=member.user.email,
        role=member.get_role_display(),
        capabilities=", ".join(held),
        locations=", ".join(scope) or _("Every location"),
        team=member.team.name if member.team else "",
        is_active=member.is_active,
        is_you=member.pk == you.pk,
        url=reverse("accounts:member", kwargs={"member_id": member.pk}),
    )


def _rule_label(rule: HolidayRule | None) -> str:
    if rule is None:
        return _("Closed")
    if rule.is_open_as_usual or rule.opens_minute is None or rule.closes_minute is None:
        return _("Open as usual")
    return f"{_clock(rule.opens_minute)}–{_clock(rule.closes_minute)}"


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _place_moment(instant: datetime, calendar: Calendar) -> str:
    return formats.date_format(instant.astimezone(ZoneInfo(calendar.time_zone)), "l j M, H:i")


def _day(day: date) -> str:
    return formats.date_format(day, "D j M Y")


def _days(starts_on: date, ends_on: date) -> str:
    return _day(starts_on) if starts_on == ends_on else f"{_day(starts_on)} – {_day(ends_on)}"
