"""The booking page of a service at customers' addresses: the postcode first, then windows, then the street."""

import re
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Organisation
from core.transactions import reading, tenant_transaction
from scheduling.models import Appointment, HomeSettings, Service, Unserved, VisitPlace
from tests.factories import homes
from tests.factories import scheduling as make
from tests.factories.homes import DOWNTOWN, FLAGSTAFF

pytestmark = pytest.mark.django_db


@pytest.fixture
def repair(organisation: Organisation) -> Service:
    homes.area(organisation)
    dez = make.provider(organisation, name="Dez", hours=make.schedule(organisation, days=range(7)))
    return homes.service(organisation, dez)


def sent(client: Client, page: str, url: str, **fields: str) -> tuple[int, str, str]:
    """Send a form of a page with its token; gives status, address and text of the answer."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    answer = client.post(url, {"token": found[1]} | fields)
    return answer.status_code, answer.get("Location", ""), answer.content.decode()


def test_postcode_then_window_then_street(
    client: Client, organisation: Organisation, repair: Service, now: datetime
) -> None:
    url = f"/book/{organisation.slug}/repair/"
    page = client.get(url).content.decode()
    assert 'name="zip"' in page
    assert 'name="start"' not in page
    assert sent(client, page, f"{url}where/", zip="hello")[0] == 422
    assert client.post(f"{url}where/", {"zip": DOWNTOWN, "token": "x"}).status_code == 422

    status, _url, text = sent(client, page, f"{url}where/", zip=FLAGSTAFF)
    assert status == 200
    assert f"We do not come to {FLAGSTAFF}" in text
    with reading(organisation):
        assert [row.postcode for row in Unserved.objects.all()] == [FLAGSTAFF]
    with tenant_transaction(organisation):
        HomeSettings.objects.create(organisation=organisation, referral_en="Ask Pine Plumbing in Flagstaff.")
    assert "Ask Pine Plumbing" in sent(client, page, f"{url}where/", zip=FLAGSTAFF)[2]
    assert 'name="zip"' in client.get(f"{url}?zip={FLAGSTAFF}").content.decode()

    status, where, _text = sent(client, page, f"{url}where/", zip="85004-1220")
    assert (status, f"zip={DOWNTOWN}" in where) == (303, True)
    page = client.get(where).content.decode()
    labels = re.findall(r'<button class="slot"[^>]*>([^<]+)', page)
    assert all(" to " in label for label in labels)
    start = re.findall(r'name="start" value="([^"]+)"', page)[-1]
    action = re.findall(r'action="([^"]+hold/[^"]*)"', page)[0].replace("&amp;", "&")
    status, details, _text = sent(client, page, action, start=start)
    assert status == 303
    page = client.get(details).content.decode()
    assert f"Postcode {DOWNTOWN}" in page
    assert "we come between" in page
    fields = {
        "first_name": "Zoe",
        "email": "zoe@quill.example",
        "street": "1220 W Roosevelt St",
        "city": "Phoenix",
    }
    assert client.post(details, fields | {"street": ""}).status_code == 422
    done = client.post(details, fields | {"access_note": "Gate 7"})
    assert done.status_code == 303
    with reading(organisation):
        row = Appointment.objects.get()
        [place] = VisitPlace.objects.all()
    assert row.place == f"1220 W Roosevelt St, Phoenix {DOWNTOWN}"
    assert row.arrives_from is not None
    assert (place.access_note, place.appointment_id) == ("Gate 7", row.pk)
    seen = client.get(done["Location"]).content.decode()
    assert "we come between" in seen
    assert "Gate 7" not in seen
