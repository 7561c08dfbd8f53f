"""Reading a firm's own website for questions it answers there: shown to the owner, taken only when they say so."""

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.fetching import Refusal, guarded, refusal_of
from receptionist.domain.website import Found, Page, read_html, read_text, same_question

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECONDS: Final = 5.0
MOST_BYTES: Final = 2_000_000
# The page that was named, and two of its links that are about questions.
MOST_PAGES: Final = 3
_READ: Final = ("text/html", "application/xhtml+xml", "text/plain", "")
_WHY: Final[dict[Refusal, "StrOrPromise"]] = {
    Refusal.BAD_ADDRESS: _("This is no address of a website. Write it like www.example.com."),
    Refusal.NO_SUCH_HOST: _("There is no website with this name."),
    Refusal.PRIVATE_ADDRESS: _("This address is inside a private network; only public websites are read."),
    Refusal.TOO_SLOW: _("The website takes too long to answer. Paste the questions instead."),
    Refusal.TOO_LARGE: _("The page is too large. Paste the questions instead."),
    Refusal.UNTRUSTED: _("The website's certificate cannot be trusted."),
}


class SiteNotRead(Refused):
    """Nothing was read; the sentence says why."""

    sentence = _("The website does not answer. Paste the questions instead.")


def read_site(typed: str) -> tuple[Found, ...]:
    """Fetch a page, and where it asks nothing the pages it calls its questions; call outside any transaction.

    Raises:
        SiteNotRead: it is no public website, does not answer, or is no page.
    """
    address = _address(typed)
    first = _page(address)
    found = list(first.found)
    for link in first.links[: MOST_PAGES - 1]:
        try:
            more = _page(link).found
        except SiteNotRead:
            continue
        found += [
            one for one in more if not any(same_question(one.question, there.question) for there in found)
        ]
    return tuple(found)


def _address(typed: str) -> str:
    address = typed.strip()
    address = address if "://" in address else f"https://{address}"
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or "") or parts.username:
        raise SiteNotRead(_WHY[Refusal.BAD_ADDRESS])
    return address


def _page(address: str) -> Page:
    with guarded(
        seconds=SECONDS, most_bytes=MOST_BYTES, reaches_private=settings.WEBSITES_REACH_PRIVATE
    ) as session:
        try:
            answer = session.get(address, headers={"Accept": "text/html, text/plain;q=0.5"})
        except (requests.RequestException, OSError, ValueError) as error:
            raise SiteNotRead(_WHY.get(refusal_of(error))) from error
    if not answer.ok:
        raise SiteNotRead(_("The website has no such page."))
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if kind not in _READ:
        raise SiteNotRead(_("This is no page with text. Paste the questions instead."))
    if "charset" not in answer.headers.get("Content-Type", "").casefold():
        # What does not say so is UTF-8 today; the older default would spoil every accent.
        answer.encoding = "utf-8"
    return (
        Page(found=read_text(answer.text))
        if kind == "text/plain"
        else read_html(answer.text, address=answer.url)
    )
