"""Setting the assistant up, and a dry turn that changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Location, Member
from core.errors import NotFound, Refused
from core.transactions import use_case
from receptionist import selectors
from receptionist.domain.policy import DialogueState, decide
from receptionist.domain.policy.acts import DOES
from receptionist.domain.policy.situation import Situation
from receptionist.domain.policy.speech import speak
from receptionist.models import FaqEntry, ReceptionistSettings
from receptionist.selectors import learning
from receptionist.services.hearing import hear


class AnsweredAlready(Refused):
    """The question is there already."""

    sentence = _("This question has an answer already. Remove that one first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the assistant would do with a sentence: what it understood, which rule acts, what it says."""

    intent: str
    p: int
    alarm: str
    rule: str
    act: str
    says: str
    looks: bool


@use_case
def save_settings(*, by: Member, values: dict[str, Any], now: datetime) -> ReceptionistSettings:
    """Set the assistant up."""
    policies.check_can_administer(by)
    rows = ReceptionistSettings.objects.of(by.organisation_id).select_for_update(no_key=True)
    row = rows.first() or ReceptionistSettings(organisation_id=by.organisation_id)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


@use_case
def add_answer(*, by: Member, question: str, answer: str, answer_es: str = "", now: datetime) -> FaqEntry:
    """Answer a question in the business's words.

    Raises:
        AnsweredAlready: there is one.
    """
    policies.check_can_administer(by)
    rows = FaqEntry.objects.of(by.organisation_id)
    question = " ".join(question.split())
    if rows.filter(question__iexact=question).exists():
        raise AnsweredAlready
    row = FaqEntry(
        organisation_id=by.organisation_id,
        question=question,
        answer=answer.strip(),
        answer_es=answer_es.strip(),
        position=rows.count(),
    )
    row.save(force_insert=True)
    return row


@use_case
def remove_answer(*, by: Member, answer_id: UUID, now: datetime) -> None:
    """Take an answer away.

    Raises:
        NotFound: there is none.
    """
    policies.check_can_administer(by)
    row = FaqEntry.objects.of(by.organisation_id).filter(pk=answer_id).first()
    if row is None:
        raise NotFound
    row.delete()


def dry_turn(*, location: Location, text: str, language: str, now: datetime) -> Tried:
    """Say what a first sentence would lead to; nothing is written. Call inside `reading`."""
    state = DialogueState(channel="sms", language=language, caller="+12025550100")
    business = selectors.get_business(
        organisation=location.organisation, location=location, language=language, now=now
    )
    number = learning.active_number(organisation_id=location.organisation_id)
    heard, _meant = hear(
        text,
        state=state,
        business=business,
        now=now,
        zone=location.time_zone,
        learnt=learning.learnt_of(organisation_id=location.organisation_id, number=number),
    )
    after, act = decide(Situation(state=state, heard=heard, business=business))
    return Tried(
        intent=heard.intent,
        p=round(heard.p * 100),
        alarm=heard.safety,
        rule=act.rule,
        act=act.kind.value,
        says=speak(act.says, after.language),
        looks=act.kind in DOES,
    )
