"""Long texts whose parts come late, twice or never: each part's words are in the thread exactly once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import permutations
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Industry, Member, Organisation
from carrier import selectors, tasks
from carrier.models import Attempt, CarrierAccount, MessagePart
from carrier.services import accepting, applying, parts
from conversations.models import Entry, EntryKind
from conversations.presenters import reader_of
from conversations.presenters.facts import fact_sentence
from core import clock
from core.transactions import reading
from tests.carrier.conftest import CUSTOMER, Carrier, known
from tests.factories import accounts
from tests.factories import conversations as make

WORDS = {1: "one ", 2: "two ", 3: "three"}
LATER = parts.PATIENCE + timedelta(minutes=1)
START = datetime.fromisoformat("2026-11-23T17:00:00+00:00")


def _body(number: int, *, ref: str = "42", text: str = "", id: str = "") -> bytes:
    return json.dumps(
        {
            "msisdn": CUSTOMER.removeprefix("+"),
            "to": make.OUR_NUMBER.removeprefix("+"),
            "messageId": id or f"{ref}-{number}",
            "text": text or WORDS[number],
            "type": "text",
            "message-timestamp": "2026-11-23 16:59:59",
            "concat": "true",
            "concat-ref": ref,
            "concat-total": "3",
            "concat-part": str(number),
        }
    ).encode()


def _arrive(account: CarrierAccount, body: bytes, *, now: datetime) -> None:
    stored = accepting.accept(
        known=known(account), kind="sms", body=body, method="POST", content_type="application/json", query="",
        now=now,
    )  # fmt: skip
    state = applying.apply_delivery(
        organisation=account.organisation, delivery_id=stored.delivery_id, now=now
    )
    assert state == "APPLIED"


def _flush(account: CarrierAccount, *, now: datetime) -> int:
    organisation = account.organisation
    due = parts.list_due(organisation=organisation, now=now)
    return sum(parts.flush_text(organisation=organisation, key=key, now=now) for key in due)


def _thread(organisation: Organisation) -> list[str]:
    """Give the words, and after them the facts, in the order they are read."""
    with reading(organisation):
        rows = Entry.objects.of(organisation).exclude(kind=EntryKind.MESSAGE_OUT)
        return [
            row.text or f"{row.fact} {row.fact_values.get('missing') or row.fact_values.get('number')}"
            for row in rows.order_by("occurred_at", "seq")
        ]


def _ledger(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return sorted(Attempt.objects.of(organisation).values_list("outcome", flat=True))


def _balance(organisation: Organisation) -> tuple[int, int]:
    with reading(organisation):
        day = selectors.ledger_day(
            organisation_id=organisation.pk,
            since=START - timedelta(days=1),
            until=START + timedelta(days=1),
        )
    return day.attempts, day.accounted


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ((1, 3), ["one  … three", "text_incomplete 2"]),
        ((3, 2), ["… two three", "text_incomplete 1"]),
        ((1,), ["one  …  …", "text_incomplete 2, 3"]),
    ],
)
def test_what_has_come_is_shown_after_ten_minutes_with_what_is_missing(
    account: CarrierAccount, organisation: Organisation, came: tuple[int, ...], shown: list[str]
) -> None:
    for number in came:
        _arrive(account, _body(number), now=START)
    assert _balance(organisation) == (len(came), 0), "a part that waits is not accounted for"
    assert _flush(account, now=START + parts.PATIENCE - timedelta(seconds=1)) == 0
    assert [_flush(account, now=START + LATER), _flush(account, now=START + 2 * LATER)] == [1, 0]
    assert _thread(organisation) == shown
    assert _ledger(organisation) == ["ENTRY", *["PARTIAL"] * (len(came) - 1)]
    assert _balance(organisation) == (len(came), len(came))
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(kind=EntryKind.MESSAGE_IN)
        assert entry.conversation.waiting_since == START, "they have been waiting since the first part"
        assert Attempt.objects.of(organisation).get(outcome="ENTRY").entry_id == entry.pk


def test_patience_counts_from_the_latest_part(account: CarrierAccount, organisation: Organisation) -> None:
    _arrive(account, _body(1), now=START)
    _arrive(account, _body(2), now=START + timedelta(minutes=9))
    assert _flush(account, now=START + timedelta(minutes=18)) == 0
    _arrive(account, _body(3), now=START + timedelta(minutes=18))
    assert _flush(account, now=START + timedelta(hours=1)) == 0
    assert _thread(organisation) == ["one two three"]


def test_a_late_part_is_an_entry_of_its_own_that_says_so(
    account: CarrierAccount, organisation: Organisation
) -> None:
    _arrive(account, _body(1), now=START)
    _arrive(account, _body(3), now=START)
    _flush(account, now=START + LATER)
    for again in ("", " "):
        _arrive(account, _body(2) + again.encode(), now=START + timedelta(hours=2))
    assert sorted(_thread(organisation)) == ["one  … three", "part_late 2", "text_incomplete 2", "two "]
    assert _ledger(organisation) == ["ENTRY", "ENTRY", "PARTIAL"]
    assert _balance(organisation) == (3, 3)


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
@pytest.mark.parametrize("given_up_after", [1, 2, 3])
@pytest.mark.parametrize("repeated", [False, True])
def test_every_order_and_lateness_shows_each_word_once(
    account: CarrierAccount,
    organisation: Organisation,
    order: tuple[int, ...],
    given_up_after: int,
    repeated: bool,
) -> None:
    now = START
    for place, number in enumerate(order, start=1):
        _arrive(account, _body(number), now=now)
        if repeated:
            _arrive(account, _body(number) + b" ", now=now + timedelta(seconds=5))
        if place == given_up_after:
            now += LATER
            assert _flush(account, now=now) == (place < 3)
        if repeated:
            _arrive(account, _body(number) + b"  ", now=now + timedelta(seconds=5))
    assert _flush(account, now=now + LATER) == 0
    said = " ".join(_thread(organisation)).split()
    assert sorted(word for word in said if word in {"one", "two", "three"}) == ["one", "three", "two"]
    assert _balance(organisation) == (3, 3)
    assert len(_ledger(organisation)) == 3


def test_a_reference_used_again_before_the_first_text_was_whole_loses_nothing(
    account: CarrierAccount, organisation: Organisation
) -> None:
    _arrive(account, _body(1), now=START)
    for number in (1, 2, 3):
        _arrive(
            account, _body(number, text=f"{number}", id=f"new-{number}"), now=START + timedelta(minutes=1)
        )
    assert _thread(organisation) == ["123", "one  …  …", "text_incomplete 2, 3"]
    assert _balance(organisation) == (4, 4)


def test_a_part_for_no_line_of_ours_has_its_outcome_too(
    account: CarrierAccount, organisation: Organisation
) -> None:
    _arrive(account, _body(1).replace(make.OUR_NUMBER.removeprefix("+").encode(), b"16025550177"), now=START)
    assert _flush(account, now=START + LATER) == 1
    assert (_thread(organisation), _ledger(organisation)) == ([], ["NO_LINE"])


def test_the_sweep_enters_and_later_forgets(
    carrier: Carrier, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier.raw(_body(1), name="sms")
    assert tasks.flush_parts() == 0
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + LATER)
    assert (tasks.flush_parts(), tasks.flush_parts()) == (1, 0)
    with reading(organisation):
        assert MessagePart.objects.of(organisation).get().text == "", "the words are kept once, in the thread"
    monkeypatch.setattr(clock, "now", lambda: now + LATER + parts.MEMORY + timedelta(minutes=1))
    tasks.flush_parts()
    with reading(organisation):
        assert not MessagePart.objects.of(organisation).exists()


@pytest.fixture
def committed(transactional_db: None) -> CarrierAccount:
    firm = accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz", industry=Industry.LAW)
    make.line(organisation=firm)
    return CarrierAccount.objects.create(
        organisation=firm, api_key="k", application_id="a", path_token="a-path-token-of-the-firm"
    )


def _at_once(*acts: Callable[[], object]) -> None:
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def test_the_last_part_and_the_end_of_patience_at_once(committed: CarrierAccount) -> None:
    now = START + LATER
    for number in (1, 2):
        _arrive(committed, _body(number), now=START)
    flush = lambda: _flush(committed, now=now)  # noqa: E731
    _at_once(lambda: _arrive(committed, _body(3), now=now), flush, flush)
    found = sorted(_thread(committed.organisation))
    assert found in (
        ["one two three"],
        ["one two  …", "part_late 3", "text_incomplete 3", "three"],
    )
    assert _balance(committed.organisation) == (3, 3)


def test_all_parts_at_once_are_one_text(committed: CarrierAccount) -> None:
    _at_once(*[lambda number=number: _arrive(committed, _body(number), now=START) for number in (3, 1, 2)])  # type: ignore[misc]
    assert _thread(committed.organisation) == ["one two three"]
    assert _balance(committed.organisation) == (3, 3)


@pytest.mark.parametrize(
    ("fact", "values", "sentence"),
    [
        (
            "text_incomplete",
            {"missing": "2", "total": "3"},
            "This text is incomplete: part 2 of 3 never came.",
        ),
        (
            "text_incomplete",
            {"missing": "1, 3", "total": "3"},
            "This text is incomplete: parts 1, 3 of 3 never came.",
        ),
        (
            "part_late",
            {"number": "2", "total": "3"},
            "This is part 2 of 3 of an earlier text. It came late.",
        ),
    ],
)
def test_members_read_what_is_missing(
    alice: Member, now: datetime, fact: str, values: dict[str, str], sentence: str
) -> None:
    assert fact_sentence(fact, values, reader=reader_of(alice, now=now)) == sentence
