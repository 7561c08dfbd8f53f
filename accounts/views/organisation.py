"""Settings of the organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.forms import OrganisationForm
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import organisations
from core import clock


@require_http_methods(["GET", "POST"])
@member_required
def settings(request: MemberRequest) -> HttpResponse:
    """Show the settings to everyone, change them for owners."""
    can_change = policies.can_administer(request.member)
    if request.method == "POST":
        policies.check_can_administer(request.member)
    form = OrganisationForm(request.POST or None, instance=request.member.organisation)
    if request.method == "POST" and form.is_valid():
        organisations.change_organisation(by=request.member, settings=form.settings(), now=clock.now())
        messages.success(request, _("The settings are saved."))
        return redirect("accounts:settings")
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("organisation", request.member),
        "form": form,
        "can_change": can_change,
    }
    return render(request, "accounts/settings.html", context, status=422 if form.errors else 200)
