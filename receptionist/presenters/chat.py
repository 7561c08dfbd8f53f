"""The chat in the visitor's words and on the firm's clock."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Industry, Organisation
from accounts.pages import Link
from conversations.models import ChatWidget, Conversation, Entry, EntryKind
from conversations.selectors.chat import Chat
from intake.pages.filling import AlarmView
from intake.presenters.forms.alarm import alarm_of
from intake.selectors.flags import own_phrases
from intake.services.forms.uploading import DOCUMENTS, PICTURES
from receptionist.pages import ChatLine, ChatRoom, ChatStart, TextWay

ALARMED_FOR = timedelta(days=1)


def start(
    organisation: Organisation,
    widget: ChatWidget,
    *,
    is_open: bool,
    post_url: str,
    name: str = "",
    text: str = "",
    problem: str = "",
) -> ChatStart:
    """Build the page before the first word; what was typed is kept when it could not be taken."""
    return ChatStart(
        title=_("Write to %(firm)s") % {"firm": organisation.name},
        greeting=_in_language(widget.greeting, widget.greeting_es) or _("Hello. What can we do for you?"),
        away="" if is_open else away(widget),
        notice=_notice(organisation),
        post_url=post_url,
        home_key=organisation.slug,
        ref=str(uuid4()),
        name=name,
        text=text,
        problem=problem,
    )


def room(
    organisation: Organisation,
    widget: ChatWidget | None,
    chat: Chat,
    *,
    is_open: bool,
    post_url: str,
    news_url: str,
    start_url: str,
    text: str = "",
    problem: str = "",
    alarm: AlarmView | None = None,
    typing_url: str = "",
    is_written: bool = False,
    by_text: TextWay | None = None,
) -> ChatRoom:
    """Build the chat; once the firm has closed it, it can be read and not written in."""
    return ChatRoom(
        title=_("Chat with %(firm)s") % {"firm": organisation.name},
        lines=tuple(_line(row, organisation, room_url=post_url) for row in chat.entries),
        count=chat.count,
        post_url=post_url,
        news_url=news_url,
        home_key=organisation.slug,
        ref=str(uuid4()),
        anew=Link(label=_("Begin anew"), url=start_url),
        away=away(widget) if widget is not None and not is_open else "",
        text=text,
        problem=problem,
        alarm=alarm,
        typing_url=typing_url,
        writing=_("%(firm)s is writing…") % {"firm": organisation.name} if is_written else "",
        accept=",".join((*PICTURES, *sorted(DOCUMENTS))),
        by_text=by_text,
        is_open=widget is not None,
    )


def alarm(organisation: Organisation, chat: Chat, *, now: datetime) -> AlarmView | None:
    """Say whom to call, where a visitor of a clinic described an emergency within a day; called in `reading`."""
    since = now - ALARMED_FOR
    theirs = (row for row in chat.entries if row.kind == EntryKind.MESSAGE_IN and row.occurred_at > since)
    return alarm_of(
        (row.text for row in theirs),
        is_clinic=organisation.industry == Industry.CLINIC,
        country=organisation.country,
        own=own_phrases(organisation_id=organisation.pk),
    )


def text_way(
    organisation: Organisation, conversation: Conversation | None, typed: TextWay | None, *, url: str
) -> TextWay | None:
    """Print the way to go on by text: asked for, confirmed, or done; None before anything was written."""
    if conversation is None:
        return None
    if conversation.party_kind == "PHONE":
        end = conversation.party_value[-4:]
        return TextWay(
            url=url, done=_("We answer by text too, to the number that ends in %(end)s.") % {"end": end}
        )
    notice = _(
        "%(firm)s texts you a code, then answers to this number. Message rates may apply. STOP ends it."
    )
    return replace(typed or TextWay(url=url), url=url, notice=notice % {"firm": organisation.name})


def code_hint(number: str) -> str:
    """Say where the code went."""
    return _("Six digits, in a text to the number that ends in %(end)s.") % {"end": number[-4:]}


def away(widget: ChatWidget) -> str:
    """Say that nobody is there now, in the firm's words if it has some."""
    own = _in_language(widget.away, widget.away_es)
    return own or _(
        "We are closed now. Write to us all the same: we read it when we are back, and answer here."
    )


def _in_language(english: str, spanish: str) -> str:
    """Give the words of the language in force, the other's where they are all there are."""
    first, second = (spanish, english) if (get_language() or "en").startswith("es") else (english, spanish)
    return first or second


def _notice(organisation: Organisation) -> str:
    read_by = _("%(firm)s keeps what you write here; its team reads it.") % {"firm": organisation.name}
    more = {
        Industry.LAW: _(
            "Writing here does not make you a client. Please do not send facts of your case yet: names first."
        ),
        Industry.CLINIC: _("Please write nothing about your health here. In an emergency call 911."),
    }.get(Industry(organisation.industry), _("In an emergency call 911."))
    return f"{read_by} {more}"


def _line(row: Entry, organisation: Organisation, *, room_url: str) -> ChatLine:
    is_theirs = row.kind == EntryKind.MESSAGE_IN
    return ChatLine(
        key=str(row.pk),
        who="" if is_theirs else _author(row, organisation),
        text=row.text,
        at=_clock(row.occurred_at, organisation),
        at_iso=row.occurred_at.isoformat(),
        is_theirs=is_theirs,
        is_automatic=not is_theirs and row.is_automatic,
        files=tuple(
            Link(label=str(item.get("name") or _("File")), url=_file_url(room_url, row, number))
            for number, item in enumerate(row.media)
            if item.get("path")
        ),
    )


def _file_url(room_url: str, row: Entry, number: int) -> str:
    path, mark, query = room_url.partition("?")
    return f"{path}files/{row.pk}/{number}/{mark}{query}"


def _author(row: Entry, organisation: Organisation) -> str:
    if row.is_automatic or row.author is None:
        return _("Automated assistant")
    return row.author.name.split()[0] if row.author.name.split() else organisation.name


def _clock(at: datetime, organisation: Organisation) -> str:
    return date_format(at.astimezone(ZoneInfo(organisation.time_zone)), "H:i")
