"""What every page of a draft does: opens it by its token, reads it, prints a stage."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Industry, Organisation
from accounts.pages import Link
from core.transactions import reading
from intake import errors
from intake.domain.forms.document import Stage, says
from intake.domain.forms.findings import Fault
from intake.domain.forms.states import SubmissionState
from intake.models import Submission
from intake.pages.filling import DonePage
from intake.presenters.forms import filling as present
from intake.presenters.forms import together
from intake.presenters.forms.alarm import alarm_of
from intake.presenters.forms.towns import town_notes
from intake.selectors import forms as selectors
from intake.selectors.flags import own_phrases
from intake.services.forms import drafts, resuming
from intake.services.forms.drafts import Clash
from scheduling.errors import LinkBroken
from scheduling.services.visiting import hold_token
from scheduling.views.public.house import Visit, frame, sorry


def show(visit: Visit, template: str, page: object, *, status: int = 200, **more: Any) -> HttpResponse:
    """Render a page without the request, so that neither session nor messages are touched."""
    context = {"frame": frame(visit), "page": page, **more}
    return HttpResponse(render_to_string(f"intake/public/{template}.html", context), status=status)


def address(name: str, visit: Visit, form: str, **keys: object) -> str:
    """Give an address of a form that keeps language and frame."""
    path = reverse(f"intake:{name}", kwargs={"slug": visit.organisation.slug, "form": form, **keys})
    return visit.way.onward(path)


def opened(visit: Visit, form: str, token: str, which: int = resuming.FILL) -> Submission:
    """Find the draft or submission of a token.

    Raises:
        LinkBroken, LinkEnded.
    """
    organisation_id, submission_id = resuming.read_token(token, which, now=visit.now)
    if organisation_id != visit.organisation.pk:
        raise LinkBroken
    with reading(visit.organisation):
        try:
            return selectors.get_submission(
                organisation_id=organisation_id, submission_id=submission_id, slug=form
            )
        except errors.NoSuchSubmission as none:
            raise LinkBroken from none


def see(url: str) -> HttpResponse:
    """Lead on by GET."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def filled_of(visit: Visit, row: Submission) -> present.Filled:
    """Read a draft with everything a page of it needs."""
    return read_filled(row, visit.organisation, now=visit.now)


def read_filled(row: Submission, organisation: Organisation, *, now: datetime) -> present.Filled:
    """Read a draft with everything a page of it needs, for whoever looks at it."""
    with reading(organisation):
        judgement = drafts.judged(row, now=now)
        answers = selectors.answers_of(row)
        return present.Filled(
            submission=row,
            definition=selectors.definition_of(row),
            answers=answers,
            notes=town_notes(organisation, selectors.definition_of(row), judgement.values),
            alarm=alarm_of(
                answers.values(),
                is_clinic=organisation.industry == Industry.CLINIC,
                country=organisation.country,
                own=own_phrases(organisation_id=organisation.pk),
            ),
            judgement=judgement,
            locks=drafts.locks_of(row, judgement, now=now),
            uploads=selectors.uploads_of(row),
            signatures=selectors.signatures_of(row),
            zone=organisation.time_zone,
        )


def stage_of(visit: Visit, row: Submission) -> Stage:
    """Find the stage that is asked for, no further than was reached."""
    stages = selectors.definition_of(row).stages
    keys = [one.key for one in stages]
    reached = keys.index(row.stage) if row.stage in keys else 0
    wanted = visit.request.GET.get("at", row.stage)
    place = keys.index(wanted) if wanted in keys else reached
    return stages[min(place, reached)]


def stage_url(visit: Visit, form: str, token: str, stage: str, **more: str) -> str:
    """Give the address of a stage."""
    path = address("form_fill", visit, form, token=token)
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'at': stage, **more})}"


def stage_page(
    visit: Visit,
    row: Submission,
    stage: Stage,
    token: str,
    *,
    status: int = 200,
    is_checked: bool = False,
    **more: Any,
) -> HttpResponse:
    """Print a stage, or the lock before it."""
    form, filled = row.form_version.form.slug, filled_of(visit, row)
    urls = present.Addresses(
        post=stage_url(visit, form, token, stage.key),
        field=address("form_field", visit, form, token=token),
        file=address("form_file", visit, form, token=token),
        part=address("form_part", visit, form, token=token),
        news=address("form_news", visit, form, token=token),
        later=f"{address('form_later', visit, form, token=token)}",
        at=lambda key: stage_url(visit, form, token, key),
    )
    errors_here = filled.judgement.errors_of(one.key for one in stage.fields)
    wrong = {at: one for at, one in errors_here.items() if is_checked or one.fault is not Fault.NEEDED}
    page = present.fill_page(filled, stage, urls, language=get_language() or "en", wrong=wrong, **more)
    return show(visit, "fill", page, status=status)


def clash_page(
    visit: Visit, row: Submission, stage: Stage, token: str, clashes: Mapping[str, Clash]
) -> HttpResponse:
    """Print a stage in which somebody of the firm wrote meanwhile, with what the visitor wrote there."""
    return stage_page(visit, row, stage, token, status=409, **clash_words(visit, row, clashes))


def clash_words(visit: Visit, row: Submission, clashes: Mapping[str, Clash]) -> dict[str, Any]:
    """Say where somebody of the firm wrote meanwhile, and what the visitor wrote there."""
    words = together.told(
        filled_of(visit, row),
        clashes,
        language=get_language() or "en",
        namer=lambda _member: visit.organisation.name,
    )
    return {"clashes": words, "mine": together.mine(clashes)}


def done_page(visit: Visit, row: Submission) -> HttpResponse:
    """Say thank you."""
    if row.state == SubmissionState.VOID.value:
        return sorry(visit, LinkBroken())
    words = selectors.definition_of(row).closing
    go = None
    if row.hold is not None and row.hold.appointment_id is None and row.hold.expires_at > visit.now:
        keys = {"slug": visit.organisation.slug, "token": hold_token(row.hold)}
        path = visit.way.onward(reverse("scheduling:book_details", kwargs=keys))
        go = Link(label=_("Go on with your booking"), url=path)
    page = DonePage(
        go=go,
        can_amend=row.state in (SubmissionState.SUBMITTED.value, SubmissionState.SIGNED.value)
        and visit.organisation.industry != Industry.LAW,
        title=_("Thank you"),
        alarm=filled_of(visit, row).alarm,
        text=says(words, get_language() or "en") or _("We have your answers and will get back to you."),
        detail=_("Sent %(time)s")
        % {
            "time": present.saved_words(row.sent_at or row.saved_at, visit.organisation.time_zone).partition(
                " "
            )[2]
        },
    )
    return show(visit, "done", page)
