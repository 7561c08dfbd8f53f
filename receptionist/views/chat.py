"""The web chat as its visitors use it: no account, no cookie, and no script needed; a secret address is the key."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import selectors as accounts
from conversations import errors, hints
from conversations.models import ChatWidget
from conversations.selectors import chat as selectors
from conversations.selectors.chat import Chat
from conversations.services.receive import NoSuchLine
from core.errors import Refused
from core.secrets import Undecryptable, seal, unseal
from core.transactions import reading
from intake.errors import UploadRefused
from receptionist.pages import ChatRoom, TextWay
from receptionist.presenters import chat as present
from receptionist.services import files
from scheduling.errors import LinkBroken
from scheduling.services import abuse
from scheduling.views.public.house import Visit, frame, public

CHATS = abuse.Limit("chat", 30, 3600)
MESSAGES = abuse.Limit("chat-message", 90, 600)


@require_http_methods(["GET", "POST"])
@public
def start(visit: Visit) -> HttpResponse:
    """Greet; the first message opens the chat at an address of its own."""
    widget = _widget(visit)
    if widget is None:
        raise Http404
    said = visit.request.POST
    if visit.request.method == "GET":
        return _start(visit, widget)
    visitor = uuid4()
    try:
        if visit.visitor:
            abuse.count(CHATS, visit.organisation.pk, visit.visitor)
        _write(visit, visitor)
    except (errors.TextEmpty, errors.TextTooLong) as refusal:
        typed = {"name": said.get("name", ""), "text": said.get("text", "")}
        return _start(visit, widget, problem=str(refusal.sentence), status=422, **typed)
    token = seal(f"chat:{visit.organisation.pk}:{visitor}")
    return HttpResponseRedirect(_path(visit, "chat_room", token=token))


@require_http_methods(["GET", "POST"])
@public
def room(visit: Visit, token: str) -> HttpResponse:
    """Show the chat and take what is written in it."""
    visitor = visitor_of(visit, token)
    if visit.request.method == "GET":
        return room_page(visit, token, visitor)
    try:
        abuse.count(MESSAGES, visit.organisation.pk, abuse.hashed(str(visitor)))
        _write(visit, visitor)
    except (errors.TextEmpty, errors.TextTooLong, UploadRefused, NoSuchLine) as refusal:
        typed = visit.request.POST.get("text", "")
        return room_page(visit, token, visitor, text=typed, problem=_sentence(refusal), status=422)
    if _wants_fragment(visit.request):
        return room_page(visit, token, visitor)
    return HttpResponseRedirect(_path(visit, "chat_room", token=token))


@require_GET
@public
def news(visit: Visit, token: str) -> HttpResponse:
    """Give the messages anew when there are more than the page shows, else nothing."""
    visitor = visitor_of(visit, token)
    with reading(visit.organisation):
        count = selectors.count_messages(organisation=visit.organisation, visitor=visitor)
        shown = visit.request.GET.get("count"), visit.request.GET.get("writing", "0")
        if shown == (str(count), str(int(_is_written(visit, visitor)))):
            return HttpResponse(status=204)
        chat = selectors.get_chat(organisation=visit.organisation, visitor=visitor)
    page = _page(visit, token, visitor, chat)
    return HttpResponse(render_to_string("receptionist/_chat_log.html", {"page": page}))


def _widget(visit: Visit) -> ChatWidget | None:
    with reading(visit.organisation):
        return selectors.find_widget(organisation=visit.organisation)


def visitor_of(visit: Visit, token: str) -> UUID:
    """Read the secret of the address.

    Raises:
        LinkBroken: it is not ours, or another firm's.
    """
    try:
        kind, organisation_id, visitor = unseal(token).split(":")
        read = UUID(visitor)
    except (Undecryptable, ValueError) as error:
        raise LinkBroken from error
    if (kind, organisation_id) != ("chat", str(visit.organisation.pk)):
        raise LinkBroken
    return read


def _write(visit: Visit, visitor: UUID) -> None:
    said = visit.request.POST
    try:
        ref = UUID(said.get("ref", ""))
    except ValueError:
        ref = uuid4()
    files.write(
        organisation=visit.organisation,
        visitor=visitor,
        ref=ref,
        text=said.get("text", ""),
        name=said.get("name", "").replace("\x00", ""),
        file=visit.request.FILES.get("file"),
        now=visit.now,
    )


def _is_open(visit: Visit, widget: ChatWidget) -> bool:
    with reading(visit.organisation):
        return accounts.get_calendar(widget.line.location, now=visit.now).open_at(visit.now)


def _start(visit: Visit, widget: ChatWidget, *, status: int = 200, **typed: str) -> HttpResponse:
    page = present.start(
        visit.organisation,
        widget,
        is_open=_is_open(visit, widget),
        post_url=_path(visit, "chat"),
        **typed,
    )
    context = {"frame": frame(visit), "page": page}
    return HttpResponse(render_to_string("receptionist/chat_start.html", context), status=status)


def room_page(
    visit: Visit,
    token: str,
    visitor: UUID,
    *,
    text: str = "",
    problem: str = "",
    by_text: TextWay | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the chat, whole or the fragment a script asked for."""
    with reading(visit.organisation):
        chat = selectors.get_chat(organisation=visit.organisation, visitor=visitor)
    page = _page(visit, token, visitor, chat, text=text, problem=problem, by_text=by_text)
    if _wants_fragment(visit.request):
        # Answers that htmx drops for their status would leave the visitor without the reason.
        context = {"page": page, "is_answer": visit.request.method == "POST"}
        return HttpResponse(render_to_string("receptionist/_chat.html", context))
    context = {"frame": frame(visit), "page": page, "is_answer": False}
    return HttpResponse(render_to_string("receptionist/chat.html", context), status=status)


def _page(
    visit: Visit,
    token: str,
    visitor: UUID,
    chat: Chat,
    *,
    text: str = "",
    problem: str = "",
    by_text: TextWay | None = None,
) -> ChatRoom:
    widget = _widget(visit)
    with reading(visit.organisation):
        alarm = present.alarm(visit.organisation, chat, now=visit.now)
        found = selectors.find_conversation(organisation=visit.organisation, visitor=visitor)
        is_written = _is_written(visit, visitor)
    news = _path(visit, "chat_news", token=token)
    return present.room(
        visit.organisation,
        widget,
        chat,
        is_open=widget is not None and _is_open(visit, widget),
        post_url=_path(visit, "chat_room", token=token),
        news_url=f"{news}{'&' if '?' in news else '?'}count={chat.count}&writing={int(is_written)}",
        start_url=_path(visit, "chat"),
        text=text,
        problem=problem,
        alarm=alarm,
        typing_url=_path(visit, "chat_typing", token=token),
        is_written=is_written,
        by_text=present.text_way(
            visit.organisation, found, by_text, url=_path(visit, "chat_by_text", token=token)
        ),
    )


def _is_written(visit: Visit, visitor: UUID) -> bool:
    """Say whether somebody of the firm is writing an answer; called in `reading`."""
    row = selectors.find_conversation(organisation=visit.organisation, visitor=visitor)
    return row is not None and hints.is_written(visit.organisation.pk, row.pk)


def _wants_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _sentence(refusal: Refused) -> str:
    if isinstance(refusal, NoSuchLine):
        return str(errors.NoWayToChat.sentence)
    return str(refusal.sentence)


def _path(visit: Visit, name: str, **keys: object) -> str:
    return visit.way.onward(reverse(f"receptionist:{name}", kwargs={"slug": visit.organisation.slug, **keys}))
