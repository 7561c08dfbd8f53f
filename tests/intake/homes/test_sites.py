"""Places apart from people: kept once, checked by their postcode, found, moved with people, erased with them."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Industry, Member, Organisation
from contacts.services import merging
from core.transactions import reading, tenant_transaction
from intake import ports
from intake.errors.homes import AddressOdd, AddressWrong
from intake.models import Precision, ServiceSite, SitePerson, SiteRole, ValidatedBy
from intake.selectors.sites import sites_of_contact
from intake.services import people
from intake.services.homes import sites
from intake.services.homes.geocoding import CensusGeocoder
from scheduling.selectors.towns import other_town
from tests.factories import contacts
from tests.factories import sites as make


def _home(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(industry=Industry.HOME)
    organisation.refresh_from_db()


def test_the_same_address_typed_twice_is_one_place(alice: Member, now: datetime) -> None:
    first = make.site(by=alice, now=now, hazards="Old wiring", gate_code="4471")
    again = make.site(by=alice, now=now, line="1220 west roosevelt street, phoenix 85007", gate_code="9")
    assert again.pk == first.pk
    kept = make.fresh(first)
    assert (kept.gate_code, kept.hazards) == ("4471", "Old wiring"), "what is known stays"
    assert (kept.precision, kept.validated_by) == (Precision.POSTCODE, ValidatedBy.TABLE)
    assert kept.latitude == pytest.approx(33.4, abs=0.2)
    with reading(alice.organisation_id), connection.cursor() as cursor:
        cursor.execute("SELECT gate_code FROM intake_servicesite WHERE id = %s", [kept.pk])
        assert "4471" not in cursor.fetchone()[0]


def test_an_odd_address_is_kept_by_who_is_sure_and_a_hopeless_one_never(alice: Member, now: datetime) -> None:
    with pytest.raises(AddressOdd, match="another state"):
        make.site(by=alice, now=now, line="1220 W Roosevelt St, Phoenix, TX 85007")
    typed = sites.Typed(address=make.read("1220 W Roosevelt St, Phoenix, TX 85007"), is_sure=True)
    row, _is_new = sites.add_site(by=alice, typed=typed, notes=sites.Notes(), now=now)
    assert row.validated_by == ValidatedBy.MEMBER
    hopeless = sites.Typed(address=make.read("PO Box 12, Mesa, AZ 85201"), is_sure=True)
    with pytest.raises(AddressWrong, match="post-office box"):
        sites.add_site(by=alice, typed=hopeless, notes=sites.Notes(), now=now)


def test_a_town_far_from_its_postcode_is_asked_about(alice: Member, now: datetime) -> None:
    with pytest.raises(AddressOdd, match="belongs to Tucson"):
        make.site(by=alice, now=now, line="1220 W Roosevelt St, Phoenix, AZ 85701")
    with reading(alice.organisation_id):
        written = {
            town: other_town(alice.organisation, postcode="85281", town=town)
            for town in ("Tempe", "phoenix", "Flagstaff", "Nowhere Springs", "")
        }
    # A neighbour may be right, and of a place no postcode is written with nothing is known.
    assert written == {"Tempe": "", "phoenix": "", "Flagstaff": "Tempe", "Nowhere Springs": "", "": ""}


def test_merged_people_keep_their_places_and_get_them_back(alice: Member, now: datetime) -> None:
    keep, absorb = (contacts.contact(by=alice, now=now, name=name) for name in ("Lu Park", "Lou Park"))
    shared = make.site(by=alice, now=now, contact_id=keep.pk)
    make.site(by=alice, now=now, contact_id=absorb.pk)
    own = make.site(by=alice, now=now, line="12 Elm St, Phoenix, AZ 85004", contact_id=absorb.pk)
    merge = merging.merge_contacts(by=alice, keep_id=keep.pk, absorb_id=absorb.pk, now=now)

    def places(contact_id: object) -> set[object]:
        with reading(alice.organisation_id):
            rows = sites_of_contact(member=alice, contact_id=contact_id, now=now)  # type: ignore[arg-type]
            return {row.site_id for row in rows}

    assert places(keep.pk) == {shared.pk, own.pk}
    merging.unmerge_contacts(by=alice, contact_id=keep.pk, merge_id=merge.pk, now=now)
    assert places(keep.pk) == {shared.pk}
    assert places(absorb.pk) == {shared.pk, own.pk}


def test_the_pages_of_places(alice: Member, client_for: Callable[[Member], Client], now: datetime) -> None:
    _home(alice.organisation)
    person = contacts.contact(by=alice, now=now, name="Nell Ames")
    client = client_for(alice)
    new = {
        "contact": str(person.pk),
        "role": "TENANT",
        "street": "12 Elm St",
        "city": "Phoenix",
        "postcode": "85004",
    }
    wrong = client.post("/sites/new/", new | {"state": "TX", "pets": "A loud dog"})
    assert wrong.status_code == 422
    assert "This postcode lies in another state." in wrong.content.decode()
    assert 'name="is_sure"' in wrong.content.decode()
    made = client.post("/sites/new/", new | {"state": "arizona", "pets": "A loud dog", "gate_code": "4471"})
    page = client.get(made["Location"]).content.decode()
    for words in ("12 Elm St", "Phoenix, AZ 85004", "A loud dog", "4471", "Nell Ames", "Tenant"):
        assert words in page
    assert "12 Elm St" in client.get(f"/contacts/{person.pk}/").content.decode()
    assert "12 Elm St" in client.get("/sites/?q=12+elm+street").content.decode()
    assert "12 Elm St" in client.get("/sites/?q=Ames").content.decode()
    assert "No place fits" in client.get("/sites/?q=Nowhere").content.decode()
    owner = contacts.contact(by=alice, now=now, name="Omar Reyes")
    assert "Omar Reyes" in client.get(f"{made['Location']}?who=Omar").content.decode()
    acts = f"{made['Location']}act/"
    client.post(acts, {"act": "link", "contact": owner.pk, "role": "OWNER", "since": "2026-01-05"})
    client.post(acts, {"act": "verify"})
    with reading(alice.organisation_id):
        site = ServiceSite.objects.of(alice.organisation).get()
        people = {row.role: row for row in SitePerson.objects.of(alice.organisation)}
    assert (site.verified_at is not None, set(people)) == (True, {SiteRole.TENANT, SiteRole.OWNER})
    client.post(acts, {"act": "end", "person": people[SiteRole.TENANT].pk})
    assert "until 20" in client.get(made["Location"]).content.decode()
    edited = {"street": "14 Elm St", "city": "Phoenix", "postcode": "85004", "hazards": "Asbestos"}
    stale = client.post(f"{made['Location']}edit/", edited | {"version": "1"})
    assert stale.status_code == 409
    client.post(f"{made['Location']}edit/", edited | {"version": str(make.fresh(site).version)})
    assert make.fresh(site).street == "14 Elm St"
    assert "Asbestos" in client.get(made["Location"]).content.decode()


@pytest.fixture
def census() -> Iterator[str]:
    """Somebody who answers as the geocoder of the Census Bureau does."""

    class Bureau(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = [{"coordinates": {"x": -112.0873, "y": 33.4586}}] if "Roosevelt" in self.path else []
            body = json.dumps({"result": {"addressMatches": found}}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bureau)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/onelineaddress"
    server.shutdown()
    server.server_close()


def test_a_geocoder_outside_is_asked_only_where_it_is_wanted(
    alice: Member, now: datetime, census: str
) -> None:
    house = make.site(by=alice, now=now)
    other = make.site(by=alice, now=now, line="12 Elm St, Phoenix, AZ 85004")
    sites.locate_site(organisation=alice.organisation_id, site_id=house.pk, now=now)
    assert make.fresh(house).precision == Precision.POSTCODE
    ports.register_geocoder(CensusGeocoder(census, reaches_private=True))
    try:
        for row in (house, other):
            sites.locate_site(organisation=alice.organisation_id, site_id=row.pk, now=now)
    finally:
        ports.register_geocoder(None)
    found = make.fresh(house)
    assert (found.precision, found.latitude, found.longitude) == (Precision.ROOFTOP, 33.4586, -112.0873)
    assert make.fresh(other).precision == Precision.POSTCODE


def test_who_is_erased_takes_along_what_only_they_told(alice: Member, now: datetime) -> None:
    from_one = contacts.contact(by=alice, now=now, name="Nell Ames")
    site = make.site(by=alice, now=now, contact_id=from_one.pk, gate_code="4471", pets="Dog")

    subject = people.Subject(
        organisation_id=alice.organisation_id, contact_ids=(from_one.pk,), values=(), now=now
    )
    with tenant_transaction(alice.organisation):
        assert people.export(subject)["places"][0]["street"] == "1220 W Roosevelt St"
        people.erase(subject)
    kept = make.fresh(site)
    assert (kept.street, kept.gate_code, kept.pets) == ("1220 W Roosevelt St", "", "")
