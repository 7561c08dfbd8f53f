"""Teams."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies, selectors
from accounts.access import MemberRequest, member_required, owner_required
from accounts.forms import TeamForm
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import teams as services
from core import clock
from core.errors import Refused


@require_http_methods(["GET", "POST"])
@member_required
def teams(request: MemberRequest) -> HttpResponse:
    """List teams; owners add one."""
    if request.method == "POST":
        policies.check_can_administer(request.member)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_team(by=request.member, name=form.cleaned_data["name"], now=clock.now())
        except Refused as refusal:
            form.add_error("name", str(refusal.sentence))
        else:
            messages.success(request, _("The team is added. Choose it on a member's page."))
            return redirect("accounts:teams")
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("teams", request.member),
        "teams": selectors.list_teams(organisation_id=request.member.organisation_id),
        "form": form,
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "accounts/teams.html", context, status=422 if form.errors else 200)


@require_POST
@owner_required
def rename(request: MemberRequest, team_id: UUID) -> HttpResponse:
    """Rename a team."""
    form = TeamForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        services.rename_team(by=request.member, team_id=team_id, name=name, now=clock.now())
        messages.success(request, _("The team is renamed."))
    else:
        messages.error(request, _("A team needs a name."))
    return redirect("accounts:teams")


@require_POST
@owner_required
def remove(request: MemberRequest, team_id: UUID) -> HttpResponse:
    """Remove a team; its members stay."""
    services.remove_team(by=request.member, team_id=team_id, now=clock.now())
    messages.success(request, _("The team is removed. Its members stay."))
    return redirect("accounts:teams")
