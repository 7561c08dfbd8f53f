"""The waiting list in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from accounts.models import Location
from accounts.pages import Choice
from contacts.models import Contact
from conversations.presenters.labels import address_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from scheduling.domain.waiting import PARTS, WaitingState
from scheduling.models import Resource, Service, WaitingEntry, WaitingOffer
from scheduling.pages.waiting import WaitingGroup, WaitingPage, WaitingRow, WaitsForm
from scheduling.presenters import clocks
from scheduling.selectors.waiting import WaitingList


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsRows:
    """What the form is made of."""

    services: Sequence[Service]
    service: Service | None
    givers: Sequence[Resource]
    locations: Sequence[Location]
    contact: Contact | None = None


def waiting_page(listed: WaitingList, *, reader: Reader) -> WaitingPage:
    """Print the list."""
    names, can_write = listed.names, reader.can_write
    groups = []
    for (service, location), rows in groupby(listed.live, key=lambda row: (row.service, row.location)):
        group = WaitingGroup(
            title=f"{service.name} · {location.name}",
            kept=_("A freed time is kept for %(span)s.")
            % {"span": clocks.span_words(service.waiting_minutes)},
            rows=tuple(
                _row(row, str(place), listed.offers.get(row.pk), names, reader=reader, can_write=can_write)
                for place, row in enumerate(rows, start=1)
            ),
        )
        groups.append(group)
    return WaitingPage(
        version=int(reader.now.timestamp() * 1000),
        groups=tuple(groups),
        ended=tuple(_row(row, "", None, names, reader=reader, can_write=False) for row in listed.ended),
        new_url=reverse("scheduling:waiting_new") if can_write else "",
    )


def wants_label(row: WaitingEntry, names: Mapping[str, str]) -> str:
    """Say what suits somebody."""
    parts = [clocks.length_label(row.minutes)]
    if row.weekdays:
        parts.append(", ".join(str(WEEKDAYS[day]) for day in row.weekdays))
    parts += [_span_label(since, until) for since, until in row.spans]
    if row.earliest_on:
        parts.append(_("from %(day)s") % {"day": clocks.short_day(row.earliest_on)})
    if row.latest_on:
        parts.append(_("until %(day)s") % {"day": clocks.short_day(row.latest_on)})
    with_whom = [names[one] for one in row.provider_ids if one in names]
    if with_whom:
        parts.append(_("with %(names)s") % {"names": _(" or ").join(with_whom)})
    return " · ".join(parts)


def waits_form(rows: WaitsRows, typed: QueryDict, *, back: str, problem: str = "") -> WaitsForm:
    """Print the form with what is typed so far."""
    service = rows.service
    return WaitsForm(
        services=_choices(
            [(str(row.pk), row.name) for row in rows.services], [str(service.pk)] if service else []
        ),
        givers=_choices([(str(row.pk), row.name) for row in rows.givers], typed.getlist("who")),
        lengths=_choices(
            [(str(one), clocks.length_label(one)) for one in (service.durations if service else [])],
            [typed.get("minutes", "")],
        ),
        places=_choices([(str(row.pk), row.name) for row in rows.locations], [typed.get("place", "")])
        if len(rows.locations) > 1
        else (),
        days=_choices([(str(day), str(name)) for day, name in WEEKDAYS.items()], typed.getlist("day")),
        parts=_choices([(part, part_label(part)) for part in PARTS], typed.getlist("part")),
        since=typed.get("since", "")[:5],
        until=typed.get("until", "")[:5],
        earliest=typed.get("earliest", "")[:10],
        latest=typed.get("latest", "")[:10],
        note=typed.get("note", "")[:300],
        contact_id=str(rows.contact.pk) if rows.contact else "",
        contact_name=(rows.contact.display_name or _("No name yet")) if rows.contact else "",
        conversation_id=typed.get("conversation", "")[:40],
        back=back,
        name=typed.get("name", "")[:200],
        address=typed.get("address", "")[:200],
        problem=problem,
    )


def part_label(part: str) -> str:
    """Name a part of the day."""
    return {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}[part]


def _row(
    row: WaitingEntry,
    place: str,
    offer: WaitingOffer | None,
    names: Mapping[str, str],
    *,
    reader: Reader,
    can_write: bool,
) -> WaitingRow:
    badge, tone = {
        WaitingState.WAITING: (_("Waits"), ""),
        WaitingState.OFFERED: (_("Is asked"), "warn"),
        WaitingState.BOOKED: (_("Has a time"), "ok"),
        WaitingState.REMOVED: (_("Taken off"), ""),
        WaitingState.OVER: (_("Over"), ""),
    }[WaitingState(row.state)]
    return WaitingRow(
        id=str(row.pk),
        place=place,
        name=row.contact.display_name or address_label(row.reach_kind, row.reach_value),
        url=reverse("contacts:contact", args=[row.contact_id]),
        wants=wants_label(row, names),
        since=moment_label(row.joined_at, reader=reader),
        badge=badge,
        tone=tone,
        detail=_detail(row, offer, reader=reader),
        note=row.note,
        remove_url=reverse("scheduling:waiting_remove", args=[row.pk]) if can_write else "",
    )


def _detail(row: WaitingEntry, offer: WaitingOffer | None, *, reader: Reader) -> str:
    if offer is not None:
        return _("%(when)s is kept for them until %(until)s.") % {
            "when": moment_label(offer.starts_at, reader=reader),
            "until": moment_label(offer.expires_at, reader=reader),
        }
    if row.state == WaitingState.REMOVED:
        who = row.ended_by.name if row.ended_by else ""
        return " · ".join(part for part in (who, row.end_reason) if part)
    return hindrance_sentence(row.hindrance) if row.state == WaitingState.WAITING else ""


def hindrance_sentence(reason: str) -> str:
    """Say why the last time that suited could not be offered."""
    if not reason:
        return ""
    later = {"QUIET_HOURS", "NIGHT"}
    if reason in later:
        return _("A time that suits is free; it is offered once it is day where they are.")
    if reason == "OPTED_OUT":
        return _("A time that suits is free, but they want no texts. Please call them.")
    if reason == "NO_CONSENT":
        return _("A time that suits is free, but they never agreed to texts. Please call them.")
    return _("A time that suits is free, but they cannot be written to. Please call them.")


def _span_label(since: int, until: int) -> str:
    for part, span in PARTS.items():
        if span == (since, until):
            return part_label(part)
    return f"{_clock(since)}–{_clock(until)}"


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _choices(pairs: Sequence[tuple[str, str]], current: Collection[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=key, label=label, is_current=key in current) for key, label in pairs)
