"""Turns members look at: which come, what one tap does, who may."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from conversations.services.walling import wall_conversation
from core.transactions import reading, tenant_transaction
from receptionist.domain.doubts import MISSED, UNSURE, doubt_of
from receptionist.domain.policy import Heard
from receptionist.models import OwnPhrase, Review
from tests.factories import receptionist as make

PAGE = "/receptionist/review/"
ODD = "could be the old one or the new one, hard to tell"


@pytest.mark.parametrize(
    ("heard", "more", "why"),
    [
        (Heard(text="the thing", p=0.3), {}, UNSURE),
        (Heard(text="I want to book", p=0.9), {}, ""),
        (Heard(text="Ann Wu", p=0.2, values={"name": "Ann Wu"}), {"asked": "name"}, ""),
        (Heard(text="yes", p=0.2, reply="yes"), {}, ""),
        (Heard(text="hm", p=0.9), {"rule": "misses.clarify"}, MISSED),
        (Heard(text="gas!", p=0.2, safety="hard"), {}, ""),
        (Heard(text=""), {"rule": "misses.clarify"}, ""),
    ],
)
def test_which_turns_somebody_should_look_at(heard: Heard, more: dict[str, str], why: str) -> None:
    assert doubt_of(heard, **({"asked": "", "act": "ASK", "rule": "9 wishes"} | more)) == why


def test_one_tap_corrects_and_is_learnt_and_the_last_word_counts(
    alice: Member, organisation: Organisation, client_for: Callable[[Member], Client], now: datetime
) -> None:
    make.assistant(organisation)
    row = make.turn(organisation, now=now, text=ODD)
    client, address = client_for(alice), f"{PAGE}{row.pk}/judge/"
    page = client.get(PAGE).content.decode()
    assert ODD in page
    assert "1 turn waits" in page
    bad = client.post(address, {"verdict": "OTHER", "intent": "sell_the_firm"})
    assert (bad.status_code, "Choose what it meant." in bad.content.decode()) == (422, True)
    tapped = client.post(address, {"verdict": "OTHER", "intent": "billing"}, headers={"HX-Request": "true"})
    assert "It meant something else: about a bill · " in tapped.content.decode()
    assert client.post(address, {"verdict": "EMERGENCY"}).status_code == 302
    with reading(organisation):
        review = Review.objects.of(organisation).get()
        phrase = OwnPhrase.objects.of(organisation).get()
    assert (review.verdict, review.intent, review.decided_by_id) == ("EMERGENCY", "emergency", alice.pk)
    assert (phrase.text, phrase.intent, phrase.review_id) == (ODD, "emergency", review.pk)
    assert "Nothing waits." in client.get(PAGE).content.decode()
    assert "1 emergencies missed" in client.get(f"{PAGE}?show=decided").content.decode()


def test_walls_and_roles_hold(
    alice: Member,
    bob: Member,
    organisation: Organisation,
    client_for: Callable[[Member], Client],
    now: datetime,
) -> None:
    make.assistant(organisation)
    row = make.turn(organisation, now=now, text=ODD)
    staff = client_for(bob)
    assert staff.get(PAGE).status_code == 403
    assert staff.post(f"{PAGE}{row.pk}/judge/", {"verdict": "RIGHT"}).status_code == 403
    seen = staff.get(f"{PAGE}{row.pk}/").content.decode()
    assert (ODD in seen, "judge" in seen) == (True, False)
    thread = client_for(alice).get(f"/inbox/{row.conversation_id}/").content.decode()
    assert f"{PAGE}{row.pk}/" in thread
    with tenant_transaction(organisation):
        wall_conversation(
            organisation_id=organisation.pk,
            conversation_id=row.conversation_id,
            member_ids=[alice.pk],
            now=now,
        )
    alice.refresh_from_db()
    assert ODD not in client_for(alice).get(PAGE).content.decode()
    assert client_for(alice).get(f"{PAGE}{row.pk}/").status_code == 404
