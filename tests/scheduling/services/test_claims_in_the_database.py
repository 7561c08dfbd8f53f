"""What the database refuses by itself, whatever a service thinks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError

from accounts.models import Member, Organisation
from core.transactions import reading, tenant_transaction
from scheduling.domain.claims import ClaimState
from scheduling.models import Claim, Resource
from tests.factories import scheduling as make

FIVE = timedelta(minutes=5)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation)


def test_two_live_claims_of_one_resource_never_overlap(dana: Resource, now: datetime) -> None:
    make.claim(dana, now)
    for start in (now, now - FIVE, now + FIVE):
        with pytest.raises(IntegrityError, match="claim_no_overlap"):
            make.claim(dana, start)


def test_neighbours_touch_and_buffers_add_up(dana: Resource, now: datetime) -> None:
    make.claim(dana, now, after=10)
    with pytest.raises(IntegrityError, match="claim_no_overlap"):
        make.claim(dana, now + timedelta(minutes=40), before=5)
    make.claim(dana, now + timedelta(minutes=45), before=5)
    make.claim(dana, now - timedelta(minutes=30))


def test_what_is_over_takes_no_time_and_other_resources_are_free(
    dana: Resource, organisation: Organisation, mallory: Member, now: datetime
) -> None:
    make.claim(dana, now, state=ClaimState.RELEASED)
    make.claim(dana, now)
    make.claim(make.provider(organisation, name="Sam Ito"), now)
    make.claim(make.provider(mallory.organisation), now)

    with reading(organisation):
        live = Claim.objects.of(organisation).filter(state=ClaimState.BOOKED, starts_at=now)
        assert sorted(live.values_list("resource__name", flat=True)) == sorted([dana.name, "Sam Ito"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: setattr(row, "ends_at", row.starts_at),
        lambda row: setattr(row, "busy_until", row.starts_at),
        lambda row: setattr(row, "block_id", None),
        lambda row: setattr(row, "state", "HELD"),
    ],
    ids=["no length", "busy before it ends", "nobody's", "held for ever"],
)
def test_a_claim_that_makes_no_sense_is_refused(
    dana: Resource, now: datetime, spoil: Callable[[Claim], None]
) -> None:
    row = make.claim(dana, now)
    spoil(row)
    with pytest.raises(IntegrityError), tenant_transaction(dana.organisation_id):
        row.save()
