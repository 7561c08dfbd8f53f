"""Turns the request's member into the frame and the shell around every page."""

from contextlib import nullcontext
from datetime import datetime
from typing import TypedDict
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.messages import constants, get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import policies, ports
from accounts.models import Member
from accounts.pages import Choice, DockPlace, Door, Flash, Frame, Link, NavItem, Shell
from core import clock
from core.transactions import current_organisation, reading

TINTS = 5


class FrameFields(TypedDict):
    """What `Frame` and `Shell` have in common."""

    language: str
    theme: str
    hue: int
    organisation_name: str
    home_url: str
    language_url: str
    languages: tuple[Choice, ...]
    messages: tuple[Flash, ...]
    version: str
    demo: bool


THEMES = ("light", "dark")
NATIVE = (("en", "English"), ("es", "Español"))
LEVELS = {
    constants.SUCCESS: "ok",
    constants.WARNING: "warn",
    constants.ERROR: "danger",
}


def shell(request: HttpRequest, *, current: str, known: ports.Figures | None = None) -> Shell:
    """Build what surrounds a staff page; `current` is the key of its place on the rail.

    Counts that are not `known` are asked in the caller's `reading` if one is open, else in one of its own.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    with nullcontext() if current_organisation() else reading(member.organisation_id):
        door = known.door if known else ports.door(member)
        counts = dict(known.counts) if known else {}
        for place in ports.places(member):
            if place.count and place.key not in counts:
                counts[place.key] = place.count(member)
        head = ports.head(member, clock.now(), is_headed=known.is_headed if known else None)
        docked = ports.dock(member, clock.now(), is_docked=known is None or known.is_docked)
    return Shell(
        **_frame_fields(request),
        member_id=str(member.pk),
        member_name=member.name,
        initials=initials(member.name),
        tint=tint(member.pk),
        role_label=member.get_role_display(),
        nav=tuple(
            _nav_item(place, counts.get(place.key, 0), member=member, current=current)
            for place in ports.places(member)
        ),
        door=_door(door),
        sockets_url=sockets_url(request),
        search_url=_named(ports.search_url_name()),
        logout_url=reverse("account_logout"),
        switch_url=reverse("accounts:switch"),
        profile_url=reverse("accounts:profile"),
        security_url=reverse("mfa_index"),
        sessions_url=reverse("usersessions_list"),
        settings_url=reverse("accounts:settings"),
        organisations=_organisations(request, member),
        demo_links=_demo_links(),
        dock=DockPlace(template=docked.template, page=docked.page) if docked else None,
        head=DockPlace(template=head.template, page=head.page) if head else None,
        shortcuts_on=request.COOKIES.get("shortcuts") != "off",
        can_write=policies.can_write(member),
    )


def frame(request: HttpRequest) -> Frame:
    """Build what a page without the shell needs."""
    return Frame(**_frame_fields(request))


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Offer `frame`, and to members `member_shell`, to every template: a context processor.

    Both are lazy, so that fragments neither consume messages nor ask for counts. The second is for pages that are
    not ours to call `shell` in; what a processor offers overrides what a view passes, hence its own name.
    """
    is_member = getattr(request, "member", None) is not None
    return {
        "frame": SimpleLazyObject(lambda: frame(request)),
        "member_shell": SimpleLazyObject(lambda: shell(request, current="settings")) if is_member else None,
    }


def initials(name: str) -> str:
    """Shorten a name to one or two capital letters, `?` when it has none."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))).upper() or "?"


def tint(key: UUID) -> int:
    """Choose the colour, from 1, that marks this person everywhere."""
    return key.int % TINTS + 1


def count_label(count: int) -> str:
    """Write a count exact to 99, then 99+; nothing for zero."""
    return "" if count <= 0 else str(count) if count < 100 else "99+"


def age_label(since: datetime, *, now: datetime) -> str:
    """Write how long ago `since` was, in the largest unit that fits: 40 s, 12 min, 3 h, 2 d."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < 60:
        return _("%(count)d s") % {"count": seconds}
    if seconds < 3600:
        return _("%(count)d min") % {"count": seconds // 60}
    if seconds < 86_400:
        return _("%(count)d h") % {"count": seconds // 3600}
    return ngettext("%(count)d day", "%(count)d days", seconds // 86_400) % {"count": seconds // 86_400}


def sockets_url(request: HttpRequest) -> str:
    """Return the address of the live screens: configured, else the page's host on the sockets' port."""
    if settings.SOCKETS_URL:
        return str(settings.SOCKETS_URL)
    host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    name = f"[{host}]" if ":" in host else host
    return f"{'wss' if request.is_secure() else 'ws'}://{name}:{settings.SOCKETS_PORT}{ports.SOCKETS_PATH}"


def _frame_fields(request: HttpRequest) -> FrameFields:
    member: Member | None = getattr(request, "member", None)
    language = translation.get_language() or "en"
    theme = request.COOKIES.get("theme", "")
    return {
        "language": language,
        "theme": theme if theme in THEMES else "",
        "hue": member.organisation.hue if member else 262,
        "organisation_name": member.organisation.name if member else "",
        "home_url": str(settings.LOGIN_REDIRECT_URL),
        "language_url": reverse("accounts:language"),
        "languages": tuple(
            Choice(value=code, label=name, is_current=language.startswith(code)) for code, name in NATIVE
        ),
        "messages": tuple(_flashes(request)),
        "version": getattr(settings, "VERSION", ""),
        "demo": settings.DEMO,
    }


def _flashes(request: HttpRequest) -> list[Flash]:
    flashes = []
    for message in get_messages(request):
        url, _space, label = (message.extra_tags or "").partition(" ")
        level = LEVELS.get(message.level or 0, "info")
        linked = url.startswith("/") and label
        flashes.append(
            Flash(
                text=str(message.message),
                level=level,
                url=url if linked else "",
                link_label=label if linked else "",
            )
        )
    return flashes


def _nav_item(place: ports.NavPlace, count: int, *, member: Member, current: str) -> NavItem:
    on_phone = place.on_phone
    return NavItem(
        key=place.key,
        label=str(place.label),
        url=reverse(place.url_name),
        icon=place.icon,
        count=count_label(count),
        is_current=place.key == current,
        on_phone=on_phone if isinstance(on_phone, bool) else on_phone(member),
    )


def _door(figures: ports.Door) -> Door:
    since = figures.longest_since
    return Door(
        waiting=figures.waiting,
        url=_named(ports.door_url_name()),
        longest_since=since.isoformat() if since else "",
        longest_label=age_label(since, now=clock.now()) if since else "",
    )


def _organisations(request: HttpRequest, member: Member) -> tuple[Choice, ...]:
    memberships: list[Member] = request.memberships  # type: ignore[attr-defined]
    return tuple(
        Choice(
            value=str(other.organisation_id),
            label=other.organisation.name,
            is_current=other.organisation_id == member.organisation_id,
        )
        for other in memberships
    )


def _demo_links() -> tuple[Link, ...]:
    if not settings.DEMO:
        return ()
    return tuple(Link(label=str(label), url=reverse(name)) for label, name in ports.demo_links())


def _named(url_name: str) -> str:
    return reverse(url_name) if url_name else str(settings.LOGIN_REDIRECT_URL)
