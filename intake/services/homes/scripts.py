"""What a firm itself says first at an urgency: the settings of owners and supervisors."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.policies import check_can_supervise
from core.transactions import use_case
from intake.domain.homes.urgency import Urgency
from intake.errors.homes import JobTypeWrong
from intake.models import UrgencyScript


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptValues:
    """A script as it is to be, a sentence a line."""

    said_en: str
    said_es: str
    may_book: bool
    calls_out: bool


@use_case
def keep_script(*, by: Member, urgency: Urgency, values: ScriptValues) -> UrgencyScript:
    """Say something else at an urgency than what ships.

    Raises:
        JobTypeWrong: a language has no sentence, or where life is in danger neither names 911. OnlyLooking,
        SupervisorsOnly.
    """
    check_can_supervise(by)
    said = (values.said_en.strip(), values.said_es.strip())
    if not all(said):
        raise JobTypeWrong(_("Write at least one sentence in each language."))
    if urgency is Urgency.P0 and not all("911" in text for text in said):
        raise JobTypeWrong(_("Where life is in danger, tell them in both languages to call 911."))
    row, _is_new = UrgencyScript.objects.update_or_create(
        organisation_id=by.organisation_id,
        urgency=urgency.value,
        defaults={
            "said_en": said[0][:2000],
            "said_es": said[1][:2000],
            # Nothing is booked before they are safe, whatever a firm would like.
            "may_book": values.may_book and urgency is not Urgency.P0,
            "calls_out": values.calls_out,
        },
    )
    return row


@use_case
def drop_script(*, by: Member, urgency: Urgency) -> None:
    """Say again what ships.

    Raises:
        OnlyLooking, SupervisorsOnly.
    """
    check_can_supervise(by)
    UrgencyScript.objects.of(by.organisation_id).filter(urgency=urgency.value).delete()
