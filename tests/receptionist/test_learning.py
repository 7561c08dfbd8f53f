"""Versions of what a firm teaches: examined, refused where danger is heard less, pinned, left again."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core.transactions import reading
from receptionist.domain.meaning import Context
from receptionist.domain.safety import Tier
from receptionist.models import BrainVersion
from receptionist.services import training
from receptionist.services.examining import held_out
from receptionist.understanding import understand
from receptionist.understanding.neighbours import Neighbours
from tests.factories import receptionist as make

PAGE = "/settings/receptionist/learning/"
ODD = "could be the old one or the new one, hard to tell"
PERSON = "let me talk to whoever owns the place about that"


@pytest.fixture
def few(settings: Any, tmp_path: Path) -> None:
    """Examine on three sentences instead of all that are held out."""
    rows = [
        {"text": "I want to book a visit", "intent": "book", "urgency": "routine", "must_escalate": False},
        {"text": PERSON, "intent": "human", "urgency": "routine", "must_escalate": True},
        {
            "text": "there is gas in the kitchen",
            "intent": "emergency",
            "urgency": "emergency",
            "must_escalate": True,
        },
    ]
    settings.RECEPTIONIST_HELD_OUT = tmp_path / "few.jsonl"
    lines = [json.dumps(row | {"industry": "general"}) for row in rows]
    settings.RECEPTIONIST_HELD_OUT.write_text("\n".join(lines))


def _newest(organisation: Organisation) -> BrainVersion:
    with reading(organisation):
        found = BrainVersion.objects.of(organisation).first()
    assert found is not None
    return found


def test_the_held_out_sentences_are_there() -> None:
    assert len(held_out()) > 300
    assert sum(one.is_emergency for one in held_out()) > 50


def test_taught_phrases_are_packed_and_an_emergency_among_them_is_asked_about() -> None:
    learnt = Neighbours.of([(ODD, "billing"), ("the budgie is upside down again", "emergency")])
    again = Neighbours.unpacked([(ODD, "billing"), ("", "emergency")], learnt.packed())
    context = Context(learnt=again)
    assert understand(ODD, context=context).intent.value == "billing"
    asked = understand("our budgie is upside down again", context=context)
    assert (asked.intent.value, asked.floor.tier) == ("emergency", Tier.ASK)
    assert again.without(0).meaning_of(ODD, "en") is None
    gas = Context(learnt=Neighbours.of([("there is a strong smell of gas in the house", "message")]))
    assert understand("there is a strong smell of gas in the house", context=gas).floor.tier is Tier.HARD


def test_a_version_is_examined_used_pinned_and_left(
    alice: Member,
    bob: Member,
    organisation: Organisation,
    client_for: Callable[[Member], Client],
    few: None,
    now: datetime,
) -> None:
    make.assistant(organisation)
    client = client_for(alice)
    assert "Nothing is new since the last version." in client.post(f"{PAGE}make/").content.decode()
    make.phrase(organisation, ODD, "billing", now=now)
    assert client_for(bob).post(f"{PAGE}make/").status_code == 403
    assert client.post(f"{PAGE}make/").status_code == 302
    assert "is being examined already" in client.post(f"{PAGE}make/").content.decode()
    row = _newest(organisation)
    assert client.post(f"{PAGE}{row.pk}/use/").status_code == 422
    training.examine(organisation_id=organisation.pk, version_id=row.pk)
    row = _newest(organisation)
    assert (row.state, row.progress, row.figures["of"]) == (
        "READY",
        100,
        {"intents": 3, "emergencies": 1, "persons": 2, "own": 1},
    )
    assert (len(row.digest), row.figures["after"]["own"]) == (64, 0)
    begun = make.caller(organisation, now=now, number="+16025550101")
    assert client.post(f"{PAGE}{row.pk}/use/").status_code == 302
    make.says(begun, ODD, now=now, key="begun")
    fresh = make.turn(organisation, now=now, text=ODD)
    assert (fresh.understanding["intent"], fresh.versions["own"]) == ("billing", 1)
    assert make.dialogue(begun).brain == 0
    page = client.get(PAGE).content.decode()
    assert "In use" in page
    assert "Your own corrections" in page
    assert client.post(f"{PAGE}ship/").status_code == 302
    assert make.dialogue(make.caller(organisation, now=now, number="+16025550103")).brain == 0


def test_a_version_that_brings_in_a_person_less_is_refused_and_a_broken_one_says_so(
    alice: Member, organisation: Organisation, few: None, settings: Any, now: datetime
) -> None:
    make.phrase(organisation, PERSON, "message", now=now)
    row = training.ask_version(by=alice, now=now)
    training.examine(organisation_id=organisation.pk, version_id=row.pk)
    refused = _newest(organisation)
    assert (refused.state, refused.reason) == ("REFUSED", "persons")
    with pytest.raises(training.NotReady):
        training.activate(by=alice, version_id=row.pk, now=now)
    make.phrase(organisation, ODD, "billing", now=now)
    settings.RECEPTIONIST_HELD_OUT = Path("/nowhere")
    row = training.ask_version(by=alice, now=now)
    training.examine(organisation_id=organisation.pk, version_id=row.pk)
    assert (_newest(organisation).state, _newest(organisation).reason) == ("FAILED", "FileNotFoundError")
