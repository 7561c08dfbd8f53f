"""Whose news a webhook about a call is, by the address it came to."""

import re
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Organisation
from conversations import ports
from conversations.models import Leg

_ABOUT = re.compile(r"(answer|event|fallback|leg|caller)(?:/([^/]+))?(?:/(ring|accept))?", re.ASCII)
_LEG = re.compile(r"/leg/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?]|$)", re.ASCII)


class LegUnknown(Exception):
    """The call this is about has not been entered yet; apply it again later."""


@dataclass(frozen=True, slots=True)
class About:
    """What a webhook's address says: whose news it is, and of which part of a plan."""

    place: str
    leg_ref: UUID | None = None
    carrier_leg_id: str = ""
    part: str = ""


def read_about(about: str) -> About:
    """Read the kept part of a webhook's address."""
    found = _ABOUT.fullmatch(about)
    place, whose, part = found.groups() if found else ("event", None, None)
    if place == "leg":
        return About(place, leg_ref=UUID(whose), part=part or "")
    return About(place, carrier_leg_id=whose or "", part=part or "")


def failed_leg(event: object) -> UUID | None:
    """Give the leg whose own address did not answer, when the fallback is asked instead."""
    found = _LEG.search(event.asked) if isinstance(event, ports.ScriptError) else None
    return UUID(found[1]) if found else None


def leg_of(organisation: Organisation, about: About, carrier_leg_id: str) -> UUID | None:
    """Find our leg; None when it is no leg of ours.

    Raises:
        LegUnknown: the address is that of a caller whose call has not been entered yet.
    """
    found = find_leg(organisation, about, carrier_leg_id)
    if found is None and about.carrier_leg_id:
        raise LegUnknown
    return found


def find_leg(organisation: Organisation, about: About, carrier_leg_id: str = "") -> UUID | None:
    """Find our leg as the address names it, else by the carrier's id."""
    if about.leg_ref is not None:
        return about.leg_ref
    wanted = about.carrier_leg_id or carrier_leg_id
    if not wanted:
        return None
    return Leg.objects.of(organisation).filter(carrier_leg_id=wanted).values_list("pk", flat=True).first()
