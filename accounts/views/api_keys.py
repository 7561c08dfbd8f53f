"""API keys: the list, a new one shown once, one taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import selectors
from accounts.access import MemberRequest, owner_required
from accounts.forms.api_keys import ApiKeyForm
from accounts.presenters import settings as present
from accounts.presenters import shell
from accounts.presenters.api_keys import api_key_rows
from accounts.services import api_keys as services
from core import clock


@require_GET
@owner_required
def api_keys(request: MemberRequest) -> HttpResponse:
    """List the keys and offer a new one."""
    return _page(request, ApiKeyForm())


@require_POST
@owner_required
@never_cache
def new(request: MemberRequest) -> HttpResponse:
    """Make a key and show its secret, this once."""
    form = ApiKeyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    made = services.create_api_key(
        by=request.member, name=form.cleaned_data["name"], scopes=form.cleaned_data["scopes"], now=clock.now()
    )
    return _page(request, ApiKeyForm(), secret=made.secret)


@require_POST
@owner_required
def revoke(request: MemberRequest, api_key_id: UUID) -> HttpResponse:
    """Make a key useless."""
    key = services.revoke_api_key(by=request.member, api_key_id=api_key_id, now=clock.now())
    messages.success(request, _("%(name)s no longer works.") % {"name": key.name})
    return redirect("accounts:api_keys")


def _page(request: MemberRequest, form: ApiKeyForm, *, secret: str = "", status: int = 200) -> HttpResponse:
    context = {
        "shell": shell(request, current="settings"),
        "tabs": present.tabs("api_keys", request.member),
        "keys": api_key_rows(selectors.list_api_keys(organisation_id=request.member.organisation_id)),
        "form": form,
        "secret": secret,
    }
    return render(request, "accounts/api_keys.html", context, status=status)
