"""A member writes to somebody first: finds them, or types a number or e-mail address, and writes."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, status_of, writer_required
from accounts.presenters import shell
from contacts.domain.addresses import Address, AddressInvalid, normalise
from conversations import errors, forms, services
from conversations.models import Entry
from conversations.pages.starting import FirstMessage
from conversations.presenters.starting import TypedFirst, first_message, write_page
from conversations.selectors import starting
from conversations.services.starting import LINES
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.ids import new_id
from core.transactions import reading

LONGEST_WORDS = 100
SOURCE = "Portico"


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def write(request: MemberRequest) -> HttpResponse:
    """Show who fits what was typed, or the message to whom was chosen; send it. What is refused keeps every word."""
    if request.method == "GET":
        return _page(request, request.GET, TypedFirst())
    said = request.POST
    typed = TypedFirst(
        text=said.get("text", ""),
        subject=said.get("subject", ""),
        name=said.get("name", "").replace("\x00", ""),
        line_id=forms.identifier(said.get("line", "")),
    )
    if "switch" in said:
        return _page(request, said, typed, address_id=forms.identifier(said["switch"]))
    try:
        entry = _send(request, said, typed)
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        sentence = str(refusal.sentence)
        tells = isinstance(refusal, errors.HealthDetail)
        stopped = replace(typed, error="" if tells else sentence, tells=sentence if tells else "")
        return _page(request, said, stopped, status=status_of(refusal))
    return redirect("conversations:conversation", entry.conversation_id)


def _send(request: MemberRequest, said: QueryDict, typed: TypedFirst) -> Entry:
    if typed.line_id is None:
        raise errors.NoLineToText
    words = services.FirstWords(
        line_id=typed.line_id,
        text=typed.text,
        subject=typed.subject,
        client_ref=said.get("client_ref", ""),
        health_reason=said.get("health_reason", ""),
    )
    member, contact_id = request.member, forms.identifier(said.get("contact", ""))
    if contact_id is not None:
        address_id = forms.identifier(said.get("address", ""))
        if address_id is None:
            raise NotFound
        return services.start_conversation(
            by=member, contact_id=contact_id, address_id=address_id, words=words, now=clock.now()
        )
    address = _typed_address(request, said.get("to", ""))
    if address is None:
        raise NotFound
    return services.write_to(
        by=member, address=address, words=words, name=typed.name, source=SOURCE, now=clock.now()
    )


def _page(
    request: MemberRequest,
    said: QueryDict,
    typed: TypedFirst,
    *,
    address_id: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    member = request.member
    words = " ".join(said.get("q", "").replace("\x00", "").split())[:LONGEST_WORDS]
    with reading(member.organisation_id):
        message = _message(request, said, typed, address_id)
        found = starting.find_people(member=member, words=words) if words and message is None else None
        frame = shell(request, current="inbox")
    known = {row.value for rows in found.addresses.values() for row in rows} if found else set()
    stranger = _typed_address(request, words) if words else None
    if stranger is not None and stranger.value in known:
        stranger = None
    page = write_page(words=words, found=found, stranger=stranger, message=message)
    if request.htmx and request.htmx.target == "found":
        return render(request, "conversations/_write_found.html", {"page": page})
    return render(request, "conversations/write.html", {"shell": frame, "page": page}, status=status)


def _message(
    request: MemberRequest, said: QueryDict, typed: TypedFirst, address_id: UUID | None
) -> FirstMessage | None:
    """Print the box for whom the address of the page names; None while nobody is chosen."""
    member, contact_id = request.member, forms.identifier(said.get("contact", ""))
    chosen = None
    if contact_id is not None:
        wanted = address_id or forms.identifier(said.get("address", ""))
        chosen = starting.choose_contact(member=member, contact_id=contact_id, address_id=wanted)
    elif (address := _typed_address(request, said.get("to", ""))) is not None:
        chosen = starting.choose_address(member=member, address=address)
    if chosen is None:
        return None
    # Sent twice by a hurried hand it stays one message; after a refusal it is the same message still.
    client_ref = forms.identifier(said.get("client_ref", "")) or new_id()
    return first_message(chosen, by=member, client_ref=client_ref, typed=typed)


def _typed_address(request: MemberRequest, text: str) -> Address | None:
    """Read a whole number or e-mail address; None for anything else, a name for instance."""
    try:
        address = normalise(text[: LONGEST_WORDS * 3], region=request.member.organisation.country)
    except AddressInvalid:
        return None
    return address if address.kind in LINES else None
