"""The second wall by itself: raw SQL without a WHERE, forged ids, functions of the owner, and no setting at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Location, Member, Organisation
from carrier.models import CarrierAccount, InboundDelivery
from carrier.selectors import know_account, ledger_day, list_unapplied_organisations
from carrier.services.accepting import accept
from contacts.models import Contact, ContactAddress
from conversations.models import Conversation, Draft, Line
from core.errors import MissingTransaction
from core.events import record
from core.ids import new_id
from core.models import Event
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make
from tests.factories import parties

# Read before an organisation is known (design §11): no customer content, so no policy.
DIRECTORY = {
    "accounts_closure", "accounts_holidayrule", "accounts_invitation", "accounts_location", "accounts_member",
    "accounts_openingwindow", "accounts_specialopening",
    "accounts_team", "accounts_apikey", "carrier_callcheck", "carrier_carrieraccount",
    "carrier_mailbox", "core_delivery", "scheduling_taplink",
}  # fmt: skip
# Columns that name the organisation without a key: the log outlives the row, and the queue holds ids only.
UNKEYED = {"core_event", "core_delivery"}
PLUMBER = "+16025550199"


@contextmanager
def named(organisation: UUID | None) -> Iterator[None]:
    """Name an organisation, or none, to PostgreSQL and nothing to Portico: the first wall is down."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.organisation', %s, true)", [str(organisation or "")])
        yield


