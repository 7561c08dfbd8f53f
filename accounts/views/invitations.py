"""Invitations: made by owners, opened by whoever holds the link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import selectors
from accounts.access import MemberRequest, owner_required, status_of
from accounts.errors import InvitationUnknown
from accounts.forms import InvitationForm, JoinForm
from accounts.middleware import CHOSEN
from accounts.models import Invitation, User
from accounts.services import invitations as services
from accounts.views.members import members_context
from core import clock
from core.errors import Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
@owner_required
def invite(request: MemberRequest) -> HttpResponse:
    """Invite an address."""
    form = InvitationForm(request.POST, organisation=request.member.organisation)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            invitation = services.invite_member(
                by=request.member,
                email=chosen["email"],
                role=chosen["role"],
                capabilities=chosen.get("capabilities", ()),
                now=clock.now(),
            )
        except Refused as refusal:
            form.add_error("email", str(refusal.sentence))
        else:
            sentence = _("An invitation is on its way to %(email)s.")
            messages.success(request, sentence % {"email": invitation.email})
            return redirect("accounts:members")
    return render(request, "accounts/members.html", members_context(request, form), status=422)


@require_POST
@owner_required
def resend(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = services.resend_invitation(by=request.member, invitation_id=invitation_id, now=clock.now())
    messages.success(request, _("A new link is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("accounts:members")


@require_POST
@owner_required
def revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = services.revoke_invitation(by=request.member, invitation_id=invitation_id, now=clock.now())
    messages.success(request, _("The invitation of %(email)s no longer works.") % {"email": invitation.email})
    return redirect("accounts:members")


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Let the invited person in: logged in already, or with a name and a first password."""
    invitation = selectors.find_invitation(token=token)
    if invitation is None:
        raise InvitationUnknown
    user = request.user if request.user.is_authenticated else None
    try:
        services.check_invitation_open(invitation, now=clock.now())
    except Refused as refusal:
        return _join_page(request, invitation, JoinForm(), refusal=refusal)
    form = JoinForm(request.POST if request.method == "POST" and user is None else None)
    if request.method == "POST" and (user is not None or form.is_valid()):
        try:
            return _accept(request, invitation, form, user)
        except Refused as refusal:
            return _join_page(request, invitation, form, refusal=refusal)
    return _join_page(request, invitation, form)


def _accept(request: HttpRequest, invitation: Invitation, form: JoinForm, user: User | None) -> HttpResponse:
    member = services.accept_invitation(
        organisation=invitation.organisation_id,
        invitation_id=invitation.pk,
        user=user,
        name=form.cleaned_data["name"] if user is None else "",
        password=form.cleaned_data["password"] if user is None else "",
        now=clock.now(),
    )
    if user is None:
        login(request, member.user, backend=BACKEND)
    request.session[CHOSEN] = str(member.organisation_id)
    messages.success(request, _("Welcome to %(name)s.") % {"name": invitation.organisation.name})
    return redirect("/")


def _join_page(
    request: HttpRequest, invitation: Invitation, form: JoinForm, *, refusal: Refused | None = None
) -> HttpResponse:
    context = {
        "organisation_name": invitation.organisation.name,
        "inviter_name": invitation.invited_by.name,
        "email": invitation.email,
        "role": invitation.get_role_display(),
        "form": form,
        "refusal": str(refusal.sentence) if refusal else "",
        "has_account": selectors.find_user(email=invitation.email) is not None,
        "is_logged_in": request.user.is_authenticated,
        "path": request.get_full_path(),
    }
    status = status_of(refusal) if refusal else 422 if form.errors else 200
    return render(request, "accounts/join.html", context, status=status)
