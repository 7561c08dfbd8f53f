"""Who was here before shows it by a code, and need not write everything again. No answer tells whom we know."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import Link
from scheduling.domain.links import Link as Token
from scheduling.domain.links import Purpose
from scheduling.errors import CodeEnded, CodeWrong, LinkBroken, LinkEnded
from scheduling.forms.public import CodeForm, KnownForm
from scheduling.models import Hold
from scheduling.pages.public import KnownPage
from scheduling.presenters import public as present
from scheduling.services import links, recognising
from scheduling.views.public import where
from scheduling.views.public.details import find_hold
from scheduling.views.public.house import Visit, known_path, path, public, show


@require_http_methods(["GET", "POST"])
@public
def known(visit: Visit, token: str) -> HttpResponse:
    """Ask where a code may go; with `?asked=`, for the code."""
    hold = find_hold(visit, token)
    asked = visit.request.GET.get("asked", "")
    return _enter(visit, hold, token, asked) if asked else _ask(visit, hold, token)


def _ask(visit: Visit, hold: Hold, token: str) -> HttpResponse:
    data = visit.request.POST if visit.request.method == "POST" else None
    form = KnownForm(data, region=visit.organisation.country)
    if not form.is_valid():
        return _page(visit, hold, token, form)
    asked = recognising.ask_code(
        hold=hold,
        address=form.cleaned_data["address"],
        language=get_language() or "en",
        visitor=visit.visitor,
        now=visit.now,
    )
    return _seen(_with(path("book_known", visit, token=token), asked))


def _enter(visit: Visit, hold: Hold, token: str, asked: str) -> HttpResponse:
    form = CodeForm(visit.request.POST if visit.request.method == "POST" else None)
    try:
        link = _asked(visit, asked)
        if form.is_valid():
            shown = recognising.enter_code(
                hold=hold, link=link, typed=form.cleaned_data["code"], now=visit.now
            )
            onward = visit.way.but(known=shown)
            return _seen(known_path("book_details", visit.on(onward), token=token))
    except CodeWrong as wrong:
        form.add_error("code", str(wrong.sentence))
    except (CodeEnded, LinkEnded, LinkBroken):
        again = KnownForm(region=visit.organisation.country)
        return _page(visit, hold, token, again, problem=str(CodeEnded.sentence))
    return _page(visit, hold, token, form, asked=asked)


def _asked(visit: Visit, asked: str) -> Token:
    link = links.unsign(asked, Purpose.CODE, now=visit.now)
    if link.organisation_id != visit.organisation.pk:
        raise LinkBroken
    return link


def _seen(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def _with(url: str, asked: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}asked={asked}"


def _page(
    visit: Visit, hold: Hold, token: str, form: forms.Form, *, asked: str = "", problem: str = ""
) -> HttpResponse:
    here = path("book_known", visit, token=token)
    page = KnownPage(
        title=_("Enter the code") if asked else _("Welcome back"),
        text=_(
            "If we know this address, a code of six digits is on its way to it. It is good for 10 minutes."
        )
        if asked
        else _("We send you a code. With it you need not write everything again."),
        steps=present.steps(present.YOU),
        hold=present.hold_line(
            where.kept_words(visit, hold)[1], hold.expires_at, now=visit.now, extend_url=""
        ),
        submit_label=_("Go on") if asked else _("Send me a code"),
        submit_url=_with(here, asked) if asked else here,
        back=Link(label=_("Go on without a code"), url=path("book_details", visit, token=token)),
        hint=_(
            "Nothing came? At night, and to those who asked for no more texts, we send codes by e-mail only."
        )
        if asked
        else "",
        again=Link(label=_("Use another address"), url=here) if asked else None,
    )
    status = 422 if form.errors or problem else 200
    return show(visit, "known", page, status=status, form=form, problem=problem)
