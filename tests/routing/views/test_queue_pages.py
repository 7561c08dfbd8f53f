"""The pages of queues and skills: saved, rearranged, refused in clear words, seen by everybody."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core.transactions import reading
from routing import services as routing
from routing.domain import templates
from routing.models import MemberSkill, Queue, QueueSeat, Skill
from tests.factories import queues as make

pytestmark = pytest.mark.django_db
Log = Callable[[Member], Client]
FORM: dict[str, object] = {
    "version": "0", "name": "Intake", "strategy": "FIXED", "ring_seconds": "20", "tier_seconds": "30", "places": "",
    "longest_seconds": "", "announces_seconds": "60", "offers_callback": "on", "wrap_up_seconds": "30",
    "codes": "Booked\n booked \nWrong  number", "in_time_seconds": "20", "short_seconds": "5", "alert_waiting": "3",
    "alert_seconds": "60",
}  # fmt: skip


def sitting(*members: Member) -> dict[str, object]:
    return {"member": [str(member.pk) for member in members], "tier": ["1"] * len(members)}


def test_a_queue_is_made_listed_and_opened(
    organisation: Organisation, alice: Member, bob: Member, client_for: Log
) -> None:
    client = client_for(alice)
    made = client.post("/settings/queues/new/", {**FORM, **sitting(bob, alice), "act": "save"})
    assert made.status_code == 302
    with reading(organisation):
        row = Queue.objects.get()
        seats = list(QueueSeat.objects.order_by("position").values_list("member_id", flat=True))
    assert (row.codes, row.places, row.keeps_hours, seats) == (
        ["Booked", "Wrong number"],
        None,
        False,
        [bob.pk, alice.pk],
    )
    listed = client.get("/settings/queues/").content.decode()
    assert "Intake" in listed
    assert "0 of 2" in listed
    page = client.get(f"/settings/queues/{row.pk}/").content.decode()
    assert "Saved by Alice Hale" in page
    seat = [page.index(f'name="member" value="{one.pk}"') for one in (bob, alice)]
    assert seat == sorted(seat)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "This field is required"), ({"ring_seconds": "2"}, "greater than or equal to 5"),
        ({"announces_seconds": "3"}, "at least 15 seconds"), ({"codes": "x" * 41}, "longer than 40 letters"),
        ({"strategy": "DICE"}, "Select a valid choice"), ({"places": "many"}, "Enter a whole number"),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_the_field_and_kept(
    changes: dict[str, object], said: str, organisation: Organisation, alice: Member, client_for: Log
) -> None:
    answer = client_for(alice).post("/settings/queues/new/", {**FORM, **sitting(alice), **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'name="member" value="{alice.pk}"' in page
    with reading(organisation):
        assert not Queue.objects.exists()


def test_a_name_that_is_taken_is_said_beside_it(
    organisation: Organisation, alice: Member, client_for: Log
) -> None:
    make.queue(organisation, name="INTAKE")
    answer = client_for(alice).post("/settings/queues/new/", FORM)
    assert (answer.status_code, "Another queue has this name" in answer.content.decode()) == (422, True)


def test_buttons_rearrange_the_page_and_save_nothing(
    organisation: Organisation, alice: Member, bob: Member, client_for: Log
) -> None:
    desk = make.queue(organisation, alice)
    client, url = client_for(alice), f"/settings/queues/{desk.pk}/"
    page = client.post(url, {**FORM, **sitting(alice), "act": "add", "added": str(bob.pk)}).content.decode()
    assert f'name="member" value="{bob.pk}"' in page
    page = client.post(url, {**FORM, **sitting(alice, bob), "act": "down-1"}).content.decode()
    assert "Backup, asked too after 30 seconds" in page
    assert 'value="Intake"' in page
    page = client.post(url, {**FORM, **sitting(alice, bob), "act": "remove-0"}).content.decode()
    assert f'name="member" value="{alice.pk}"' not in page
    with reading(organisation):
        assert list(QueueSeat.objects.values_list("member_id", flat=True)) == [alice.pk]


def test_who_saves_over_somebody_else_sees_who_when_and_what(
    organisation: Organisation, alice: Member, bob: Member, client_for: Log
) -> None:
    desk = make.queue(organisation, alice, name="Intake")
    client, url = client_for(alice), f"/settings/queues/{desk.pk}/"
    mine = {**FORM, **sitting(alice), "version": "1"}
    assert client.post(url, mine | {"ring_seconds": "33"}).status_code == 302
    late = client.post(url, mine | {"wrap_up_seconds": "45"} | sitting(bob))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Alice Hale saved this queue meanwhile" in page
    assert "<b>33</b>" in page
    assert "<b>Alice Hale</b>" in page
    assert 'name="version" value="2"' in page
    with reading(organisation):
        assert Queue.objects.get().wrap_up_seconds == 30
    assert client.post(url, mine | {"version": "2", "wrap_up_seconds": "45"}).status_code == 302


def test_a_queue_is_put_away_and_used_again(
    organisation: Organisation, alice: Member, client_for: Log
) -> None:
    desk = make.queue(organisation, alice)
    client = client_for(alice)
    assert client.post(f"/settings/queues/{desk.pk}/archive/").status_code == 302
    assert "Put away" in client.get("/settings/queues/").content.decode()
    assert client.post(f"/settings/queues/{desk.pk}/restore/").status_code == 302
    with reading(organisation):
        assert Queue.objects.get().is_active


def test_staff_see_queues_and_skills_and_change_nothing(
    organisation: Organisation, alice: Member, bob: Member, client_for: Log
) -> None:
    desk = make.queue(organisation, alice)
    client = client_for(bob)
    for url in ("/settings/queues/", f"/settings/queues/{desk.pk}/", "/settings/skills/"):
        page = client.get(url)
        assert page.status_code == 200
        assert ">Save</button>" not in page.content.decode()
    for url in ("/settings/queues/new/", f"/settings/queues/{desk.pk}/archive/", "/settings/skills/new/"):
        assert client.post(url, FORM).status_code == 403


def test_skills_are_added_and_levels_set_in_one_table(
    organisation: Organisation, alice: Member, bob: Member, client_for: Log
) -> None:
    client = client_for(alice)
    assert client.post("/settings/skills/new/", {"name": "Spanish"}).status_code == 302
    assert client.post("/settings/skills/new/", {"name": "spanish"}).status_code == 409
    with reading(organisation):
        skill = Skill.objects.get()
    cell = f"level.{bob.pk}.{skill.pk}"
    whole = {f"messages.{bob.pk}.5": "4", f"chats.{bob.pk}.3": "3"}
    assert client.post("/settings/skills/", {f"{cell}.0": "4", **whole}).status_code == 302
    page = client.get("/settings/skills/").content.decode()
    assert f'name="{cell}.4"' in page
    assert f'name="messages.{bob.pk}.4"' in page
    late = client.post("/settings/skills/", {f"{cell}.0": "2"})
    assert late.status_code == 409
    assert "Bob Ortiz, Spanish" in late.content.decode()
    bad = client.post("/settings/skills/", {f"{cell}.4": "9"})
    assert (bad.status_code, "from 0 to 5" in bad.content.decode()) == (422, True)
    with reading(organisation):
        assert MemberSkill.objects.get().level == 4


def test_the_flow_editor_offers_queues_by_name_and_a_way_to_make_one(
    organisation: Organisation, alice: Member, client_for: Log, now: datetime
) -> None:
    desk = make.queue(organisation, alice, name="Intake")
    flow = routing.create_flow(by=alice, document=templates.blank("Day"), now=now)
    with reading(organisation):
        draft = flow.versions.get()
    document = draft.document
    document["nodes"]["wait"] = {"kind": "QUEUE", "queue": str(desk.pk), "exits": {}}
    routing.edit_flow(by=alice, flow_id=flow.pk, edit=lambda _draft: document, now=now)
    page = client_for(alice).get(f"/settings/flows/{flow.pk}/?node=wait").content.decode()
    assert f'<option value="{desk.pk}" selected>Intake</option>' in page
    assert 'href="/settings/queues/new/"' in page
