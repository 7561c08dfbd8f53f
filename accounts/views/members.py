"""Members: the list, one of them, access taken and given back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies, selectors
from accounts.access import MemberRequest, member_required, owner_required
from accounts.forms import InvitationForm, MemberForm
from accounts.models import Member
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.services import members as services
from core import clock
from core.errors import Refused


@require_GET
@member_required
def members(request: MemberRequest) -> HttpResponse:
    """List members, and for owners the open invitations."""
    form = InvitationForm(organisation=request.member.organisation)
    return render(request, "accounts/members.html", members_context(request, form))


def members_context(request: MemberRequest, form: InvitationForm) -> dict[str, object]:
    """Gather what the page of members shows."""
    organisation_id = request.member.organisation_id
    can_change = policies.can_administer(request.member)
    open_ones = selectors.list_open_invitations(organisation_id=organisation_id) if can_change else []
    return {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("members", request.member),
        "members": present.member_rows(
            selectors.list_all_members(organisation_id=organisation_id),
            locations=selectors.list_locations(organisation_id=organisation_id),
            you=request.member,
        ),
        "invitations": present.invitation_rows(open_ones, now=clock.now()),
        "form": form,
        "can_change": can_change,
    }


@require_http_methods(["GET", "POST"])
@owner_required
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Show and change one member."""
    organisation_id = request.member.organisation_id
    shown = selectors.get_member(organisation_id=organisation_id, member_id=member_id)
    locations = selectors.list_locations(organisation_id=organisation_id)
    form = MemberForm(
        request.POST or None,
        member=shown,
        organisation=request.member.organisation,
        locations=[(str(location.pk), location.name) for location in locations],
        teams=[(str(team.pk), team.name) for team in selectors.list_teams(organisation_id=organisation_id)],
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_member(
                by=request.member, member_id=member_id, settings=form.settings(), now=clock.now()
            )
        except Refused as refusal:
            form.add_error("role", str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": shown.name})
            return redirect("accounts:members")
    return _member_page(request, shown, form)


def _member_page(request: MemberRequest, shown: Member, form: MemberForm) -> HttpResponse:
    locations = selectors.list_locations(organisation_id=shown.organisation_id)
    (row,) = present.member_rows([shown], locations=locations, you=request.member)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("members", request.member),
        "row": row,
        "member_id": shown.pk,
        "form": form,
    }
    return render(request, "accounts/member.html", context, status=422 if form.errors else 200)


@require_POST
@owner_required
def deactivate(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Take a member's access away."""
    shown = services.deactivate_member(by=request.member, member_id=member_id, now=clock.now())
    messages.success(request, _("%(name)s no longer has access.") % {"name": shown.name})
    return redirect("accounts:members")


@require_POST
@owner_required
def reactivate(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Give a member access again."""
    shown = services.reactivate_member(by=request.member, member_id=member_id, now=clock.now())
    messages.success(request, _("%(name)s has access again.") % {"name": shown.name})
    return redirect("accounts:members")
