"""Recordings are fetched at once, whole and sound; transcripts become sentences with speakers."""

import hashlib
import json
from typing import Any

import pytest
from django.core.files.storage import default_storage

from accounts.models import Organisation
from carrier import handlers
from carrier.models import CarrierAccount
from carrier.services import fetching, silence
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice import audio
from conversations.events import RecordingAnnounced
from conversations.models import Recording
from conversations.ports import CarrierRejected, CarrierUnavailable, FailureReason, Fetched
from conversations.services import calls
from core import clock
from core.transactions import reading, tenant_transaction
from tests.carrier.conftest import CUSTOMER
from tests.factories import conversations as make

LINE = make.OUR_NUMBER.removeprefix("+")
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data" + b"\x00" * 2048  # fmt: skip  # noqa: E501


class Keeper:
    """A carrier that keeps one file, or fails as told."""

    def __init__(self, kept: bytes | Exception) -> None:
        self._kept, self.asked = kept, 0

    def fetch_media(self, url: str) -> Fetched:
        """Give the file."""
        self.asked += 1
        if isinstance(self._kept, Exception):
            raise self._kept
        return Fetched(self._kept, "text/html")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def wait_for_the_tone(exchange: Simulator, leg: str) -> None:
    for _second in range(30):
        exchange.advance(1)
        if "beep" in exchange.calls.heard(leg):
            return
    raise AssertionError(exchange.calls.heard(leg))


@pytest.fixture
def message(account: CarrierAccount, organisation: Organisation, exchange: Simulator) -> Recording:
    """A message left with the fallback on the simulated carrier, announced and not fetched yet."""
    leg = exchange.calls.dial(from_=CUSTOMER.removeprefix("+"), to=LINE)
    wait_for_the_tone(exchange, leg)
    exchange.calls.say(leg, "My basement is flooding, please call me back as soon as you can.")
    exchange.advance(60)
    with reading(organisation):
        return Recording.objects.of(organisation).get()


def fetch(row: Recording, *, is_transcript: bool = False) -> None:
    fact = RecordingAnnounced(call_id=row.call_id, recording_id=row.pk, is_transcript=is_transcript)
    handlers.fetch_recording(fact, organisation_id=row.organisation_id, now=clock.now())


def fresh(row: Recording) -> Recording:
    with reading(row.organisation_id):
        return Recording.objects.of(row.organisation_id).get(pk=row.pk)


