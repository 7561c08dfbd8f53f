"""Why an appointment came to whom it came, in words: what the round robin counted when it was made."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from scheduling.domain.fairness import Why
from scheduling.models import AppointmentChange, Resource


def turn_words(change: AppointmentChange, hosts: Sequence[Resource]) -> str:
    """Say whose turn it was and why it was nobody else's; empty where nobody was to be chosen."""
    counted: Sequence[Mapping[str, Any]] = change.details.get("turn") or ()
    names = {str(host.pk): host.name for host in hosts}
    known = [one for one in counted if str(one.get("resource")) in names]
    return " · ".join(
        _("%(name)s: %(why)s (%(has)g of a share of %(share)g)")
        % {
            "name": names[str(one["resource"])],
            "why": why_words(Why(one["why"])),
            "has": one["has"],
            "share": one["share"],
        }
        for one in sorted(known, key=lambda one: one["why"] != Why.CHOSEN)
    )


def why_words(why: Why) -> str:
    """Say why somebody was chosen, or was not."""
    return {
        Why.CHOSEN: _("whose turn it was"),
        Why.NOT_FREE: _("not free"),
        Why.CAPPED: _("full for the day or week"),
        Why.ROUTED_AWAY: _("not for this one"),
        Why.LONGER_DRIVE: _("a longer drive"),
        Why.LOWER_PRIORITY: _("comes after others"),
        Why.SMALLER_DEFICIT: _("nearer to their share"),
        Why.BOOKED_MORE_RECENTLY: _("booked more recently"),
        Why.LATER_ID: _("even"),
    }[why]
