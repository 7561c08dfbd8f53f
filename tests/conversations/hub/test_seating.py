"""Screens sit together exactly while their frames are alike."""

import pytest

from accounts.models import Member
from conversations.hub.seating import Seating
from conversations.hub.sockets import Socket
from conversations.selectors import InboxQuery, View
from core.ids import new_id

pytestmark = pytest.mark.django_db


async def _nothing(_said: object) -> None:
    """Send and close nowhere."""


def screen(member: Member, language: str = "en") -> Socket:
    return Socket(
        member=member,
        language=language,
        session_key="",
        send=_nothing,
        close=_nothing,
        query=InboxQuery(view=View.OPEN),
    )


def test_equal_screens_make_one_crowd(alice: Member, bob: Member) -> None:
    seating, screens = Seating(), [screen(alice), screen(alice), screen(bob)]
    for socket in screens:
        seating.seat(socket)

    (crowd,) = seating.crowds()

    assert crowd.everyone == tuple(screens)
    assert crowd.screens == {alice.pk: (screens[0], screens[1]), bob.pk: (screens[2],)}


def test_other_rights_language_list_or_conversation_sit_apart(
    alice: Member, bob: Member, rae: Member
) -> None:
    bob.location_ids = [new_id()]
    seating = Seating()
    elsewhere, inside = screen(alice), screen(alice)
    elsewhere.query = InboxQuery(view=View.MINE)
    inside.opened = new_id()
    everyone = [screen(alice), screen(alice, "es"), screen(bob), screen(rae), elsewhere, inside]

    for socket in everyone:
        seating.seat(socket)

    assert len(seating.crowds()) == len(everyone)


def test_a_screen_moves_and_leaves(alice: Member, bob: Member) -> None:
    seating, moving, staying = Seating(), screen(alice), screen(bob)
    seating.seat(moving)
    seating.seat(staying)
    before = seating.crowds()

    moving.opened = new_id()
    seating.seat(moving)

    assert {crowd.everyone for crowd in seating.crowds()} == {(moving,), (staying,)}
    assert before[0].everyone == (moving, staying)
    seating.unseat(moving)
    seating.unseat(moving)
    assert [crowd.everyone for crowd in seating.crowds()] == [(staying,)]
    seating.unseat(staying)
    assert seating.crowds() == ()
