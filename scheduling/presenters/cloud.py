"""The ways to Google and Microsoft: a button where this installation is known there, a sentence where it is not."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from scheduling.domain.outside import CalendarKind, Trouble
from scheduling.models import ExternalCalendar
from scheduling.pages.elsewhere import ProviderLink
from scheduling.services.outside import oauth

_WAYS = {CalendarKind.GOOGLE: "google", CalendarKind.MICROSOFT: "microsoft"}


def provider_links(resource_id: UUID) -> tuple[ProviderLink, ...]:
    """Show each provider with the address at which permission is asked for."""
    words = {
        CalendarKind.GOOGLE: (
            _("Connect Google Calendar"),
            _(
                "This installation is not set up for Google Calendar. Whoever runs it finds how in docs/calendars.md."
            ),
        ),
        CalendarKind.MICROSOFT: (
            _("Connect Microsoft 365"),
            _(
                "This installation is not set up for Microsoft 365. Whoever runs it finds how in docs/calendars.md."
            ),
        ),
    }
    return tuple(
        ProviderLink(
            label=words[kind][0],
            url=_ask_url(resource_id, way) if oauth.provider(kind).is_set_up else "",
            missing=words[kind][1],
        )
        for kind, way in _WAYS.items()
    )


def again_url(row: ExternalCalendar) -> str:
    """Give the address at which a permission that has ended is asked for again; empty where none is needed."""
    way = _WAYS.get(CalendarKind(row.kind))
    is_ended = Trouble.CONNECT_AGAIN.value in {row.error, row.write_error}
    return f"{_ask_url(row.resource_id, way)}?again={row.pk}" if way and is_ended else ""


def _ask_url(resource_id: UUID, way: str) -> str:
    return reverse("scheduling:calendar_permission_ask", args=[resource_id, way])
