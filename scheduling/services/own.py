"""A customer whom we know is not booked twice for one time by mistake."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.transactions import step
from scheduling import errors
from scheduling.selectors.own import find_other
from scheduling.services.texting import when_words


@step
def check_free(
    *,
    organisation_id: UUID,
    contact_id: UUID,
    span: tuple[datetime, datetime],
    timezone: str,
    besides: UUID | None = None,
) -> None:
    """Refuse a time at which a customer has another appointment, on the clock of `timezone`.

    Raises:
        AlsoBooked: its sentence says when the other one is.
    """
    other = find_other(
        organisation_id=organisation_id, contact_id=contact_id, starts_at=span[0], ends_at=span[1]
    )
    if other is not None and other.pk != besides:
        when = when_words(other.starts_at, timezone=timezone, language=get_language() or "en")
        raise errors.AlsoBooked(
            _("You have another appointment at that time: %(service)s on %(when)s.")
            % {"service": other.service.name, "when": when}
        )
