"""Lists in and out: whatever a spreadsheet wrote, nobody doubled, nobody lost without a word."""

import csv
import io
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Member, Organisation
from contacts import selectors
from contacts.domain.birth_dates import read_birth_date
from contacts.domain.faults import Fault
from contacts.events import ImportStarted
from contacts.handlers import fail_import, import_batch
from contacts.models import Contact, ContactAddress, ContactImport, ImportPart, PersonalDetails
from contacts.services import import_keeping, imports, personal
from contacts.views import imports as views
from core.models import Event
from core.transactions import reading, tenant_transaction
from tests.factories import accounts
from tests.factories import contacts as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
PEOPLE = (
    "First name,Last name,Mobile,E-mail,Tags,Status\r\n"
    'Lena,Ortiz,(602) 555-0134,Lena@Example.com,"Family, VIP",Client\r\n'
    "Tomás,Wieland,602-555-0135,,,\r\n"
    "Bad,Number,12,,,\r\n"
    "\r\n"
    ",,,,nobody,\r\n"
    "Odd,Status,,odd@example.com,,Purple\r\n"
)


def upload(client: Client, content: bytes) -> str:
    """Upload a list; gives the address of its page, empty when it was refused."""
    answer = client.post(reverse("contacts:imports"), {"file": SimpleUploadedFile("people.csv", content)})
    return answer["Location"] if answer.status_code == 302 else ""


def read_in(listed: UUID, by: Member, now: datetime) -> ContactImport:
    """Run batches as the worker does, until nothing is left; a batch more than needed changes nothing."""
    fact = ImportStarted(import_id=listed)
    for _ in range(5):
        import_batch(fact, organisation_id=by.organisation_id, now=now)
    with reading(by.organisation_id):
        return selectors.get_import(member=by, import_id=listed)


def mistakes(listed: ContactImport) -> list[selectors.Mistake]:
    """Read the rows that could not be read in."""
    with reading(listed.organisation_id):
        return selectors.list_mistakes(listed=listed, most=50)


def people(by: Member) -> list[Contact]:
    """Read every contact by name."""
    with reading(by.organisation_id):
        return list(Contact.objects.of(by.organisation_id).order_by("display_name"))


def test_a_list_from_upload_to_the_rows_to_put_right(
    alice: Member, now: datetime, client_for: ClientFor
) -> None:
    client = client_for(alice)
    page_url = upload(client, PEOPLE.encode())
    listed = UUID(page_url.rstrip("/").split("/")[-1])
    preview = client.get(page_url).content.decode()
    fields = {
        "column-0": "first_name",
        "column-1": "last_name",
        "column-2": "phone",
        "column-3": "email",
        "column-4": "tags",
        "column-5": "lifecycle",
    }

    assert "5 rows in the file" in preview
    assert '<option value="phone" selected>' in preview
    assert people(alice) == []
    start_url = reverse("contacts:import_start", args=[listed])
    assert client.post(start_url, fields).status_code == 302
    assert client.post(start_url, fields).status_code == 302
    running = client.get(reverse("contacts:import_progress", args=[listed]), headers=HTMX).content.decode()
    assert 'hx-trigger="every 1s"' in running
    done = read_in(listed, alice, now)

    assert (done.state, done.done, done.created_count, done.mistake_count) == ("DONE", 5, 2, 3)
    assert [row.display_name for row in people(alice)] == ["Lena Ortiz", "Tomás Wieland"]
    lena = people(alice)[0]
    assert (lena.lifecycle, lena.tags) == ("CLIENT", ["Family", "VIP"])
    finished = client.get(reverse("contacts:import_progress", args=[listed]), headers=HTMX).content.decode()
    assert "hx-trigger" not in finished
    assert "3 rows could not be read" in finished
    answer = client.get(reverse("contacts:import_errors", args=[listed]))
    wrong = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row[0] for row in wrong] == ["First name", "Bad", "", "Odd"]
    assert wrong[0][-1] == "What is wrong"
    assert all(row[-1] for row in wrong)


