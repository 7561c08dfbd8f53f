"""Versions of what a firm's assistant has learnt: made, examined, used, left again. None is ever changed."""

import hashlib
import json
import logging
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Member
from core.errors import NotFound, Refused
from core.events import record
from core.transactions import reading, use_case
from receptionist import selectors
from receptionist.events import VersionAsked
from receptionist.models import BrainVersion, OwnPhrase, VersionState
from receptionist.selectors import learning
from receptionist.services import examining
from receptionist.services.hearing import INDUSTRIES
from receptionist.understanding.brain import loaded_brain
from receptionist.understanding.neighbours import Neighbours

log = logging.getLogger(__name__)
UNDER_WAY = (VersionState.WAITING, VersionState.EXAMINED)


class NothingLearnt(Refused):
    """There is nothing a new version could know."""

    sentence = _("Nothing is new since the last version.")


class UnderWay(Refused):
    """One version is examined at a time."""

    sentence = _("A version is being examined already. Wait until it is done.")


class NotReady(Refused):
    """Only what has passed its examination may be used."""

    sentence = _("This version has not passed its examination.")


@use_case
def ask_version(*, by: Member, now: datetime) -> BrainVersion:
    """Make a version of the phrases and questions as they are; it is examined by a worker.

    Raises:
        UnderWay: one is being examined.
        NothingLearnt: it would be the last one again.
    """
    policies.check_can_administer(by)
    rows = BrainVersion.objects.of(by.organisation_id).select_for_update(no_key=True)
    latest = rows.defer("vectors").first()
    if latest is not None and latest.state in UNDER_WAY:
        raise UnderWay
    own = OwnPhrase.objects.of(by.organisation_id)[: learning.MOST_PHRASES]
    phrases = sorted([one.text, one.intent] for one in own)
    questions = sorted(one.question for one in selectors.list_faq(organisation_id=by.organisation_id))
    heads = loaded_brain().version
    digest = hashlib.sha256(json.dumps([phrases, questions, heads]).encode()).hexdigest()
    is_again = latest is not None and latest.digest == digest and latest.state != VersionState.FAILED
    if not phrases or is_again:
        raise NothingLearnt
    row = BrainVersion(
        organisation_id=by.organisation_id,
        number=latest.number + 1 if latest else 1,
        phrases=phrases,
        questions=questions,
        digest=digest,
        heads=heads,
        made_by=by,
        made_at=now,
    )
    row.save(force_insert=True)
    record(VersionAsked(version_id=row.pk), actor_id=by.pk, now=now)
    return row


def examine(*, organisation_id: UUID, version_id: UUID) -> None:
    """Examine a version, in no transaction; whatever fails stands on the page. Told twice, it is done once."""
    with reading(organisation_id):
        row = learning.get_version(organisation_id=organisation_id, version_id=version_id)
        settings = selectors.get_settings(organisation_id=organisation_id)
    if row.state not in UNDER_WAY:
        return
    phrases = [(text, intent) for text, intent in row.phrases]
    trade = settings.trade if settings else ""

    def told(percent: int) -> None:
        _settle(
            organisation=organisation_id, version_id=version_id, state=VersionState.EXAMINED, progress=percent
        )

    try:
        learnt = Neighbours.of(phrases)
        industry = INDUSTRIES.get(trade, trade or "general")
        figures = examining.examine_phrases(phrases, learnt, industry=industry, told=told)
    except Exception as error:  # whatever it is, the owner sees that it failed, and the log why
        log.exception("version could not be examined")
        _settle(
            organisation=organisation_id,
            version_id=version_id,
            state=VersionState.FAILED,
            reason=type(error).__name__,
        )
        return
    worse = examining.falls(figures)
    _settle(
        organisation=organisation_id,
        version_id=version_id,
        state=VersionState.REFUSED if worse else VersionState.READY,
        progress=100,
        figures=figures,
        reason=",".join(worse),
        vectors=learnt.packed(),
    )


@use_case
def activate(*, by: Member, version_id: UUID | None, now: datetime) -> None:
    """Use a version from the next conversation on; None goes back to the assistant as it ships.

    Conversations that have begun keep the version they began with.

    Raises:
        NotFound: there is no such version.
        NotReady: it has not passed.
    """
    policies.check_can_administer(by)
    rows = BrainVersion.objects.of(by.organisation_id).select_for_update(no_key=True)
    row = rows.filter(pk=version_id).first() if version_id is not None else None
    if version_id is not None and row is None:
        raise NotFound
    if row is not None and row.state != VersionState.READY:
        raise NotReady
    rows.filter(is_active=True).update(is_active=False)
    if row is not None:
        row.is_active, row.activated_by, row.activated_at = True, by, now
        row.save(update_fields=["is_active", "activated_by", "activated_at"])


@use_case
def _settle(*, organisation: UUID, version_id: UUID, state: VersionState, **values: object) -> None:
    """Note how far an examination is."""
    BrainVersion.objects.of(organisation).filter(pk=version_id, state__in=UNDER_WAY).update(
        state=state, **values
    )
