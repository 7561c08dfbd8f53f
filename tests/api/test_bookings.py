"""Programs book by the rules that people book by."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Organisation
from core import clock
from scheduling.models import Service
from tests.api.conftest import Caller, expect_problem
from tests.factories import scheduling as make

pytestmark = pytest.mark.django_db
HALF = timedelta(minutes=30)


@pytest.fixture
def advice(organisation: Organisation, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(clock, "now", lambda: now)
    dana = make.provider(organisation, hours=make.schedule(organisation))
    return make.service(organisation, dana)


def test_a_program_lists_books_moves_and_cancels(api: Caller, advice: Service, now: datetime) -> None:
    [listed] = api.get("services").json()["items"]
    assert listed["durations"] == [30]
    free = api.get(f"services/{advice.pk}/free-times").json()["items"]
    assert free[0]["starts_at"] == "2026-11-23T17:30:00Z"
    wanted = {"service_id": str(advice.pk), "starts_at": free[0]["starts_at"], "address": "+16025550155"}

    first = api.post("appointments", wanted | {"name": "Nova Lind"}, once="one")
    again = api.post("appointments", wanted | {"name": "Nova Lind"}, once="one")

    assert first.status_code == again.status_code == 201, first.content
    made = first.json()
    assert again.json() == made
    assert (made["status"], made["source"]) == ("CONFIRMED", "API")
    taken = expect_problem(api.post("appointments", wanted, once="two"), 409)
    assert len(taken["errors"]["alternatives"]) == 3
    moved = api.post(f"appointments/{made['id']}/move", {"starts_at": "2026-11-23T18:00:00Z"}).json()
    assert (moved["starts_at"], moved["sequence"]) == ("2026-11-23T18:00:00Z", 1)
    gone = api.post(f"appointments/{made['id']}/cancel", {"reason": "Ill"}).json()
    assert (gone["status"], gone["cancelled_by"]) == ("CANCELLED", "PROGRAM")
    assert api.get(f"appointments/{made['id']}").json() == gone
    assert [one["id"] for one in api.get("appointments?status=CANCELLED").json()["items"]] == [made["id"]]


def test_what_makes_no_sense_is_told(api: Caller, advice: Service) -> None:
    wanted = {"service_id": str(advice.pk), "starts_at": "2026-11-22T17:30:00Z", "address": "+16025550155"}
    refused = expect_problem(api.post("appointments", wanted, once="one"), 422)
    assert refused["type"].endswith("slot-refused")
    nobody = {key: value for key, value in wanted.items() if key != "address"}
    assert "contact_id" in expect_problem(api.post("appointments", nobody, once="two"), 400)["errors"]
    expect_problem(api.post("appointments", wanted | {"address": "12"}, once="three"), 400)
    expect_problem(api.get(f"services/{advice.pk}/free-times?first_on=soon"), 400)
    assert api.get(f"services/{advice.pk}/free-times?first_on=9999-12-31").json() == {"items": []}
