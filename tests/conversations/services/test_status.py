"""Snooze, wake, resolve, spam, owners and the timer: every open item stays due and with somebody."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Location, Member, OpeningWindow, Organisation
from conversations import errors, services
from conversations.domain.states import LIVE, Outcome, Status
from conversations.models import Conversation, Line
from conversations.services import ownership
from core.errors import NotFound
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

CUSTOMER = "+16025550134"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


@pytest.fixture
def thread(organisation: Organisation, line: Line, now: datetime) -> Conversation:
    return make.conversation(organisation=organisation, now=now, sender=CUSTOMER)


@pytest.fixture(autouse=True)
def _every_open_one_is_due_and_with_somebody(organisation: Organisation) -> object:
    yield
    with reading(organisation):
        for row in Conversation.objects.of(organisation).filter(status=Status.OPEN):
            assert row.due_at is not None
            assert (row.ownership == "OWNED") == (row.owner_id is not None)


def _fresh(thread: Conversation) -> Conversation:
    return make.fresh(organisation=thread.organisation_id, conversation_id=thread.pk)  # type: ignore[arg-type]


def test_a_snooze_ends_by_its_time_and_not_before(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    until = now + timedelta(hours=2)
    services.snooze_conversation(by=bob, conversation_id=thread.pk, until=until, until_reply=False, now=now)
    early = until - timedelta(seconds=1)
    assert services.wake_due(organisation=organisation.pk, now=early) == 0
    assert services.wake_due(organisation=organisation.pk, now=until) == 1
    woken = _fresh(thread)
    assert (woken.status, woken.snoozed_until, woken.waiting_since) == (Status.OPEN, None, now)


def test_a_snooze_ends_by_a_reply(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    services.snooze_conversation(by=bob, conversation_id=thread.pk, until=None, until_reply=True, now=now)
    assert services.wake_due(organisation=organisation.pk, now=now + timedelta(days=365)) == 0
    make.text_in(organisation=organisation, now=now + timedelta(minutes=5), sender=CUSTOMER)
    woken = _fresh(thread)
    assert (woken.status, woken.snoozed_until_reply) == (Status.OPEN, False)


@pytest.mark.parametrize("minutes", [None, 0, -5])
def test_a_snooze_needs_an_end(thread: Conversation, bob: Member, now: datetime, minutes: int | None) -> None:
    until = None if minutes is None else now + timedelta(minutes=minutes)
    with pytest.raises(errors.SnoozeMissing):
        services.snooze_conversation(
            by=bob, conversation_id=thread.pk, until=until, until_reply=False, now=now
        )


def test_only_what_sleeps_can_wake(thread: Conversation, bob: Member, now: datetime) -> None:
    with pytest.raises(errors.MoveRefused):
        services.wake_conversation(by=bob, conversation_id=thread.pk, now=now)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_is_kept_with_its_reason(
    thread: Conversation, bob: Member, now: datetime, outcome: Outcome
) -> None:
    if outcome is Outcome.DISQUALIFIED:
        with pytest.raises(errors.OutcomeMissing):
            services.resolve_conversation(
                by=bob, conversation_id=thread.pk, outcome=outcome, reason=" ", now=now
            )
    services.resolve_conversation(
        by=bob, conversation_id=thread.pk, outcome=outcome, reason="Out of area", now=now
    )
    ended = _fresh(thread)
    assert ended.status == (Status.SPAM if outcome is Outcome.SPAM else Status.RESOLVED)
    assert (ended.outcome, ended.waiting_since, ended.due_at) == (outcome, None, None)


def test_spam_can_be_undone_and_only_spam(thread: Conversation, bob: Member, now: datetime) -> None:
    services.mark_spam(by=bob, conversation_id=thread.pk, now=now)
    services.mark_not_spam(by=bob, conversation_id=thread.pk, now=now)
    back = _fresh(thread)
    assert (back.status, back.outcome) == (Status.OPEN, "")
    services.resolve_conversation(by=bob, conversation_id=thread.pk, outcome=Outcome.LOST, reason="", now=now)
    with pytest.raises(errors.MoveRefused):
        services.mark_not_spam(by=bob, conversation_id=thread.pk, now=now)


def test_reopening_gives_the_live_one_where_there_is_one(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    services.resolve_conversation(by=bob, conversation_id=thread.pk, outcome=Outcome.LOST, reason="", now=now)
    later = now + timedelta(days=9)
    twin = make.text_in(organisation=organisation, now=later, sender=CUSTOMER)
    found = services.reopen_conversation(by=bob, conversation_id=thread.pk, now=later)
    assert (found.pk, _fresh(thread).status) == (twin.conversation_id, Status.RESOLVED)


def test_claim_assign_release(
    thread: Conversation, alice: Member, bob: Member, rae: Member, mallory: Member, now: datetime
) -> None:
    services.claim_conversation(by=bob, conversation_id=thread.pk, now=now)
    services.claim_conversation(by=bob, conversation_id=thread.pk, now=now)
    with pytest.raises(errors.AlreadyClaimed) as raised:
        services.claim_conversation(by=alice, conversation_id=thread.pk, now=now)
    assert raised.value.claimed_by == "Bob Ortiz"
    services.assign_conversation(by=bob, conversation_id=thread.pk, to=alice.pk, now=now)
    assert _fresh(thread).owner == alice
    for stranger in (rae, mallory):
        with pytest.raises(NotFound):
            services.assign_conversation(by=bob, conversation_id=thread.pk, to=stranger.pk, now=now)
    services.release_conversation(by=bob, conversation_id=thread.pk, now=now)
    assert _fresh(thread).owner is None


def test_an_owner_who_does_not_answer_gives_it_back(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    services.claim_conversation(by=bob, conversation_id=thread.pk, now=now)
    due = now + timedelta(minutes=organisation.reply_minutes)
    early = due - timedelta(seconds=1)
    assert services.return_overdue(organisation=organisation.pk, now=early) == 0
    assert services.return_overdue(organisation=organisation.pk, now=due) == 1
    assert services.return_overdue(organisation=organisation.pk, now=due) == 0
    assert _fresh(thread).owner is None


@pytest.fixture
def office_hours(organisation: Organisation, location: Location) -> Location:
    """Open nine to six on weekdays in New York, with 30 minutes to answer."""
    organisation.reply_minutes = 30
    organisation.save()
    location.time_zone = "America/New_York"
    location.save()
    for day in range(5):
        OpeningWindow.objects.create(
            organisation=organisation, location=location, weekday=day, opens_minute=540, closes_minute=1080
        )
    return location


@pytest.mark.parametrize(
    ("wrote", "due"),
    [
        ("2026-11-18T17:55-05:00", "2026-11-19T09:25-05:00"),
        # Thanksgiving, and Friday in summer time to Monday in winter time.
        ("2026-11-25T17:55-05:00", "2026-11-27T09:25-05:00"),
        ("2026-10-30T17:55-04:00", "2026-11-02T09:25-05:00"),
    ],
)
def test_the_return_timer_counts_business_time(
    organisation: Organisation, office_hours: Location, bob: Member, wrote: str, due: str
) -> None:
    make.line(organisation=organisation)
    start, end = datetime.fromisoformat(wrote), datetime.fromisoformat(due)
    thread = make.conversation(organisation=organisation, now=start)
    services.claim_conversation(by=bob, conversation_id=thread.pk, now=start)
    early = end - timedelta(seconds=1)
    assert services.return_overdue(organisation=organisation.pk, now=early) == 0
    assert services.return_overdue(organisation=organisation.pk, now=end) == 1
    assert _fresh(thread).owner is None


def test_each_place_has_its_own_hours_and_a_closed_one_holds_up_no_other(
    organisation: Organisation, office_hours: Location, bob: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "MOST_AT_ONCE", 1)
    branch = Location.objects.create(organisation=organisation, name="Always there")
    make.line(organisation=organisation)
    make.line(organisation=organisation, address="+16025550190", location=branch)
    night = datetime.fromisoformat("2026-11-18T23:00-05:00")
    closed = make.conversation(organisation=organisation, now=night)
    always = make.conversation(organisation=organisation, now=night, to="+16025550190")
    for thread in (closed, always):
        services.claim_conversation(by=bob, conversation_id=thread.pk, now=night)
    assert services.return_overdue(organisation=organisation.pk, now=night + timedelta(minutes=30)) == 1
    assert (_fresh(closed).owner, _fresh(always).owner) == (bob, None)


def test_a_late_webhook_from_before_the_reply_still_counts_for_the_timer(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    replied = now + timedelta(minutes=5)
    services.send_reply(by=bob, conversation_id=thread.pk, text="Yes", seen_seq=9, now=replied)
    make.text_in(
        organisation=organisation,
        now=now + timedelta(minutes=9),
        sender=CUSTOMER,
        occurred_at=now + timedelta(minutes=4),
    )
    much_later = now + timedelta(minutes=2 * organisation.reply_minutes + 10)
    assert services.return_overdue(organisation=organisation.pk, now=much_later) == 1


def test_an_answered_one_stays_with_its_owner(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    services.send_reply(by=bob, conversation_id=thread.pk, text="Yes", seen_seq=9, now=now)
    assert services.return_overdue(organisation=organisation.pk, now=now + timedelta(days=3)) == 0


def test_a_leaving_member_leaves_nothing_behind(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    services.claim_conversation(by=bob, conversation_id=thread.pk, now=now)
    services.snooze_conversation(by=bob, conversation_id=thread.pk, until=None, until_reply=True, now=now)
    assert services.return_member_items(organisation=organisation.pk, member_id=bob.pk, now=now) == 1
    with reading(organisation):
        assert not Conversation.objects.of(organisation).filter(owner=bob, status__in=LIVE).exists()


def test_many_at_once_say_what_was_refused(
    organisation: Organisation, thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    other = make.conversation(organisation=organisation, now=now)
    services.claim_conversation(by=alice, conversation_id=other.pk, now=now)
    ids = [thread.pk, other.pk, thread.pk]
    result = services.act_on_many(by=bob, action="claim", conversation_ids=ids, value="", now=now)
    assert (result.done, result.refused) == (1, ((other.title, "Taken by Alice Hale."),))


@pytest.mark.parametrize(
    ("action", "value"), [("explode", ""), ("assign", "x"), ("snooze", "x"), ("resolve", "MAYBE")]
)
def test_an_unknown_act_on_many_is_nothing(
    thread: Conversation, bob: Member, now: datetime, action: str, value: str
) -> None:
    with pytest.raises(NotFound):
        services.act_on_many(by=bob, action=action, conversation_ids=[thread.pk], value=value, now=now)


def test_a_member_of_another_location_finds_nothing(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    elsewhere = organisation.locations.create(name="Second office")
    bob.location_ids = [elsewhere.pk]
    with pytest.raises(NotFound):
        services.claim_conversation(by=bob, conversation_id=thread.pk, now=now)


def test_a_merged_conversation_takes_no_move(thread: Conversation, bob: Member, now: datetime) -> None:
    with tenant_transaction(thread.organisation_id):
        Conversation.objects.of(thread.organisation_id).filter(pk=thread.pk).update(status=Status.MERGED)
    with pytest.raises(errors.MoveRefused):
        services.send_reply(by=bob, conversation_id=thread.pk, text="Yes", seen_seq=9, now=now)
