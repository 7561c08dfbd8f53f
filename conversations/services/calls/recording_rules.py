"""An organisation's own readings of the states' laws on recording."""

from datetime import datetime
from zoneinfo import ZoneInfo

from accounts import policies as account_policies
from accounts.models import Member
from conversations import errors, events
from conversations.domain.recording_consent import ALL_PARTY, ONE_PARTY
from conversations.models import RecordingRule
from core.errors import NotFound
from core.events import record
from core.transactions import use_case

COUNTRY = "US-"


@use_case
def save_recording_rule(
    *, by: Member, state: str, needs_everybody: bool, source: str, now: datetime
) -> RecordingRule:
    """Put the organisation's reading of a state's law in place of the table that ships.

    Raises:
        NotFound: there is no such state.
        TitleMissing: nothing says who reads it so.
    """
    account_policies.check_can_administer(by)
    if state not in ALL_PARTY | ONE_PARTY:
        raise NotFound
    if not (source := " ".join(source.split())[:200]):
        raise errors.TitleMissing
    row, _made = RecordingRule.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id,
        region=f"{COUNTRY}{state}",
        defaults={
            "needs_everybody": needs_everybody,
            "source": source,
            "checked_on": now.astimezone(ZoneInfo(by.organisation.time_zone)).date(),
            "author": by,
        },
    )
    _tell(by, state, needs_everybody=needs_everybody, now=now)
    return row


@use_case
def remove_recording_rule(*, by: Member, state: str, now: datetime) -> None:
    """Go back to the table that ships.

    Raises:
        NotFound: the organisation has no reading of its own.
    """
    account_policies.check_can_administer(by)
    gone, _rows = RecordingRule.objects.of(by.organisation_id).filter(region=f"{COUNTRY}{state}").delete()
    if not gone:
        raise NotFound
    _tell(by, state, needs_everybody=None, now=now)


def _tell(by: Member, state: str, *, needs_everybody: bool | None, now: datetime) -> None:
    fact = events.RecordingRuleChanged(region=f"{COUNTRY}{state}", needs_everybody=needs_everybody)
    record(fact, actor_id=by.pk, now=now)
