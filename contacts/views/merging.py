"""Two contacts become one, and two again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, status_of, writer_required
from accounts.presenters import shell
from contacts import forms, presenters, selectors
from contacts.services import merging
from core import clock
from core.errors import NotFound, Refused
from core.transactions import reading


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def merge(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Find who else this is, look at both side by side, and put them together."""
    if request.method == "GET":
        return _page(request, contact_id, forms.identifier(request.GET.get("with", "")))
    other_id = forms.identifier(request.POST.get("other", ""))
    if other_id is None:
        raise NotFound
    try:
        merging.merge_contacts(by=request.member, keep_id=contact_id, absorb_id=other_id, now=clock.now())
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, contact_id, other_id, refusal=refusal)
    if request.POST.get("review"):
        messages.success(request, _("They are one contact now. It can be undone on the contact's page."))
        return redirect("contacts:duplicates")
    messages.success(request, _("They are one contact now. It can be undone on this page."))
    return redirect("contacts:contact", contact_id)


@require_POST
@writer_required
def unmerge(request: MemberRequest, contact_id: UUID, merge_id: UUID) -> HttpResponse:
    """Undo a merge."""
    undone = merging.unmerge_contacts(
        by=request.member, contact_id=contact_id, merge_id=merge_id, now=clock.now()
    )
    messages.success(request, _("They are two contacts again."))
    return redirect("contacts:contact", undone.kept_id)


def _page(
    request: MemberRequest, contact_id: UUID, other_id: UUID | None, *, refusal: Refused | None = None
) -> HttpResponse:
    member = request.member
    words = forms.contact_query(request.GET).words
    with reading(member.organisation_id):
        contact = selectors.get_contact(member=member, contact_id=contact_id)
        other = selectors.get_contact(member=member, contact_id=other_id) if other_id else None
        others = selectors.list_others(member=member, contact=contact, words=words or contact.display_name)
        people = [contact, *others, *([other] if other else [])]
        addresses = selectors.addresses_of(organisation_id=member.organisation_id, contacts=people)
        frame = shell(request, current="contacts")
    page = presenters.merge_page(
        contact,
        other,
        others=others,
        addresses=addresses,
        words=words,
        is_review=bool(request.GET.get("review") or request.POST.get("review")),
        error=str(refusal.sentence) if refusal else "",
    )
    status = status_of(refusal) if refusal else 200
    return render(request, "contacts/merge.html", {"shell": frame, "page": page}, status=status)
