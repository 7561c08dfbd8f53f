"""Two connections at once: the database decides, one wins, nobody loses a word."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Industry, Member, Organisation
from contacts.models import Contact
from conversations import errors, services
from conversations.models import Conversation, Entry, EntryKind
from core.ids import new_id
from core.transactions import reading
from tests.factories import accounts
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db(transaction=True)
CUSTOMER = "+16025550134"
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.fixture
def firm() -> Organisation:
    made = accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz", industry=Industry.LAW)
    make.line(organisation=made)
    return made


@pytest.fixture
def team(firm: Organisation) -> list[Member]:
    return [accounts.member(organisation=firm, name=name) for name in ("Alice Hale", "Bob Ortiz")]


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts on connections of their own, started together; give results or the refusals raised."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except errors.Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("sender", [CUSTOMER, "anonymous"])
def test_simultaneous_first_texts_make_one_contact_and_one_conversation(
    firm: Organisation, sender: str
) -> None:
    def arrive() -> object:
        return make.text_in(organisation=firm, now=NOW, sender=sender).conversation_id

    found = _at_once(*[arrive] * 4)
    with reading(firm):
        assert Contact.objects.of(firm).count() == (1 if sender == CUSTOMER else 0)
        assert set(Conversation.objects.of(firm).values_list("pk", flat=True)) == set(found)
        seqs = Entry.objects.of(firm).filter(kind=EntryKind.MESSAGE_IN).order_by("seq")
        assert list(seqs.values_list("seq", flat=True)) == [1, 2, 3, 4]


def test_a_claim_has_one_winner_and_the_loser_hears_the_name(firm: Organisation, team: list[Member]) -> None:
    conversation = make.conversation(organisation=firm, now=NOW)

    def claim(member: Member) -> Callable[[], object]:
        return lambda: services.claim_conversation(by=member, conversation_id=conversation.pk, now=NOW)

    results = _at_once(*[claim(member) for member in team])
    [lost] = [result for result in results if isinstance(result, errors.AlreadyClaimed)]
    owner = make.fresh(organisation=firm, conversation_id=conversation.pk).owner
    assert owner is not None
    assert lost.claimed_by == owner.name


def test_two_replies_at_once_are_one_reply_and_one_warning(firm: Organisation, team: list[Member]) -> None:
    conversation = make.conversation(organisation=firm, now=NOW)

    def reply(member: Member) -> Callable[[], object]:
        return lambda: services.send_reply(
            by=member, conversation_id=conversation.pk, text=f"From {member.name}", seen_seq=1, now=NOW
        )

    results = _at_once(*[reply(member) for member in team])
    assert sorted(type(result).__name__ for result in results) == ["ColleagueReplied", "Entry"]


def test_a_double_click_is_one_reply(firm: Organisation, team: list[Member]) -> None:
    conversation = make.conversation(organisation=firm, now=NOW)
    reference = str(new_id())

    def click() -> object:
        return services.send_reply(
            by=team[0],
            conversation_id=conversation.pk,
            text="Yes",
            seen_seq=1,
            client_ref=reference,
            now=NOW,
        ).pk

    assert len(set(_at_once(click, click))) == 1


def test_a_text_and_a_reply_at_once_are_both_kept(firm: Organisation, team: list[Member]) -> None:
    conversation = make.conversation(organisation=firm, now=NOW, sender=CUSTOMER)
    _at_once(
        lambda: make.text_in(organisation=firm, now=NOW, sender=CUSTOMER, text="One more thing"),
        lambda: services.send_reply(
            by=team[0], conversation_id=conversation.pk, text="Yes", seen_seq=1, now=NOW
        ),
    )
    settled = make.fresh(organisation=firm, conversation_id=conversation.pk)
    assert settled.entry_count == 3
    assert (settled.status == "OPEN") == (settled.waiting_since is not None)
