"""The settings page of the assistant: how it is set up, what it answers, a box to try a sentence."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from receptionist import selectors
from receptionist.forms.setup import AnswerForm, SetupForm, TryForm, initial_of
from receptionist.presenters.facts import INTENTS
from receptionist.selectors import digest as digests
from receptionist.services import digesting, setting


@require_http_methods(["GET", "POST"])
@member_required
def setup(request: MemberRequest) -> HttpResponse:
    """Show how the assistant is set up; owners change it."""
    if request.method == "GET":
        return _page(request)
    policies.check_can_administer(request.member)
    form = SetupForm(request.POST, members=_members(request))
    if not form.is_valid():
        return _page(request, setup=form, status=422)
    setting.save_settings(by=request.member, values=form.values(), now=clock.now())
    messages.success(request, _("The receptionist is set up."))
    return redirect("receptionist:setup")


@require_POST
@owner_required
def answer_add(request: MemberRequest) -> HttpResponse:
    """Answer one more question."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, answer=form, status=422)
    try:
        setting.add_answer(by=request.member, **form.cleaned_data, now=clock.now())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, answer=form, status=status_of(refusal))
    messages.success(request, _("The answer is there."))
    return redirect("receptionist:setup")


@require_POST
@owner_required
def answer_remove(request: MemberRequest, answer_id: UUID) -> HttpResponse:
    """Answer a question no more."""
    setting.remove_answer(by=request.member, answer_id=answer_id, now=clock.now())
    messages.success(request, _("The answer is gone."))
    return redirect("receptionist:setup")


@require_POST
@owner_required
def digest(request: MemberRequest) -> HttpResponse:
    """Begin or stop the mail about the assistant's day."""
    is_wanted = request.POST.get("wanted") == "yes"
    digesting.want_digest(by=request.member, is_wanted=is_wanted, now=clock.now())
    messages.success(
        request,
        _("The first mail comes tomorrow morning.") if is_wanted else _("No more mails about its day."),
    )
    return redirect("receptionist:setup")


@require_GET
@member_required
def tried(request: MemberRequest) -> HttpResponse:
    """Try a sentence; nothing is sent and nothing is kept."""
    if "said" not in request.GET:
        return _page(request)
    form = TryForm(request.GET)
    if not form.is_valid():
        return _page(request, trying=form, status=422)
    with reading(request.member.organisation_id):
        location = accounts.list_locations(organisation_id=request.member.organisation_id)[0]
        found = setting.dry_turn(
            location=location,
            text=form.cleaned_data["said"],
            language=(get_language() or "en")[:2],
            now=clock.now(),
        )
    told = {"found": found, "intent": str(INTENTS.get(found.intent, found.intent))}
    return _page(request, trying=form, told=told)


def _members(request: MemberRequest) -> list[tuple[str, str]]:
    return [
        (str(one.pk), one.name)
        for one in accounts.list_members(organisation_id=request.member.organisation_id)
    ]


def _page(
    request: MemberRequest,
    *,
    setup: SetupForm | None = None,
    answer: AnswerForm | None = None,
    trying: TryForm | None = None,
    told: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    with reading(request.member.organisation_id):
        row = selectors.get_settings(organisation_id=request.member.organisation_id)
        reads_digest = digests.reads_digest(member=request.member)
        answers = selectors.list_faq(organisation_id=request.member.organisation_id)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("receptionist", request.member),
        "setup": setup or SetupForm(initial=initial_of(row), members=_members(request)),
        "answer": answer or AnswerForm(),
        "trying": trying or TryForm(),
        "told": told,
        "answers": answers,
        "reads_digest": reads_digest,
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "receptionist/setup.html", context, status=status)
