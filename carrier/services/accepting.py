"""The first step of every webhook: store the raw bytes and commit, before anything is made of them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from carrier.models import CarrierAccount, RefusedDelivery
from carrier.selectors import MARK, KnownAccount
from carrier.vonage.kinds import Kind
from core.ids import new_id
from core.transactions import use_case

KEPT_REFUSALS = 1000
# OFFSET 0 keeps the planner from calling the function before it knows that the account is still the one verified for.
_STILL = f"""
SELECT stored.id, stored.state, stored.fresh
  FROM (SELECT carrier_carrieraccount.id
          FROM carrier_carrieraccount
          JOIN accounts_organisation ON accounts_organisation.id = carrier_carrieraccount.organisation_id
         WHERE carrier_carrieraccount.id = %s AND {MARK} = %s
           AND carrier_carrieraccount.is_active AND accounts_organisation.is_active
        OFFSET 0) AS known,
"""  # noqa: S608 - joined from constants
_ACCEPT = f"{_STILL} LATERAL carrier_accept(%s, known.id, %s, %s, %s, %s, %s, %s, %s) AS stored"
_ACCEPT_CALL = f"{_STILL} LATERAL carrier_accept_call(%s, known.id, %s, %s, %s, %s, %s, %s, %s, %s) AS stored"


class AccountChanged(Exception):
    """The account is no longer as it was read; read it again and verify again."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A stored delivery; `is_fresh` is False when the same bytes had been stored before."""

    delivery_id: UUID
    state: str
    is_fresh: bool


def accept(
    *,
    known: KnownAccount,
    kind: str,
    body: bytes,
    method: str,
    content_type: str,
    query: str,
    now: datetime,
) -> Accepted:
    """Store one webhook in one statement, committed on return (autocommit).

    Raises:
        AccountChanged: nothing was stored, because account or organisation changed since they were read.
    """
    digest = hashlib.sha256(b"\0".join((kind.encode(), method.encode(), query.encode(), body))).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            _ACCEPT,
            [
                known.account.pk,
                known.mark,
                new_id(),
                kind,
                digest,
                body,
                method,
                content_type[:100],
                query,
                now,
            ],
        )
        row = cursor.fetchone()
    if row is None:
        raise AccountChanged
    return Accepted(row[0], row[1], row[2])


def accept_call(
    *, known: KnownAccount, about: str, body: bytes, method: str, content_type: str, query: str, now: datetime
) -> Accepted:
    """Store one webhook about a call with what its address stood for, committed on return (autocommit).

    Raises:
        AccountChanged: nothing was stored, because account or organisation changed since they were read.
    """
    parts = (Kind.VOICE.encode(), method.encode(), query.encode(), about.encode(), body)
    digest = hashlib.sha256(b"\0".join(parts)).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            _ACCEPT_CALL,
            [
                known.account.pk,
                known.mark,
                new_id(),
                Kind.VOICE,
                digest,
                body,
                method,
                content_type[:100],
                query,
                now,
                about,
            ],
        )
        row = cursor.fetchone()
    if row is None:
        raise AccountChanged
    return Accepted(row[0], row[1], row[2])


@use_case
def refuse(
    *, organisation: UUID, account_id: UUID, reason: str, body: bytes, remote: str | None, now: datetime
) -> None:
    """Count and keep a body whose signature did not hold; the last thousand per account stay."""
    CarrierAccount.objects.filter(pk=account_id).update(refused_count=F("refused_count") + 1, refused_at=now)
    RefusedDelivery.objects.create(
        organisation_id=organisation,
        account_id=account_id,
        reason=reason[:60],
        body=body[:65536],
        remote=remote or None,
        received_at=now,
    )
    kept = RefusedDelivery.objects.of(organisation).filter(account_id=account_id).order_by("-received_at")
    oldest = kept.values_list("received_at", flat=True)[KEPT_REFUSALS : KEPT_REFUSALS + 1]
    if cutoff := oldest.first():
        RefusedDelivery.objects.of(organisation).filter(
            account_id=account_id, received_at__lte=cutoff
        ).delete()
