"""Forms that belong to services: which a booking asks for, and whether it was sent."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.policies import check_can_administer
from core.events import record
from core.transactions import step, use_case
from intake import errors
from intake.domain.forms.states import SENT
from intake.events import FormChanged
from intake.models import JobType, ServiceForm, Submission
from intake.services.forms.editing import lock_form
from scheduling.models import Hold, Service
from scheduling.ports import Requirement, ToConfirm
from scheduling.services.visiting import hold_token

KEY = "form"


class FormsGate:
    """Asks for the forms of a service before a time of it is confirmed."""

    def requirements(self, asked: ToConfirm) -> tuple[Requirement, ...]:
        """List the forms that are still to be sent for this time."""
        if asked.hold_id is None:
            return ()
        rows = forms_of(asked.organisation_id, asked.service_id)
        missing = [row for row in rows if row.before and not is_sent(row, asked.hold_id)]
        hold = (
            Hold.objects.of(asked.organisation_id)
            .select_related("organisation")
            .filter(pk=asked.hold_id)
            .first()
        )
        if hold is None:
            return ()
        return tuple(
            Requirement(
                key=KEY,
                sentence=_("Please fill in “%(form)s” first.") % {"form": row.form.name},
                url=address(row, hold),
            )
            for row in missing
        )


@step
def forms_of(organisation_id: UUID, service_id: UUID) -> list[ServiceForm]:
    """List the forms of a service that can be filled in, and those of the kinds of jobs that are booked as it."""
    rows = ServiceForm.objects.of(organisation_id).filter(
        service_id=service_id, form__versions__status="PUBLISHED"
    )
    tied = list(rows.select_related("form").order_by("form__name"))
    known = {row.form_id for row in tied}
    kinds = JobType.objects.of(organisation_id).filter(
        service_id=service_id, is_active=True, form__is_public=True, form__versions__status="PUBLISHED"
    )
    # What a kind of job asks is offered, and never stands before a time.
    asked = {
        kind.form_id: ServiceForm(organisation_id=organisation_id, service_id=service_id, form=kind.form)
        for kind in kinds.exclude(form_id__in=known).select_related("form").order_by("name")
    }
    return [*tied, *asked.values()]


@step
def is_sent(row: ServiceForm, hold_id: UUID) -> bool:
    """Say whether the form was sent for a time that is held."""
    rows = Submission.objects.of(row.organisation_id).filter(
        form_version__form_id=row.form_id, hold_id=hold_id
    )
    return rows.filter(state__in=[one.value for one in SENT]).exists()


def address(row: ServiceForm, hold: Hold) -> str:
    """Give where the form is filled in for a time that is held."""
    path = reverse("intake:form_start", kwargs={"slug": hold.organisation.slug, "form": row.form.slug})
    return f"{path}?hold={hold_token(hold)}"


@use_case
def tie_service(
    *, by: Member, form_id: UUID, service_id: UUID, is_tied: bool, before: bool, now: datetime
) -> None:
    """Let a service ask for a form, before a time is confirmed or whenever; or no more.

    Raises:
        NoSuchForm: form or service is not of this organisation. NotAllowed.
    """
    check_can_administer(by)
    form = lock_form(by.organisation_id, form_id)
    service = Service.objects.of(by.organisation_id).filter(pk=service_id).first()
    if service is None:
        raise errors.NoSuchForm
    rows = ServiceForm.objects.of(by.organisation_id).filter(form=form, service=service)
    if not is_tied:
        rows.delete()
    elif rows.update(before=before) == 0:
        ServiceForm(organisation_id=by.organisation_id, form=form, service=service, before=before).save(
            force_insert=True
        )
    form.version += 1
    form.save(update_fields=["version", "updated_at"])
    record(FormChanged(form_id=form.pk, version=form.version, change="SERVICES"), actor_id=by.pk, now=now)
