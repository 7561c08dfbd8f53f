"""The settings pages: members, invitations, places, hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import policies, ports
from accounts.domain.hours import Calendar, ReasonKind
from accounts.domain.phrases import opening_phrase
from accounts.models import Invitation, Location, Member
from accounts.pages import Link, LinkGroup
from accounts.ports import SettingsGroup, SettingsPage
from accounts.presenters.hours import reader_language
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


GROUP_LABELS = {
    SettingsGroup.HOUSE: gettext_lazy("Your organisation"),
    SettingsGroup.WORK: gettext_lazy("Booking and intake"),
    SettingsGroup.CHANNELS: gettext_lazy("Receptionist, chat and mail"),
    SettingsGroup.CALLS: gettext_lazy("Calls"),
    SettingsGroup.YOU: gettext_lazy("Yourself"),
}


def tabs(current: str, member: Member) -> tuple[LinkGroup, ...]:
    """List the pages of the settings that are for `member`'s house, each under its heading."""
    pages = [*_own_pages(), *ports.settings_pages(member)]
    return tuple(
        LinkGroup(
            label=str(label),
            links=tuple(
                Link(label=str(page.label), url=reverse(page.url_name), is_current=page.key == current)
                for page in pages
                if page.group == group
            ),
        )
        for group, label in GROUP_LABELS.items()
    )


def _own_pages() -> tuple[SettingsPage, ...]:
    rows = (
        ("organisation", _("Organisation"), "accounts:settings", SettingsGroup.HOUSE),
        ("members", _("Members"), "accounts:members", SettingsGroup.HOUSE),
        ("locations", _("Locations and hours"), "accounts:locations", SettingsGroup.HOUSE),
        ("teams", _("Teams"), "accounts:teams", SettingsGroup.HOUSE),
        ("api_keys", _("API keys"), "accounts:api_keys", SettingsGroup.HOUSE),
        ("profile", _("You"), "accounts:profile", SettingsGroup.YOU),
    )
    return tuple(
        SettingsPage(key=key, label=label, url_name=name, group=group) for key, label, name, group in rows
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
    """Say whether a place is open now and until when, in the place's own time, and for the house why it is closed."""
    phrase = opening_phrase(calendar, now=now, language=reader_language())
    if not calendar.open_at(now) and calendar.next_open(now) is None:
        return _("Closed. No opening hours are set.")
    reason = calendar.reason_at(now)
    if reason.kind in (ReasonKind.HOLIDAY, ReasonKind.CLOSURE):
        return f"{phrase} ({reason.label})."
    return f"{phrase}."


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
