"""One's own name, language, and how the screen behaves on this device."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, member_required
from accounts.forms import ProfileForm
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import profile as services
from accounts.views.session import YEAR_SECONDS, keep_language
from core import clock


@require_http_methods(["GET", "POST"])
@member_required
def profile(request: MemberRequest) -> HttpResponse:
    """Show and change what members decide about themselves."""
    form = ProfileForm(
        request.POST or None,
        initial={
            "name": request.user.name,
            "language": request.user.language,
            "theme": request.COOKIES.get("theme", ""),
            "shortcuts": request.COOKIES.get("shortcuts") != "off",
        },
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        services.change_profile(
            by=request.member, name=chosen["name"], language=chosen["language"], now=clock.now()
        )
        messages.success(request, _("Your profile is saved."))
        response = redirect("accounts:profile")
        keep_language(response, chosen["language"])
        response.set_cookie("theme", chosen["theme"], max_age=YEAR_SECONDS, samesite="Lax")
        response.set_cookie(
            "shortcuts", "on" if chosen["shortcuts"] else "off", max_age=YEAR_SECONDS, samesite="Lax"
        )
        return response
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("profile", request.member),
        "form": form,
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)
