"""An ethical wall keeps appointments too: the time is busy, and nobody learns whose it is."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from conversations.models import Conversation
from conversations.services.walling import wall_conversation
from core import clock
from core.transactions import reading, tenant_transaction
from scheduling.selectors import people
from tests.factories import conversations as make
from tests.factories import scheduling
from tests.factories.appointments import booked

LogIn = Callable[[Member], Client]


def test_whose_conversations_are_walled_is_only_a_busy_time(
    client_for: LogIn,
    organisation: Organisation,
    alice: Member,
    bob: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    dana = scheduling.provider(organisation, hours=scheduling.schedule(organisation))
    visit = scheduling.service(organisation, dana, name="First visit", minutes=45)
    row = booked(visit, dana, alice, now + timedelta(minutes=67))
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now)
    with tenant_transaction(organisation):
        Conversation.objects.of(organisation).filter(pk=talk.pk).update(contact=row.contact)
    shown = f"/calendar/appointments/{row.pk}/"

    def sees(member: Member) -> tuple[list[bool], int, int]:
        client = client_for(member)
        pages = [
            client.get(f"/calendar/?view={view}&date=2026-11-23").content.decode()
            for view in ("day", "week", "list", "resources")
        ]
        with reading(organisation):
            listed = people.list_ahead(member=member, contact_id=row.contact_id, now=now)
        return ["Lena Ortiz" in page for page in pages], client.get(shown).status_code, len(listed)

    assert sees(bob) == ([True] * 4, 200, 1)
    with tenant_transaction(organisation):
        wall_conversation(
            organisation_id=organisation.pk, conversation_id=talk.pk, member_ids=[bob.pk], now=now
        )
    bob.refresh_from_db()
    assert sees(bob) == ([False] * 4, 404, 0)
    page = client_for(bob).get("/calendar/?date=2026-11-23").content.decode()
    assert "Busy" in page
    client = client_for(bob)
    asked = [f"/calendar/{form}/?contact={row.contact_id}" for form in ("new", "waiting/new", "callback/new")]
    assert [("Lena" in client.get(url).content.decode()) for url in asked] == [False] * 3
    assert "First visit" not in page.partition('id="calendar"')[2]
    other = booked(visit, dana, alice, now + timedelta(minutes=180), name="Ida Roth")
    assert other.conversation_id is None
    assert "Ida Roth" in client_for(bob).get("/calendar/?date=2026-11-23").content.decode(), (
        "no wall, no talk yet"
    )
    assert sees(alice) == ([True] * 4, 200, 1)
