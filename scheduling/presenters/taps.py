"""A time somebody was offered by text, behind its short address."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.pages import Choice, Link
from scheduling.domain.waiting import OfferOutcome
from scheduling.models import Hold, HoldKind, WaitingEntry, WaitingOffer
from scheduling.models.waiting import LIVE_WAITING
from scheduling.pages.taps import TapPage
from scheduling.presenters import arrivals, clocks
from scheduling.presenters import public as present
from scheduling.selectors.free import FreeTime
from scheduling.selectors.taps import Tapped


def tap_page(seen: Tapped, *, zone: ZoneInfo, url: str) -> TapPage:
    """Show a time that is held, with the button that takes it."""
    hold = seen.hold
    is_waited_for = hold.kind == HoldKind.WAITING_LIST
    return TapPage(
        title=_("This time came free") if is_waited_for else _("Is this your time?"),
        lead="",
        when=_when(hold.starts_at, hold.ends_at, seen, zone),
        zone=clocks.zone_label(zone.key, hold.starts_at),
        what=_what(hold),
        where=present.where(hold.service.location_kind, hold.location),
        url=url,
        take=_("Take it"),
        note=_("We keep it for you until %(time)s.") % {"time": clocks.time_label(hold.expires_at, zone)},
        decline=_("No, give it to the next one") if is_waited_for else "",
    )


def fresh_page(
    seen: Tapped, times: Sequence[FreeTime], *, zone: ZoneInfo, url: str, problem: str, more: Link | None
) -> TapPage:
    """Say that the time is no longer kept, and which ones are free now."""
    hold = seen.hold
    return TapPage(
        title=_("That time is no longer kept"),
        lead=_("These are free now. Press one to book it.")
        if times
        else _("Nothing else is free at present."),
        when="",
        zone=clocks.zone_label(zone.key, hold.starts_at),
        what=_what(hold),
        where="",
        url=url,
        take="",
        note="",
        fresh=tuple(
            Choice(
                value=f"{one.starts_at:%Y-%m-%dT%H:%MZ}",
                label=_when(one.starts_at, one.ends_at, seen, zone),
            )
            for one in times
        ),
        problem=problem,
        more=more,
    )


def place_page(
    entry: WaitingEntry | None,
    offer: WaitingOffer | None,
    *,
    what: str,
    url: str,
    times: Link,
    zone: ZoneInfo,
) -> TapPage:
    """Show a place on the list at which no time is kept: that they wait, what they took, or that it is over.

    Without an entry it is the page of somebody who waits: see `links.wait_token`.
    """
    is_taken = offer is not None and offer.outcome == OfferOutcome.TAKEN
    if entry is None or entry.state in LIVE_WAITING:
        title = _("You are on the list")
        lead = _("When a time comes free that suits you, we write to you and keep it while you answer.")
        note = _("This page changes by itself when that happens.")
    elif is_taken:
        title, lead, note = _("You have a time"), _("We have written it to you."), ""
    else:
        title, lead, note = _("You are no longer on the list"), "", ""
    return TapPage(
        title=title,
        lead=lead,
        when=clocks.span_label(offer.starts_at, offer.ends_at, zone) if is_taken and offer else "",
        zone="",
        what=what,
        where="",
        url=url,
        take="",
        note=note,
        leave=_("Take me off the list") if entry and offer and entry.state in LIVE_WAITING else "",
        more=None if is_taken else times,
    )


def passed_page(row: WaitingEntry, *, zone: ZoneInfo, url: str) -> TapPage:
    """Thank somebody who passed a time on, and let them leave the list."""
    is_on = row.state in LIVE_WAITING
    return TapPage(
        title=_("Thank you. You keep your place") if is_on else _("You are off the list"),
        lead=_("We write to you when another time comes free that suits you.") if is_on else "",
        when="",
        zone="",
        what=row.service.name,
        where="",
        url=url,
        take="",
        note="",
        leave=_("Take me off the list") if is_on else "",
    )


def _when(starts_at: datetime, ends_at: datetime, seen: Tapped, zone: ZoneInfo) -> str:
    return arrivals.start_label(starts_at, ends_at, seen.hold, zone, minutes=seen.window_minutes)


def _what(hold: Hold) -> str:
    if hold.provider is None:
        return hold.service.name
    return _("%(service)s with %(name)s") % {"service": hold.service.name, "name": hold.provider.name}
