"""Booking on a firm's own website: what its owner pastes there."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import AllowedSite
from accounts.pages import Choice
from scheduling.models import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words to paste, and what they do."""

    key: str
    title: str
    detail: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A website that may show the pages."""

    id: UUID
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """The settings of booking on websites; `look_url` is shown as a visitor of the website sees it."""

    sites: tuple[SiteRow, ...]
    choices: tuple[Choice, ...]
    snippets: tuple[Snippet, ...]
    look_url: str
    look_words: str


def embed_page(
    sites: Sequence[AllowedSite], services: Sequence[Service], *, slug: str, chosen: str
) -> EmbedPage:
    """Show which sites may, and the snippets for everything that can be booked or for the `chosen` service."""
    here = reverse("scheduling:book", kwargs={"slug": slug})
    named = next((row for row in services if row.slug == chosen), None)
    if named is not None:
        here = reverse("scheduling:book_times", kwargs={"slug": slug, "service": named.slug})
    return EmbedPage(
        sites=tuple(SiteRow(id=row.pk, origin=row.origin) for row in sites),
        choices=(
            Choice(value="", label=_("Everything that can be booked"), is_current=named is None),
            *(Choice(value=row.slug, label=row.name, is_current=row == named) for row in services),
        ),
        snippets=_snippets(urljoin(settings.PUBLIC_URL, here)),
        look_url=here,
        look_words=_("Book a time"),
    )


def _snippets(address: str) -> tuple[Snippet, ...]:
    # The lasting address of the script: pasted once, it stays for years.
    script = escape(urljoin(settings.PUBLIC_URL, f"{settings.STATIC_URL}js/embed.js"))
    address, words = escape(address), escape(_("Book a time"))
    load = f'<script src="{script}" defer></script>'
    return (
        Snippet(
            key="inline",
            title=_("In the page"),
            detail=_("The whole booking stands in your page and grows with it."),
            code=f'<div data-portico-inline><a href="{address}">{words}</a></div>\n{load}',
        ),
        Snippet(
            key="popup",
            title=_("A link that opens it"),
            detail=_("A link of yours opens the booking above the page. Give the link any look and words."),
            code=f'<a data-portico-popup href="{address}">{words}</a>\n{load}',
        ),
        Snippet(
            key="button",
            title=_("A button in the corner"),
            detail=_("A button stays in the corner of every page that has this line."),
            code=f'<script src="{script}" data-button="{address}" data-label="{words}" defer></script>',
        ),
    )