def test_who_is_known_by_an_address_is_updated(alice: Member, now: datetime) -> None:
    lena = make.contact(by=alice, now=now, name="Lena Ortiz", tags=["Old"], source="web")
    make.address(by=alice, contact=lena, now=now, value="+16025550134")
    content = b"Name;Phone;Email;Labels;Notes\nElena Ortiz;6025550134;lena@example.com;New;\n"
    listed = make.listed(by=alice, content=content)

    fields = ["name", "phone", "email", "tags", "about"]
    imports.start_import(by=alice, import_id=listed.pk, fields=fields, now=now)
    done = read_in(listed.pk, alice, now)

    [found] = people(alice)
    assert (done.created_count, done.updated_count) == (0, 1)
    assert (found.pk, found.display_name, found.tags, found.source) == (
        lena.pk, "Elena Ortiz", ["Old", "New"], "web",
    )  # fmt: skip
    with reading(alice.organisation_id):
        values = set(ContactAddress.objects.of(alice.organisation_id).values_list("value", flat=True))
    assert values == {"+16025550134", "lena@example.com"}


def test_when_somebody_was_born_and_where_their_post_goes_are_read_in(alice: Member, now: datetime) -> None:
    lena = make.contact(by=alice, now=now, name="Lena Ortiz")
    make.address(by=alice, contact=lena, now=now, value="+16025550134")
    content = (
        b"Name,Phone,DOB,Address,City,State,Zip\n"
        b"Lena Ortiz,6025550134,3/14/1990,12 Elm St,Mesa,AZ,85201\n"
        b"Lena Ortiz,6025550134,,,Tempe,,\n"
        b"Tomas Wieland,6025550135,1961-02-03,,,,\n"
        b"Bad Day,6025550136,31/31/1990,,,,\n"
        b"Which Century,6025550137,3/14/12,,,,\n"
        b"Not Born,6025550138,2199-01-01,,,,\n"
        b"Long Way,6025550139,,,,,123456789012345\n"
    )
    listed = make.listed(by=alice, content=content)
    assert list(listed.columns.values())[2:] == ["birth_date", "street", "city", "region", "postcode"]
    fields = ["name", "phone", "birth_date", "street", "city", "region", "postcode"]
    imports.start_import(by=alice, import_id=listed.pk, fields=fields, now=now)

    done = read_in(listed.pk, alice, now)

    assert [(mistake.line, mistake.column) for mistake in mistakes(done)] == [(5, 2), (6, 2), (7, 2), (8, 6)]
    with reading(alice.organisation_id):
        kept = {
            row.contact.last_name: (row.birth_date, row.street, row.city, row.region, row.postcode)
            for row in PersonalDetails.objects.of(alice.organisation_id).select_related("contact")
        }
    assert kept == {
        "Ortiz": ("1990-03-14", "12 Elm St", "Tempe", "AZ", "85201"),
        "Wieland": ("1961-02-03", "", "", "", ""),
    }


@pytest.mark.parametrize(
    ("typed", "region", "read"),
    [
        ("1990-03-14", "US", "1990-03-14"), ("3/4/1990", "US", "1990-03-04"), ("3/4/1990", "MX", "1990-04-03"),
        ("14.3.1990", "US", "1990-03-14"), ("2/29/1990", "US", ""), ("1/1/1879", "US", ""), ("", "US", ""),
    ],
)  # fmt: skip
def test_a_day_of_birth_is_read_as_its_country_writes_it(typed: str, region: str, read: str) -> None:
    assert read_birth_date(typed, today=date(2026, 11, 23), region=region) == read


def test_among_several_holders_it_never_guesses(alice: Member, now: datetime) -> None:
    for name in ("Lena Ortiz", "Tomas Ortiz"):
        person = make.contact(by=alice, now=now, name=name)
        make.address(by=alice, contact=person, now=now, value="+16025550134")
    listed = make.listed(by=alice, content=b"Name,Phone\nSam,6025550134\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone"], now=now)

    done = read_in(listed.pk, alice, now)

    assert done.created_count == done.updated_count == 0
    assert [mistake.fault for mistake in mistakes(done)] == [Fault.SEVERAL_HOLDERS]