def tables() -> list[str]:
    """List the tables that say whose their rows are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'organisation_id' ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def walled_tables() -> list[str]:
    return [name for name in tables() if name not in DIRECTORY]


def scalar(query: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
        return row[0] if row else None


@pytest.fixture
def two(
    organisation: Organisation, alice: Member, mallory: Member, now: datetime
) -> tuple[Organisation, Organisation]:
    """Give both organisations the same lived-in rows."""
    for owner, number, text in (
        (alice, make.OUR_NUMBER, "Custody question"),
        (mallory, PLUMBER, "Burst pipe"),
    ):
        make.line(organisation=owner.organisation, address=number)
        parties.person(by=owner, now=now, name="Zoe Pratt")
        conversation = make.conversation(
            organisation=owner.organisation, now=now, to=number, text=text, name="Zoe Pratt"
        )
        with tenant_transaction(owner.organisation):
            Draft.objects.create(
                organisation=owner.organisation,
                member=owner,
                conversation=conversation,
                text=text,
                saved_at=now,
            )
    return organisation, mallory.organisation


def test_the_suite_runs_as_the_application(db: None) -> None:
    assert scalar("SELECT current_user") == "portico_app"
    assert scalar("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
    owned = (
        "SELECT count(*) FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relowner = current_user::regrole"
    )
    assert scalar(owned) == 0


def test_every_table_of_an_organisation_has_the_policy_or_is_a_directory(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename"
            " WHERE c.relrowsecurity AND cmd = 'ALL' AND permissive = 'PERMISSIVE'"
            " AND qual = with_check AND qual LIKE '%%organisation_id = (NULLIF(current_setting(''app.organisation''%%'"
        )
        walled = {row[0] for row in cursor.fetchall()}
    assert set(walled_tables()) == walled
    assert set(tables()) >= DIRECTORY


def test_without_a_where_only_own_rows_are_seen(two: tuple[Organisation, Organisation]) -> None:
    seen = 0
    for own in two:
        with named(own.pk):
            for table in walled_tables():
                foreign = f'SELECT count(*) FROM "{table}" WHERE organisation_id <> %s'  # noqa: S608
                assert scalar(foreign, own.pk) == 0, table
                seen += int(str(scalar(f'SELECT count(*) FROM "{table}"')))  # noqa: S608
    assert seen > 10, "there was something to see"


def test_without_a_setting_nothing_is_seen(two: tuple[Organisation, Organisation]) -> None:
    with named(None):
        for table in walled_tables():
            assert scalar(f'SELECT count(*) FROM "{table}"') == 0, table  # noqa: S608


def test_foreign_rows_are_neither_changed_nor_planted(two: tuple[Organisation, Organisation]) -> None:
    own, other = two
    with named(own.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE contacts_contact SET about = 'x' WHERE organisation_id = %s", [other.pk])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM contacts_contactaddress WHERE organisation_id = %s", [other.pk])
        assert cursor.rowcount == 0
    with pytest.raises(DatabaseError, match="row-level security"), named(own.pk):
        Contact(organisation=other, display_name="Planted").save(force_insert=True)


def test_every_key_to_a_row_of_an_organisation_names_the_organisation(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,"
            " array(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, i)"
            "   JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY i),"
            " array(SELECT attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, i)"
            "   JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY i)"
            " FROM pg_constraint c WHERE c.contype = 'f'"
        )
        keys = {
            (table, target, tuple(own), tuple(theirs)) for table, target, own, theirs in cursor.fetchall()
        }
    found = set(tables())
    checked = 0
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        for field in model._meta.local_fields:
            if not field.is_relation or not field.related_model or table not in found:
                continue
            target = field.related_model._meta.db_table  # type: ignore[union-attr]
            if target not in found:
                continue
            checked += 1
            wanted = (table, target, ("organisation_id", field.column), ("organisation_id", "id"))
            assert wanted in keys, f"{table}.{field.column}"
    assert checked > 30
    for table in found - UNKEYED:
        whole = (table, "accounts_organisation", ("organisation_id",), ("id",))
        assert whole in keys, table


def test_a_forged_key_is_refused(two: tuple[Organisation, Organisation], now: datetime) -> None:
    own, other = two
    with reading(other):
        foreign = Conversation.objects.of(other).get()
        foreign_line = Line.objects.of(other).get()
        foreign_contact = Contact.objects.of(other).get()
    member = Member.objects.get(organisation=own)
    stranger = Member.objects.get(organisation=other)
    with reading(own):
        ours = Conversation.objects.of(own).get()
    forged = [
        Draft(organisation=own, member=member, conversation=foreign, is_note=True, saved_at=now),
        Draft(organisation=own, member=stranger, conversation=ours, saved_at=now),
        ContactAddress(organisation=own, contact=foreign_contact, kind="PHONE", value="+16025550111"),
        Line(organisation=own, location=Location.objects.get(organisation=other), name="x", address="x"),
    ]
    for row in forged:
        with pytest.raises(IntegrityError):
            commit(own, lambda row=row: row.save(force_insert=True))  # type: ignore[misc]
    redirect = "UPDATE conversations_conversation SET line_id = %s WHERE id = %s"
    with pytest.raises(IntegrityError):
        commit(own, lambda: connection.cursor().execute(redirect, [foreign_line.pk, ours.pk]))


def commit(organisation: Organisation, write: Callable[[], object]) -> None:
    """Write for an organisation as far as a commit would check it."""
    with named(organisation.pk), connection.cursor() as cursor:
        write()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def owners_functions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        return {row[0] for row in cursor.fetchall()}


SEARCHES = {
    "contact_search": "SELECT count(*) FROM contact_search('pratt zoe', '', 50)",
    "conversation_search": "SELECT count(*) FROM conversation_search('custody OR pipe', 50)",
    "party_name_candidates": "SELECT count(*) FROM party_name_candidates('{}', 'zoe pratt', 50)",
    # The key of the surname Pratt, as `intake.domain.names.codes` makes it.
    "party_word_counts": "SELECT sum(names) FROM party_word_counts(ARRAY[1371471572], 50)",
}


def test_every_function_of_the_owner_is_known_here_and_pins_its_search_path(db: None) -> None:
    assert owners_functions() == {*SEARCHES, "carrier_accept", "carrier_accept_call", "carrier_unapplied"}
    loose = (
        "SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp']"
    )
    assert scalar(loose) == 0


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_finds_own_rows_only_and_none_without_a_setting(
    name: str, two: tuple[Organisation, Organisation]
) -> None:
    for own in two:
        with named(own.pk):
            assert scalar(SEARCHES[name]) == 1
    with named(None):
        assert scalar(SEARCHES[name]) == 0
    with named(new_id()):
        assert scalar(SEARCHES[name]) == 0


@pytest.mark.parametrize(("words", "digits"), [("602", "6025"), ("+1602", "1602")])
def test_a_number_is_found_in_the_named_organisation_only(
    words: str, digits: str, two: tuple[Organisation, Organisation]
) -> None:
    search = "SELECT count(*) FROM contact_search(%s, %s, 50)"
    for own in two:
        with named(own.pk):
            assert scalar(search, words, digits) == 1
    for nobody in (None, new_id()):
        with named(nobody):
            assert scalar(search, words, digits) == 0


def test_accepting_a_webhook_writes_for_the_accounts_own_organisation_and_reads_nothing_back(
    two: tuple[Organisation, Organisation], now: datetime
) -> None:
    own, other = two
    account = CarrierAccount.objects.create(organisation=other, api_key="k", path_token="t")

    known = know_account("t")
    assert known is not None
    assert known.account == account

    def give() -> object:
        return accept(
            known=known, kind="messages", body=b"{}", method="POST", content_type="", query="", now=now
        )  # fmt: skip

    with named(None):
        give()
    with named(own.pk):
        assert not give().is_fresh, "the same bytes, whoever is named"  # type: ignore[attr-defined]
    with reading(own):
        assert InboundDelivery.objects.count() == 0
    with reading(other):
        assert InboundDelivery.objects.get().organisation_id == other.pk
    with named(own.pk):
        assert list_unapplied_organisations(before=now) == []
    with named(None):
        later = datetime.max.replace(tzinfo=now.tzinfo)
        assert list_unapplied_organisations(before=later) == [other.pk], "ids, and no content"


def test_accepting_for_an_unknown_account_stores_nothing(
    two: tuple[Organisation, Organisation], now: datetime
) -> None:
    statement = (
        "SELECT count(*) FROM carrier_accept(%s, %s, 'messages', '\\x00', '\\x00', 'POST', '', '', %s)"
    )
    assert scalar(statement, new_id(), new_id(), now) == 0


@pytest.mark.parametrize("statement", ["UPDATE core_event SET name = 'x'", "DELETE FROM core_event"])
def test_the_event_log_is_append_only(statement: str, organisation: Organisation, now: datetime) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), named(organisation.pk):
        scalar(statement)


def test_rows_asked_for_outside_a_transaction_of_an_organisation_raise(
    organisation: Organisation, now: datetime
) -> None:
    rows = Conversation.objects.of(organisation)
    for ask in (
        lambda: list(rows), rows.count, rows.exists, rows.first, lambda: rows.get(pk=new_id()),
        lambda: rows.update(title="x"),
        lambda: ledger_day(organisation_id=organisation.pk, since=now, until=now),
    ):  # fmt: skip
        with pytest.raises(MissingTransaction):
            ask()
    with reading(organisation):
        assert list(rows) == []


def test_the_log_cannot_be_written_outside_either(now: datetime) -> None:
    with pytest.raises(MissingTransaction):
        record(object(), now=now)  # type: ignore[arg-type]
    assert Event._meta.db_table in UNKEYED
