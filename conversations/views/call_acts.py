"""What a member does on the call they are on, and placing one; each answers with the member's fresh dock."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from conversations import errors, forms, presenters, selectors
from conversations.domain.calling_out import read_anyway
from conversations.models import Call
from conversations.pages import CallAnyway
from conversations.services import calls
from core import clock
from core.errors import Conflict, NotAllowed, NotFound, Refused
from core.transactions import reading

Act = Callable[[MemberRequest, UUID], Call]


@require_POST
@writer_required
def act(request: MemberRequest, call_id: UUID, name: str) -> HttpResponse:
    """Do something on a call."""
    chosen = ACTS.get(name)
    if chosen is None:
        raise Http404
    return _answer(request, lambda: chosen(request, call_id), call_id=call_id)


@require_POST
@writer_required
def place(request: MemberRequest) -> HttpResponse:
    """Ring the member, then the conversation's person or a contact's number; pressed twice it is one call.

    What forbids the call is said beside a form for the reason to place it all the same, where one would do.
    """
    data = request.POST

    def ring() -> Call:
        return calls.place_call(
            by=request.member,
            conversation_id=forms.identifier(data.get("conversation", "")),
            address_id=forms.identifier(data.get("address", "")),
            line_id=forms.identifier(data.get("line", "")),
            client_ref=forms.identifier(data.get("client_ref", "")),
            anyway=read_anyway(data.get("anyway", ""), data.get("words", "")),
            now=clock.now(),
        )

    try:
        return _answer(request, ring)
    except (errors.MayNotCall, errors.ReasonMissing) as refusal:
        if not request.htmx:
            raise
        return _not_placed(request, refusal)


@require_GET
@never_cache
@member_required
def dock(request: MemberRequest) -> HttpResponse:
    """Show what the member's telephone does."""
    return _dock(request)


def _answer(request: MemberRequest, work: Callable[[], Call], *, call_id: UUID | None = None) -> HttpResponse:
    try:
        call = work()
    except (NotFound, NotAllowed, errors.MayNotCall, errors.ReasonMissing):
        raise
    except (Conflict, Refused) as refusal:
        if not request.htmx:
            raise
        return _dock(request, error=str(refusal.sentence), status=status_of(refusal))
    return _dock(request) if request.htmx else redirect("conversations:call", call_id or call.pk)


def _not_placed(request: MemberRequest, refusal: Refused) -> HttpResponse:
    reader = presenters.reader_of(request.member, now=clock.now())
    status = status_of(refusal)
    if isinstance(refusal, errors.MayNotCall):
        sentence = presenters.not_placed(refusal, reader=reader)
        if not refusal.may_insist:
            return _dock(request, error=sentence, status=status)
        form = presenters.call_anyway(sentence, request.POST.dict())
    else:
        form = presenters.call_anyway("", request.POST.dict(), error=str(refusal.sentence))
    return _dock(request, anyway=form, status=status)


def _dock(
    request: MemberRequest, *, error: str = "", anyway: CallAnyway | None = None, status: int = 200
) -> HttpResponse:
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        source = selectors.get_dock(member=member, now=now)
        lines = presenters.dock_lines(source)
    reader = presenters.reader_of(member, now=now)
    page = presenters.dock(source, reader=reader, lines=lines, error=error, anyway=anyway)
    return render(request, "conversations/_dock.html", {"dock": page}, status=status)


def _plain(service: Callable[..., Call]) -> Act:
    return lambda request, call_id: service(by=request.member, call_id=call_id, now=clock.now())


def _to(service: Callable[..., Call]) -> Act:
    """Ring a colleague or a number into the call; a colleague goes before a number."""

    def ring(request: MemberRequest, call_id: UUID) -> Call:
        member, number = request.POST.get("to_member", ""), request.POST.get("to_number", "")
        chosen = forms.identifier(member)
        if chosen is None and not number.strip():
            raise errors.NobodyChosen
        return service(
            by=request.member, call_id=call_id, to_member=chosen, to_number=number[:40], now=clock.now()
        )

    return ring


def _mute(request: MemberRequest, call_id: UUID) -> Call:
    is_muted = request.POST.get("on") == "1"
    return calls.mute_call(by=request.member, call_id=call_id, is_muted=is_muted, now=clock.now())


def _keys(request: MemberRequest, call_id: UUID) -> Call:
    digits = request.POST.get("digits", "")
    return calls.press_keys(by=request.member, call_id=call_id, digits=digits, now=clock.now())


def _recording(request: MemberRequest, call_id: UUID) -> Call:
    service = calls.resume_recording if request.POST.get("on") == "1" else calls.pause_recording
    return service(by=request.member, call_id=call_id, now=clock.now())


def _monitor(request: MemberRequest, call_id: UUID) -> Call:
    mode = request.POST.get("mode", "LISTEN")
    return calls.monitor_call(by=request.member, call_id=call_id, mode=mode, now=clock.now())


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        **{name: _plain(service) for name, service in calls.ACTS.items()},
        "mute": _mute,
        "keys": _keys,
        "consult": _to(calls.consult),
        "transfer": _to(calls.transfer_call),
        "add": _to(calls.add_to_call),
        "recording": _recording,
        "monitor": _monitor,
    }
)