def test_a_mistake_names_the_line_of_the_file(alice: Member, now: datetime) -> None:
    content = b'Name,Phone,Notes\nA B,602 555 0134,"one\ntwo"\n\n\nC D,12,"three\nfour"\nE F,13,\n'
    listed = make.listed(by=alice, content=content)
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone", "about"], now=now)

    done = read_in(listed.pk, alice, now)

    assert [(mistake.line, mistake.column) for mistake in mistakes(done)] == [(6, 1), (8, 1)]
    assert [mistake.cells[0] for mistake in mistakes(done)] == ["C D", "E F"]


def test_numbers_of_a_list_whose_member_is_gone_are_read_as_in_the_country(
    alice: Member, now: datetime
) -> None:
    Organisation.objects.filter(pk=alice.organisation_id).update(country="MX")
    listed = make.listed(by=alice, content=b"Name,Phone\nLena,55 5555 0134\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone"], now=now)
    with tenant_transaction(alice.organisation_id):
        ContactImport.objects.of(alice.organisation_id).update(member=None)

    done = read_in(listed.pk, alice, now)

    assert mistakes(done) == []
    with reading(alice.organisation_id):
        assert ContactAddress.objects.of(alice.organisation_id).get().value == "+525555550134"


def test_a_stopped_list_reads_nothing_more(
    alice: Member, now: datetime, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 1)
    client = client_for(alice)
    listed = make.listed(by=alice, content=b"Name\nLena\nTomas\nAdam\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name"], now=now)
    imports.import_batch(organisation=alice.organisation_id, import_id=listed.pk, now=now)
    stop_url = reverse("contacts:import_stop", args=[listed.pk])

    running = client.get(reverse("contacts:import_progress", args=[listed.pk]), headers=HTMX)
    assert stop_url in running.content.decode()
    page = client.post(stop_url, follow=True).content.decode()
    assert client.post(stop_url).status_code == 302

    assert "1 of 3 read. Stopped." in page
    assert stop_url not in page
    done = read_in(listed.pk, alice, now)
    assert (done.state, done.done, len(people(alice))) == ("STOPPED", 1, 1)


def test_progress_reads_the_parts_with_mistakes_alone(
    alice: Member, now: datetime, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 1)
    listed = make.listed(by=alice, content=b"Name,Phone\nLena,22\nTomas,602 555 0134\nAdam,33\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone"], now=now)
    read_in(listed.pk, alice, now)
    url = reverse("contacts:import_progress", args=[listed.pk])

    with CaptureQueriesContext(connection) as asked:
        page = client_for(alice).get(url, headers=HTMX).content.decode()

    assert "2 rows could not be read" in page
    assert page.count("8 digits are missing") == 2
    [query] = [query["sql"] for query in asked.captured_queries if '"rows"' in query["sql"]]
    assert "NOT" in query
    assert '"mistakes"' in query


def test_what_is_wrong_is_said_in_the_readers_language(
    alice: Member, now: datetime, client_for: ClientFor
) -> None:
    listed = make.listed(by=alice, content=b"Name,Phone\nLena,602 555 01\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone"], now=now)
    read_in(listed.pk, alice, now)
    client = client_for(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    sentence = "Faltan 2 cifras. Escríbalo como 602 555 0123."

    assert sentence in client.get(reverse("contacts:import", args=[listed.pk])).content.decode()
    answer = client.get(reverse("contacts:import_errors", args=[listed.pk]))
    assert sentence in b"".join(answer).decode()
    typed = {"kind": "PERSON", "first_name": "Lena", "lifecycle": "LEAD", "address-value": "602 555 01"}
    assert sentence in client.post(reverse("contacts:new"), typed).content.decode()


def test_a_long_list_takes_no_more_memory_than_a_short_one(alice: Member) -> None:
    def peak(count: int) -> int:
        people = (f"Person {number},602555{number % 10000:04d},{'x' * 80}\n" for number in range(count))
        file = io.BytesIO(("Name,Phone,Notes\n" + "".join(people)).encode())
        tracemalloc.start()
        try:
            listed = imports.upload_list(by=alice, file_name="x.csv", file=file)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            assert listed.total == count

    peak(500)
    short, long = peak(6_000), peak(18_000)

    assert long < short * 1.5


@pytest.mark.django_db(transaction=True)
def test_two_lists_with_the_same_people_never_wait_for_each_other(now: datetime) -> None:
    firm = accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz")
    member = accounts.member(organisation=firm, name="Alice Hale")
    numbers = [f"60255501{number:02d}" for number in range(60)]
    lists = []
    for ordered in (numbers, numbers[::-1]):
        content = "Phone\n" + "\n".join(ordered)
        listed = make.listed(by=member, content=content.encode())
        imports.start_import(by=member, import_id=listed.pk, fields=["phone"], now=now)
        lists.append(listed.pk)
    gate = Barrier(2)

    def read(listed: UUID) -> None:
        gate.wait()
        try:
            imports.import_batch(organisation=firm.pk, import_id=listed, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, lists))
    with reading(firm):
        assert Contact.objects.of(firm).count() == len(numbers)
        found = ContactImport.objects.of(firm).values_list("created_count", "updated_count")
        assert sorted(found) == [(0, 60), (60, 0)]


