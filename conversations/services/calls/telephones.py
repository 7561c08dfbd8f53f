"""Where members take calls."""

from datetime import datetime

from accounts.models import Member
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from conversations import errors, policies
from conversations.models import MemberPhone
from core.transactions import use_case


@use_case
def save_own_phone(
    *, by: Member, number: str, takes_in_browser: bool, takes_calls: bool, now: datetime
) -> MemberPhone:
    """Say where a member takes calls.

    Raises:
        NumberUnreadable: no telephone number; NoTelephone: neither a number nor the browser.
    """
    policies.check_can_write(by)
    value = ""
    if number.strip():
        try:
            value = normalise(number, kind=AddressKind.PHONE).value
        except AddressInvalid as error:
            raise errors.NumberUnreadable from error
    if not value and not takes_in_browser:
        raise errors.NoTelephone
    row, _made = MemberPhone.objects.of(by.organisation_id).update_or_create(
        organisation_id=by.organisation_id,
        member=by,
        defaults={"number": value, "takes_in_browser": takes_in_browser, "takes_calls": takes_calls},
    )
    return row


def own_phone(*, member: Member) -> MemberPhone | None:
    """Find where a member takes calls; inside `reading` or a use case."""
    return MemberPhone.objects.of(member.organisation_id).filter(member=member).first()
