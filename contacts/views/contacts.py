"""The list of contacts, one of them, a new one."""

from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.presenters import shell
from contacts import forms, ports, presenters, selectors
from contacts.models import Contact, PersonalDetails
from contacts.pages import LikeItem
from contacts.presenters.labels import who
from contacts.selectors.details import details_of, sees_details
from contacts.selectors.page import PAGE
from contacts.services import records
from contacts.views import answers
from contacts.views.duplicates import likely
from core import clock
from core.errors import Refused
from core.transactions import reading


@require_GET
@never_cache
@member_required
def contacts(request: MemberRequest) -> HttpResponse:
    """List contacts."""
    member, query = request.member, forms.contact_query(request.GET)
    members = accounts.list_members(organisation_id=member.organisation_id)
    with reading(member.organisation_id):
        page = selectors.list_contacts(
            member=member,
            query=query,
            after=forms.contact_place(request.GET, sort=query.sort),
        )
        tags = selectors.list_tags(organisation_id=member.organisation_id)
        frame = shell(request, current="contacts")
    shown = presenters.list_page(page, query=query, member=member, members=members, tags=tags)
    return render(request, "contacts/list.html", {"shell": frame, "page": shown})


@require_GET
@never_cache
@member_required
def search(request: MemberRequest) -> HttpResponse:
    """Show who fits while somebody types; without htmx, the whole list."""
    if not request.htmx:
        return redirect(f"{reverse('contacts:list')}?{request.GET.urlencode()}")
    member, query = request.member, forms.contact_query(request.GET)
    with reading(member.organisation_id):
        page = selectors.list_contacts(member=member, query=query)
    found = presenters.results(page, query=query, member=member)
    return render(request, "contacts/_results.html", {"results": found})


@require_GET
@never_cache
@member_required
def contact(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show a contact; to htmx its details alone, which is how an edit is given up."""
    if request.htmx and request.htmx.target == "details" and not request.htmx.history_restore_request:
        return answers.part(request, contact_id, "details")
    kept_id = _read(request, contact_id).merged_into_id
    if kept_id is not None:
        return redirect("contacts:contact", kept_id)
    return answers.contact(request, contact_id)


@require_GET
@never_cache
@member_required
def timeline(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show what happened before a place of the timeline."""
    now = clock.now()
    visit = ports.Visit(member=request.member, contact_id=contact_id, now=now)
    with reading(request.member.organisation_id):
        row = selectors.get_contact(member=request.member, contact_id=contact_id)
        items = ports.timeline(visit, before=forms.timeline_place(request.GET), most=PAGE + 1)
    if not request.htmx:
        return redirect("contacts:contact", contact_id)
    older = presenters.timeline_page(row, items, now=now)
    return render(request, "contacts/_timeline.html", {"timeline": older})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def new(request: MemberRequest) -> HttpResponse:
    """Add a contact with a first address; somebody who may be known already is shown first."""
    form = forms.ContactForm(
        request.POST or None, owners=answers.owners(request), with_details=sees_details(request.member)
    )
    wants_address = bool(request.POST.get("address-value", "").strip())
    typed = forms.AddressForm(
        request.POST if wants_address else None,
        region=request.member.organisation.country,
        prefix="address",
    )
    like: tuple[LikeItem, ...] = ()
    is_valid = request.method == "POST" and form.is_valid() and (not wants_address or typed.is_valid())
    if is_valid and not request.POST.get("anyway"):
        like = likely(request, form, typed)
    if is_valid and not like:
        try:
            made = records.create_contact(
                by=request.member,
                values=form.values(),
                new=typed.new() if wants_address else None,
                details=form.details(),
                now=clock.now(),
            )
        except records.WithheldNumber as refusal:
            typed.add_error("value", str(refusal.sentence))
        except Refused as refusal:
            form.add_error("first_name", str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s is added.") % {"name": made.display_name})
            return redirect("contacts:contact", made.pk)
    status = 422 if form.errors or typed.errors else 409 if like else 200
    frame = shell(request, current="contacts")
    context = {"shell": frame, "form": form, "address_form": typed, "like": like}
    return render(request, "contacts/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def edit(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Change a contact's details, in their place on the page."""
    shown = _read(request, contact_id)
    form = forms.ContactForm(
        request.POST or None,
        owners=answers.owners(request),
        initial=forms.shown_values(shown, _details(request, contact_id)),
        with_details=sees_details(request.member),
    )
    if request.method == "GET":
        return _form(request, contact_id, form)
    if not form.is_valid():
        return _form(request, contact_id, form, status=422)
    try:
        records.change_contact(
            by=request.member,
            contact_id=contact_id,
            values=form.values(),
            version=form.cleaned_data["version"] or 0,
            details=form.details(),
            now=clock.now(),
        )
    except records.ChangedMeanwhile as refusal:
        return _moved_on(request, contact_id, form, refusal)
    except Refused as refusal:
        form.add_error("first_name", str(refusal.sentence))
        return _form(request, contact_id, form, status=status_of(refusal))
    if not request.htmx:
        return redirect("contacts:contact", contact_id)
    return answers.part(request, contact_id, "details")


def _moved_on(
    request: MemberRequest, contact_id: UUID, form: forms.ContactForm, refusal: Refused
) -> HttpResponse:
    """Keep what was typed, and say beside each field what a colleague has written meanwhile."""
    fresh = forms.shown_values(_read(request, contact_id), _details(request, contact_id))
    for bound in form.visible_fields():
        now = str(fresh[bound.name] or "")
        if str(bound.value() or "") != now:
            bound.help_text = _("Now: %(value)s") % {"value": _shown(bound, now) or _("empty")}
    typed = request.POST.copy()
    typed["version"] = str(fresh["version"])
    form.data = typed
    form.add_error(None, str(refusal.sentence))
    return _form(request, contact_id, form, status=409)


def _shown(bound: BoundField, value: str) -> str:
    """Show a value as the field's own choice would."""
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value)) if value else ""


def _read(request: MemberRequest, contact_id: UUID) -> Contact:
    with reading(request.member.organisation_id):
        return selectors.get_contact(member=request.member, contact_id=contact_id)


def _details(request: MemberRequest, contact_id: UUID) -> PersonalDetails | None:
    with reading(request.member.organisation_id):
        found = details_of(organisation_id=request.member.organisation_id, contact_ids=[contact_id])
    return found.get(contact_id)


def _form(
    request: MemberRequest, contact_id: UUID, form: forms.ContactForm, *, status: int = 200
) -> HttpResponse:
    name = who(_read(request, contact_id), ()).name
    context: dict[str, object] = {
        "form": form,
        "contact_id": contact_id,
        "name": name,
        "is_part": bool(request.htmx),
    }
    if request.htmx:
        return render(request, "contacts/_edit.html", context, status=status)
    context["shell"] = shell(request, current="contacts")
    return render(request, "contacts/edit.html", context, status=status)
