"""Every public address, handed nonsense, the past, times no clock shows, what is not theirs or too long: it says so.

Nothing is stored by half.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.test import Client

from accounts.models import Location, Member, Organisation
from core import clock
from core.transactions import reading
from scheduling.domain.links import Purpose
from scheduling.models import Appointment, Claim, Hold, Service, VisitorCode
from scheduling.services import links
from tests.factories import conversations as talks
from tests.factories import scheduling as make
from tests.scheduling.views.test_public import ZOE, booked, held, link_in, page, starts_in, token_in

FIRM = "/book/hale-ortiz"
LONG = "x" * 5_000
ODD = ["", "null", "%00", "..%2f..%2fetc", "<script>", "𝟙𝟚", "-1", "9" * 400, str(UUID(int=0)), LONG]


@pytest.fixture
def talk(organisation: Organisation, monkeypatch: pytest.MonkeyPatch, now: datetime) -> Service:
    """A talk of half an hour that Dana gives, 9 to 5 in Phoenix."""
    monkeypatch.setattr(clock, "now", lambda: now)
    talks.line(organisation=organisation)
    hours = make.schedule(organisation)
    return make.service(organisation, make.provider(organisation, hours=hours), name="First talk")


def counts(organisation: Organisation) -> tuple[int, ...]:
    with reading(organisation):
        return tuple(model.objects.count() for model in (Hold, Claim, Appointment, VisitorCode))


def test_what_an_address_asks_for_in_vain_is_not_asked_for(
    client: Client, organisation: Organisation, talk: Service
) -> None:
    plain = starts_in(page(client, f"{FIRM}/first-talk/"))
    names = ("place", "with", "minutes", "month", "day", "zone", "lang", "hold", "known", "embed")
    for value in ODD:
        asked = "&".join(f"{name}={value}" for name in names)
        assert starts_in(page(client, f"{FIRM}/first-talk/?{asked}")) == plain, value
    for day in ("2026-02-30", "0001-01-01", "9999-12-31", "2026-11-22", "20261124", "2026-W48-2"):
        page(client, f"{FIRM}/first-talk/?day={day}")
    for month in ("2026-13", "0000-01", "9999-12", "1999-01"):
        page(client, f"{FIRM}/first-talk/?month={month}")
    assert counts(organisation) == (0, 0, 0, 0)


def test_a_name_that_is_none_has_no_page(client: Client, talk: Service) -> None:
    for path in (
        "/nobody/",
        "/first-talk/x/",
        "/at/x/",
        f"/at/{uuid4()}/",
        f"/with/{uuid4()}/",
        "/held/",
        "/first%20talk/",
    ):
        assert client.get(f"{FIRM}{path}").status_code == 404, path
    assert client.get("/book/a%00b/").status_code == 404
    assert client.get(f"/book/{LONG}/").status_code == 404


@pytest.mark.parametrize(
    "act",
    [
        "held/{}/",
        "held/{}/known/",
        "held/{}/longer/",
        "booked/{}/",
        "booked/{}/appointment.ics",
        "move/{}/",
        "cancel/{}/",
    ],
)
def test_a_token_that_is_not_ours_says_whom_to_call(
    act: str, client: Client, organisation: Organisation, talk: Service, mallory: Member
) -> None:
    purpose = {"held": Purpose.HOLD, "booked": Purpose.VIEW, "move": Purpose.MOVE, "cancel": Purpose.CANCEL}[
        act.partition("/")[0]
    ]

    def token(firm: Organisation, purpose: Purpose, days: int) -> str:
        return links.sign(
            purpose, organisation_id=firm.pk, target_id=uuid4(), version=1, ends_at=clock.now() + timedelta(days=days)
        )  # fmt: skip

    ask: Callable[..., object] = client.post if "longer" in act else client.get
    wrong = Purpose.FORM
    for given, statuses in (
        ("rubbish", {404}),
        ("A" * 79, {404}),
        (LONG, {404}),
        (token(organisation, wrong, 1), {404}),
        (token(mallory.organisation, purpose, 1), {404}),
        (token(organisation, purpose, -1), {410}),
        # Signed by us, of a row that is gone.
        (token(organisation, purpose, 1), {404, 410}),
    ):
        response = ask(f"{FIRM}/{act.format(given)}")
        assert response.status_code in statuses, given  # type: ignore[attr-defined]
        assert 'href="tel:' in unescape(response.content.decode())  # type: ignore[attr-defined]
    assert counts(organisation) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-24T16:00", "2026-11-24T16:00:00Z", "2026-11-24 16:00Z", "2026-11-24T09:00-07:00", "1795536000",
        "2026-11-31T16:00Z", "2026-11-24T24:00Z", "2026-11-24T16:60Z", "0000-01-01T00:00Z", "2026-11-24T16:00Z\x00", LONG,
    ],
)  # fmt: skip
def test_a_start_that_cannot_be_read_keeps_nothing(
    start: str, client: Client, organisation: Organisation, talk: Service
) -> None:
    token = token_in(page(client, f"{FIRM}/first-talk/"))
    text = page(client, f"{FIRM}/first-talk/hold/", 422, token=token, start=start)

    assert "This time cannot be read." in text
    assert counts(organisation) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "start", ["2001-01-01T16:00Z", "2026-11-23T16:59Z", "2026-11-24T16:07Z", "2199-01-01T16:00Z"]
)
def test_a_start_nobody_offers_is_refused_by_holding_and_moving(
    start: str, client: Client, organisation: Organisation, talk: Service
) -> None:
    token = token_in(page(client, f"{FIRM}/first-talk/"))
    assert 'role="alert"' in page(client, f"{FIRM}/first-talk/hold/", 409, token=token, start=start)
    assert counts(organisation) == (0, 0, 0, 0)
    move = link_in(page(client, booked(client)), "move")
    before = counts(organisation)
    assert 'role="alert"' in page(client, move, 409, start=start)
    assert "cannot be read" in page(client, move, 422, start="soon")
    assert counts(organisation) == before


def test_an_hour_the_clock_skips_is_not_offered(
    client: Client, organisation: Organisation, location: Location, talk: Service
) -> None:
    location.time_zone = "America/New_York"
    location.save()
    night = make.schedule(
        organisation, name="Nights", timezone="America/New_York", days=range(7), opens=0, closes=1440
    )
    owl = make.provider(organisation, name="Owl", hours=night)
    make.service(organisation, owl, name="Night talk", window_kind="ALWAYS", minutes=60)

    found = starts_in(page(client, f"{FIRM}/night-talk/?day=2027-03-14"))

    # Two o'clock is skipped: from 1 in winter (UTC−5) it goes on at 3 in summer (UTC−4).
    assert found[:3] == ["2027-03-14T05:00Z", "2027-03-14T06:00Z", "2027-03-14T07:00Z"]
    assert len(found) == 23


def test_details_too_long_or_odd_are_said_and_a_replay_is_the_same_booking(
    client: Client, organisation: Organisation, talk: Service
) -> None:
    where = held(client)
    for change in (
        {"first_name": "x" * 81}, {"last_name": LONG}, {"email": f"{'x' * 300}@y.example"}, {"phone": "1" * 60},
        {"note": LONG}, {"first_name": "\x00"}, {"email": "a@b\r\nBcc: c@d.example"},
    ):  # fmt: skip
        text = page(client, where, 422, **(ZOE | change))
        assert 'class="error"' in text, change
    assert counts(organisation)[2] == 0

    first = client.post(where, ZOE)
    again = client.post(where, ZOE | {"first_name": "Somebody else"})
    extended = client.post(where.replace("/?", "/longer/?") if "?" in where else f"{where}longer/", ZOE)
    assert first["Location"] == again["Location"]
    assert extended.status_code in {200, 303}
    assert counts(organisation)[2] == 1
    cancel = link_in(page(client, first["Location"]), "cancel")
    assert "at most 300 characters" in page(client, cancel, 422, reason=LONG)
    assert client.post(cancel, {"reason": ""}).status_code == 303
    # The kept page is sent once more: what was cancelled stays cancelled.
    assert "This booking is cancelled" in page(client, client.post(where, ZOE)["Location"])
    with reading(organisation):
        [row] = Appointment.objects.all()
        assert row.cancelled_at == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def test_a_form_of_another_service_or_firm_keeps_nothing(
    client: Client, organisation: Organisation, talk: Service, mallory: Member
) -> None:
    other = make.service(organisation, make.provider(organisation, name="Lee"), name="Other")
    theirs = links.sign(
        Purpose.FORM, organisation_id=mallory.organisation.pk, target_id=other.pk, version=0,
        ends_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    for token in (token_in(page(client, f"{FIRM}/first-talk/?day=2026-11-24")), theirs):
        form = {"token": token, "start": "2026-11-24T16:00Z"}
        assert "open for a long time" in page(client, f"{FIRM}/other/hold/", 422, **form)
    hold = held(client)
    token = hold.split("/")[4]
    assert client.get(f"/book/{mallory.organisation.slug}/held/{token}/").status_code == 404
    assert client.post(f"/book/{mallory.organisation.slug}/held/{token}/", ZOE).status_code == 404
    assert counts(organisation)[0] == 1
    assert counts(organisation)[2] == 0
