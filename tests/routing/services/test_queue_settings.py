"""What owners set about queues and skills, and why some of it is refused."""

from dataclasses import replace
from datetime import datetime

import pytest

from accounts.errors import OnlyLooking, SupervisorsOnly
from accounts.models import Member, Organisation
from conversations.ports import LegStatus
from core.models import Event
from core.transactions import reading, tenant_transaction
from routing import errors
from routing import services as routing
from routing.domain import templates
from routing.domain.capacity import Room
from routing.domain.matching import Channel, Strategy
from routing.domain.seating import Place
from routing.models import FlowVersion, MemberCapacity, Queue, QueueSeat
from routing.selectors import skills as skill_rows
from routing.services import queues, skills
from routing.services.queues import WantedQueue
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db
WANTED = WantedQueue(name="Intake", strategy=Strategy.FIXED, codes=("Booked",), places=4)


def seats(organisation: Organisation) -> list[tuple[str, int, int]]:
    with reading(organisation):
        rows = QueueSeat.objects.select_related("member__user").order_by("tier", "position")
        return [(row.member.name.split()[0], row.tier, row.position) for row in rows]


def waits_in(flow_queue: Queue, organisation: Organisation, by: Member, *, now: datetime) -> None:
    """Publish a flow that sends callers to a queue; the gate of the verifier is not what is tried here."""
    document = templates.blank("Night line")
    document["nodes"]["wait"] = {"kind": "QUEUE", "queue": str(flow_queue.pk), "exits": {}}
    flow = routing.create_flow(by=by, document=templates.blank("Night line"), now=now)
    with tenant_transaction(organisation):
        FlowVersion.objects.filter(flow=flow).update(state="PUBLISHED", document=document)


