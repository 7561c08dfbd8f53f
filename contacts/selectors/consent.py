"""What an address allows us: the ledger as it stands, and the one verdict asked before every outbound act."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Organisation
from contacts.domain.area_codes import places_of_number
from contacts.domain.consent import Act, Consent, Facts, Medium, Place, Purpose, Verdict, may_contact
from contacts.models import ConsentEvent, Contact, ContactAddress, Lifecycle

TEXT, CALL = "TEXT", "CALL"
# Nobody solicits from whom it works for, or from whom it buys.
RELATIONS = frozenset({Lifecycle.CLIENT, Lifecycle.VENDOR})
MOST_SAID = 50


def is_opted_out(*, organisation_id: UUID, kind: str, value: str) -> bool:
    """Say whether the latest word about texts from this address was no."""
    latest = _ledger(organisation_id, kind, value).values_list("granted", flat=True).first()
    return latest is False


def verdict(
    *,
    organisation: Organisation,
    act: Act,
    kind: str,
    value: str,
    latest_inbound_at: datetime | None = None,
    confirmation_sent_at: datetime | None = None,
    now: datetime,
) -> Verdict:
    """Decide whether `act` towards an address may happen now, from what the ledger and the number itself say.

    This is asked before everything that leaves: replies, confirmations, notices, offers.
    """
    said = list(_ledger(organisation.pk, kind, value)[:MOST_SAID])
    latest = said[0] if said else None
    facts = Facts(
        places=places_of_number(value) or (Place(organisation.time_zone),),
        opted_out_at=_opted_out_at(said),
        confirmation_sent_at=confirmation_sent_at,
        consent=_consent(latest),
        consent_evidence=latest.evidence if latest is not None and latest.granted else "",
        latest_inbound_at=latest_inbound_at,
    )
    return may_contact(act, facts, now)


def verdict_on_call(
    *,
    organisation: Organisation,
    contact: Contact | None,
    value: str,
    latest_inbound_at: datetime | None,
    rang_at: datetime | None,
    now: datetime,
) -> Verdict:
    """Decide whether a member may ring a number now, by hand; `contact` is whose it is, as far as known."""
    facts = Facts(
        places=places_of_number(value) or (Place(organisation.time_zone),),
        latest_inbound_at=latest_inbound_at,
        calls_refused_at=_opted_out_at(list(_ledger(organisation.pk, "PHONE", value, CALL)[:MOST_SAID])),
        rang_at=rang_at,
        has_relation=contact is not None and contact.lifecycle in RELATIONS,
    )
    return may_contact(Act(Purpose.REPLY, Medium.CALL), facts, now)


def latest_consent(
    *, organisation_id: UUID, addresses: Iterable[ContactAddress], scope: str = TEXT
) -> dict[tuple[str, str], ConsentEvent]:
    """Find the latest word about texts (or calls) of each address, by (kind, value); the silent ones are missing."""
    rows = (
        ConsentEvent.objects.of(organisation_id)
        .filter(scope=scope, value__in=[row.value for row in addresses])
        .select_related("member__user")
        .order_by("kind", "value", "-occurred_at", "-id")
        .distinct("kind", "value")
    )
    return {(row.kind, row.value): row for row in rows}


def list_consent_history(*, organisation_id: UUID, addresses: Iterable[ContactAddress]) -> list[ConsentEvent]:
    """List everything these addresses said about texts and calls, the newest first; capped."""
    rows = ConsentEvent.objects.of(organisation_id).filter(value__in=[row.value for row in addresses])
    return list(rows.select_related("member__user").order_by("-occurred_at", "-id")[:MOST_SAID])


def _ledger(organisation_id: UUID, kind: str, value: str, scope: str = TEXT) -> QuerySet[ConsentEvent]:
    rows = ConsentEvent.objects.of(organisation_id).filter(kind=kind, value=value, scope=scope)
    return rows.order_by("-occurred_at", "-id")


def _opted_out_at(said: Sequence[ConsentEvent]) -> datetime | None:
    """Find when the refusal in force began: saying no twice does not begin it anew."""
    began = None
    for event in said:
        if event.granted:
            break
        began = event.occurred_at
    return began


def _consent(latest: ConsentEvent | None) -> Consent:
    if latest is None or not latest.granted:
        return Consent.NONE
    return Consent.WRITTEN if latest.evidence == "FORM" else Consent.EXPRESS
