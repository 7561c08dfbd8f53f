"""A patient's allergies, medications and conditions: read in full, written down, confirmed, ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, writer_required
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from intake.domain.patients.health import Kind, Said, Standing
from intake.domain.patients.rights import Group, Level
from intake.errors import patients as errors
from intake.forms.health import HealthForm
from intake.presenters import patient_health as present
from intake.services import patients as services
from intake.services.clinic import health

ENDINGS = {"end": Standing.ENDED, "wrong": Standing.WRONG}


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def patient_health(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show everything that was written of a patient's health, and write down more."""
    member, now = request.member, clock.now()
    filled: HealthForm | None = None
    if request.method == "POST":
        filled = _act(request, contact_id)
        if filled is None:
            return redirect("intake:patient_health", contact_id)
    opened = services.open_record(by=member, contact_id=contact_id, parts=(Group.HEALTH,), now=now)
    if opened.levels[Group.HEALTH] < Level.CHANGE:
        raise errors.NotForYou
    forms = {kind: filled if filled and filled.kind is kind else HealthForm(kind=kind) for kind in Kind}
    with reading(member.organisation_id):
        page = present.health_page(opened, forms=forms, reader=reader_of(member, now=now))
        frame = shell(request, current="contacts")
    return render(
        request, "intake/patient_health.html", {"shell": frame, "page": page}, status=422 if filled else 200
    )


def _act(request: MemberRequest, contact_id: UUID) -> HealthForm | None:
    """Do what was asked; a form that cannot be read is given back with what is wrong."""
    data, now = request.POST, clock.now()
    act, by = data.get("act", ""), request.member
    if act in ENDINGS:
        health.end_item(
            by=by,
            contact_id=contact_id,
            item_id=_id(data),
            standing=ENDINGS[act],
            reason=data.get("reason", ""),
            now=now,
        )
    elif act == "confirm":
        health.confirm_item(by=by, contact_id=contact_id, item_id=_id(data), now=now)
    elif act == "none":
        try:
            health.add_item(
                by=by, contact_id=contact_id, said=Said(kind=_kind(data.get("kind", ""))), now=now
            )
        except errors.ThereIsOne as refusal:
            messages.warning(request, str(refusal.sentence))
            return None
    else:
        form = HealthForm(data, kind=_kind(data.get("kind", "")))
        if not form.is_valid():
            return form
        health.add_item(by=by, contact_id=contact_id, said=form.said(), now=now)
    messages.success(request, _("Saved."))
    return None


def _id(data: QueryDict) -> UUID:
    try:
        return UUID(data.get("item", ""))
    except ValueError:
        raise errors.NoSuchPatient from None


def _kind(text: str) -> Kind:
    if text not in set(Kind):
        raise errors.NoSuchPatient
    return Kind(text)
