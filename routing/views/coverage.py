"""The coverage maps: who would take a call, and what can be booked, at every hour of a week."""

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from routing import selectors
from routing.presenters import bookable as bookable_pages
from routing.presenters import coverage as pages
from routing.services import bookable, covering

WEEK = timedelta(days=7)
FARTHEST = timedelta(days=364)


@require_GET
@member_required
def coverage(request: MemberRequest) -> HttpResponse:
    """Show a week of one line in one language, and every line in short."""
    organisation, now, asked = request.member.organisation, clock.now(), request.GET
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    starts_on = _day(asked.get("week", ""), today)
    with reading(organisation):
        skills = selectors.list_skill_names(organisation_id=organisation.pk)
        skill = next((key for key, _name in skills if key == asked.get("skill", "")), "")
        weeks = covering.cover_week(
            organisation, starts_on=starts_on, skill_id=UUID(skill) if skill else None, now=now
        )
    page = pages.coverage_page(
        weeks,
        pages.Asked(
            starts_on=starts_on,
            line=asked.get("line", ""),
            language=asked.get("language", ""),
            skill=skill,
            cell=_cell(asked.get("cell", "")),
        ),
        skills=skills,
        earlier=max(today, starts_on - WEEK) if starts_on > today else None,
        later=starts_on + WEEK if starts_on + WEEK <= today + FARTHEST else None,
        reader=reader_of(request.member, now=now),
    )
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("coverage", request.member),
        "page": page,
    }
    return render(request, "routing/coverage.html", context)


@require_GET
@member_required
def bookings(request: MemberRequest) -> HttpResponse:
    """Show a week of what can be booked: one service in one language, and every service in short."""
    organisation, now, asked = request.member.organisation, clock.now(), request.GET
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    starts_on = _day(asked.get("week", ""), today)
    line, language = asked.get("line", ""), asked.get("language", "")
    with reading(organisation):
        weeks = bookable.cover_bookings(
            organisation, starts_on=starts_on, chosen=_key(line, language), now=now
        )
    page = bookable_pages.bookable_page(
        weeks,
        pages.Asked(starts_on=starts_on, line=line, language=language, cell=_cell(asked.get("cell", ""))),
        earlier=max(today, starts_on - WEEK) if starts_on > today else None,
        later=starts_on + WEEK if starts_on + WEEK <= today + FARTHEST else None,
        reader=reader_of(request.member, now=now),
    )
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("coverage", request.member),
        "page": page,
    }
    return render(request, "routing/coverage.html", context)


def _key(line: str, language: str) -> bookable.Key | None:
    service, _dot, place = line.partition(".")
    try:
        return UUID(service), UUID(place), language
    except ValueError:
        return None


def _day(typed: str, today: date) -> date:
    """Read the first day; one that is none, past, or farther than hours are known is today."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return today
    return found if today <= found <= today + FARTHEST else today


def _cell(typed: str) -> tuple[int, int] | None:
    day, _dash, hour = typed.partition("-")
    if not (day.isdecimal() and hour.isdecimal() and len(typed) <= 4):
        return None
    return (int(day), int(hour)) if int(day) < 7 and int(hour) < 24 else None
