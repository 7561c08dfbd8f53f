"""The web chat's settings: open or closed, how it greets, what to paste on the firm's site."""

from html import escape
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations.forms.chat import ChatForm
from conversations.selectors import chat as selectors
from conversations.services import chat as services
from core import clock
from core.transactions import reading


@require_http_methods(["GET", "POST"])
@member_required
def chat_settings(request: MemberRequest) -> HttpResponse:
    """Show how the chat greets; owners change it."""
    if request.method != "POST":
        return _page(request, ChatForm(initial=_initial(request)))
    policies.check_can_administer(request.member)
    form = ChatForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    is_open = form.cleaned_data["is_open"]
    services.set_chat(by=request.member, words=form.words(), is_open=is_open, now=clock.now())
    messages.success(request, _("The chat is open.") if is_open else _("The chat is closed."))
    return redirect("receptionist:chat_settings")


def _initial(request: MemberRequest) -> dict[str, object]:
    with reading(request.member.organisation_id):
        widget = selectors.find_widget(organisation=request.member.organisation, is_open=False)
    if widget is None:
        return {}
    words = {key: getattr(widget, key) for key in ("greeting", "greeting_es", "away", "away_es")}
    return {"is_open": widget.line.is_active, **words}


def _page(request: MemberRequest, form: ChatForm, *, status: int = 200) -> HttpResponse:
    path = reverse("receptionist:chat", kwargs={"slug": request.member.organisation.slug})
    address = urljoin(settings.PUBLIC_URL, path)
    script = urljoin(settings.PUBLIC_URL, f"{settings.STATIC_URL}js/chat.js")
    label = escape(_("Chat with us"))
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("chat", request.member),
        "form": form,
        "address": address,
        "path": path,
        "is_open": bool(_initial(request).get("is_open")),
        "snippet": f'<script src="{escape(script)}" data-chat="{escape(address)}" data-label="{label}" defer></script>',
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "receptionist/chat_settings.html", context, status=status)
