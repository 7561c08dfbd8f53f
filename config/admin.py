"""The administration site: one chosen organisation at a time, behind both walls."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from core.administration import run_later
from core.errors import NotAllowed
from core.transactions import tenant_transaction

CHOSEN = "admin_organisation_id"
# These need no organisation: choosing one, making the first one, and leaving.
OPEN = frozenset({"choose", "accounts_organisation_add", "logout", "password_change", "jsi18n"})
View = Callable[..., HttpResponse]


class PorticoAdminSite(admin.AdminSite):
    """This will serve each page in one transaction of the chosen organisation, rendering included."""

    site_header = gettext_lazy("Portico administration")
    site_title = "Portico"
    index_title = gettext_lazy("Administration")

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the page that chooses an organisation."""
        choose = require_http_methods(["GET", "POST"])(self.choose)
        return [path("organisation/", self.admin_view(choose), name="choose"), *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Serve `view` to administrators, behind the second factor, inside the chosen organisation."""

        @functools.wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            organisation = chosen_organisation(request)
            if answer := _second_factor(request, organisation):
                return answer
            if request.resolver_match is not None and request.resolver_match.url_name in OPEN:
                return view(request, *args, **kwargs)
            if organisation is None:
                return redirect("admin:choose")
            return _served(view, organisation, request, *args, **kwargs)

        return super().admin_view(inside, cacheable)

    def choose(self, request: HttpRequest) -> HttpResponse:
        """List the organisations; POST works in one of them from here on."""
        if request.method == "POST":
            choose_organisation(request, get_object_or_404(Organisation, pk=_identifier(request)))
            return redirect("admin:index")
        context = {**self.each_context(request), "title": _("Choose an organisation"), "subtitle": None}
        return TemplateResponse(request, "admin/choose.html", context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the switcher in the header to every page."""
        context = super().each_context(request)
        if context["has_permission"]:
            context["switcher"] = {
                "label": _("Organisation"),
                "button": _("Switch"),
                "add": _("Add an organisation"),
                "chosen": chosen_organisation(request),
                "organisations": list(Organisation.objects.all()),
            }
        return context

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to Portico's own log-in, whose rate limits and second factor hold here too.

        Raises:
            NotAllowed: someone is logged in who is no administrator.
        """
        wanted = request.GET.get("next") or reverse("admin:index")
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise NotAllowed(_("These pages are for administrators of this installation."))
        return redirect_to_login(wanted)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Log out, by POST as everywhere."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        logout(request)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send to the page everybody changes the password on."""
        return redirect("account_change_password")


def chosen_organisation(request: HttpRequest) -> Organisation | None:
    """Find the organisation this session administers."""
    key = request.session.get(CHOSEN)
    return Organisation.objects.filter(pk=key).first() if key else None


def choose_organisation(request: HttpRequest, organisation: Organisation) -> None:
    """Administer `organisation` from here on."""
    request.session[CHOSEN] = str(organisation.pk)


def _served(
    view: View, organisation: Organisation, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    with timezone.override(organisation.time_zone):
        with tenant_transaction(organisation):
            response = view(request, *args, **kwargs)
            # Templates of the administration query while they print, so they print before the wall comes down.
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        run_later(request)
    return response


def _second_factor(request: HttpRequest, organisation: Organisation | None) -> HttpResponse | None:
    """Send administrators away who should have shown a second factor and have not."""
    if not is_mfa_enabled(request.user):
        must = organisation is not None and organisation.require_mfa
        return redirect("mfa_index") if must else None
    if any(shown.get("method") == "mfa" for shown in get_authentication_records(request, request.user)):
        return None
    return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))


def _identifier(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("organisation", ""))
    except ValueError:
        return None
