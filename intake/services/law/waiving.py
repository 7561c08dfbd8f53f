"""Waivers of rule 1.7(b): asked for by one, consented to in writing by each affected client, granted by another."""

import hashlib
import mimetypes
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Member
from core.transactions import step, use_case
from intake.domain.clearance import deciding as rules
from intake.domain.clearance.deciding import Statement, Verdict
from intake.domain.clearance.rights import Act
from intake.domain.clearance.states import DECIDABLE, CheckMove, CheckState, lapses_at
from intake.errors import CheckMovedOn, ConsentMissing, NotAffected, ReasonNeeded, StillLeft
from intake.models import ConflictCheck, Consent, MatterParty, PartyRole
from intake.policies import check_may
from intake.selectors.checks import list_hits
from intake.services.forms.uploading import checked_bytes, tidy_name
from intake.services.law.deciding import decide, locked, screen_step, take_up
from intake.services.law.standing import move, note


@use_case
def ask_waiver(
    *, by: Member, check_id: UUID, statement: Statement, reason: str, now: datetime
) -> ConflictCheck:
    """Ask the affected clients for their consent; the boxes are kept with the lawyer's name.

    Raises:
        StillLeft: a box is not ticked, or a hit not answered.
        ReasonNeeded: no reason is given.
    """
    check_may(by, Act.ASK_WAIVER)
    check = locked(by, check_id)
    if CheckState(check.state) not in DECIDABLE:
        raise CheckMovedOn
    if left := rules.left_to_ask([row.answered for row in list_hits(check=check)], statement):
        raise StillLeft(left)
    if not affected(check):
        raise StillLeft([rules.Left.NOBODY_AFFECTED])
    if not reason.strip():
        raise ReasonNeeded
    take_up(check, by=by, now=now)
    check.waiver = {
        "can_represent": True,
        "is_lawful": True,
        "is_other_proceeding": True,
        "lawyer": statement.lawyer.strip()[:120],
        "affected": sorted(str(key) for key in affected(check)),
    }
    check.waiver_by, check.reason, check.expires_at = by, reason.strip()[:2000], lapses_at(now)
    fields = ["waiver", "waiver_by", "reason", "expires_at"]
    move(check, CheckMove.ASK_WAIVER, by=by, now=now, values=check.waiver, fields=fields)
    return check


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed paper as it was uploaded."""

    name: str
    content: bytes


@use_case
def record_consent(
    *,
    by: Member,
    check_id: UUID,
    party_id: UUID,
    signer: str,
    words: str,
    paper: Paper | None = None,
    signed_on: date,
    now: datetime,
) -> Consent:
    """Keep the consent an affected client signed: its words, the paper, or both, each with its hash.

    Raises:
        CheckMovedOn: no waiver is asked for.
        NotAffected: the party's consent is not needed.
        ConsentMissing: there are neither words nor paper, nobody signed, or the day has not come.
        UploadRefused: the paper is too large, or of a kind we do not take.
    """
    check_may(by, Act.RECORD_CONSENT)
    check = locked(by, check_id)
    if CheckState(check.state) is not CheckState.WAIVER_REQUESTED:
        raise CheckMovedOn
    if str(party_id) not in check.waiver.get("affected", ()):
        raise NotAffected
    kept = words.strip()[:8000]
    if not (kept or paper) or not signer.strip() or signed_on > now.date():
        raise ConsentMissing
    content, mime = checked_bytes(paper.content) if paper else (b"", "")
    paper_hash = hashlib.sha256(content).hexdigest() if paper else ""
    consent = Consent(
        organisation_id=by.organisation_id,
        check_of=check,
        party_id=party_id,
        signer=" ".join(signer.split())[:200],
        words=kept,
        sha256=hashlib.sha256(kept.encode()).hexdigest() if kept else paper_hash,
        file_name=tidy_name(paper.name) if paper else "",
        file_mime=mime,
        file_path=_stored(by.organisation_id, check_id, content, mime) if paper else "",
        file_sha256=paper_hash,
        signed_on=signed_on,
        recorded_by=by,
    )
    consent.save(force_insert=True)
    values = {"party": str(party_id), "sha256": consent.sha256}
    if paper:
        values["file_sha256"] = paper_hash
    note(check, "CONSENT", by=by, now=now, values=values)
    return consent


@use_case
def waive(*, by: Member, check_id: UUID, now: datetime) -> ConflictCheck:
    """Grant a waiver once every affected client has consented; who asked for it cannot.

    Raises:
        StillLeft: a consent is missing, or the same person asked.
        CheckMovedOn: no waiver is asked for.
    """
    check_may(by, Act.WAIVE)
    check = locked(by, check_id)
    if CheckState(check.state) is not CheckState.WAIVER_REQUESTED:
        raise CheckMovedOn
    needed = {UUID(key) for key in check.waiver.get("affected", ())}
    given = Consent.objects.of(by.organisation_id).filter(check_of=check)
    consenting = set(given.values_list("party_id", flat=True))
    left = rules.left_to_waive(
        affected=needed, consenting=consenting, asked_by=check.waiver_by_id, waived_by=by.pk
    )
    if left:
        raise StillLeft(left)
    decide(check, CheckMove.WAIVE, by=by, reason=check.reason, now=now)
    screen_step(check, by=by, now=now)
    return check


def _stored(organisation_id: UUID, check_id: UUID, content: bytes, mime: str) -> str:
    suffix = mimetypes.guess_extension(mime) or ".bin"
    return default_storage.save(f"{organisation_id}/consents/{check_id}{suffix}", ContentFile(content))


@step
def affected(check: ConflictCheck) -> set[UUID]:
    """Name whose consent is needed: the matter's own client or prospect, and each client a grave hit is."""
    adverse = {
        row.hit.party_id
        for row in list_hits(check=check)
        if row.latest is not None
        and row.latest.verdict == Verdict.SAME_ADVERSE
        and row.hit.matter_party is not None
        and row.hit.matter_party.role in (PartyRole.CLIENT, PartyRole.PROSPECT)
    }
    if not adverse:
        return set()
    own = MatterParty.objects.of(check.organisation_id).filter(
        matter=check.matter, role__in=[PartyRole.CLIENT, PartyRole.PROSPECT]
    )
    return adverse | set(own.values_list("party_id", flat=True))
