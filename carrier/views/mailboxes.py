"""The addresses at which mail comes in, and the mail nobody has to answer."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.models import Location
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from carrier import selectors
from carrier.forms.mailboxes import MailboxForm
from carrier.presenters.mailboxes import kept_rows
from carrier.services import mail
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading


@require_http_methods(["GET", "POST"])
@member_required
def mailboxes(request: MemberRequest) -> HttpResponse:
    """List the mailboxes; owners add one."""
    places = list(Location.objects.filter(organisation=request.member.organisation_id).order_by("name"))
    choices = [(str(place.pk), place.name) for place in places]
    if request.method == "GET":
        return _page(request, MailboxForm(places=choices))
    policies.check_can_administer(request.member)
    form = MailboxForm(request.POST, places=choices)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        box = mail.add_mailbox(
            by=request.member,
            name=form.cleaned_data["name"],
            title=form.cleaned_data["title"],
            location_id=UUID(form.cleaned_data["location"]),
            now=clock.now(),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error("name", str(refusal.sentence))
        return _page(request, form, status=status_of(refusal))
    messages.success(request, _("Mail to %(address)s now comes into your inbox.") % {"address": box.address})
    return redirect("carrier:mailboxes")


@require_POST
@owner_required
def retire(request: MemberRequest, mailbox_id: UUID) -> HttpResponse:
    """Take no more mail in at an address."""
    box = mail.retire_mailbox(by=request.member, mailbox_id=mailbox_id, now=clock.now())
    messages.success(request, _("Mail to %(address)s is no longer taken in.") % {"address": box.address})
    return redirect("carrier:mailboxes")


def _page(request: MemberRequest, form: MailboxForm, *, status: int = 200) -> HttpResponse:
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        boxes = selectors.list_mailboxes(organisation_id=organisation_id)
        kept = selectors.list_kept_mail(organisation_id=organisation_id)
    reader = reader_of(request.member, now=clock.now())
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("mailboxes", request.member),
        "boxes": boxes,
        "kept": kept_rows(kept, reader=reader),
        "form": form,
        "domain": settings.MAIL_DOMAIN,
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "carrier/mailboxes.html", context, status=status)
