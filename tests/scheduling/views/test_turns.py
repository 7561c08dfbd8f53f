"""Whose turn it was stands in the history of an appointment, with why it was nobody else's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from scheduling.domain.fairness import Why
from scheduling.models import Mode
from scheduling.presenters.calendar_turns import why_words
from tests.factories import contacts
from tests.factories import scheduling as make

pytestmark = pytest.mark.django_db


def test_the_history_says_why_it_was_whose_turn(
    client_for: Callable[[Member], Client], organisation: Organisation, alice: Member, now: datetime
) -> None:
    hours = make.schedule(organisation)
    people = [make.provider(organisation, name=name, hours=hours) for name in ("Dana Reyes", "Sam Ito")]
    turns = make.service(organisation, *people, name="Turns", mode=Mode.ROUND_ROBIN)
    lena = contacts.contact(by=alice, now=now)
    rows = [
        make.booked(turns, now + timedelta(hours=24 + number), contact_id=lena.pk, now=now)
        for number in range(2)
    ]
    assert {row.provider_id for row in rows} == {one.pk for one in people}
    page = unescape(client_for(alice).get(f"/calendar/appointments/{rows[1].pk}/").content.decode())
    first, second = (next(one.name for one in people if one.pk == row.provider_id) for row in rows)
    assert f"{second}: whose turn it was (0 of a share of 1)" in page
    assert f"{first}: nearer to their share (1 of a share of 1)" in page


def test_the_page_of_a_service_shows_how_evenly_it_went(
    client_for: Callable[[Member], Client], organisation: Organisation, alice: Member, now: datetime
) -> None:
    hours = make.schedule(organisation)
    people = [make.provider(organisation, name=name, hours=hours) for name in ("Dana Reyes", "Sam Ito")]
    turns = make.service(organisation, *people, name="Turns", mode=Mode.ROUND_ROBIN)
    alone = make.service(organisation, people[0], name="Alone")
    lena = contacts.contact(by=alice, now=now)
    for number in range(3):
        make.booked(turns, now + timedelta(hours=24 + number), contact_id=lena.pk, now=now)
    page = unescape(client_for(alice).get(f"/settings/booking/services/{turns.pk}/").content.decode())
    assert "At most 0.5 away from a fair share; evenness 0.90 of 1." in page
    assert page.count('<td class="n">1.5</td>') == 2
    page = client_for(alice).get(f"/settings/booking/services/{alone.pk}/").content.decode()
    assert "fair share" not in page


def test_every_reason_has_its_words() -> None:
    assert len({why_words(why) for why in Why}) == len(Why)
