"""Reads of organisations and members. Directory tables: no transaction of a tenant is needed."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Model, Q, QuerySet

from accounts.domain import holidays, hours
from accounts.models import (
    AllowedSite,
    ApiKey,
    Closure,
    HolidayRule,
    Invitation,
    Location,
    Member,
    OpeningWindow,
    Organisation,
    Role,
    SpecialOpening,
    Team,
    User,
)
from core.errors import NotFound
from core.remembering import Memory
from core.transactions import require_organisation

M = TypeVar("M", bound=Model)
CALENDAR_BACK = timedelta(days=35)
CALENDAR_AHEAD = timedelta(days=400)


def choose_membership(memberships: Sequence[Member], *, organisation_id: str | None) -> Member | None:
    """Choose among a user's memberships: that of the chosen organisation, else the first."""
    chosen = (member for member in memberships if str(member.organisation_id) == organisation_id)
    return next(chosen, memberships[0] if memberships else None)


def list_memberships(*, user_id: UUID) -> list[Member]:
    """List a user's active memberships with user and organisation, by the organisation's name."""
    rows = Member.objects.select_related("organisation", "user").filter(
        user_id=user_id, is_active=True, organisation__is_active=True
    )
    return list(rows.order_by("organisation__name"))


def list_members(*, organisation_id: UUID) -> list[Member]:
    """List the active members of an organisation, by name."""
    return list(select_members(organisation_id=organisation_id).select_related("user", "team"))


def select_members(*, organisation_id: UUID) -> QuerySet[Member]:
    """Keep the active members of an organisation, by name."""
    return Member.objects.filter(organisation_id=organisation_id, is_active=True).order_by("user__name")


def list_locations(*, organisation_id: UUID) -> list[Location]:
    """List the places of an organisation, the default first."""
    return list(Location.objects.filter(organisation_id=organisation_id))


def list_sites(*, organisation_id: UUID) -> list[AllowedSite]:
    """List the websites that may show the organisation's pages; inside `reading`."""
    return list(AllowedSite.objects.of(organisation_id))


def list_organisation_ids() -> list[UUID]:
    """List every active organisation, for sweeps that open one transaction each."""
    return list(Organisation.objects.filter(is_active=True).values_list("pk", flat=True))


def get_member(*, organisation_id: UUID, member_id: UUID) -> Member:
    """Get a member of the organisation, active or not.

    Raises:
        NotFound: the organisation has no such member.
    """
    rows = Member.objects.select_related("user", "team", "organisation")
    return _one(rows.filter(organisation_id=organisation_id, pk=member_id))


def list_all_members(*, organisation_id: UUID) -> list[Member]:
    """List members, the active ones first, then by name."""
    rows = Member.objects.select_related("user", "team").filter(organisation_id=organisation_id)
    return list(rows.order_by("-is_active", "user__name"))


def count_owners(*, organisation_id: UUID) -> int:
    """Count the active owners."""
    return Member.objects.filter(organisation_id=organisation_id, role=Role.OWNER, is_active=True).count()


def list_teams(*, organisation_id: UUID) -> list[Team]:
    """List the teams by name."""
    return list(Team.objects.filter(organisation_id=organisation_id).order_by("name"))


def get_team(*, organisation_id: UUID, team_id: UUID) -> Team:
    """Get a team of the organisation.

    Raises:
        NotFound: the organisation has no such team.
    """
    return _one(Team.objects.filter(organisation_id=organisation_id, pk=team_id))


def get_location(*, organisation_id: UUID, location_id: UUID) -> Location:
    """Get a place of the organisation.

    Raises:
        NotFound: the organisation has no such place.
    """
    return _one(Location.objects.filter(organisation_id=organisation_id, pk=location_id))


def get_invitation(*, organisation_id: UUID, invitation_id: UUID) -> Invitation:
    """Get an invitation of the organisation, whatever became of it.

    Raises:
        NotFound: the organisation has no such invitation.
    """
    rows = Invitation.objects.select_related("organisation", "invited_by__user")
    return _one(rows.filter(organisation_id=organisation_id, pk=invitation_id))


def find_invitation(*, token: str) -> Invitation | None:
    """Find the invitation whose link carries this token; asked before an organisation is known."""
    rows = Invitation.objects.select_related("organisation", "invited_by__user")
    return rows.filter(token_hash=hash_token(token)).first()


def list_open_invitations(*, organisation_id: UUID) -> list[Invitation]:
    """List invitations neither accepted nor taken back, expired ones too, the newest first."""
    rows = Invitation.objects.filter(organisation_id=organisation_id, accepted_at=None, revoked_at=None)
    return list(rows.order_by("-created_at"))


