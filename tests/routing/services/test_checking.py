"""The verifier judges each save, its word is kept, and what goes live was proven before it was locked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Location, Member, Organisation
from conversations.models import Line, MemberPhone
from core.deliveries import due_ids, run_delivery
from core.transactions import current_organisation, reading, tenant_transaction
from routing import errors, services
from routing.domain.editing import Exit, content_of, place_nodes, set_exit
from routing.models import Flow, FlowState, FlowVersion
from routing.services import Check, Standing, publishing
from tests.factories import calls as make
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_line(organisation=organisation)


def drawn(member: Member, **exits: str) -> dict[str, Any]:
    """Draw a menu whose key 2 leads to goodbye, unless said otherwise."""
    said = {"1": "ring", "2": "bye", "nothing": "ring", "wrong": "ring"} | exits
    return {
        "format": 1,
        "title": "Menu",
        "start": "menu",
        "languages": ["en-US"],
        "nodes": {
            "menu": {"kind": "MENU", "text": "For a person press 1, for our address press 2.", "exits": said},
            "ring": {
                "kind": "RING",
                "members": [{"member": str(member.pk)}],
                "exits": {"nobody": "voicemail"},
            },
            "bye": {"kind": "HANG_UP", "text": "We are at 1 Main Street.", "exits": {}},
            "voicemail": {"kind": "VOICEMAIL", "text": "Please leave a message.", "exits": {}},
        },
    }


@pytest.fixture
def flow(alice: Member, line: Line, now: datetime) -> Flow:
    make.phone(alice)
    return services.create_flow(by=alice, document=drawn(alice), now=now)


def deliver(now: datetime) -> datetime:
    """Let the worker do what is due a second later."""
    later = now + timedelta(seconds=1)
    for delivery_id in due_ids(now=later):
        assert run_delivery(delivery_id=delivery_id, now=later)
    return later


def draft_of(flow: Flow) -> FlowVersion:
    with reading(flow.organisation_id):
        rows = FlowVersion.objects.of(flow.organisation_id).select_related("flow")
        return rows.get(flow=flow, state=FlowState.DRAFT)


def standing(flow: Flow, now: datetime) -> Standing:
    version = draft_of(flow)
    with reading(flow.organisation_id):
        return services.standing_of(version, now=now)


def edit(by: Member, flow: Flow, change: Callable[[Any], Any], now: datetime) -> FlowVersion:
    return services.edit_flow(by=by, flow_id=flow.pk, edit=change, now=now)


def test_a_save_is_judged_and_the_word_is_kept_until_the_content_changes(
    alice: Member, flow: Flow, now: datetime
) -> None:
    before = standing(flow, now)
    assert (before.check, before.found) == (Check.UNDER_WAY, None)
    later = deliver(now)
    told = standing(flow, later)
    assert (told.check, told.at) == (Check.DONE, later)
    ((problem, trial),) = told.found or ()
    assert (problem.code, problem.node) == ("DEAD_END", "bye")
    assert trial is not None
    assert (trial.acts, trial.at.utcoffset()) == (("2",), timedelta(hours=-7))

    edit(alice, flow, lambda there: place_nodes(there, {"bye": (40, 40)}), later)
    assert standing(flow, later).check is Check.DONE, "where it is drawn is no matter"
    edit(alice, flow, lambda there: set_exit(there, Exit("menu", "2"), "ring"), later)
    assert standing(flow, later).found is None, "another content is not accused of what was wrong before"
    assert standing(flow, deliver(later)).found != told.found
    assert standing(flow, later + timedelta(minutes=5)).check is Check.DONE
    assert standing(flow, later + timedelta(days=1)).check is Check.OUT_OF_DATE


def test_of_several_saves_only_the_newest_is_judged(alice: Member, flow: Flow, now: datetime) -> None:
    edit(alice, flow, lambda there: set_exit(there, Exit("menu", "2"), "ring"), now)
    newest = edit(alice, flow, lambda there: set_exit(there, Exit("menu", "3"), "voicemail"), now)
    due = due_ids(now=now + timedelta(seconds=1))
    assert len(due) == 3
    assert run_delivery(delivery_id=due[0], now=now + timedelta(seconds=1))
    assert draft_of(flow).proof is None, "somebody has saved since: nobody waits for this one"
    deliver(now)
    assert draft_of(flow).proof_key.startswith(content_of(newest.document))


def test_a_judgement_goes_out_of_date_when_people_change_and_can_be_asked_for(
    alice: Member, flow: Flow, now: datetime
) -> None:
    edit(alice, flow, lambda there: set_exit(there, Exit("menu", "2"), "voicemail"), now)
    edit(
        alice,
        flow,
        lambda there: {**there, "nodes": {k: v for k, v in there["nodes"].items() if k != "bye"}},
        now,
    )
    later = deliver(now)
    assert (standing(flow, later).check, standing(flow, later).found) == (Check.DONE, ())
    with tenant_transaction(alice.organisation):
        MemberPhone.objects.of(alice.organisation).delete()
    assert standing(flow, later).check is Check.OUT_OF_DATE
    services.check_again(by=alice, flow_id=flow.pk, now=later)
    assert standing(flow, later).check is Check.UNDER_WAY
    again = standing(flow, deliver(later))
    assert again.check is Check.DONE
    assert [problem.code for problem, _trial in again.found or ()] == ["MEMBER_WITHOUT_TELEPHONE"]


def test_publishing_takes_the_word_that_is_kept_of_the_same_content_and_world(
    alice: Member, flow: Flow, location: Location, now: datetime
) -> None:
    deliver(now)
    with pytest.raises(errors.FlowUnproven) as refused:
        services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=1, now=now)
    assert [problem.node for problem in refused.value.problems] == ["bye"]
    with tenant_transaction(alice.organisation):
        FlowVersion.objects.of(alice.organisation).filter(flow=flow).update(proof=[])
    published = services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=1, now=now)
    assert published.state == FlowState.PUBLISHED, (
        "what is kept says that nothing is wrong, and it is believed"
    )


def test_what_was_not_judged_is_proven_outside_any_transaction_and_kept(
    alice: Member, flow: Flow, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove, seen = publishing.outcome_of, []

    def watched(case: Any) -> Any:
        seen.append(current_organisation())
        return prove(case)

    monkeypatch.setattr(publishing, "outcome_of", watched)
    with pytest.raises(errors.FlowUnproven):
        services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=1, now=now)
    assert seen == [None], "nobody waits for a lock while the verifier thinks"
    assert standing(flow, now).check is Check.DONE, "the page shows at once what publishing found"


def test_what_changes_while_it_is_proven_is_proven_again(
    alice: Member, flow: Flow, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(alice, flow, lambda there: set_exit(there, Exit("menu", "2"), "voicemail"), now)
    edit(
        alice,
        flow,
        lambda there: {**there, "nodes": {k: v for k, v in there["nodes"].items() if k != "bye"}},
        now,
    )
    prove, told = publishing.outcome_of, []

    def interrupted(case: Any) -> Any:
        """Let a member lose their telephone just after the first proof."""
        outcome = prove(case)
        told.append(len(outcome.problems))
        if len(told) == 1:
            with tenant_transaction(alice.organisation):
                MemberPhone.objects.of(alice.organisation).delete()
        return outcome

    monkeypatch.setattr(publishing, "outcome_of", interrupted)
    with pytest.raises(errors.FlowUnproven) as refused:
        services.publish_flow(by=alice, flow_id=flow.pk, note="", seen_revision=3, now=now)
    assert told == [0, 1]
    assert refused.value.problems[0].code == "MEMBER_WITHOUT_TELEPHONE"
