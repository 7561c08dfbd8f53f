"""Promises: made by whom, warned of once, counted where members see them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Member, Organisation
from conversations.domain.promises import PromisedBy
from conversations.models import Entry, Task
from conversations.services import add_task, finish_task, owe_about_step
from conversations.services.promises import promise_owed_step
from conversations.services.walling import wall_conversation
from conversations.services.warning import warn_due
from core.deliveries import run_delivery
from core.models import Delivery
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

HOUR = timedelta(hours=1)


def test_a_promise_is_warned_of_once_and_what_was_told_by_its_time_counts(
    alice: Member,
    bob: Member,
    organisation: Organisation,
    client_for: Callable[[Member], Client],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now)

    def owe(title: str, *, hours: float, by: PromisedBy | None, owner: Member | None = None) -> Task:
        with tenant_transaction(organisation):
            return owe_about_step(
                talk,
                title=title,
                owner_id=owner.pk if owner else None,
                due_at=now + hours * HOUR,
                promised_by=by,
                now=now,
            )

    kept = owe("Call Ann", hours=2, by=PromisedBy.ASSISTANT, owner=bob)
    owe("Nobody told them", hours=2, by=None)
    nobodys = owe("Call Ben", hours=2, by=PromisedBy.GREETING)
    late = add_task(
        by=alice,
        title="Send the papers",
        due_at=now + HOUR,
        conversation_id=talk.pk,
        is_promised=True,
        now=now,
    )
    finish_task(by=alice, task_id=late.pk, now=now + 1.2 * HOUR)
    assert warn_due(organisation=organisation.pk, now=now + HOUR) == 0
    assert warn_due(organisation=organisation.pk, now=now + 1.6 * HOUR) == 2
    assert warn_due(organisation=organisation.pk, now=now + 1.6 * HOUR) == 0
    for delivery in Delivery.objects.filter(handler="conversations.mail_promise").order_by("pk"):
        run_delivery(delivery_id=delivery.pk, now=now + 2 * HOUR)
    told = {one.to[0]: one for one in mail.outbox}
    assert set(told) == {bob.user.email, alice.user.email}
    assert "nobody has taken it" in told[alice.user.email].body
    assert "Call" not in told[bob.user.email].body
    with reading(organisation):
        facts = Entry.objects.of(organisation).filter(fact="promise_due").order_by("seq")
        assert sorted(one.fact_values["who"] for one in facts) == ["", bob.name]
    finish_task(by=bob, task_id=kept.pk, now=now + 1.7 * HOUR)

    thread = client_for(bob).get(f"/inbox/{talk.pk}/").content.decode()
    assert "nobody has taken it: Call Ben" in thread
    with tenant_transaction(organisation):
        Task.objects.filter(pk__in=[kept.pk, late.pk, nobodys.pk]).update(due_at=now - HOUR, done_at=None)
        Task.objects.filter(pk=kept.pk).update(done_at=now - 2 * HOUR)
        Task.objects.filter(pk=late.pk).update(done_at=now - HOUR / 2)
    page = client_for(bob).get("/promises/").content.decode()
    assert "Kept-rate: 33 %" in page
    assert "1 of 3 that came due were kept." in page
    assert "Nobody told them" not in page
    only = client_for(bob).get("/promises/?by=GREETING&show=BROKEN").content.decode()
    assert ("Call Ben" in only, "Call Ann" in only) == (True, False)
    with tenant_transaction(organisation):
        wall_conversation(
            organisation_id=organisation.pk, conversation_id=talk.pk, member_ids=[bob.pk], now=now
        )
    bob.refresh_from_db()
    assert "Call Ben" not in client_for(bob).get("/promises/").content.decode()


def test_a_text_that_says_we_call_back_makes_the_task_of_its_call_a_promise(
    organisation: Organisation, now: datetime
) -> None:
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now)
    with tenant_transaction(organisation):
        entry = Entry.objects.of(organisation).filter(conversation=talk).order_by("seq").first()
        task = owe_about_step(talk, title="Call back", owner_id=None, due_at=now + HOUR, now=now)
        task.entry = entry
        task.save(update_fields=["entry"])
        made = promise_owed_step(talk, entry_id=entry.pk, by=PromisedBy.TEXT, now=now)
        again = promise_owed_step(talk, entry_id=entry.pk, by=PromisedBy.TEXT, now=now)
    assert (made.pk, made.promised_by, made.warn_at, again) == (task.pk, "TEXT", now + HOUR * 0.75, None)
