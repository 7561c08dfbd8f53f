"""The guided set-up from nothing to a call that the assistant answers."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member, OpeningWindow
from core.transactions import reading
from receptionist.models import FaqEntry, ReceptionistSettings
from routing import ports
from routing.models import Flow
from scheduling.models import Service
from tests.factories import calls as make
from tests.factories import conversations as texts
from tests.factories.talking import Caller, said

PAGE = "/settings/receptionist/guide/"
FRONT = '<h1>Hale</h1><a href="/faq.html">Questions</a><a href="/old">FAQ of old</a>'
ASKED = "<h2>Where do I park?</h2><p>In the garage.</p><h2>¿Hablan español?</h2><p>Sí, con gusto.</p>"


class Site(BaseHTTPRequestHandler):
    """A firm's own website."""

    def do_GET(self) -> None:
        body = {"/": FRONT, "/faq.html": ASKED}.get(self.path, "")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "image/png" if self.path == "/logo" else "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_from_nothing_to_a_call_that_is_answered(
    alice: Member, client_for: Callable[[Member], Client], site: str, settings: Any, now: datetime
) -> None:
    client, firm = client_for(alice), alice.organisation
    OpeningWindow.objects.filter(organisation=firm).delete()
    line = texts.line(organisation=firm)
    make.phone(alice)
    page = client.get(PAGE).content.decode()
    assert ("0 of 7 done." in page, " left." in page) == (True, False), "nobody timed it"

    def keep(step: str, **typed: object) -> int:
        return client.post(f"{PAGE}{step}/", {"act": "keep", **typed}).status_code

    assert keep("greeting", greeting="We can book a consultation.", greeting_es="") == 302
    assert client.post(f"{PAGE}services/", {"act": "later"}).status_code == 302
    # Left and come back: the greeting stays kept, what was put off does not open by itself.
    page = client.get(PAGE).content.decode()
    assert "1 of 7 done." in page
    assert 'id="hours" class=" cur"' in page
    assert keep("hours", work_opens="09:00", work_closes="") == 422
    assert keep("hours", work_opens="09:00", work_closes="17:00", saturday_opens="09:00") == 422
    assert (
        keep(
            "hours", work_opens="09:00", work_closes="17:00", saturday_opens="10:00", saturday_closes="12:00"
        )
        == 302
    )
    assert OpeningWindow.objects.filter(organisation=firm).count() == 6

    def look(**typed: str) -> str:
        return client.post(f"{PAGE}answers/", {"act": "look", **typed}).content.decode()

    assert "inside a private network" in look(site=site)
    settings.WEBSITES_REACH_PRIVATE = True
    assert "has no such page" in look(site=f"{site}gone")
    assert "no address of a website" in look(site="file:///etc/passwd")
    shown = look(site=site)
    assert ("Where do I park?" in shown, "Sí, con gusto." in shown) == (True, True)
    with reading(firm):
        assert not FaqEntry.objects.of(firm).exists()
    taken = {"found-TOTAL_FORMS": 2, "found-INITIAL_FORMS": 2, "found-0-take": "on"}
    first = {"found-0-question": "Where do I park?", "found-0-answer": "In the garage on Fourth Street."}
    assert keep("answers", **taken, **first, **{"found-1-question": "¿Hablan español?"}) == 302
    again = look(pasted="Where do I park\nwhere?\nNowhere, sadly.\n\nWhere do I park?\nIn the yard.")
    assert "has an answer already" in again
    with reading(firm):
        assert [one.answer for one in FaqEntry.objects.of(firm)] == ["In the garage on Fourth Street."]

    offered = {"offered-TOTAL_FORMS": 1, "offered-INITIAL_FORMS": 1, "offered-0-key": "consult"}
    typed = {"offered-0-take": "on", "offered-0-name": "First consultation", "offered-0-minutes": 30}
    assert [keep("services", **offered, **typed) for _ in range(2)] == [302, 302]
    assert keep("urgent", number="555", plan="arrested | We call.", promise_minutes=60) == 422
    assert keep("urgent", number="(602) 555-0101", plan="arrested | We call.", promise_minutes=60) == 302
    assert keep("line", line=str(line.pk), order="first") == 302
    with reading(firm):
        assert Service.objects.of(firm).get().name == "First consultation"
        row = ReceptionistSettings.objects.of(firm).get()
        assert Flow.objects.of(firm).count() == 1
    assert row.plan == [{"concerns": "arrested", "tell": "We call.", "number": "+16025550101"}]
    assert (row.answers_calls, row.promise_minutes) == (True, 60)
    page = client.get(PAGE).content.decode()
    assert "6 of 7 done." in page
    handset = ports.handset()
    if handset is not None:
        assert "/demo/call/?line=" in page

    caller = Caller(line, now=now)
    assert "We can book a consultation." in said(caller.plan)
    assert "In the garage on Fourth Street." in caller.says("where do I park")
    assert "All is set up." in client.get(PAGE).content.decode()


def test_it_is_for_owners(bob: Member, client_for: Callable[[Member], Client]) -> None:
    client = client_for(bob)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}greeting/", {"greeting": "Hi"}).status_code == 403
    assert PAGE not in client.get("/settings/receptionist/").content.decode()
