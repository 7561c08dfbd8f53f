"""Booking on a firm's own site: listed sites may frame it, all others may not, and no cookie is ever needed."""

from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from accounts.domain.origins import OriginFault, OriginInvalid, read_origin
from accounts.models import AllowedSite, Member, Organisation
from core import clock
from core.transactions import reading
from scheduling.models import Service
from tests.factories import conversations as talks
from tests.factories import scheduling as make
from tests.scheduling.views.test_public import ZOE, link_in, starts_in, token_in

SITE = "https://www.hale-ortiz.example"
SETTINGS = "/settings/booking/embed/"


@pytest.fixture
def talk(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(clock, "now", lambda: now)
    talks.line(organisation=organisation)
    hours = make.schedule(organisation)
    return make.service(organisation, make.provider(organisation, hours=hours), name="First talk")


def ancestors(response: object) -> str:
    policy = response.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    [found] = [part for part in policy.split("; ") if part.startswith("frame-ancestors")]
    return str(found)


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.firm.example", "https://www.firm.example"),
        ("  HTTPS://WWW.Firm.Example/contact?x=1#top ", "https://www.firm.example"),
        ("firm.example", "https://firm.example"),
        ("//firm.example:443", "https://firm.example"),
        ("firm.example:8443/book", "https://firm.example:8443"),
        ("https://müller.example.", "https://xn--mller-kva.example"),
        ("http://localhost:3000/", "http://localhost:3000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
    ],
)
def test_an_address_of_a_website_is_read_as_its_origin(typed: str, origin: str) -> None:
    assert read_origin(typed) == origin


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", OriginFault.EMPTY),
        ("   ", OriginFault.EMPTY),
        ("*", OriginFault.WILDCARD),
        ("https://*.firm.example", OriginFault.WILDCARD),
        ("http://firm.example", OriginFault.INSECURE),
        ("javascript:alert(1)", OriginFault.NOT_WEB),
        ("data:text/html,x", OriginFault.NOT_WEB),
        ("null", OriginFault.NO_NAME),
        ("firm", OriginFault.NO_NAME),
        ("https://10.0.0.7", OriginFault.NO_NAME),
        ("https://me:secret@firm.example", OriginFault.PERSONAL),
        ("https://firm.example:99999", OriginFault.UNREADABLE),
        ("https://firm.example:0", OriginFault.UNREADABLE),
        ("https://[::1", OriginFault.UNREADABLE),
        ("https://firm.example; script-src *", OriginFault.WILDCARD),
        ("https://firm.example;script-src", OriginFault.UNREADABLE),
        ("https://firm.example 'self'", OriginFault.UNREADABLE),
        ("https://firm.example,other.example", OriginFault.UNREADABLE),
        ("https://-firm.example", OriginFault.UNREADABLE),
        ("https://a..example", OriginFault.UNREADABLE),
        ("https://firm.example\r\nX-Evil: 1", OriginFault.UNREADABLE),
        ("https://" + "a" * 300 + ".example", OriginFault.UNREADABLE),
    ],
)
def test_what_is_no_website_is_refused(typed: str, fault: OriginFault) -> None:
    with pytest.raises(OriginInvalid) as raised:
        read_origin(typed)
    assert raised.value.fault is fault


def test_an_owner_lists_sites_and_copies_snippets(
    talk: Service, alice: Member, rae: Member, client_for: Callable[[Member], Client]
) -> None:
    client = client_for(alice)
    for typed, status in ((f"{SITE}/contact", 302), (SITE, 409), ("http://hale-ortiz.example", 422)):
        assert client.post(SETTINGS, {"address": typed}).status_code == status
    refused = unescape(client.post(SETTINGS, {"address": "https://*.example"}).content.decode())
    assert "A star would let strangers in." in refused
    assert 'value="https://*.example"' in refused

    response = client.get(f"{SETTINGS}?of=first-talk")
    text = unescape(unescape(response.content.decode()))
    assert SITE in text
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    assert ancestors(response) == "frame-ancestors 'none'"
    for snippet in ("<div data-portico-inline><a href=", "<a data-portico-popup href=", "data-button="):
        assert text.count(snippet) >= 1
    assert text.count("/book/hale-ortiz/first-talk/") >= 3

    looking = unescape(client_for(rae).get(SETTINGS).content.decode())
    assert (SITE in looking, 'name="address"' in looking) == (True, False)
    with reading(alice.organisation):
        [site] = AllowedSite.objects.all()
    assert client.post(f"{SETTINGS}{site.pk}/remove/").status_code == 302
    with reading(alice.organisation):
        assert not AllowedSite.objects.exists()


def test_only_listed_sites_frame_the_pages_and_only_where_it_is_asked_for(
    talk: Service, alice: Member, mallory: Member, client: Client, client_for: Callable[[Member], Client]
) -> None:
    unlisted = client.get("/book/hale-ortiz/?embed=light")
    assert ancestors(unlisted) == "frame-ancestors 'self'"
    assert unlisted.headers["X-Frame-Options"] == "SAMEORIGIN"

    client_for(alice).post(SETTINGS, {"address": SITE})
    listed = client.get("/book/hale-ortiz/?embed=light")
    assert ancestors(listed) == f"frame-ancestors 'self' {SITE}"
    assert "X-Frame-Options" not in listed.headers
    # Looked at again, the page has not changed; neither has who may frame it.
    same = client.get("/book/hale-ortiz/?embed=light", headers={"if-none-match": listed.headers["ETag"]})
    assert (same.status_code, ancestors(same)) == (304, f"frame-ancestors 'self' {SITE}")
    assert "X-Frame-Options" not in same.headers
    for url in ("/book/hale-ortiz/", "/book/hale-ortiz/?embed=1", "/accounts/login/?embed=light"):
        response = client.get(url)
        assert ancestors(response) == "frame-ancestors 'none'", url
        assert response.headers["X-Frame-Options"] == "DENY", url
    assert ancestors(client.get("/book/brightwater/?embed=light")) == "frame-ancestors 'self'"


def test_a_whole_booking_stays_in_the_frame_without_a_cookie(
    talk: Service, alice: Member, client_for: Callable[[Member], Client]
) -> None:
    client_for(alice).post(SETTINGS, {"address": SITE})
    # A browser in a third-party frame sends no cookie and keeps none.
    visitor = Client(enforce_csrf_checks=True)

    def step(url: str, **form: str) -> tuple[str, str]:
        response = visitor.post(url, form) if form else visitor.get(url)
        assert not response.cookies
        if response.status_code == 303:
            return "", str(response["Location"])
        assert ancestors(response) == f"frame-ancestors 'self' {SITE}", url
        return unescape(response.content.decode()), ""

    text, _ = step("/book/hale-ortiz/?embed=dark&lang=es")
    assert 'data-theme="dark"' in text
    assert "data-theme-toggle" not in text
    assert "bookingframe.js" in text
    text, _ = step("/book/hale-ortiz/first-talk/?embed=dark&lang=es&day=2026-11-24")
    [hold] = {part.split('"')[0] for part in text.split('action="')[1:] if "/hold/" in part.split('"')[0]}
    _, details = step(hold, token=token_in(text), start=starts_in(text)[0])
    assert "embed=dark" in details
    step(details)
    text, _ = step(details, first_name="")
    assert "Tell us" not in text
    _, done = step(details, **ZOE)
    text, _ = step(done)
    assert "Nos vemos el" in text
    text, _ = step(link_in(text, "move"))
    assert "embed=dark" in text
