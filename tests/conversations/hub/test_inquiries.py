"""An inquiry, and a form that is filled in, stand beside a conversation and are pushed there as they change."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Member, Organisation
from core import clock
from intake.services.forms import filling
from intake.services.playbooks import following
from tests.conversations.hub.screens import assert_parity, run
from tests.factories import conversations as make
from tests.factories import forms, playbooks

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


async def test_who_reads_a_conversation_sees_its_inquiry_and_forms_as_they_change(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    now = clock.now()
    received = await run(make.text_in, organisation=firm, now=now, text="Do you take such cases?")
    key = received.conversation_id
    form = await run(forms.form, alice, now=now)
    thread = await run(playbooks.thread, key, firm.pk)
    await run(playbooks.playbook, alice, thread.line_id, now=now, form_id=form.pk, asked=["full_name"])
    pane = await screens(alice, f"/inbox/{key}/")
    assert "Ask now" not in pane.html
    inquiry = await run(playbooks.inquiry, firm.pk, key, now=now)
    await pane.settle()
    assert "Ask now" in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())

    draft = await run(forms.draft, form, now=now, conversation_id=key)
    given = {"full_name": "Imani Okafor"}
    await run(filling.answer, organisation=firm.pk, submission_id=draft.pk, given=given, now=now)
    await pane.settle()
    assert "(answered)" in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())

    reason = "Too far away"
    await run(following.take_outcome, by=alice, inquiry_id=inquiry.pk, outcome="lost", reason=reason, now=now)
    await pane.settle()
    assert reason in pane.parts[f"person-{key}"]
    assert_parity(pane, await pane.reload())
