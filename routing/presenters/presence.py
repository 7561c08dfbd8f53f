"""A member's own presence in the head of each page."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from routing.domain import presence as domain
from routing.domain.presence import Shown
from routing.pages import PresenceControl
from routing.selectors.desk import domain_of
from routing.selectors.presence import OwnPresence

DOTS = {
    Shown.AVAILABLE: "ok",
    Shown.OFFERED: "ok",
    Shown.ON_CALL: "danger",
    Shown.WRAPPING: "warn",
    Shown.BUSY: "warn",
    Shown.AWAY: "off",
    Shown.AWAY_REASSIGN: "off",
    Shown.OFFLINE: "off",
    Shown.UNREACHABLE: "off",
}


def shown_words(state: Shown) -> str:
    """Name what colleagues see of a member."""
    return {
        Shown.AVAILABLE: _("Available"),
        Shown.OFFERED: _("Is being rung"),
        Shown.ON_CALL: _("On a call"),
        Shown.WRAPPING: _("Wrap-up"),
        Shown.BUSY: _("Busy"),
        Shown.AWAY: _("Away"),
        Shown.AWAY_REASSIGN: _("Away, work given back"),
        Shown.OFFLINE: _("Off shift"),
        Shown.UNREACHABLE: _("Connection lost"),
    }[state]


def presence_control(own: OwnPresence, *, now: datetime) -> PresenceControl:
    """Put the control together; who has no presence yet is off shift."""
    row = own.presence
    kept = domain_of(row) if row is not None else domain.Presence(choice=domain.Choice.OFFLINE, since=now)
    # Whoever reads this is there: their own screen never tells them that their connection is lost.
    state = domain.shown(domain.beat(kept, now=now), now=now)
    engaged = kept.engagement is not domain.Engagement.FREE
    offer = own.offered
    return PresenceControl(
        version=row.version if row is not None else 0,
        url=reverse("routing:presence"),
        act_url=reverse("routing:presence_act"),
        dot=DOTS[state],
        state=shown_words(state),
        since_iso=kept.since.isoformat() if row is not None else "",
        note=_("then: %(choice)s") % {"choice": shown_words(Shown(kept.choice.value)).lower()}
        if engaged and kept.choice is not domain.Choice.AVAILABLE
        else kept.reason,
        choices=tuple(
            Choice(
                value=choice.value, label=shown_words(Shown(choice.value)), is_current=choice is kept.choice
            )
            for choice in domain.Choice
        ),
        can_return=kept.was_auto and not engaged,
        wrapping=own.wrapping.conversation.title if own.wrapping else "",
        codes=tuple(own.wrapping.queue.codes) if own.wrapping else (),
        needs_code=own.wrapping.queue.needs_code if own.wrapping else False,
        wraps_until_iso=kept.wraps_until.isoformat() if kept.wraps_until else "",
        offered=offer.item.conversation.title if offer else "",
        offered_detail=offer.item.queue.name if offer else "",
        offered_url=reverse("routing:offered_act", args=[offer.item_id]) if offer else "",
    )
