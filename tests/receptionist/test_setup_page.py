"""The settings page of the assistant: what owners set, what bad input is told, a sentence that is tried."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client

from accounts.models import Member
from core.transactions import reading
from receptionist.models import FaqEntry, ReceptionistSettings, Turn
from tests.factories import scheduling

PAGE = "/settings/receptionist/"


def test_an_owner_sets_it_up_answers_and_tries_it(
    alice: Member, bob: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    client, form = client_for(alice), {"promise_minutes": "60", "owner": str(bob.pk), "is_active": "on"}
    wrong = client.post(PAGE, form | {"plan": "arrested | We call you now. | 555"})
    assert wrong.status_code == 422
    assert "Line 1: “555” is no telephone number." in wrong.content.decode()
    plan = "arrested, hearing today | We call you now. | (602) 555-0101"
    assert client.post(PAGE, form | {"plan": plan, "intake": ["name", "phone"]}).status_code == 302
    with reading(alice.organisation_id):
        row = ReceptionistSettings.objects.of(alice.organisation_id).get()
    assert row.plan == [
        {"concerns": "arrested, hearing today", "tell": "We call you now.", "number": "+16025550101"}
    ]
    assert (row.is_active, row.owner_id, row.intake) == (True, bob.pk, ["name", "phone"])
    assert "arrested, hearing today | We call you now. | +16025550101" in client.get(PAGE).content.decode()
    answer = {"question": "Where can I park?", "answer": "In the garage on Fourth Street."}
    assert client.post(f"{PAGE}answers/", answer).status_code == 302
    again = client.post(f"{PAGE}answers/", answer)
    assert (again.status_code, "has an answer already" in again.content.decode()) == (422, True)
    scheduling.service(alice.organisation, scheduling.provider(alice.organisation), name="Consultation")
    tried = client.get(f"{PAGE}try/", {"said": "let me talk to a real person please"}).content.decode()
    assert "3 person" in tried
    assert "Of course. I&#39;m getting a person for you" in tried
    quoted = client.get(f"{PAGE}try/", {"said": "where can I park"}).content.decode()
    assert quoted.count("In the garage on Fourth Street.") == 2
    with reading(alice.organisation_id):
        assert not Turn.objects.of(alice.organisation_id).exists()
        answer_id = FaqEntry.objects.of(alice.organisation_id).get().pk
    assert client.post(f"{PAGE}answers/{answer_id}/remove/").status_code == 302
    page = client_for(bob).get(PAGE).content.decode()
    assert "How it is set up" not in page
    assert client_for(bob).post(PAGE, form).status_code == 403
