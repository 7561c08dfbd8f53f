"""The public books, moves and cancels by plain GET and POST: no cookie, no script, nothing told that is not theirs."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Location, Member, Organisation
from contacts.domain.addresses import AddressKind, normalise
from contacts.models import ConsentEvent, Contact, ContactAddress
from contacts.services import add_holder, record_consent
from core import clock
from core.transactions import reading, tenant_transaction
from scheduling.domain.links import Purpose
from scheduling.models import Appointment, Claim, Hold, Service
from scheduling.services import links
from tests.factories import conversations as talks
from tests.factories import scheduling as make

ZOE = {"first_name": "Zoe", "last_name": "Quill", "email": "zoe@quill.example", "phone": "602 555 0123"}


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch, now: datetime) -> datetime:
    """Let it be Monday, 10:00 in Phoenix."""
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


@pytest.fixture
def firm(organisation: Organisation, monday: datetime) -> Organisation:
    """A firm with a telephone."""
    talks.line(organisation=organisation)
    return organisation


@pytest.fixture
def talk(firm: Organisation) -> Service:
    """A talk of half an hour that Dana gives, 9 to 5."""
    return make.service(firm, make.provider(firm, hours=make.schedule(firm)), name="First talk")


def page(client: Client, url: str, status: int = 200, **form: str) -> str:
    response = client.post(url, form) if form else client.get(url)
    assert response.status_code == status, (url, response.status_code, response.get("Location"))
    assert not response.cookies
    return unescape(response.content.decode())


def token_in(text: str) -> str:
    return re.findall(r'name="token" value="([^"]+)"', text)[0]


def starts_in(text: str) -> list[str]:
    return re.findall(r'name="start" value="([^"]+)"', text)


def held(client: Client, *, start: str = "", day: str = "2026-11-24") -> str:
    """Choose the first time of a day (or `start`) and give the address of the details."""
    text = page(client, f"/book/hale-ortiz/first-talk/?day={day}")
    form = {"token": token_in(text), "start": start or starts_in(text)[0]}
    response = client.post("/book/hale-ortiz/first-talk/hold/", form)
    assert response.status_code == 303, unescape(response.content.decode())
    return str(response["Location"])


def booked(client: Client, **changes: str) -> str:
    """Book and give the address of what was booked."""
    response = client.post(held(client), ZOE | changes)
    assert response.status_code == 303, unescape(response.content.decode())
    return str(response["Location"])


def link_in(text: str, act: str) -> str:
    return re.findall(rf'href="(/book/hale-ortiz/{act}/[^"]+)"', text)[0]


def rows(organisation: Organisation) -> list[Appointment]:
    with reading(organisation):
        return list(Appointment.objects.all())


def test_from_the_firm_to_a_booking(client: Client, firm: Organisation, talk: Service) -> None:
    text = page(client, "/book/hale-ortiz/")
    assert "First talk" in text
    assert "30 min" in text
    assert re.findall(r'class="pick" href="([^?"]+)', text) == ["/book/hale-ortiz/first-talk/"]

    text = page(client, "/book/hale-ortiz/first-talk/?day=2026-11-24")
    assert "Tuesday 24 November" in text
    assert "Times are for Phoenix (Mountain Standard Time)." in text
    assert "Saturday" not in text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert starts_in(text)[0] == "2026-11-24T16:00Z"
    assert len(starts_in(text)) == 16

    where = held(client)
    text = page(client, where)
    assert "We keep 9:00 for you" in text
    assert "Book Tue 24 Nov, 9:00" in text
    with reading(firm):
        assert Hold.objects.get().expires_at == clock.now() + timedelta(minutes=10)

    response = client.post(where, ZOE | {"note": "Second floor?", "remind": "on"})
    assert (response.status_code, bool(response.cookies)) == (303, False)
    text = page(client, response["Location"])
    assert "See you on Tuesday 24 November" in text
    assert "Tuesday 24 November, 9:00 to 9:30" in text
    assert "First talk with Dana Reyes" in text
    [row] = rows(firm)
    with reading(firm):
        contact = Contact.objects.get(pk=row.contact_id)
        held_by = sorted(ContactAddress.objects.filter(contact=contact).values_list("value", flat=True))
        agreed = ConsentEvent.objects.get()
    assert (row.status, row.source, row.note_from_customer) == ("CONFIRMED", "PUBLIC", "Second floor?")
    assert contact.display_name == "Zoe Quill"
    assert held_by == ["+16025550123", "zoe@quill.example"]
    assert (agreed.granted, agreed.value, agreed.evidence) == (True, "+16025550123", "FORM")


def test_a_form_sent_twice_is_one_booking(client: Client, firm: Organisation, talk: Service) -> None:
    where = held(client)
    first, second = client.post(where, ZOE), client.post(where, ZOE)

    assert first["Location"] == second["Location"]
    assert client.get(where).status_code == 303
    assert len(rows(firm)) == 1


def test_a_time_somebody_holds_is_not_offered_and_is_refused_beside_others(
    client: Client, firm: Organisation, talk: Service
) -> None:
    text = page(client, "/book/hale-ortiz/first-talk/?day=2026-11-24")
    held(client)
    assert "2026-11-24T16:00Z" not in starts_in(page(client, "/book/hale-ortiz/first-talk/?day=2026-11-24"))

    form = {"token": token_in(text), "start": "2026-11-24T16:00Z"}
    text = page(client, "/book/hale-ortiz/first-talk/hold/", 409, **form)
    assert "Somebody has just taken this time." in text
    assert starts_in(text)[0] == "2026-11-24T16:30Z"


def test_choosing_another_time_gives_the_first_back(
    client: Client, firm: Organisation, talk: Service
) -> None:
    text = page(client, held(client))
    [other] = set(re.findall(r'href="(/book/hale-ortiz/first-talk/\?[^"]*hold=[^"]+)"', text))
    text = page(client, other)
    assert starts_in(text)[0] == "2026-11-24T16:00Z"
    old = re.findall(r'name="old" value="([^"]+)"', text)[0]
    client.post(
        "/book/hale-ortiz/first-talk/hold/",
        {"token": token_in(text), "start": starts_in(text)[3], "old": old},
    )

    with reading(firm):
        assert list(Hold.objects.filter(ended_at=None).values_list("starts_at", flat=True)) == [
            datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
        ]


@pytest.mark.parametrize("start", ["", "yesterday", "2026-13-40T99:99Z", "2026-11-24", "9999-12-31T00:00Z"])
def test_what_is_no_time_is_said(start: str, client: Client, firm: Organisation, talk: Service) -> None:
    token = token_in(page(client, "/book/hale-ortiz/first-talk/"))
    response = client.post("/book/hale-ortiz/first-talk/hold/", {"token": token, "start": start})

    assert response.status_code in (409, 422)
    assert 'role="alert"' in response.content.decode()
    with reading(firm):
        assert not Hold.objects.exists()


@pytest.mark.parametrize("start", ["2026-11-23T16:00Z", "2026-11-24T05:00Z", "2027-11-24T16:00Z"])
def test_a_time_against_the_rules_is_refused(
    start: str, client: Client, firm: Organisation, talk: Service
) -> None:
    token = token_in(page(client, "/book/hale-ortiz/first-talk/"))

    assert 'role="alert"' in page(client, "/book/hale-ortiz/first-talk/hold/", 409, token=token, start=start)


def test_a_form_that_is_not_ours_is_refused(client: Client, firm: Organisation, talk: Service) -> None:
    form = {"token": "x", "start": "2026-11-24T16:00Z"}

    assert "open for a long time" in page(client, "/book/hale-ortiz/first-talk/hold/", 422, **form)
    assert client.get("/book/hale-ortiz/first-talk/hold/").status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first_name": ""}, "Tell us your first name."),
        ({"email": "", "phone": ""}, "Give an e-mail address or a mobile number"),
        ({"email": "zoe@"}, "not a complete e-mail address"),
        ({"phone": "602 555 01"}, "2 digits are missing"),
        ({"phone": "", "remind": "on"}, "Tell us the number for texts"),
        ({"note": "x" * 1001}, "at most 1000 characters"),
        ({"website": "spam"}, "That was not sent."),
    ],
)
def test_bad_details_are_said_beside_their_field(
    change: dict[str, str], sentence: str, client: Client, firm: Organisation, talk: Service
) -> None:
    text = page(client, held(client), 422, **(ZOE | change))

    assert sentence in text
    assert rows(firm) == []


def test_typing_somebodys_number_shows_and_changes_nothing_of_theirs(
    client: Client, firm: Organisation, talk: Service
) -> None:
    address = normalise("602 555 0123", kind=AddressKind.PHONE)
    with tenant_transaction(firm):
        known = add_holder(
            organisation_id=firm.pk, address=address, name="Ada Lund", source="x", now=clock.now()
        )
        record_consent(
            organisation_id=firm.pk, address=address, granted=False, evidence="KEYWORD", entry_id=None, member=None,
            now=clock.now(),
        )  # fmt: skip

    text = page(client, booked(client, remind="on"))

    assert "Ada" not in text
    [row] = rows(firm)
    with reading(firm):
        known.refresh_from_db()
        said = list(ConsentEvent.objects.values_list("granted", flat=True))
        held_by = ContactAddress.objects.filter(contact=known).count()
    assert (row.contact_id, known.display_name, held_by, said) == (known.pk, "Ada Lund", 1, [False])
    assert row.note_from_customer == "Name given: Zoe Quill\nE-mail address given: zoe@quill.example"


def test_a_kept_time_is_kept_longer_once(client: Client, firm: Organisation, talk: Service) -> None:
    where = held(client)
    text = page(
        client, where.replace("/?", "/longer/?") if "?" in where else f"{where}longer/", first_name="Zoe"
    )
    assert 'value="Zoe"' in text
    assert "field bad" not in text
    assert "Keep it 10 more minutes" not in text
    text = page(client, f"{where}longer/", first_name="Zoe")
    assert "kept longer once already" in text


def test_a_time_that_ran_out_and_was_taken_is_said(
    client: Client, firm: Organisation, talk: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = held(client)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    other = held(Client(headers={"user-agent": "another"}), start="2026-11-24T16:00Z")
    assert client.get(other).status_code == 200

    assert "Somebody has just taken this time" in page(client, where, 422, **ZOE)


def test_move_by_link(client: Client, firm: Organisation, talk: Service) -> None:
    text = page(client, booked(client))
    move = link_in(text, "move")
    text = page(client, f"{move}?day=2026-11-25")
    assert [row.sequence for row in rows(firm)] == [0]
    wednesday = starts_in(text)[2]
    response = client.post(move, {"start": wednesday})
    assert response.status_code == 303
    text = page(client, response["Location"])
    assert "Wednesday 25 November, 10:00 to 10:30" in text

    assert "or it was used already" in page(client, move, 422)
    again = client.post(move, {"start": starts_in(page(client, f"{link_in(text, 'move')}"))[0]})
    assert again.status_code == 410
    assert [(row.sequence, f"{row.starts_at:%d %H}") for row in rows(firm)] == [(1, "25 17")]


def test_cancel_by_link(client: Client, firm: Organisation, talk: Service) -> None:
    where = booked(client)
    cancel = link_in(page(client, where), "cancel")
    assert "Cancel this booking?" in page(client, cancel)
    assert rows(firm)[0].status == "CONFIRMED"

    response = client.post(cancel, {"reason": "Feeling better"})
    assert response.status_code == 303
    assert "This booking is cancelled" in page(client, where)
    [row] = rows(firm)
    assert (row.status, row.cancel_reason, row.cancelled_by) == ("CANCELLED", "Feeling better", "CUSTOMER")
    assert "cancelled already" in page(client, cancel, 422)
    with reading(firm):
        assert not Claim.objects.filter(state="BOOKED").exists()


def test_too_late_to_move_says_until_when(client: Client, firm: Organisation, talk: Service) -> None:
    with tenant_transaction(firm):
        Service.objects.update(move_cutoff=2880, cancel_cutoff=60)
    text = page(client, booked(client))
    assert "/move/" not in text
    assert "You can move it until 2 days before, and cancel until 1 hour before." in text
    assert link_in(text, "cancel")
    token = links.act_token(rows(firm)[0], Purpose.MOVE)

    text = page(client, f"/book/hale-ortiz/move/{token}/", 422)
    assert "It could be moved here until 2 days before." in text
    assert 'href="tel:' in text


@pytest.mark.parametrize("act", ["held", "booked", "move", "cancel"])
def test_a_broken_link_names_the_firms_number(
    act: str, client: Client, firm: Organisation, talk: Service
) -> None:
    text = page(client, f"/book/hale-ortiz/{act}/rubbish/", 404)

    assert "This link does not work" in text
    assert 'href="tel:' in text


def test_a_link_of_another_firm_or_purpose_opens_nothing(
    client: Client, firm: Organisation, talk: Service, mallory: Member
) -> None:
    where = booked(client)
    token = where.split("/")[4]

    assert client.get(f"/book/{mallory.organisation.slug}/booked/{token}/").status_code == 404
    assert client.get(f"/book/hale-ortiz/cancel/{token}/").status_code == 404
    old = links.sign(
        Purpose.VIEW,
        organisation_id=firm.pk,
        target_id=uuid4(),
        version=0,
        ends_at=clock.now() - timedelta(days=1),
    )
    assert "too old" in page(client, f"/book/hale-ortiz/booked/{old}/", 410)


def test_a_request_is_told_as_one(client: Client, firm: Organisation, talk: Service) -> None:
    with tenant_transaction(firm):
        Service.objects.update(needs_approval=True)

    assert "We have your request" in page(client, booked(client))
    assert rows(firm)[0].status == "REQUESTED"


def test_the_calendar_file(client: Client, firm: Organisation, talk: Service) -> None:
    link = re.findall(r'href="([^"]+appointment\.ics)"', page(client, booked(client)))[0]
    response = client.get(link)

    text = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Hale Ortiz Law\r\n" in text
    assert "DTSTART:20261124T160000Z\r\n" in text
    assert "First talk" not in text


def test_the_visitors_zone_and_language(client: Client, firm: Organisation, talk: Service) -> None:
    text = page(client, "/book/hale-ortiz/first-talk/?day=2026-11-24&zone=Europe/Madrid&lang=es")

    assert '<html lang="es"' in text
    assert "Martes 24 de noviembre" in text
    assert "17:00" in text
    assert "Madrid" in text
    assert "zone=Europe%2FMadrid&lang=es" in text
    assert "Phoenix (" in page(
        client, "/book/hale-ortiz/first-talk/?zone=Mars/Olympus&day=soon&month=99&minutes=x"
    )


def test_an_hour_that_comes_twice_is_told_apart(
    client: Client, firm: Organisation, location: Location
) -> None:
    location.time_zone = "America/New_York"
    location.save()
    night = make.schedule(firm, timezone="America/New_York", days=range(7), opens=0, closes=1440)
    make.service(firm, make.provider(firm, hours=night), name="First talk", window_kind="ALWAYS", minutes=60)

    text = page(client, "/book/hale-ortiz/first-talk/?day=2027-11-07")

    assert "UTC−4" in text
    assert "UTC−5" in text
    assert {"2027-11-07T05:00Z", "2027-11-07T06:00Z"} <= set(starts_in(text))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-28", "Nobody is here for this on that day."),
        ("2026-11-23", "It is too late to book this day online."),
        ("2027-11-23", "This day cannot be booked yet."),
    ],
)
def test_why_a_day_is_empty(
    day: str, sentence: str, client: Client, firm: Organisation, talk: Service
) -> None:
    with tenant_transaction(firm):
        Service.objects.update(notice=900)
    text = page(client, f"/book/hale-ortiz/first-talk/?day={day}")

    assert sentence in text
    assert "Next free:" in text


def test_a_page_that_did_not_change_is_not_sent_twice(
    client: Client, firm: Organisation, talk: Service
) -> None:
    first = client.get("/book/hale-ortiz/first-talk/")
    same = client.get("/book/hale-ortiz/first-talk/", headers={"if-none-match": first["ETag"]})
    held(client)
    after = client.get("/book/hale-ortiz/first-talk/", headers={"if-none-match": first["ETag"]})

    assert (same.status_code, after.status_code) == (304, 200)


def test_what_the_public_does_not_see(client: Client, firm: Organisation, talk: Service) -> None:
    make.service(firm, make.provider(firm, name="Lee"), name="Private", is_public=False)
    make.service(firm, name="Given by nobody")

    text = page(client, "/book/hale-ortiz/")
    assert "Private" not in text
    assert "Given by nobody" not in text
    assert client.get("/book/hale-ortiz/private/").status_code == 404
    assert client.get("/book/nobody/").status_code == 404
    assert client.get(f"/book/hale-ortiz/with/{uuid4()}/").status_code == 404
    assert client.get(f"/book/hale-ortiz/at/{uuid4()}/").status_code == 404


def test_a_page_of_one_provider_and_one_place(
    client: Client, firm: Organisation, talk: Service, location: Location
) -> None:
    with reading(firm):
        dana = talk.providers.get().resource_id
    make.service(firm, make.provider(firm, name="Lee"), name="Other talk")

    text = page(client, f"/book/hale-ortiz/with/{dana}/")
    assert ("With Dana Reyes." in text, "Other talk" in text) == (True, False)
    assert "Other talk" in page(client, f"/book/hale-ortiz/at/{location.pk}/")


def test_too_many_tries_are_slowed_down(
    client: Client, firm: Organisation, talk: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = held(client)
    text = page(client, "/book/hale-ortiz/first-talk/?day=2026-11-25")
    form = {"token": token_in(text)}
    statuses = [
        client.post("/book/hale-ortiz/first-talk/hold/", form | {"start": start}).status_code
        for start in starts_in(text)[:3]
    ]
    assert statuses == [303, 303, 409]
    assert client.get(where).status_code == 200


def test_a_firm_without_anything_to_book_names_its_number(client: Client, firm: Organisation) -> None:
    text = page(client, reverse("scheduling:book", kwargs={"slug": "hale-ortiz"}))

    assert "Nothing can be booked online at the moment." in text
    assert 'href="tel:' in text