def test_a_queue_is_made_and_changed_and_who_did_is_kept(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    made = queues.save_queue(by=alice, wanted=WANTED, places=[Place(bob.pk, 2), Place(alice.pk)], now=now)
    assert (made.version, made.changed_by, made.changed_at, made.codes) == (1, alice, now, ["Booked"])
    assert seats(organisation) == [("Alice", 1, 0), ("Bob", 2, 1)]
    wanted = replace(WANTED, name="Intake desk", places=None)
    queues.save_queue(
        by=alice, queue_id=made.pk, wanted=wanted, places=[Place(bob.pk)], seen_version=1, now=now
    )
    with reading(organisation):
        row = Queue.objects.get()
        told = Event.objects.filter(name="routing.queue_changed", actor_id=alice.pk)
        assert [event.body["change"] for event in told.order_by("recorded_at", "pk")] == ["made", "changed"]
    assert (row.name, row.places, row.version) == ("Intake desk", None, 2)
    assert seats(organisation) == [("Bob", 1, 0)]


def test_who_stays_in_a_queue_keeps_their_turn(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    desk = make.queue(organisation, alice, bob)
    make.here(alice, now=now)
    make.write_in(
        threads.conversation(organisation=organisation, now=now, to=_line(organisation)), desk, now=now
    )
    queues.dispatch(organisation_id=organisation.pk, now=now)
    with reading(organisation):
        turn_at = QueueSeat.objects.get(member=alice).turn_at
    queues.save_queue(
        by=alice, queue_id=desk.pk, wanted=WANTED, places=[Place(alice.pk, 2)], seen_version=1, now=now
    )
    with reading(organisation):
        assert turn_at is not None
        assert QueueSeat.objects.get().turn_at == turn_at


def _line(organisation: Organisation) -> str:
    return threads.line(organisation=organisation).address


def test_nobody_overwrites_what_somebody_else_saved_meanwhile(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    desk = queues.save_queue(by=alice, wanted=WANTED, places=[], now=now)
    with pytest.raises(errors.QueueChangedMeanwhile) as refusal:
        queues.save_queue(
            by=alice, queue_id=desk.pk, wanted=replace(WANTED, ring_seconds=40), places=[], now=now
        )
    assert "Alice Hale" in str(refusal.value.sentence)
    assert "Nov" in str(refusal.value.sentence)
    with reading(organisation):
        assert Queue.objects.get().ring_seconds == 20


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": "  "}, errors.QueueNameMissing), ({"name": "intake"}, errors.QueueNameTaken),
        ({"ring_seconds": 3}, errors.FigureOutOfBounds), ({"places": 0}, errors.FigureOutOfBounds),
    ],
)  # fmt: skip
def test_bad_figures_and_names_are_refused_and_nothing_is_stored(
    changes: dict[str, object],
    refusal: type[Exception],
    organisation: Organisation,
    alice: Member,
    now: datetime,
) -> None:
    queues.save_queue(by=alice, wanted=WANTED, places=[], now=now)
    wanted = replace(WANTED, **({"name": "Other"} | changes))  # type: ignore[arg-type]
    with pytest.raises(refusal):
        queues.save_queue(by=alice, wanted=wanted, places=[], now=now)
    with reading(organisation):
        assert Queue.objects.count() == 1


def test_only_who_may_change_flows_changes_queues_and_skills(
    bob: Member, rae: Member, mallory: Member, now: datetime
) -> None:
    with pytest.raises(SupervisorsOnly):
        queues.save_queue(by=bob, wanted=WANTED, places=[], now=now)
    with pytest.raises(OnlyLooking):
        skills.add_skill(by=rae, name="Spanish", now=now)
    with pytest.raises(errors.NoSuchMember):
        queues.save_queue(by=mallory, wanted=WANTED, places=[Place(bob.pk)], now=now)


def test_a_queue_that_a_live_flow_names_is_not_put_away(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    desk = make.queue(organisation, alice)
    waits_in(desk, organisation, alice, now=now)
    with pytest.raises(errors.QueueNeeded) as refusal:
        queues.archive_queue(by=alice, queue_id=desk.pk, now=now)
    assert "Night line" in str(refusal.value.sentence)


def test_a_queue_in_which_somebody_waits_is_not_put_away_and_an_empty_one_comes_back(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    desk = make.queue(organisation, alice)
    make.here(alice, now=now)
    _call, leg_id = make.call_in(organisation, threads.line(organisation=organisation), desk, now=now)
    with pytest.raises(errors.QueueNotEmpty) as refusal:
        queues.archive_queue(by=alice, queue_id=desk.pk, now=now)
    assert "1 person waits in Front desk" in str(refusal.value.sentence)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=calls.later(now, 9))
    assert queues.archive_queue(by=alice, queue_id=desk.pk, now=now).is_active is False
    assert queues.restore_queue(by=alice, queue_id=desk.pk, now=now).is_active is True


def test_who_waits_in_a_queue_that_was_put_away_in_the_same_moment_is_sent_on(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    desk = make.queue(organisation, alice)
    make.here(alice, now=now)
    make.call_in(organisation, threads.line(organisation=organisation), desk, now=now)
    with tenant_transaction(organisation):
        Queue.objects.filter(pk=desk.pk).update(is_active=False)
    assert queues.expire_waits(organisation=organisation.pk, now=calls.later(now, 5)) == 1
    assert make.item(organisation).overflow == "CLOSED"


def test_levels_and_rooms_are_saved_where_they_differ(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    spanish = skills.add_skill(by=alice, name="Spanish", now=now)
    saved = skills.save_skills(
        by=alice,
        levels=[skills.LevelChange(bob.pk, spanish.pk, 0, 4)],
        rooms=[skills.RoomChange(bob.pk, Room(5, 3), Room(2, 0))],
        now=now,
    )
    assert saved == 2
    with reading(organisation):
        table = skill_rows.read_skills(organisation_id=organisation.pk)
    assert (table.level(bob.pk, spanish.pk), table.room(bob.pk), table.room(alice.pk)) == (
        4,
        Room(2, 0),
        Room(5, 3),
    )
    skills.save_skills(by=alice, levels=[skills.LevelChange(bob.pk, spanish.pk, 4, 0)], rooms=[], now=now)
    with reading(organisation):
        assert skill_rows.read_skills(organisation_id=organisation.pk).level(bob.pk, spanish.pk) == 0


def test_a_level_somebody_else_set_meanwhile_is_not_overwritten_and_nothing_else_is_saved(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    spanish = make.skill(organisation, "Spanish", _2=bob)
    with pytest.raises(errors.SkillsChangedMeanwhile) as refusal:
        skills.save_skills(
            by=alice,
            levels=[skills.LevelChange(bob.pk, spanish.pk, 0, 5)],
            rooms=[skills.RoomChange(alice.pk, Room(5, 3), Room(1, 1))],
            now=now,
        )
    assert "Bob Ortiz, Spanish" in str(refusal.value.sentence)
    with reading(organisation):
        assert skill_rows.read_skills(organisation_id=organisation.pk).level(bob.pk, spanish.pk) == 2
        assert not MemberCapacity.objects.exists()


def test_who_takes_no_messages_is_offered_none_and_keeps_what_they_hold(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    make.here(alice, bob, now=now)
    desk = make.queue(organisation, alice, bob, strategy="FIXED")
    to = _line(organisation)
    for _number in range(2):
        talk = threads.conversation(organisation=organisation, now=now, to=to)
        make.write_in(talk, desk, now=now, channel=Channel.MESSAGE)
    queues.dispatch(organisation_id=organisation.pk, now=now)
    held = make.items(organisation)[0]
    queues.take_offered(by=alice, item_id=held.pk, now=now)
    skills.save_skills(
        by=alice, levels=[], rooms=[skills.RoomChange(alice.pk, Room(5, 3), Room(0, 3))], now=now
    )
    third = threads.conversation(organisation=organisation, now=now, to=to)
    make.write_in(third, desk, now=now, channel=Channel.MESSAGE)
    queues.dispatch(organisation_id=organisation.pk, now=now)
    assert {offer.member for offer in make.offers(organisation, is_open=True)} == {bob}


def test_a_skill_that_a_flow_or_somebody_waiting_needs_is_not_removed(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    spanish = make.skill(organisation, "Spanish", _3=alice)
    skills.rename_skill(by=alice, skill_id=spanish.pk, name="Español", now=now)
    document = templates.blank("Linea")
    document["nodes"]["wait"] = {"kind": "QUEUE", "skills": [{"skill": str(spanish.pk)}], "exits": {}}
    flow = routing.create_flow(by=alice, document=templates.blank("Linea"), now=now)
    with tenant_transaction(organisation):
        FlowVersion.objects.filter(flow=flow).update(document=document)
    with pytest.raises(errors.SkillNeeded, match="Linea"):
        skills.remove_skill(by=alice, skill_id=spanish.pk, now=now)
    with tenant_transaction(organisation):
        FlowVersion.objects.filter(flow=flow).update(document=templates.blank("Linea"))
    assert skills.remove_skill(by=alice, skill_id=spanish.pk, now=now) == "Español"
    for name in ("", "x" * 61):
        with pytest.raises(errors.SkillNameMissing):
            skills.add_skill(by=alice, name=name, now=now)
    skills.add_skill(by=alice, name="Family law", now=now)
    with pytest.raises(errors.SkillNameTaken):
        skills.add_skill(by=alice, name="family  LAW", now=now)
