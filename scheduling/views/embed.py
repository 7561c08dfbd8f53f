"""Booking on the firm's own website: which sites may show it, and what to paste there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.errors import SiteKnown, SiteRefused, TooManySites
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from accounts.services import sites as services
from core import clock
from core.framing import let_frame_our_pages
from core.transactions import reading
from scheduling.forms.embeds import SiteForm
from scheduling.presenters.embeds import embed_page
from scheduling.selectors import public as selectors


@require_http_methods(["GET", "POST"])
@member_required
def embed(request: MemberRequest) -> HttpResponse:
    """Show the sites, the snippets and a live look; owners add a site."""
    if request.method != "POST":
        return _page(request, SiteForm())
    policies.check_can_administer(request.member)
    form = SiteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        row = services.allow_site(by=request.member, address=form.cleaned_data["address"], now=clock.now())
    except (SiteRefused, SiteKnown, TooManySites) as refusal:
        form.add_error("address", str(refusal.sentence))
        return _page(request, form, status=status_of(refusal))
    messages.success(request, _("%(site)s may show your booking pages.") % {"site": row.origin})
    return redirect("scheduling:embed")


@require_POST
@owner_required
def embed_remove(request: MemberRequest, site_id: UUID) -> HttpResponse:
    """Let a site show the pages no more."""
    origin = services.remove_site(by=request.member, site_id=site_id, now=clock.now())
    messages.success(request, _("%(site)s shows your booking pages no more.") % {"site": origin})
    return redirect("scheduling:embed")


def _page(request: MemberRequest, form: SiteForm, *, status: int = 200) -> HttpResponse:
    organisation = request.member.organisation
    with reading(organisation):
        sites = accounts.list_sites(organisation_id=organisation.pk)
        offered = selectors.list_services(organisation=organisation)
    page = embed_page(sites, offered, slug=organisation.slug, chosen=request.GET.get("of", ""))
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("booking", request.member),
        "page": page,
        "form": form,
        "can_change": policies.can_administer(request.member),
    }
    response = render(request, "scheduling/embed.html", context, status=status)
    let_frame_our_pages(response)
    return response
