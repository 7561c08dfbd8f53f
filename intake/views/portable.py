"""A patient record to take along: FHIR R4, as JSON."""

import json
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, writer_required
from core import clock
from core.transactions import reading
from intake.domain.patients.fhir import bundle
from intake.services import patients as services
from intake.services.portable import portable

FORM_PATH = "/f/{slug}/{form}/"


@require_POST
@never_cache
@writer_required
def patient_fhir(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Hand out what of a record is for the member; that it was taken is kept as a look at those parts."""
    member, now = request.member, clock.now()
    opened = services.open_record(by=member, contact_id=contact_id, now=now)
    with reading(member.organisation_id):
        found = portable(opened, member=member, form_url=f"{settings.PUBLIC_URL.rstrip('/')}{FORM_PATH}")
    return HttpResponse(
        json.dumps(bundle(found, at=now), ensure_ascii=False, indent=2),
        content_type="application/fhir+json",
        headers={"Content-Disposition": f'attachment; filename="patient-{contact_id}.json"'},
    )