def test_batches_owe_each_other_and_a_repeat_doubles_nobody(
    alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    content = "Name\n" + "".join(f"Person {number}\n" for number in range(5))
    listed = make.listed(by=alice, content=content.encode())
    imports.start_import(by=alice, import_id=listed.pk, fields=["name"], now=now)

    done = read_in(listed.pk, alice, now)

    assert (done.state, done.done) == ("DONE", 5)
    assert len(people(alice)) == 5
    with reading(alice.organisation_id):
        assert Event.objects.filter(name=ImportStarted.name).count() == 3


@pytest.mark.parametrize(
    "content",
    [
        "Name,Phone\nTomás,6025550135\n".encode("utf-8-sig"),
        "Name,Phone\nTomás,6025550135\n".encode("cp1252"),
        "Name\tPhone\nTomás\t6025550135\n".encode("utf-16"),
        'Name;Phone\r\n"Tomás";"602 555 0135"\r\n'.encode(),
    ],
)
def test_whatever_a_spreadsheet_wrote_is_read(content: bytes, alice: Member, now: datetime) -> None:
    listed = make.listed(by=alice, content=content)
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone"], now=now)

    read_in(listed.pk, alice, now)

    assert [row.display_name for row in people(alice)] == ["Tomás"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n\n",
        b"Name,Phone\n",
        b"PK\x03\x04\x00\x00binary",
        b"\xff\xfe\x00",
        b"a,b\n" + b'"' + b"x" * 200_000 + b'"\n',
        b"x," * 80 + b"\n" + b"1," * 80,
        b"Name\n" + b"x\n" * 100_001,
        b"Name\n" + b"y" * (50 * 1024 * 1024),
        b"\x81\x8d,\x8f\nx,y\n",
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    content: bytes, alice: Member, client_for: ClientFor
) -> None:
    file = SimpleUploadedFile("people.csv", content)

    answer = client_for(alice).post(reverse("contacts:imports"), {"file": file})

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [{}, {"column-0": "about"}, {"column-0": "name", "column-1": "name"}, {"column-0": "organisation"}],
)
def test_unclear_columns_start_nothing(fields: dict[str, str], alice: Member, client_for: ClientFor) -> None:
    client = client_for(alice)
    listed = make.listed(by=alice, content=b"Name,Other\nLena,x\n")

    answer = client.post(reverse("contacts:import_start", args=[listed.pk]), fields)

    assert answer.status_code == 422
    assert people(alice) == []


def test_only_rows_to_put_right_are_kept_and_a_stopped_list_goes_on(
    alice: Member, now: datetime, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    listed = make.listed(by=alice, content=b"Name,Phone\nLena,22\nTomas,\nAdam,33\nEva,\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name", "phone"], now=now)
    imports.import_batch(organisation=alice.organisation_id, import_id=listed.pk, now=now)
    imports.stop_import(by=alice, import_id=listed.pk, now=now)
    client, url = client_for(alice), reverse("contacts:import_resume", args=[listed.pk])

    assert url in client.get(reverse("contacts:import", args=[listed.pk])).content.decode()
    assert [client.post(url).status_code for _twice in range(2)] == [302, 302]
    done = read_in(listed.pk, alice, now)

    assert (done.state, done.done, done.mistake_count) == ("DONE", 4, 2)
    assert [(one.line, one.cells[0]) for one in mistakes(done)] == [(2, "Lena"), (4, "Adam")]
    with reading(alice.organisation_id):
        assert [
            len(part.rows) for part in ImportPart.objects.of(alice.organisation_id).order_by("first")
        ] == [1, 1]


