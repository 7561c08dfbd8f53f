"""Whether facts may be heard stands beside a conversation, and is pushed there as it changes."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Industry, Member, Organisation
from core import clock
from core.transactions import reading
from intake.domain.clearance.deciding import Verdict
from intake.models import ConflictCheck, Disposition, PartyRole
from intake.selectors.checks import list_hits
from intake.services.flags import raising, settling
from intake.services.law import deciding, listening
from tests.conversations.hub.screens import assert_parity, run
from tests.factories import conversations as make
from tests.factories import flags
from tests.factories import matters as law

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


async def test_who_reads_a_conversation_is_told_to_stop_taking_facts_as_soon_as_a_name_is_heard(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    now = clock.now()
    known = {"client": "Tobias Renner", "against": "Redwing Paving", "role": PartyRole.CLIENT}
    await run(law.opened, by=alice, now=now, **known)
    text = "I want custody against my ex husband Tobias Renner"
    received = await run(make.text_in, organisation=firm, now=now, name="Imani Okafor", text=text)
    key = received.conversation_id
    pane = await screens(alice, f"/inbox/{key}/")
    assert "Names first" in pane.html
    await run(listening.hear_entry, organisation=firm.pk, entry_id=received.entry_id, now=now)
    await pane.settle()
    assert "Stop taking facts" in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())

    check = await run(law.check_heard, firm, key)
    await run(_dismiss, alice, check)
    await pane.settle()
    assert "nothing that stops you" in pane.parts[f"person-{key}"]
    await run(deciding.clear, by=alice, check_id=check.pk, reason="Another Renner", now=now)
    await pane.settle()
    assert "Facts may be heard" in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())


def _dismiss(by: Member, check: ConflictCheck) -> None:
    with reading(by.organisation_id):
        hits = list_hits(check=check)
    for row in hits:
        say = {"hit_id": row.hit.pk, "verdict": Verdict.NOT_SAME, "reason": "Another Renner"}
        deciding.answer_hit(by=by, check_id=check.pk, now=clock.now(), **say)


async def test_who_reads_a_conversation_of_a_clinic_sees_a_red_flag_as_soon_as_it_is_heard(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    now = clock.now()
    await run(Organisation.objects.filter(pk=firm.pk).update, industry=Industry.CLINIC)
    received = await run(make.text_in, organisation=firm, now=now, text="Hi. My chest hurts since breakfast")
    key = received.conversation_id
    pane = await screens(alice, f"/inbox/{key}/")
    assert "Red flag" not in pane.html
    await run(raising.hear_entry, organisation=firm.pk, entry_id=received.entry_id, now=now)
    await pane.settle()
    assert "Red flag: chest pain" in pane.parts[f"person-{key}"]
    assert "I take care of it" in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())

    alert = await run(flags.open_alert, firm)
    await run(settling.acknowledge, by=alice, alert_id=alert.pk, now=now)
    await pane.settle()
    assert "Acknowledged by" in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())
    settled = Disposition.ADVISED_911
    await run(settling.settle, by=alice, alert_id=alert.pk, disposition=settled, now=now)
    await pane.settle()
    assert "Red flag" not in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())
