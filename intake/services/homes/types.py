"""Kinds of jobs: the settings of owners and supervisors."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.policies import check_can_supervise
from core.transactions import use_case
from intake.domain.homes.urgency import Urgency
from intake.errors import homes as errors
from intake.models import Form, JobType
from scheduling.models import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeValues:
    """A kind of job as it is to be."""

    name: str
    minutes: int
    urgency: Urgency = Urgency.P3
    skills: tuple[str, ...] = ()
    service_id: UUID | None = None
    form_id: UUID | None = None
    price_en: str = ""
    price_es: str = ""
    is_active: bool = True


@use_case
def keep_type(*, by: Member, type_id: UUID | None, values: TypeValues) -> JobType:
    """Keep a kind of job, a new one or one there is.

    Raises:
        JobTypeWrong: it takes no time, or another one has its name. NoSuchJob: it, its service or its form is not of this
        organisation. OnlyLooking, SupervisorsOnly.
    """
    check_can_supervise(by)
    row = JobType(organisation_id=by.organisation_id)
    if type_id is not None:
        found = JobType.objects.of(by.organisation_id).select_for_update().filter(pk=type_id).first()
        if found is None:
            raise errors.NoSuchJob
        row = found
    if not 0 < values.minutes <= 1440:
        raise errors.JobTypeWrong(
            _("Say how long it takes, from 1 minute to a day: every plan counts on it.")
        )
    if values.service_id and not Service.objects.of(by.organisation_id).filter(pk=values.service_id).exists():
        raise errors.NoSuchJob
    if values.form_id and not Form.objects.of(by.organisation_id).filter(pk=values.form_id).exists():
        raise errors.NoSuchJob
    row.name, row.minutes, row.urgency = values.name, values.minutes, values.urgency.value
    row.skills, row.is_active = list(values.skills), values.is_active
    row.service_id, row.form_id = values.service_id, values.form_id
    row.price_en, row.price_es = values.price_en, values.price_es
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise errors.JobTypeWrong(_("Another kind of job has this name.")) from error
    return row