def test_a_message_is_fetched_from_the_carrier_and_kept_whole(
    message: Recording, organisation: Organisation
) -> None:
    assert (message.kind, message.state) == ("VOICEMAIL", "AWAITED")
    fetch(message)
    kept = fresh(message)
    with default_storage.open(kept.path) as file:
        content = file.read()
    assert (kept.state, kept.mime, kept.problem) == ("STORED", "audio/wav", "")
    assert (kept.size_bytes, kept.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert kept.path.startswith(f"{organisation.pk}/calls/")
    fetch(message)
    assert fresh(message).path == kept.path


@pytest.mark.parametrize(
    ("kept", "problem"),
    [
        (b"<html>no such file</html>" * 40_000, "no sound"),
        (WAV[:40], "cut short"),
        (CarrierRejected(FailureReason.MEDIA_REFUSED, code="404"), "404"),
    ],
)
def test_what_cannot_be_had_is_said(message: Recording, kept: bytes | Exception, problem: str) -> None:
    fetching.fetch_recording(
        organisation=message.organisation_id,
        recording_id=message.pk,
        carrier=Keeper(kept),  # type: ignore[arg-type]
        now=clock.now(),
    )
    told = fresh(message)
    assert (told.state, told.problem, told.path) == ("MISSING", problem, "")


def test_a_carrier_that_is_away_is_asked_later(message: Recording) -> None:
    with pytest.raises(CarrierUnavailable):
        fetching.fetch_recording(
            organisation=message.organisation_id,
            recording_id=message.pk,
            carrier=Keeper(CarrierUnavailable("away")),  # type: ignore[arg-type]
            now=clock.now(),
        )
    assert fresh(message).state == "AWAITED"


def _transcript(*channels: list[dict[str, object]]) -> bytes:
    return json.dumps({"ver": "1", "channels": [{"transcript": found} for found in channels]}).encode()


def test_what_was_said_is_kept_with_its_times(message: Recording) -> None:
    fetch(message)
    with tenant_transaction(message.organisation_id):
        Recording.objects.of(message.organisation_id).update(transcript_url="https://api.nexmo.com/t")
    said = [
        {"sentence": "Please call me back.", "timestamp": 2500},
        {"sentence": "My basement is flooding.", "timestamp": "100"},
    ]
    keeper = Keeper(_transcript(said))
    for _ in range(2):
        fetching.fetch_transcript(
            organisation=message.organisation_id,
            recording_id=message.pk,
            carrier=keeper,  # type: ignore[arg-type]
            now=clock.now(),
        )
    told = fresh(message)
    assert keeper.asked == 1
    assert (told.state, told.transcript_problem) == ("TRANSCRIBED", "")
    assert told.transcript == [
        {"speaker": "CUSTOMER", "at_ms": 100, "text": "My basement is flooding."},
        {"speaker": "CUSTOMER", "at_ms": 2500, "text": "Please call me back."},
    ]


@pytest.mark.parametrize(("words", "state"), [("", "EMPTY"), ("Please call me back.", "STORED")])
def test_a_message_in_which_nothing_is_said_is_none_though_no_transcript_came(
    account: CarrierAccount, organisation: Organisation, exchange: Simulator, words: str, state: str
) -> None:
    exchange.set_faults([Fields({"kind": "drop", "webhook": "transcribed", "attempts": 2})])
    leg = exchange.calls.dial(from_=CUSTOMER.removeprefix("+"), to=LINE)
    wait_for_the_tone(exchange, leg)
    if words:
        exchange.calls.say(leg, words)
    exchange.advance(40)
    with reading(organisation):
        row = Recording.objects.of(organisation).get()
    fetch(row)
    with reading(organisation):
        row = Recording.objects.of(organisation).select_related("call").get()
    assert (row.state, bool(row.path), row.transcript) == (state, True, [])
    assert row.call.outcome == ("VOICEMAIL" if words else "MISSED_NO_AGENT")


@pytest.mark.parametrize(
    ("content", "is_quiet"),
    [
        (audio.wav(5.0, 1, [audio.Sounding(0, 0.0, 0.8, 1_000)]), True),
        (audio.wav(5.0, 1, [audio.Sounding(0, 3.0, 3.5, 220)]), False),
        (audio.wav(5.0, 2, [audio.Sounding(1, 3.0, 3.5, 220)]), False),
        (audio.wav(31.0, 1, []), False),
        (audio.wav(0.5, 1, []), False),
        (WAV[:30], False),
        (b"ID3 an mp3", False),
    ],
    ids=["the tone alone", "a word", "a word on the second channel", "long", "nothing", "cut short", "mp3"],
)
def test_silence_is_told_from_the_sound_itself(content: bytes, is_quiet: bool) -> None:
    assert silence.is_silent(content) is is_quiet


def test_words_the_carrier_heard_count_for_more_than_our_silence(message: Recording) -> None:
    with tenant_transaction(message.organisation_id):
        Recording.objects.of(message.organisation_id).update(duration_seconds=4.5, size_bytes=None)
    fetching.fetch_recording(
        organisation=message.organisation_id,
        recording_id=message.pk,
        carrier=Keeper(audio.wav(4.5, 1, [])),  # type: ignore[arg-type]
        now=clock.now(),
    )
    assert fresh(message).state == "EMPTY"
    sentences = [calls.Sentence("CUSTOMER", 900, "It is me.")]
    calls.keep_transcript(
        organisation=message.organisation_id, recording_id=message.pk, sentences=sentences, now=clock.now()
    )
    assert fresh(message).state == "TRANSCRIBED"


def test_channels_are_speakers_and_nonsense_is_no_sentence() -> None:
    found = fetching.read_transcript(
        _transcript(
            [{"sentence": "Hello", "timestamp": 0}, {"sentence": " "}, {"timestamp": 5}],
            [{"raw_sentence": "good morning", "timestamp": 900, "words": None}],
        ),
        is_one_voice=False,
    )
    assert found == [calls.Sentence("CUSTOMER", 0, "Hello"), calls.Sentence("MEMBER", 900, "good morning")]
    alone = fetching.read_transcript(_transcript([{"sentence": "Hello", "timestamp": 0}]), is_one_voice=False)
    assert [sentence.speaker for sentence in alone] == [""]


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{" * 100_000])
def test_what_is_no_transcript_is_said_so(message: Recording, content: bytes) -> None:
    fetching.fetch_transcript(
        organisation=message.organisation_id,
        recording_id=message.pk,
        carrier=Keeper(content),  # type: ignore[arg-type]
        now=clock.now(),
    )
    assert fresh(message).transcript_problem == "no transcript"
