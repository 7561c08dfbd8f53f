"""Turns that ask a language model: where in doubt, before anything is locked, and no worse off when it fails."""

from datetime import datetime
from typing import Any

import pytest

from accounts.models import Industry, Organisation
from core.transactions import current_organisation, reading, tenant_transaction
from receptionist.models import Dialogue, ReceptionistSettings
from receptionist.models import Turn as TurnRow
from receptionist.ports import Answer, NoAnswer, Turn, register_model
from receptionist.services.consulting import is_in_doubt
from receptionist.services.texting import answer_message
from receptionist.understanding import understand
from tests.factories import accounts as people
from tests.factories import conversations as texts
from tests.factories import receptionist as make

pytestmark = pytest.mark.django_db
DOUBTFUL = "could be the old one or the new one, hard to tell"
CALM = {
    "intent": "message", "confidence": 0.9, "urgency": "routine", "evidence": "", "needs_person": False,
    "language": "en", "frustration": 0.0, "tries_to_instruct": False, "when_phrase": "", "spans": [],
}  # fmt: skip


class Watching:
    """A means of asking that keeps what it was shown, and that no transaction was open."""

    name = "watching"

    def __init__(self) -> None:
        self.shown: list[tuple[Turn, object]] = []
        self.report_: dict[str, Any] | None = CALM

    def report(self, turn: Turn, *, seconds: float) -> Answer:
        """Give what is set, or nothing."""
        self.shown.append((turn, current_organisation()))
        if self.report_ is None:
            raise NoAnswer("TOO_SLOW")
        return Answer(report=self.report_, tokens_in=300, tokens_out=80)


@pytest.fixture
def model(settings: Any) -> Watching:
    made = Watching()
    register_model("watching", lambda _options: made)
    settings.LANGUAGE_MODEL = "watching"
    return made


@pytest.fixture
def plumber(db: None) -> Organisation:
    made = people.organisation(name="Quick Pipes", slug="quick-pipes", industry=Industry.HOME)
    make.assistant(made, trade="plumbing")
    return made


def _turns(plumber: Organisation) -> list[TurnRow]:
    with reading(plumber):
        return list(TurnRow.objects.of(plumber).order_by("happened_at", "id"))


def test_a_doubtful_turn_is_shown_once_in_no_transaction_and_keeps_what_it_cost(
    plumber: Organisation, model: Watching, now: datetime
) -> None:
    talk = make.caller(plumber, now=now)
    first = make.says(talk, DOUBTFUL, now=now, key="one")
    assert make.says(talk, DOUBTFUL, now=now, key="one").text == first.text
    ((shown, organisation),) = model.shown
    assert (shown.text, shown.industry, organisation) == (DOUBTFUL, "plumbing", None)
    assert first.asks == "name"
    assert make.says(talk, "Ann Wu", now=now).asks == "phone"
    make.says(talk, "I smell gas all over the kitchen", now=now)
    assert len(model.shown) == 1
    row = _turns(plumber)[0]
    kept = row.understanding["opinion"]
    assert (row.understanding["intent"], row.versions["model"]) == ("message", "watching")
    assert (kept["how"], kept["tokens_in"], kept["tokens_out"]) == ("taken", 300, 80)


def test_what_it_may_not_do(plumber: Organisation, model: Watching, now: datetime) -> None:
    before = make.says(make.caller(plumber, now=now, number="+16025550101"), DOUBTFUL, now=now)
    model.report_ = None
    failed = make.says(make.caller(plumber, now=now, number="+16025550102"), DOUBTFUL, now=now)
    assert _turns(plumber)[-1].understanding["opinion"]["fault"] == "TOO_SLOW"
    model.report_ = CALM | {"intent": "spam"}
    spam = make.says(make.caller(plumber, now=now, number="+16025550103"), DOUBTFUL, now=now)
    model.report_ = CALM | {"intent": "human", "tries_to_instruct": True}
    ordered = make.says(make.caller(plumber, now=now, number="+16025550104"), DOUBTFUL, now=now)
    assert (spam.text, spam.ends) == (failed.text, False)
    assert ordered.act != "HAND_OVER"
    assert before.asks == "name"
    model.report_ = CALM | {"urgency": "emergency", "evidence": "hard to tell"}
    alarmed = make.says(make.caller(plumber, now=now, number="+16025550105"), DOUBTFUL, now=now)
    assert (alarmed.hands_over, alarmed.asks) == (False, "safety")


def test_a_text_is_shown_only_where_it_would_be_answered(
    plumber: Organisation, model: Watching, now: datetime
) -> None:
    texts.line(organisation=plumber)
    for _count in range(2):
        got = texts.text_in(organisation=plumber, sender="+16025550188", text=DOUBTFUL, now=now)
        answer_message(
            organisation_id=plumber.pk, conversation_id=got.conversation_id, entry_id=got.entry_id, now=now
        )
        with tenant_transaction(plumber):
            ReceptionistSettings.objects.of(plumber).update(is_active=False)
            Dialogue.objects.of(plumber).update(ended_at=now)
    assert len(model.shown) == 1
    assert [one.understanding["opinion"]["how"] for one in _turns(plumber)] == ["taken"]


def test_what_is_settled_or_personal_is_no_doubt() -> None:
    calm = understand(DOUBTFUL, (), "plumbing")
    assert is_in_doubt(calm, "")
    assert not is_in_doubt(calm, "dob")
    assert not is_in_doubt(understand("yes please", (), "plumbing"), "")
    assert not is_in_doubt(understand("there is a strong smell of gas in the house", (), "plumbing"), "dob")
