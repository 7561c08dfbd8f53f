"""A callback at a time: from a conversation, a call, a task, a contact's page."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import selectors as accounts
from accounts.access import MemberRequest, status_of, writer_required
from accounts.models import Member
from accounts.presenters import shell
from contacts.models import Contact, ContactAddress
from contacts.selectors import seen_by
from conversations.models import Conversation
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from scheduling.errors import BadBooking
from scheduling.forms.calendar import back_url, identifier, read_minutes, read_start, with_open
from scheduling.presenters import callbacks as pages
from scheduling.services.callbacks import LENGTHS, CallBack, book_callback


@require_http_methods(["GET", "POST"])
@writer_required
def callback_new(request: MemberRequest) -> HttpResponse:
    """Ask when to call whom, and put it into the calendar of who calls."""
    member, data = request.member, request.POST
    if request.method == "GET":
        return _form(request)
    reader = reader_of(member, now=clock.now())
    try:
        contact_id, caller_id = identifier(data.get("contact", "")), identifier(data.get("member", ""))
        if contact_id is None:
            raise BadBooking(
                _("Choose whom to call: open the form beside their conversation or on their page.")
            )
        row = book_callback(
            by=member,
            wanted=CallBack(
                contact_id=contact_id,
                member_id=caller_id or member.pk,
                starts_at=read_start(data, reader.zone),
                minutes=read_minutes(data.get("minutes", "")) or LENGTHS[0],
                number=data.get("number", "")[:20],
                note=data.get("note", ""),
                conversation_id=identifier(data.get("conversation", "")),
                client_ref=data.get("ref", "")[:80],
                overrule=data.get("overrule") == "1",
            ),
            now=reader.now,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _form(request, refusal=refusal)
    messages.success(
        request,
        _("The callback is in the calendar, %(when)s.")
        % {"when": moment_label(row.starts_at, reader=reader)},
    )
    return redirect(with_open(back_url(data), row.pk))


def _form(request: MemberRequest, *, refusal: Refused | None = None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else request.GET
    member = request.member
    with reading(member.organisation_id):
        found = _gather(
            member,
            contact_id=identifier(typed.get("contact", "")),
            conversation_id=identifier(typed.get("conversation", "")),
        )
    page = pages.callback_form(
        found,
        typed.dict(),
        member=member,
        reader=reader_of(member, now=clock.now()),
        back=back_url(typed),
        ref=typed.get("ref", "")[:80] or str(uuid4()),
        refusal=refusal,
    )
    context = {"shell": shell(request, current="calendar"), "page": page}
    status = max(status_of(refusal), 409) if refusal else 200
    return render(request, "scheduling/callback_new.html", context, status=status)


def _gather(member: Member, *, contact_id: UUID | None, conversation_id: UUID | None) -> pages.CallbackRows:
    organisation_id = member.organisation_id
    people = seen_by(Contact.objects.of(organisation_id), member)
    contact = people.filter(pk=contact_id).first() if contact_id else None
    talks = Conversation.objects.of(organisation_id).filter(contact=contact) if contact else None
    talk = talks.filter(pk=conversation_id).first() if talks is not None and conversation_id else None
    numbers: list[str] = []
    if contact is not None:
        rows = ContactAddress.objects.of(organisation_id).filter(contact=contact, kind="PHONE").order_by("pk")
        numbers = list(rows.values_list("value", flat=True))
    if talk is not None and talk.party_kind == "PHONE":
        numbers = [talk.party_value, *(one for one in numbers if one != talk.party_value)]
    return pages.CallbackRows(
        contact=contact,
        numbers=numbers,
        members=accounts.list_members(organisation_id=organisation_id),
        owner_id=talk.owner_id if talk else None,
    )
