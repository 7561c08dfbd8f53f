"""One's own telephone, blocked callers with the daily mail, and the law on recording."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Member, Organisation
from conversations import handlers
from conversations.events import CallersKeptOut
from conversations.models import Block, Line, MemberPhone, RecordingRule
from conversations.services import calls
from core import events as core_events
from core.models import Event
from core.transactions import reading
from tests.factories import calls as make
from tests.factories.conversations import line as make_line

ClientFor = Callable[[Member], Client]
NUISANCE = "+16025550177"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_line(organisation=organisation)


class TestOwnTelephone:
    """Where a member takes calls."""

    def test_it_is_saved_as_it_will_be_rung(self, bob: Member, client_for: ClientFor) -> None:
        client = client_for(bob)
        assert "Calls pass you over." in client.get("/settings/telephone/").content.decode()
        response = client.post("/settings/telephone/", {"number": "(623) 555-0142", "takes_calls": "on"})
        assert response.status_code == 302
        with reading(bob.organisation):
            row = MemberPhone.objects.get(member=bob)
        assert (row.number, row.takes_in_browser, row.takes_calls) == ("+16235550142", False, True)
        assert "(623) 555-0142" in client.get("/settings/telephone/").content.decode()

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"number": "12"}, "Enter your telephone number with its area code."),
            ({"number": "", "takes_calls": "on"}, "Enter a number, or take calls in the browser."),
        ],
    )
    def test_mistakes(self, form: dict[str, str], sentence: str, bob: Member, client_for: ClientFor) -> None:
        response = client_for(bob).post("/settings/telephone/", form)
        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_who_looks_has_none(self, rae: Member, client_for: ClientFor) -> None:
        assert client_for(rae).get("/settings/telephone/").status_code == 200
        assert client_for(rae).post("/settings/telephone/", {"number": NUISANCE}).status_code == 403
        assert client_for(rae).put("/settings/telephone/").status_code == 405


class TestBlocks:
    """The list of blocked callers."""

    def test_added_listed_and_taken_back(self, alice: Member, bob: Member, client_for: ClientFor) -> None:
        form = {"kind": "NUMBER", "value": "(602) 555-0177", "reason": "Sells panels", "until": "2030-01-31"}
        assert client_for(alice).post("/settings/blocked/add/", form).status_code == 302
        with reading(alice.organisation):
            row = Block.objects.get()
        assert (row.value, row.expires_at and row.expires_at.isoformat()) == (
            NUISANCE,
            "2030-02-01T07:00:00+00:00",
        )
        shown = client_for(bob).get("/settings/blocked/").content.decode()
        assert "Sells panels" in shown
        assert "Let through" not in shown
        assert client_for(alice).post(f"/settings/blocked/{row.pk}/remove/").status_code == 302
        with reading(alice.organisation):
            assert not Block.objects.exists()

    @pytest.mark.parametrize("value", ["12", "+1*", "everybody"])
    def test_what_would_keep_out_nearly_everybody_is_refused(
        self, value: str, alice: Member, client_for: ClientFor
    ) -> None:
        form = {"kind": "PATTERN", "value": value, "reason": "Why"}
        assert client_for(alice).post("/settings/blocked/add/", form).status_code == 422

    def test_the_number_of_a_conversation_is_filled_in(self, alice: Member, client_for: ClientFor) -> None:
        shown = client_for(alice).get(f"/settings/blocked/?number=%2B{NUISANCE[1:]}").content.decode()
        assert f'value="{NUISANCE}"' in shown

    def test_staff_only_look(self, bob: Member, client_for: ClientFor) -> None:
        assert client_for(bob).post("/settings/blocked/add/", {}).status_code == 403
        assert client_for(bob).get("/settings/blocked/add/").status_code == 405


class TestDailyMail:
    """Who was kept out, and the link that lets them through."""

    @pytest.fixture
    def morning(self, line: Line, organisation: Organisation, alice: Member, now: datetime) -> datetime:
        calls.add_block(by=alice, kind="NUMBER", value=NUISANCE, reason="Sells panels", now=now)
        for minute in (0, 5):
            make.answer(
                organisation, make.offered(line, caller=NUISANCE), now=now + timedelta(minutes=minute)
            )
        return now + timedelta(days=1)

    def test_owners_get_one_a_day(
        self, morning: datetime, organisation: Organisation, alice: Member, bob: Member
    ) -> None:
        early = morning.replace(hour=13)
        assert calls.note_kept_out(organisation=organisation, now=early) is False, "six in the morning"
        assert calls.note_kept_out(organisation=organisation, now=morning) is True
        assert calls.note_kept_out(organisation=organisation, now=morning + timedelta(hours=1)) is False
        next_day = morning + timedelta(days=1)
        assert calls.note_kept_out(organisation=organisation, now=next_day) is False, "nobody rang since"
        handlers.mail_kept_out(self._fact(organisation), organisation_id=organisation.pk, now=morning)
        (message,) = mail.outbox
        assert message.to == [alice.user.email]
        assert "(602) 555-0177: 2 calls (Sells panels)" in message.body

    def test_the_link_shows_then_acts(
        self, morning: datetime, organisation: Organisation, alice: Member
    ) -> None:
        calls.note_kept_out(organisation=organisation, now=morning)
        handlers.mail_kept_out(self._fact(organisation), organisation_id=organisation.pk, now=morning)
        found = re.search(r"https?://[^/]+(/unblock/\S+)", mail.outbox[0].body)
        assert found
        path = found[1]
        shown = Client().get(path).content.decode()
        assert "(602) 555-0177" in shown
        assert "Sells panels" in shown
        with reading(organisation):
            assert Block.objects.count() == 1, "looking changes nothing"
        assert "Nothing keeps them out any more." in Client().post(path).content.decode()
        with reading(organisation):
            assert not Block.objects.exists()
        assert Client().get(path).status_code == 200
        lost = Client().get(f"{path[:-5]}xxxx/")
        assert (lost.status_code, "too old or not complete" in lost.content.decode()) == (404, True)
        assert Client().post(f"{path[:-5]}xxxx/").status_code == 404

    def test_a_link_dies_with_the_right_to_use_it(
        self, morning: datetime, organisation: Organisation, alice: Member
    ) -> None:
        with reading(organisation):
            block = Block.objects.get()
        token = calls.unblock_token(block, alice)
        alice.role = "STAFF"
        alice.save(update_fields=["role"])
        assert Client().post(f"/unblock/{token}/").status_code == 403
        with reading(organisation):
            assert Block.objects.count() == 1

    def _fact(self, organisation: Organisation) -> CallersKeptOut:
        with reading(organisation):
            row = Event.objects.get(name=CallersKeptOut.name)
        fact = core_events.from_row(row)
        assert isinstance(fact, CallersKeptOut)
        return fact


class TestRecordingRules:
    """The law, state by state."""

    def test_an_own_reading_stands_in_place_of_the_table_and_goes_again(
        self, alice: Member, organisation: Organisation, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        assert "not as the table" not in client.get("/settings/recording/").content.decode()
        form = {"needs_everybody": "0", "source": "Counsel, 3 November"}
        assert client.post("/settings/recording/state/?state=NV", form).status_code == 302
        with reading(organisation):
            row = RecordingRule.objects.get()
            changed = Event.objects.get(name="conversations.recording_rule_changed")
        assert (row.region, row.needs_everybody, row.author) == ("US-NV", False, alice)
        assert (changed.actor_id, changed.body) == (alice.pk, {"region": "US-NV", "needs_everybody": False})
        shown = client.get("/settings/recording/").content.decode()
        assert "Counsel, 3 November" in shown
        assert "not as the table" in shown
        assert client.post("/settings/recording/state/?state=NV", {"remove": "1"}).status_code == 302
        with reading(organisation):
            assert not RecordingRule.objects.exists()

    def test_every_state_is_listed_with_the_day_it_was_read(self, bob: Member, client_for: ClientFor) -> None:
        shown = client_for(bob).get("/settings/recording/").content.decode()
        assert shown.count("<tr>") == 52
        assert "California" in shown

    def test_doors(self, alice: Member, bob: Member, client_for: ClientFor) -> None:
        assert client_for(alice).get("/settings/recording/state/?state=XX").status_code == 404
        assert client_for(alice).post("/settings/recording/state/?state=NV", {}).status_code == 422
        assert client_for(alice).put("/settings/recording/").status_code == 405
        assert client_for(bob).post("/settings/recording/state/?state=NV", {}).status_code == 403
