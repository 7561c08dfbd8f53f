"""The hours at which nobody is to be disturbed, by the clocks of every place the customer may be at.

Source: 47 CFR 64.1200(c)(1) and the state hours of research/contact-center.md §6, read in November 2026. Not legal
advice; `STATE_CLOSES` and `SUNDAY_OPENS` are meant to be kept up to date.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from contacts.domain.verdicts import Decision, Facts, Place, Rule, Verdict

OPENS: Final = time(8)
CLOSES: Final = time(21)
STATE_CLOSES: Final[Mapping[str, time]] = dict.fromkeys(("FL", "MD", "OK", "WA", "WY"), time(20))
SUNDAY_OPENS: Final[Mapping[str, time]] = {"TX": time(12)}

_SUNDAY: Final = 6
_LONGEST_HOLD: Final = timedelta(days=4)


def by_the_clock(facts: Facts, now: datetime) -> Verdict:
    """Allow in the hours that every place of the customer allows; hold until the next such hour."""
    until = _common_hour(facts.places, now)
    if until == now:
        return Verdict(Decision.ALLOW, Rule.ALLOWED, facts.consent_evidence)
    strictest = max(facts.places, key=lambda place: _opens_at(place, now))
    local = now.astimezone(ZoneInfo(strictest.time_zone))
    evidence = f"{local:%H:%M} in {strictest.time_zone} {strictest.state}".strip()
    if until is None:
        return Verdict(Decision.DENY, Rule.NO_COMMON_HOURS, evidence, there=local)
    return Verdict(Decision.HOLD, Rule.QUIET_HOURS, evidence, until, local)


def _common_hour(places: tuple[Place, ...], now: datetime) -> datetime | None:
    """Find the first instant from `now` on that suits every place, or `None` when their days never meet."""
    instant = now
    while instant - now <= _LONGEST_HOLD:
        later = max(_opens_at(place, instant) for place in places)
        if later == instant:
            return instant
        instant = later
    return None


def _opens_at(place: Place, instant: datetime) -> datetime:
    """Find the first instant from `instant` on at which the hours of `place` allow a solicitation."""
    zone = ZoneInfo(place.time_zone)
    local = instant.astimezone(zone)
    day = local.date()
    if local.time() >= STATE_CLOSES.get(place.state, CLOSES):
        day += timedelta(days=1)
    opens = SUNDAY_OPENS.get(place.state, OPENS) if day.weekday() == _SUNDAY else OPENS
    return max(instant, datetime.combine(day, opens, zone).astimezone(UTC))
