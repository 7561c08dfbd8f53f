"""Turns that somebody should look at, and what a member says of one: kept as a phrase that the next version learns."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from core.errors import NotFound, Refused
from core.transactions import step, use_case
from receptionist import policies
from receptionist.domain.doubts import MEMBER, doubt_of
from receptionist.domain.meaning import Intent
from receptionist.domain.policy import Heard
from receptionist.models import OwnPhrase, Review, Turn, Verdict
from receptionist.selectors import reviews
from receptionist.understanding.phrases import plain

LONGEST: Final = 300
# One word or two are answers to a question; taken alone they mean nothing.
FEWEST_WORDS: Final = 3


class NoMeaning(Refused):
    """It was said that a turn meant something else, and not what."""

    sentence = _("Choose what it meant.")


@step
def note_step(row: Turn, heard: Heard, *, asked: str) -> None:
    """Put a turn on the list of those to look at, where there is a doubt."""
    reason = doubt_of(heard, asked=asked, act=row.act, rule=row.rule, reason=row.reason)
    if reason:
        _new(row, reason).save(force_insert=True)


@use_case
def judge(*, by: Member, turn_id: UUID, verdict: str, intent: str = "", now: datetime) -> Review:
    """Say what a turn meant; said again, the later word counts, in its phrase too.

    Raises:
        NotFound: there is no such turn in the member's sight.
        NoMeaning: it meant something else, and nothing we know was named.
    """
    policies.check_can_review(by)
    turn = reviews.get_turn(member=by, turn_id=turn_id)
    rows = Review.objects.of(by.organisation_id).select_for_update(no_key=True)
    row = rows.filter(turn=turn).first() or _new(turn, MEMBER)
    said = Verdict(verdict) if verdict in Verdict.values else None
    meant = _meant(said, intent, turn)
    row.verdict, row.intent, row.decided_by, row.decided_at = said or "", meant.value, by, now
    row.save()
    _learn_step(row, turn, by, now=now)
    return row


@use_case
def forget_phrase(*, by: Member, phrase_id: UUID, now: datetime) -> None:
    """Teach a phrase no more; versions that are there keep what they have.

    Raises:
        NotFound: there is none.
    """
    policies.check_can_review(by)
    row = OwnPhrase.objects.of(by.organisation_id).filter(pk=phrase_id).first()
    if row is None:
        raise NotFound
    row.delete()


def _new(turn: Turn, reason: str) -> Review:
    return Review(
        organisation_id=turn.organisation_id,
        turn=turn,
        conversation_id=turn.conversation_id,
        reason=reason,
        happened_at=turn.happened_at,
    )


def _meant(verdict: Verdict | None, intent: str, turn: Turn) -> Intent:
    if verdict is Verdict.RIGHT:
        return Intent(turn.understanding.get("intent", Intent.OUT_OF_SCOPE.value))
    if verdict is Verdict.EMERGENCY:
        return Intent.EMERGENCY
    if verdict is Verdict.NOT_OURS:
        return Intent.OUT_OF_SCOPE
    if verdict is None or intent not in {one.value for one in Intent}:
        raise NoMeaning
    return Intent(intent)


@step
def _learn_step(row: Review, turn: Turn, by: Member, *, now: datetime) -> None:
    text = " ".join(turn.heard.split())
    key = plain(text)
    OwnPhrase.objects.of(by.organisation_id).filter(review=row).exclude(plain=key).delete()
    if len(text) > LONGEST or len(key.split()) < FEWEST_WORDS:
        return
    OwnPhrase.objects.update_or_create(
        organisation_id=by.organisation_id,
        plain=key[:LONGEST],
        defaults={
            "text": text,
            "intent": row.intent,
            "language": str(turn.understanding.get("language", "en"))[:8],
            "review": row,
            "added_by": by,
            "added_at": now,
        },
    )
