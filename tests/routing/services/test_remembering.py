"""What answers rest on is remembered by the process, and read again as soon as any row of it has changed."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import (
    Closure,
    HolidayRule,
    Location,
    Member,
    OpeningWindow,
    Organisation,
    SpecialOpening,
)
from conversations.models import Line, RecordingRule
from conversations.services import NoSuchLine
from core.transactions import tenant_transaction
from routing.models import DraftCall, Flow, FlowVersion, LineHandling, RingTurn
from routing.services import flows
from routing.services.flows import Setting
from tests.factories import accounts as people
from tests.factories import calls as make
from tests.factories.conversations import line as make_line

Look = Callable[[], Setting]


@pytest.fixture
def line(organisation: Organisation, alice: Member, bob: Member, now: datetime) -> Line:
    row = make_line(organisation=organisation)
    make.ring_order(row, alice, alice, bob, now=now)
    return row


@pytest.fixture
def look(organisation: Organisation, line: Line, now: datetime) -> Look:
    def ask() -> Setting:
        with tenant_transaction(organisation):
            return flows.setting_for(organisation, line.address, now=now)

    return ask


def a_window(line: Line) -> None:
    OpeningWindow.objects.create(
        organisation_id=line.organisation_id, location_id=line.location_id, weekday=0, opens_minute=60,
        closes_minute=120,
    )  # fmt: skip


def a_closure(line: Line) -> None:
    day = datetime(2026, 12, 1).date()  # noqa: DTZ001 - a day of the calendar
    Closure.objects.create(organisation_id=line.organisation_id, label="Away", starts_on=day, ends_on=day)


def a_rule(line: Line) -> None:
    RecordingRule.objects.create(
        organisation_id=line.organisation_id, region="US-AZ", needs_everybody=True, source="ours",
        checked_on=datetime(2026, 11, 1).date(),  # noqa: DTZ001 - a day of the calendar
    )  # fmt: skip


def a_version(line: Line) -> None:
    flow = Flow.objects.create(organisation_id=line.organisation_id, title="Office")
    FlowVersion.objects.create(
        organisation_id=line.organisation_id, flow=flow, number=1, document={}, edited_at=flow.created_at
    )


def a_draft_to_try(line: Line) -> None:
    flow = Flow.objects.create(organisation_id=line.organisation_id, title="Office")
    DraftCall.objects.create(
        organisation_id=line.organisation_id, line=line, number="+16025550134", flow=flow, draft_number=1,
        document={}, expires_at=flow.created_at,
        asked_by=Member.objects.filter(organisation_id=line.organisation_id).order_by("pk")[0],
    )  # fmt: skip


CHANGES: dict[str, Callable[[Line], object]] = {
    "accounts_organisation": lambda line: Organisation.objects.filter(pk=line.organisation_id).update(
        name="N"
    ),
    "accounts_location": lambda line: Location.objects.filter(pk=line.location_id).update(region="CA"),
    "accounts_openingwindow": a_window,
    "accounts_closure": a_closure,
    "accounts_holidayrule": lambda line: HolidayRule.objects.create(
        organisation_id=line.organisation_id, name="Thanksgiving Day", is_open_as_usual=True
    ),
    "accounts_specialopening": lambda line: SpecialOpening.objects.create(
        organisation_id=line.organisation_id,
        label="Market",
        day=date(2026, 12, 5),
        opens_minute=0,
        closes_minute=60,
    ),
    "conversations_line": lambda line: Line.objects.of(line.organisation_id).update(name="Another"),
    "conversations_recordingrule": a_rule,
    "routing_draftcall": a_draft_to_try,
    "routing_flowversion": a_version,
    "routing_linehandling": lambda line: LineHandling.objects.of(line.organisation_id).update(
        greeting="Hello."
    ),
    "routing_ringturn": lambda line: RingTurn.objects.of(line.organisation_id).filter(position=1).delete(),
}


def test_every_table_that_is_watched_has_a_change_here() -> None:
    assert set(CHANGES) == {*flows._settings.tables, "accounts_organisation"}


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_any_change_is_seen_at_the_next_look(
    organisation: Organisation, line: Line, look: Look, table: str
) -> None:
    first = look()
    assert look() is first
    with tenant_transaction(organisation):
        CHANGES[table](line)
    changed = look()
    assert changed is not first
    assert look() is changed


def test_every_table_that_is_read_is_watched(organisation: Organisation, line: Line, now: datetime) -> None:
    with tenant_transaction(organisation), CaptureQueriesContext(connection) as asked:
        flows.setting_for(organisation, f"+{line.address.removeprefix('+')}", now=now)
        flows._read(line, now=now)
    read = {name for query in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert read <= {*flows._settings.tables, "accounts_organisation"}


def test_what_has_not_changed_costs_one_statement(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    with tenant_transaction(organisation):
        flows.setting_for(organisation, line.address, now=now)
        with CaptureQueriesContext(connection) as asked:
            flows.setting_for(organisation, line.address, now=now)
    assert len(asked) == 1


def test_another_day_needs_another_calendar_and_another_business_changes_nothing(
    organisation: Organisation, line: Line, look: Look, now: datetime
) -> None:
    first = look()
    other = people.organisation(name="Other", slug="other")
    with tenant_transaction(other):
        OpeningWindow.objects.create(
            organisation=other, location=other.locations.get(), weekday=0, opens_minute=60, closes_minute=120
        )
    assert look() is first
    with tenant_transaction(organisation):
        assert flows.setting_for(organisation, line.address, now=now + timedelta(days=1)) is not first


def test_a_number_that_is_switched_off_is_no_line_any_more(
    organisation: Organisation, line: Line, look: Look
) -> None:
    look()
    with tenant_transaction(organisation):
        Line.objects.of(organisation).filter(pk=line.pk).update(is_active=False)
    with pytest.raises(NoSuchLine):
        look()


def test_the_greeting_of_a_closed_line_follows_the_clock(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    place = organisation.locations.get(is_default=True)
    OpeningWindow.objects.filter(location=place).delete()
    for weekday in (0, 1):
        OpeningWindow.objects.create(
            organisation=organisation, location=place, weekday=weekday, opens_minute=540, closes_minute=1020
        )
    with tenant_transaction(organisation):
        setting = flows.setting_of(line, now=now)
        monday = flows.draw(setting, now=now + timedelta(hours=10))
        assert flows.draw(setting, now=now + timedelta(hours=10, minutes=5)) is monday
        tuesday = flows.draw(setting, now=now + timedelta(hours=15))
    assert "tomorrow at 9" in str(monday.nodes["closed"])
    assert "today at 9" in str(tuesday.nodes["closed"])
