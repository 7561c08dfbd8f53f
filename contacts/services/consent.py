"""What an address allows us: an append-only ledger whose latest row decides."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from contacts.domain.addresses import Address
from contacts.events import ConsentRecorded
from contacts.models import ConsentEvent
from core.events import record
from core.transactions import step

TEXT = "TEXT"
CALL = "CALL"


@step
def record_consent(
    *,
    organisation_id: UUID,
    address: Address,
    granted: bool,
    evidence: str,
    entry_id: UUID | None,
    member: Member | None,
    reason: str = "",
    scope: str = TEXT,
    now: datetime,
) -> ConsentEvent:
    """Write down that `address` allows or forbids further messages (or, by `scope`, calls) from this organisation.

    `evidence` is KEYWORD, WORDING, MEMBER, CARRIER or FORM; `entry_id` is the message that said so, if one did;
    `reason` is how a member knows, in their words.
    """
    said = ConsentEvent(
        organisation_id=organisation_id,
        kind=address.kind,
        value=address.value,
        scope=scope,
        granted=granted,
        evidence=evidence,
        reason=reason,
        entry_id=entry_id,
        member=member,
        occurred_at=now,
    )
    said.save(force_insert=True)
    record(
        ConsentRecorded(consent_event_id=said.pk, granted=granted, evidence=evidence),
        actor_id=member.pk if member else None,
        now=now,
    )
    return said
