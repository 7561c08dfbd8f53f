"""Actions go through services: after the page's transaction, in a member's name."""

from datetime import datetime
from uuid import UUID

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client

from accounts.models import Member, Organisation, User
from carrier.models import InboundDelivery, InboundState
from conversations.domain.states import Outcome, Status
from conversations.models import Conversation
from core.models import Delivery, DeliveryState, Event
from core.transactions import current_organisation, reading, tenant_transaction
from tests.admin.conftest import LogIn, list_url
from tests.factories import conversations as make

Rows = dict[type[models.Model], UUID]


def act(browser: Client, model: type[models.Model], action: str, *keys: object) -> str:
    form = {"action": action, "_selected_action": [str(key) for key in keys]}
    answer = browser.post(list_url(model), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def staff(alice: Member) -> User:
    """An administrator who is also a member."""
    alice.user.is_staff = alice.user.is_superuser = True
    alice.user.save(update_fields=["is_staff", "is_superuser"])
    return alice.user


def test_conversations_move_through_services(
    staff: User, alice: Member, organisation: Organisation, log_in: LogIn, ours: Rows
) -> None:
    key = ours[Conversation]
    browser = log_in(staff, organisation)
    steps = [
        ("mark_spam", Status.SPAM), ("mark_not_spam", Status.OPEN), ("resolve", Status.RESOLVED),
        ("reopen", Status.OPEN),
    ]  # fmt: skip
    for action, status in steps:
        assert "1 row was changed." in act(browser, Conversation, action, key)
        row = make.fresh(organisation=organisation, conversation_id=key)
        assert row.status == status
        if action == "resolve":
            assert row.outcome == Outcome.FOLLOW_UP
    with reading(organisation):
        events = Event.objects.filter(name="conversations.changed", actor_id=alice.pk)
        assert events.count() == len(steps)


def test_a_refusal_is_said_in_its_own_sentence(
    staff: User, organisation: Organisation, log_in: LogIn, ours: Rows
) -> None:
    page = act(log_in(staff, organisation), Conversation, "reopen", ours[Conversation])
    assert 'class="error"' in page
    assert make.fresh(organisation=organisation, conversation_id=ours[Conversation]).status == Status.OPEN


def test_without_a_membership_nothing_happens(
    root: User, organisation: Organisation, log_in: LogIn, ours: Rows
) -> None:
    page = act(log_in(root, organisation), Conversation, "mark_spam", ours[Conversation])
    assert "you are no member of this organisation" in page
    assert make.fresh(organisation=organisation, conversation_id=ours[Conversation]).status == Status.OPEN


def test_a_foreign_row_is_out_of_reach(
    staff: User, organisation: Organisation, mallory: Member, log_in: LogIn, ours: Rows, theirs: Rows
) -> None:
    act(log_in(staff, organisation), Conversation, "mark_spam", theirs[Conversation])
    assert (
        make.fresh(organisation=mallory.organisation, conversation_id=theirs[Conversation]).status
        == Status.OPEN
    )


def test_failed_webhooks_are_applied_again(
    root: User, organisation: Organisation, log_in: LogIn, ours: Rows, now: datetime
) -> None:
    with tenant_transaction(organisation):
        InboundDelivery.objects.of(organisation).update(state=InboundState.PARKED, error="KeyError")
    act(log_in(root, organisation), InboundDelivery, "apply_again", ours[InboundDelivery])
    with reading(organisation):
        row = InboundDelivery.objects.of(organisation).get()
    assert row.state == InboundState.MALFORMED, "it was read again, and it is no message"


def test_parked_deliveries_become_due(
    root: User, organisation: Organisation, log_in: LogIn, now: datetime
) -> None:
    parked = Delivery.objects.create(
        organisation_id=organisation.pk,
        event_id=root.pk,
        handler="x",
        state=DeliveryState.PARKED,
        attempts=8,
        due_at=now,
    )
    assert "1 delivery is due again." in act(log_in(root, organisation), Delivery, "retry", parked.pk)
    parked.refresh_from_db()
    assert (parked.state, parked.attempts) == (DeliveryState.DUE, 0)


def test_members_are_deactivated_by_the_service(
    staff: User, bob: Member, organisation: Organisation, log_in: LogIn
) -> None:
    act(log_in(staff, organisation), Member, "deactivate", bob.pk)
    bob.refresh_from_db()
    assert not bob.is_active


def test_actions_run_after_the_pages_transaction(
    staff: User, organisation: Organisation, log_in: LogIn, ours: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A use case refuses to nest, so nothing may be open when an action's service starts."""
    seen: list[UUID | None] = []
    monkeypatch.setattr(
        "conversations.admin.inbox.services.mark_spam", lambda **_: seen.append(current_organisation())
    )
    act(log_in(staff, organisation), Conversation, "mark_spam", ours[Conversation])
    assert seen == [None]


def test_every_action_asks_for_a_permission() -> None:
    for model, page in admin.site._registry.items():
        if model._meta.app_label in {"core", "accounts", "contacts", "conversations", "routing", "carrier"}:
            for name in page.actions:
                assert getattr(page, name).allowed_permissions, f"{model}.{name}"
