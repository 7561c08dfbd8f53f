"""Places where work is done: listed, kept, looked at, corrected; who is what to them."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.models import Member
from accounts.policies import can_write
from accounts.presenters import shell
from contacts import selectors as contacts
from contacts.models import Contact
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake.errors import homes as errors
from intake.forms.sites import SiteForm
from intake.models import SiteRole
from intake.presenters import sites as present
from intake.presenters.jobs import job_rows
from intake.selectors import sites as selectors
from intake.selectors.jobs import jobs_of_site
from intake.services.homes import sites as services

MOST_FOUND = 6


@require_GET
@never_cache
@member_required
def sites(request: MemberRequest) -> HttpResponse:
    """List places."""
    words, page = request.GET.get("q", "").replace("\x00", "")[:100], request.GET.get("page", "")
    with reading(request.member.organisation_id):
        found = selectors.list_sites(
            member=request.member,
            words=words,
            now=clock.now(),
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        )
        frame = shell(request, current="sites")
    shown = present.sites_page(found, words=words, may_write=can_write(request.member))
    return render(request, "intake/sites.html", {"shell": frame, "page": shown})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def site_new(request: MemberRequest) -> HttpResponse:
    """Keep a place, of somebody if one is named."""
    contact = _contact(request, request.POST.get("contact") or request.GET.get("contact") or "")
    line = request.GET.get("line", "").replace("\x00", "")[:300]
    form = SiteForm(
        request.POST or None,
        organisation=request.member.organisation,
        line=line if any(letter.isdigit() for letter in line) else "",
        with_role=contact is not None,
    )
    if request.method != "POST":
        return _form(request, form, contact=contact)
    if not form.is_valid():
        return _form(request, form, contact=contact, status=422)
    try:
        row, is_new = services.add_site(
            by=request.member,
            typed=form.typed(),
            notes=form.notes(),
            contact_id=contact.pk if contact else None,
            role=form.chosen_role(),
            now=clock.now(),
        )
    except errors.AddressWrong as wrong:
        return _wrong(request, form, wrong, contact=contact)
    messages.success(request, _("The place is kept.") if is_new else _("This place was kept already."))
    return redirect("intake:site", row.pk)


@require_GET
@never_cache
@member_required
def site(request: MemberRequest, place_id: UUID) -> HttpResponse:
    """Show a place."""
    member, who = request.member, request.GET.get("who", "").replace("\x00", "").strip()[:80]
    with reading(member.organisation_id):
        row = selectors.get_site(member=member, site_id=place_id, now=clock.now())
        reader = reader_of(member, now=clock.now())
        page = present.site_page(
            row,
            selectors.list_people(site=row),
            reader=reader,
            jobs=job_rows(jobs_of_site(member=member, site=row, now=reader.now), reader=reader),
            who=who,
            found=_found(member, who) if who and can_write(member) else (),
        )
        frame = shell(request, current="sites")
    return render(request, "intake/site.html", {"shell": frame, "page": page})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def site_edit(request: MemberRequest, place_id: UUID) -> HttpResponse:
    """Correct an address, or what is to be known of the place."""
    organisation = request.member.organisation
    with reading(organisation.pk):
        row = selectors.get_site(member=request.member, site_id=place_id, now=clock.now())
    form = SiteForm(request.POST or None, organisation=organisation, site=row)
    if request.method != "POST":
        return _form(request, form, title=str(row), back=place_id)
    if not form.is_valid():
        return _form(request, form, title=str(row), back=place_id, status=422)
    try:
        services.change_site(
            by=request.member,
            site_id=place_id,
            typed=form.typed(),
            notes=form.notes(),
            seen_version=form.cleaned_data["version"] or 0,
            now=clock.now(),
        )
    except errors.AddressWrong as wrong:
        return _wrong(request, form, wrong, title=str(row), back=place_id)
    except (errors.SiteTaken, errors.SiteMovedOn) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form(request, form, title=str(row), back=place_id, status=status_of(refusal))
    messages.success(request, _("Saved."))
    return redirect("intake:site", place_id)


@require_POST
@writer_required
def site_act(request: MemberRequest, place_id: UUID) -> HttpResponse:
    """Verify a place, or say who is what to it, or is it no more."""
    member, now, data = request.member, clock.now(), request.POST
    act = data.get("act", "")
    today = now.astimezone(ZoneInfo(member.organisation.time_zone)).date()
    try:
        if act == "link":
            services.link_person(
                by=member,
                site_id=place_id,
                contact_id=_id(data.get("contact", "")),
                role=_role(data.get("role", "")),
                since=_day(data.get("since", "")),
                now=now,
            )
        elif act == "end":
            person_id = _id(data.get("person", ""))
            services.end_person(by=member, site_id=place_id, person_id=person_id, on=today, now=now)
        else:
            services.verify_site(by=member, site_id=place_id, now=now)
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("intake:site", place_id)


def _wrong(
    request: MemberRequest,
    form: SiteForm,
    wrong: errors.AddressWrong,
    *,
    contact: Contact | None = None,
    title: str = "",
    back: UUID | None = None,
) -> HttpResponse:
    form.add_error(None, str(wrong.sentence))
    form.is_odd = isinstance(wrong, errors.AddressOdd)
    return _form(request, form, contact=contact, title=title, back=back, status=422)


def _form(
    request: MemberRequest,
    form: SiteForm,
    *,
    contact: Contact | None = None,
    title: str = "",
    back: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    with reading(request.member.organisation_id):
        frame = shell(request, current="sites")
    context = {"shell": frame, "form": form, "contact": contact, "title": title, "back": back}
    return render(request, "intake/site_form.html", context, status=status)


def _contact(request: MemberRequest, text: str) -> Contact | None:
    if not text:
        return None
    with reading(request.member.organisation_id):
        return contacts.get_contact(member=request.member, contact_id=_id(text))


def _found(member: Member, who: str) -> list[tuple[Contact, str]]:
    """Find contacts by name or number, each with how they are reached."""
    query = contacts.ContactQuery(words=who)
    page = contacts.list_contacts(member=member, query=query)
    return [
        (row, ", ".join(one.value for one in page.addresses.get(row.pk, ())[:2]))
        for row in page.contacts[:MOST_FOUND]
    ]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise errors.NoSuchSite from None


def _role(text: str) -> SiteRole:
    return SiteRole(text) if text in set(SiteRole.values) else SiteRole.OWNER


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(_("This day cannot be read. Write it like 2026-07-02.")) from None
