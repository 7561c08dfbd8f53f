"""The first step of a mail: its bytes are stored and committed before anything is made of them."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Organisation
from carrier.models import InboundMail, Mailbox, StrayMail
from conversations.domain.mail.tokens import split_address
from core.transactions import use_case

log = logging.getLogger(__name__)
KEPT_STRAYS: Final = 1_000
MOST_RECIPIENTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A mail as a mail server or a provider hands it in; `key` is by what it knows it again, if it says so."""

    raw: bytes
    recipients: tuple[str, ...]
    envelope_sender: str | None = None
    key: str = ""
    is_spam: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored mail, and of which organisation."""

    organisation: Organisation
    mail_id: UUID


def accept_mail(handed: Handed, *, now: datetime) -> list[Kept]:
    """Store a mail once for each organisation it is for; a mail for nobody is counted where operators look."""
    found = list(_boxes(handed.recipients))
    if not found:
        _note_stray(handed, now=now)
    kept = []
    for box, token in found:
        mail_id = _store(organisation=box.organisation, box=box, token=token, handed=handed, now=now)
        kept.append(Kept(box.organisation, mail_id))
    return kept


def find_boxes(addresses: Iterable[str]) -> dict[str, Mailbox]:
    """Find the mailboxes of addresses, without what stands after a plus."""
    named = {split_address(one)[0] for one in addresses}
    rows = Mailbox.objects.filter(address__in=named, is_active=True, organisation__is_active=True)
    return {row.address: row for row in rows.select_related("organisation")}


def _boxes(recipients: tuple[str, ...]) -> Iterable[tuple[Mailbox, str]]:
    """Choose one mailbox an organisation, one that was written to by a token of ours first."""
    known = find_boxes(recipients[:MOST_RECIPIENTS])
    named = [(known[box], token) for box, token in map(split_address, recipients) if box in known]
    chosen: dict[UUID, tuple[Mailbox, str]] = {}
    for box, token in sorted(named, key=lambda one: not one[1]):
        chosen.setdefault(box.organisation_id, (box, token))
    return chosen.values()


@use_case
def _store(*, organisation: Organisation, box: Mailbox, token: str, handed: Handed, now: datetime) -> UUID:
    digest = hashlib.sha256(handed.raw).hexdigest()
    key = handed.key[:130] or digest
    known = InboundMail.objects.of(organisation).filter(key=key).values_list("pk", flat=True).first()
    if known is not None:
        return known
    path = f"{organisation.pk}/mail/{digest}.eml"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(handed.raw))
    row, _is_new = InboundMail.objects.get_or_create(
        organisation=organisation,
        key=key,
        defaults={
            "line_id": box.line_id,
            "path": path,
            "size": len(handed.raw),
            "token": token[:64],
            "envelope_sender": None if handed.envelope_sender is None else handed.envelope_sender[:254],
            "is_spam": handed.is_spam,
            "received_at": now,
        },
    )
    Mailbox.objects.filter(pk=box.pk).update(latest_at=now)
    return row.pk


def _note_stray(handed: Handed, *, now: datetime) -> None:
    log.warning("mail for nobody", extra={"count": len(handed.recipients)})
    recipient = next(iter(handed.recipients), "")
    StrayMail.objects.create(recipient=recipient[:254], size=len(handed.raw), received_at=now)
    oldest = StrayMail.objects.order_by("-received_at").values_list("received_at", flat=True)
    if cutoff := oldest[KEPT_STRAYS : KEPT_STRAYS + 1].first():
        StrayMail.objects.filter(received_at__lte=cutoff).delete()
