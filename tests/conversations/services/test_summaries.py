"""A summary by a language model: a make-believe one that answers, fails, is slow or says nothing."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line, Recording
from conversations.ports import summaries
from conversations.ports.summaries import Fault, NoSummary, Said, Summary
from conversations.services import calls as services
from core.models import Event
from core.transactions import reading
from tests.factories import calls as make
from tests.factories import conversations as talks

pytestmark = pytest.mark.django_db
SAID = [
    ("CUSTOMER", 900, "Hello, this is Denise."),
    ("CUSTOMER", 2900, "It rained all night long here."),
    ("CUSTOMER", 4900, "Please call me back about the lease tomorrow."),
]
PLAIN = "Hello, this is Denise. Please call me back about the lease tomorrow."


class MakeBelieve:
    """Answers as it is told to."""

    name = "Make-believe 1"

    def __init__(self, answer: Callable[[Sequence[Said]], Summary]) -> None:
        self.answer = answer

    def summarise(self, said: Sequence[Said], *, language: str, seconds: float) -> Summary:
        return self.answer(said)


@pytest.fixture
def install() -> Iterator[Callable[[Callable[[Sequence[Said]], Summary]], None]]:
    """Register a model for one test."""
    yield lambda answer: summaries.register_summariser("make-believe", lambda: MakeBelieve(answer))
    summaries._makers.pop("make-believe", None)


@pytest.fixture
def recording(organisation: Organisation, now: datetime) -> Recording:
    """A message with a transcript."""
    line: Line = talks.line(organisation=organisation)
    return make.voicemail(organisation, line, now=now, said=SAID)


def improve(row: Recording, now: datetime, *, seconds: float = 5, model: str = "make-believe") -> Recording:
    services.improve_summary(
        organisation=row.organisation_id, recording_id=row.pk, model=model, seconds=seconds, now=now
    )
    with reading(row.organisation_id):
        row.refresh_from_db()
    return row


def slow(said: Sequence[Said]) -> Summary:
    time.sleep(5)
    return Summary(text="too late")


def broken(said: Sequence[Said]) -> Summary:
    raise RuntimeError("a secret in a message")


def gives_up(said: Sequence[Said]) -> Summary:
    raise TimeoutError


def silent(said: Sequence[Said]) -> Summary:
    return Summary(text=" \x00 ")


def test_without_a_model_their_own_sentences_stand_at_once(recording: Recording) -> None:
    with reading(recording.organisation_id):
        recording.refresh_from_db()
        told = Event.objects.filter(name="conversations.transcript_kept").count()

    assert (recording.summary, recording.summary_by, recording.summary_problem) == (PLAIN, "", "")
    assert told == 1


def test_a_model_hears_who_said_what_and_its_words_are_shown(
    recording: Recording, install: Callable[..., None], alice: Member, client_for: Callable, now: datetime
) -> None:
    heard: list[Said] = []

    def answer(said: Sequence[Said]) -> Summary:
        heard.extend(said)
        return Summary(text="Wants a  call\x00 about the lease.", actions=("Call Denise tomorrow", " "))

    install(answer)
    row = improve(recording, now)

    assert heard[0] == Said(speaker="CUSTOMER", text="Hello, this is Denise.")
    assert (row.summary, row.summary_by) == ("Wants a call about the lease.", "Make-believe 1")
    assert row.summary_actions == ["Call Denise tomorrow"]
    page = client_for(alice).get(f"/calls/{row.call_id}/").content.decode()
    assert "Wants a call about the lease." in page
    assert "Summed up by Make-believe 1" in page
    assert "<li>Call Denise tomorrow</li>" in page


@pytest.mark.parametrize(
    ("answer", "fault", "words"),
    [
        (broken, Fault.FAILED, "The language model failed"),
        (gives_up, Fault.SLOW, "The language model took too long"),
        (silent, Fault.EMPTY, "The language model said nothing"),
        (None, Fault.ABSENT, "The language model that is set is not installed"),
    ],
)
def test_a_model_that_gives_none_leaves_the_plain_one_and_says_why(
    answer: Callable[[Sequence[Said]], Summary] | None,
    fault: Fault,
    words: str,
    recording: Recording,
    install: Callable[..., None],
    alice: Member,
    client_for: Callable,
    now: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if answer is not None:
        install(answer)

    row = improve(recording, now)

    assert (row.summary, row.summary_by, row.summary_problem) == (PLAIN, "", fault)
    assert "secret" not in caplog.text
    page = client_for(alice).get(f"/calls/{row.call_id}/").content.decode()
    assert PLAIN in page
    assert words in page


def test_a_model_that_never_comes_back_is_left_behind(install: Callable[..., None]) -> None:
    install(slow)
    began = time.monotonic()

    with pytest.raises(NoSummary) as raised:
        summaries.ask_summary("make-believe", [Said(speaker="", text="Hello")], language="en", seconds=0.2)

    assert raised.value.fault is Fault.SLOW
    assert time.monotonic() - began < 3


def test_what_a_model_made_of_another_transcript_is_dropped(recording: Recording, now: datetime) -> None:
    kept = services.keep_summary(
        organisation=recording.organisation_id,
        recording_id=recording.pk,
        said=[Said(speaker="CUSTOMER", text="Something else")],
        name="Make-believe 1",
        summary=Summary(text="about the first hearing"),
        problem="",
        now=now,
    )

    assert kept is False
    with reading(recording.organisation_id):
        recording.refresh_from_db()
    assert recording.summary == PLAIN


def test_a_transcript_told_anew_begins_with_the_plain_summary_again(
    recording: Recording, install: Callable[..., None], now: datetime
) -> None:
    install(lambda said: Summary(text="Wants a call."))
    improve(recording, now)

    services.keep_transcript(
        organisation=recording.organisation_id,
        recording_id=recording.pk,
        sentences=[services.Sentence("CUSTOMER", 10, "Never mind.")],
        now=now,
    )

    with reading(recording.organisation_id):
        recording.refresh_from_db()
    assert (recording.summary, recording.summary_by) == ("Never mind.", "")