def hash_token(token: str) -> str:
    """Return what is stored of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_user(*, email: str) -> User | None:
    """Find the user of an address, in any case of letters."""
    return User.objects.filter(email__iexact=email.strip()).first()


def list_windows(*, location: Location) -> list[OpeningWindow]:
    """List the weekly windows of a place, from Monday morning on."""
    rows = OpeningWindow.objects.filter(organisation_id=location.organisation_id, location=location)
    return list(rows.order_by("weekday", "opens_minute"))


def list_closures(*, location: Location, since: date) -> list[Closure]:
    """List closures of a place, and of every place, that end on `since` or later, the earliest first."""
    rows = Closure.objects.filter(organisation_id=location.organisation_id, ends_on__gte=since)
    return list(rows.filter(Q(location=location) | Q(location=None)).order_by("starts_on"))


def get_closure(*, organisation_id: UUID, closure_id: UUID) -> Closure:
    """Get a closure of the organisation.

    Raises:
        NotFound: the organisation has no such closure.
    """
    return _one(Closure.objects.filter(organisation_id=organisation_id, pk=closure_id))


def list_special_openings(*, location: Location, since: date) -> list[SpecialOpening]:
    """List the days with hours of their own at a place, and at every place, from `since` on, in order."""
    rows = SpecialOpening.objects.filter(organisation_id=location.organisation_id, day__gte=since)
    return list(rows.filter(Q(location=location) | Q(location=None)).order_by("day", "opens_minute"))


def get_special_opening(*, organisation_id: UUID, opening_id: UUID) -> SpecialOpening:
    """Get a day with hours of its own.

    Raises:
        NotFound: the organisation has no such day.
    """
    return _one(SpecialOpening.objects.filter(organisation_id=organisation_id, pk=opening_id))


def list_holiday_rules(*, organisation_id: UUID) -> list[HolidayRule]:
    """List the holidays treated otherwise than closed, by name."""
    return list(HolidayRule.objects.filter(organisation_id=organisation_id).order_by("name"))


def list_holidays(
    *, organisation: Organisation, starts_on: date, ends_on: date
) -> dict[date, tuple[str, ...]]:
    """List the public holidays of the organisation's country and region, `ends_on` not included."""
    return holidays.holidays_between(
        organisation.country, organisation.region or None, starts_on=starts_on, ends_on=ends_on
    )


def get_calendar(location: Location, *, now: datetime) -> hours.Calendar:
    """Build the business calendar of a place, from `CALENDAR_BACK` before `now` to `CALENDAR_AHEAD` after it.

    Ask it for many instants rather than building it again.
    """
    return get_calendars(organisation=location.organisation, locations=[location], now=now)[location.pk]


# What a calendar is built of, beside the organisation itself.
CALENDAR_TABLES = (
    "accounts_location",
    "accounts_openingwindow",
    "accounts_closure",
    "accounts_holidayrule",
    "accounts_specialopening",
)
_calendars = Memory[hours.Calendar](*CALENDAR_TABLES)


def recall_calendar(location_id: UUID, *, now: datetime) -> hours.Calendar:
    """Give the business calendar of a place from this process's memory, inside a use case or `reading`."""
    return _calendars.recall(
        location_id,
        day=now.date(),
        read=lambda: get_calendar(
            Location.objects.select_related("organisation").get(
                organisation_id=require_organisation(), pk=location_id
            ),
            now=now,
        ),
    )


def get_calendars(
    *, organisation: Organisation, locations: Sequence[Location], now: datetime
) -> dict[UUID, hours.Calendar]:
    """Build the calendars of several places of one organisation in four queries."""
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    starts_on, ends_on = today - CALENDAR_BACK, today + CALENDAR_AHEAD
    rules = [
        holidays.HolidayRule(rule.name, _rule_spans(rule))
        for rule in list_holiday_rules(organisation_id=organisation.pk)
    ]
    known = list_holidays(organisation=organisation, starts_on=starts_on, ends_on=ends_on)
    closures = list(Closure.objects.filter(organisation=organisation, ends_on__gte=starts_on))
    openings = list(SpecialOpening.objects.filter(organisation=organisation, day__gte=starts_on))
    windows = list(OpeningWindow.objects.filter(organisation=organisation, location__in=locations))
    return {
        location.pk: hours.Calendar(
            time_zone=location.time_zone,
            windows=tuple(
                hours.Window(row.weekday, row.opens_minute, row.closes_minute)
                for row in windows
                if row.location_id == location.pk
            ),
            special_days=holidays.special_days(
                known,
                rules,
                [
                    holidays.Closure(row.label, row.starts_on, row.ends_on)
                    for row in closures
                    if row.location_id in (None, location.pk)
                ],
                [
                    holidays.Opening(row.label, row.day, hours.Span(row.opens_minute, row.closes_minute))
                    for row in openings
                    if row.location_id in (None, location.pk)
                ],
            ),
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for location in locations
    }


def _rule_spans(rule: HolidayRule) -> tuple[hours.Span, ...] | None:
    if rule.is_open_as_usual:
        return None
    if rule.opens_minute is None or rule.closes_minute is None:
        return ()
    return (hours.Span(rule.opens_minute, rule.closes_minute),)


def _one(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def list_api_keys(*, organisation_id: UUID) -> list[ApiKey]:
    """List the keys other software calls with, the newest first, those taken back too."""
    rows = ApiKey.objects.select_related("created_by__user").filter(organisation_id=organisation_id)
    return list(rows.order_by("-created_at"))
