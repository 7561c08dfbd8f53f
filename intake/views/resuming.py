"""Going on with a draft by its link: a code is asked for, entered, and the draft is open again."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intake import errors
from intake.domain.forms.states import SubmissionState
from intake.models import Submission
from intake.pages.filling import DonePage, ResumePage
from intake.services.forms import resuming
from intake.views.draftpage import address, opened, see, show
from scheduling.errors import CodeEnded, CodeWrong
from scheduling.services import abuse
from scheduling.views.public.house import Visit, public


@require_http_methods(["GET", "POST"])
@public
def resume(visit: Visit, form: str, token: str) -> HttpResponse:
    """Ask for a code, then take it."""
    row = opened(visit, form, token, resuming.RESUME)
    if row.state != SubmissionState.DRAFT.value:
        return show(visit, "done", DonePage(title=_("Thank you"), text=_("This form was sent already.")))
    if visit.request.method != "POST":
        return _page(visit, row, token, is_sent=False)
    keys: Any = {"organisation": visit.organisation.pk, "submission_id": row.pk, "now": visit.now}
    code = visit.request.POST.get("code", "")
    try:
        if not code:
            abuse.count(abuse.CODES, visit.organisation.pk, visit.visitor)
            to = resuming.ask_code(**keys)
            return _page(visit, row, token, is_sent=True, to=to)
        return see(address("form_fill", visit, form, token=resuming.enter_code(**keys, typed=code)))
    except (CodeWrong, CodeEnded, errors.NowhereToSend) as refusal:
        is_over = isinstance(refusal, CodeEnded)
        return _page(visit, row, token, is_sent=not is_over, problem=str(refusal.sentence), status=422)


def _page(
    visit: Visit,
    row: Submission,
    token: str,
    *,
    is_sent: bool,
    to: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    text = _("So that nobody else sees your answers, we send you a code of six digits.")
    if is_sent:
        text = _("Write the code that we sent you. It is good for 15 minutes.")
    if to:
        text = _("We sent a code to %(address)s. It is good for 15 minutes.") % {"address": to}
    page = ResumePage(
        title=_("Go on with “%(form)s”") % {"form": row.form_version.form.name},
        text=text,
        post_url=address("form_resume", visit, row.form_version.form.slug, token=token),
        is_sent=is_sent,
        problem=problem,
    )
    return show(visit, "resume", page, status=status)
