"""What scripts may ask of the demo: members' acts by the product's services, outcomes, and plain refusals."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import Organisation
from carrier.simulator.script_portico import Ended, NotYet
from carrier.simulator.script_words import Unreadable
from config.demo.backstage import DemoPortico
from config.demo.houses import HOUSES
from config.demo.loader import load
from conversations.models import Call, Leg
from core.transactions import tenant_transaction
from tests.conftest import NOW, run_callbacks_at_commits

BEN, RAE, WIELAND = "ben@hale-ortiz.example", "rae@hale-ortiz.example", "+16025550123"


@pytest.fixture(scope="module")
def _house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Load the firm once, in a transaction that outlasts each test's own; give the folder of its media."""
    media = tmp_path_factory.mktemp("media")
    around: Any = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock(), around:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(product, "MEDIA_ROOT", media)
            run_callbacks_at_commits(patch)
            load(HOUSES[:1], now=NOW)
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def portico(_house: Path, db: None, settings: Any) -> DemoPortico:
    settings.MEDIA_ROOT, settings.DEMO = _house, True
    return DemoPortico("")


def test_a_call_of_the_past_is_told_by_its_leg(portico: DemoPortico) -> None:
    assert portico.ending_of("demo-hale-ortiz-imogen") == Ended("ANSWERED_HUMAN", 1)
    assert portico.ending_of("demo-hale-ortiz-stranger") == Ended("ABANDONED_IN_QUEUE", 0)
    assert portico.ending_of("demo-nowhere") is None


def test_a_member_rings_a_contact_and_the_call_lasts(portico: DemoPortico) -> None:
    portico.act(BEN, "call", {"to": WIELAND, "anyway": "ASKED"})
    with tenant_transaction(Organisation.objects.get(slug="hale-ortiz")):
        call = Call.objects.get(direction="OUTBOUND")
        leg = Leg.objects.get(call=call)
        Leg.objects.filter(pk=leg.pk).update(carrier_leg_id="placed")
    assert (call.address, leg.member and leg.member.user.email) == (WIELAND, BEN)
    assert portico.ending_of("placed") is None


REFUSED: tuple[tuple[str, str, dict[str, str], type[Exception], str], ...] = (
    (BEN, "hold", {}, NotYet, "Ben Hale is on no call."),
    (BEN, "whisper", {"of": BEN}, NotYet, "Ben Hale is on no call."),
    (RAE, "call", {"to": WIELAND}, NotYet, "Your role can look but not change."),
    (BEN, "sing", {}, Unreadable, "No member can 'sing'"),
    (BEN, "call", {"to": "+16025550000"}, Unreadable, "No contact of Hale Ortiz Law"),
    ("nobody@hale-ortiz.example", "hold", {}, Unreadable, "Nobody of the demo logs in as"),
)


def test_what_cannot_be_is_said(portico: DemoPortico) -> None:
    # One house for all of them: a refusal leaves nothing behind, and a house takes two seconds.
    for member, act, how, error, sentence in REFUSED:
        with pytest.raises(error, match=sentence):
            portico.act(member, act, how)


def test_doors_of_houses_nobody_knows_are_refused(portico: DemoPortico) -> None:
    with (
        pytest.raises(Unreadable, match="known: law, law-receptionist-line, law-spanish-line"),
        portico.doors({"bakery": "open"}),
    ):
        pytest.fail("no such house")
