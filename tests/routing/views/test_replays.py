"""The page of a replay: days chosen, progress, figures side by side, each changed call, clear sentences."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member
from conversations.models import Line
from core import clock
from routing.models import Flow
from routing.services import walking
from tests.factories import calls, queues
from tests.factories import replays as make
from tests.factories.conversations import line as make_line

ClientFor = Callable[[Member], Client]


@pytest.fixture
def line(alice: Member) -> Line:
    return make_line(organisation=alice.organisation)


@pytest.fixture
def then() -> datetime:
    """Two hours ago: the page replays days that have been."""
    return clock.now() - timedelta(hours=2)


@pytest.fixture
def flow(alice: Member, line: Line, then: datetime) -> Flow:
    calls.phone(alice)
    return make.live(alice, line, now=then)


def address(flow: Flow, part: str = "") -> str:
    return f"/settings/flows/{flow.pk}/replay/{part}"


def days(alice: Member, then: datetime) -> dict[str, str]:
    """Choose every day from then on."""
    first, last = make.day_of(alice, then), make.day_of(alice, clock.now())
    return {"from": first.isoformat(), "to": last.isoformat()}


def test_a_replay_from_the_page_to_its_figures(
    alice: Member, rae: Member, line: Line, flow: Flow, then: datetime, client_for: ClientFor
) -> None:
    make.answered(alice, line, now=then)
    make.redraw(alice, flow, now=then, _1="mail")
    client = client_for(alice)
    assert address(flow) in client.get(f"/settings/flows/{flow.pk}/").content.decode()
    page = client.get(address(flow)).content.decode()
    assert "Nothing was replayed yet." in page
    assert f'value="{days(alice, then)["to"]}"' in page
    assert client.post(address(flow, "start/"), days(alice, then))["Location"] == address(flow)
    page = client.get(address(flow)).content.decode()
    assert "Waiting for a free worker." in page
    assert 'hx-trigger="every 1s"' in page
    assert (
        "A replay of this flow is under way."
        in client.post(address(flow, "start/"), days(alice, then)).content.decode()
    )
    queues.work_off(now=clock.now())
    part = client.get(address(flow, "progress/"), headers={"hx-request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "1 of 1 call goes otherwise." in part
    assert "Alice Hale answers after" in part
    assert "asked for a message after" in part
    assert client.get(address(flow, "progress/"))["Location"] == address(flow)
    seen = client_for(rae).get(address(flow)).content.decode()
    assert "1 of 1 call goes otherwise." in seen
    assert "start-replay" not in seen


def test_the_same_flow_is_said_to_make_no_difference_and_a_changed_draft_to_have_changed(
    alice: Member, line: Line, flow: Flow, then: datetime, client_for: ClientFor
) -> None:
    make.answered(alice, line, now=then)
    client = client_for(alice)
    client.post(address(flow, "start/"), days(alice, then))
    queues.work_off(now=clock.now())
    page = client.get(address(flow)).content.decode()
    assert "No difference: 1 call goes as it did." in page
    assert "The draft has changed since." not in page
    make.redraw(alice, flow, now=clock.now(), _1="mail")
    assert "The draft has changed since." in client.get(address(flow)).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("", "", "Choose the first and the last day."),
        ("2026-02-30", "x", "Choose the first and the last day."),
        ("2020-01-01", "2020-01-02", "Nobody rang on these days."),
        ("2020-01-02", "2020-01-01", "The first day is after the last one."),
        ("2020-01-01", "2020-06-01", "A replay covers at most 90 days."),
        ("2020-01-01", "2999-01-01", "Only days that have been can be replayed."),
    ],
)
def test_days_that_cannot_be_are_refused_with_a_sentence(
    first: str, last: str, sentence: str, alice: Member, flow: Flow, client_for: ClientFor
) -> None:
    answer = client_for(alice).post(address(flow, "start/"), {"from": first, "to": last})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page) == (422, True)
    assert f'value="{first}"' in page


def test_without_a_line_there_is_nothing_to_replay(
    alice: Member, now: datetime, client_for: ClientFor
) -> None:
    flow = make.services.create_flow(by=alice, document=make.document(alice), now=now)
    answer = client_for(alice).post(address(flow, "start/"), {"from": "2020-01-01", "to": "2020-01-01"})
    assert "There is no telephone line yet" in answer.content.decode()


def test_a_replay_is_cancelled_from_the_page(
    alice: Member, line: Line, flow: Flow, then: datetime, client_for: ClientFor
) -> None:
    make.answered(alice, line, now=then)
    client = client_for(alice)
    client.post(address(flow, "start/"), days(alice, then))
    run = make.fresh(make.newest(flow))
    walking._claim_draw(organisation=run.organisation_id, replay_id=run.pk, draw=0, now=clock.now())
    page = client.get(address(flow)).content.decode()
    assert "Replaying 1 call." in page
    assert 'max="10"' in page
    client.post(address(flow, f"{run.pk}/cancel/"))
    page = client.get(address(flow)).content.decode()
    assert "The replay was cancelled." in page
    assert "cancel-replay" not in page


def test_calls_of_other_places_are_not_listed(
    alice: Member, bob: Member, line: Line, flow: Flow, then: datetime, client_for: ClientFor
) -> None:
    make.answered(alice, line, now=then)
    make.redraw(alice, flow, now=then, _1="mail")
    make.whole(alice, flow, since=then, now=clock.now())
    bob.location_ids = [flow.pk]
    bob.save(update_fields=["location_ids"])
    page = client_for(bob).get(address(flow)).content.decode()
    assert "1 of 1 call goes otherwise." in page
    assert "answers after" not in page