def test_a_list_that_fails_too_often_says_so_and_may_go_on(alice: Member, now: datetime) -> None:
    listed = make.listed(by=alice, content=b"Name\nLena\n")
    imports.start_import(by=alice, import_id=listed.pk, fields=["name"], now=now)

    fail_import(ImportStarted(import_id=listed.pk), organisation_id=alice.organisation_id, now=now)
    failed = read_in(listed.pk, alice, now)
    imports.resume_import(by=alice, import_id=listed.pk, now=now)

    assert (failed.state, failed.done) == ("FAILED", 0)
    assert read_in(listed.pk, alice, now).state == "DONE"


def test_an_erasure_reaches_rows_of_lists_and_a_month_ends_them(alice: Member, now: datetime) -> None:
    lena = make.contact(by=alice, now=now, name="Lena Ortiz")
    make.address(by=alice, contact=lena, now=now, value="+16025550134")
    content = b'Name,Phone,Mail\nSomebody,(602) 555-0134 home,\n"Ortiz, Lena",,\nAdam,12,adam@example.com\n'
    unread = make.listed(by=alice, content=content)
    read = make.listed(by=alice, content=b"Name,Status\nLena Ortiz,Purple\n")
    imports.start_import(by=alice, import_id=read.pk, fields=["name", "lifecycle"], now=now)
    read_in(read.pk, alice, now)

    personal.erase_person(by=alice, contact_id=lena.pk, reason=personal.ErasureReason.ASKED, now=now)

    def rows() -> list[list[str]]:
        with reading(alice.organisation_id):
            parts = ImportPart.objects.of(alice.organisation_id).order_by("pk")
            return [cells for part in parts for _line, cells in part.rows]

    assert rows() == [["", "", ""], ["", "", ""], ["Adam", "12", "adam@example.com"], ["", ""]]
    imports.start_import(by=alice, import_id=unread.pk, fields=["name", "", "email"], now=now)
    done = read_in(unread.pk, alice, now)
    assert (done.done, done.created_count, done.mistake_count) == (3, 1, 0), "what was erased is no mistake"

    later = now + timedelta(days=31)
    import_keeping.sweep_rows(organisation=alice.organisation_id, now=later)
    assert rows() == []
    with reading(alice.organisation_id):
        assert ContactImport.objects.of(alice.organisation_id).count() == 2, "who read what in stays"


def test_an_export_reads_back_and_computes_nothing(
    alice: Member, now: datetime, client_for: ClientFor
) -> None:
    lena = make.contact(by=alice, now=now, name="Lena Ortiz", about="=HYPERLINK(1)", tags=["@x", "b"])
    make.address(by=alice, contact=lena, now=now, value="+16025550134")

    answer = client_for(alice).get(reverse("contacts:export"))

    content = b"".join(answer)
    heading, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    cells = dict(zip(heading, row, strict=True))
    assert cells["Notes"] == "'=HYPERLINK(1)"
    assert cells["Labels"] == "'@x, b"
    assert cells["Phone"] == "+16025550134"
    assert answer["Content-Disposition"].startswith('attachment; filename="contacts-')
    listed = make.listed(by=alice, content=content)
    assert {"phone", "first_name", "tags", "about"} <= set(listed.columns.values())
    with reading(alice.organisation_id):
        assert Event.objects.filter(name="contacts.contacts_exported", actor_id=alice.pk).count() == 1


def test_an_export_has_everyone_once(
    alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch, client_for: ClientFor
) -> None:
    monkeypatch.setattr(views, "BATCH", 2)
    for number in range(5):
        make.contact(by=alice, now=now, name=f"Person {number}")

    lines = b"".join(client_for(alice).get(reverse("contacts:export"))).decode().splitlines()

    assert len(lines) == 6


def test_staff_take_no_list_away(bob: Member, client_for: ClientFor) -> None:
    client = client_for(bob)

    assert client.get(reverse("contacts:export")).status_code == 403
    assert reverse("contacts:export") not in client.get(reverse("contacts:list")).content.decode()
