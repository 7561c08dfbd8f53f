"""Pages of matters, conflict checks and walls: what a lawyer reads and presses, what others are told."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Member
from intake.domain.clearance.deciding import Statement, Verdict
from intake.domain.clearance.states import CheckState
from intake.services.law import deciding, waiving
from tests.factories import matters as law

PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_from_names_to_a_decision_on_the_pages(
    alice: Member, bob: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    made = law.with_hit(by=alice, now=now)
    owner, staff = client_for(alice), client_for(bob)
    listed = owner.get("/matters/?q=okafor").content.decode()
    assert "Imani Okafor" in listed
    assert "Redwing" not in owner.get("/matters/?q=okafor&status=OPEN&page=x").content.decode()
    fresh = owner.get("/matters/new/")
    assert fresh.status_code == 200
    assert 'name="name"' in fresh.content.decode()

    empty = owner.post("/matters/new/", {"name": ["", ""], "role": ["PROSPECT", "ADVERSE"]})
    assert empty.status_code == 422
    assert "Name at least the person who asks." in empty.content.decode()
    people = {"kind": ["PERSON"], "also": [""], "role": ["PROSPECT"]}
    odd = owner.post("/matters/new/", {**people, "name": ["Ann Lee"], "dob": ["2nd of July"]})
    assert odd.status_code == 422
    assert "1981-07-02" in odd.content.decode()
    opened = owner.post("/matters/new/", {**people, "name": ["Ann Lee"], "dob": ["1981-07-02"]})
    assert opened.status_code == 302
    assert opened["Location"].startswith("/checks/")

    report = f"/checks/{made.check_id}/"
    page = owner.get(report).content.decode()
    assert "Tobias Renner" in page
    assert "Chain intact" in page
    assert "Tobias Renner" not in staff.get(report).content.decode().split('id="hits"')[1]
    refused = owner.post(
        f"{report}hits/{made.hit_id}/", {"verdict": "NOT_SAME"}, headers={"hx-request": "true"}
    )
    assert "Say why in a few words" in refused.content.decode()
    assert (
        staff.post(f"{report}hits/{made.hit_id}/", {"verdict": "NOT_SAME", "reason": "x"}).status_code == 403
    )
    answered = owner.post(
        f"{report}hits/{made.hit_id}/",
        {"verdict": "NOT_SAME", "reason": "Thirty years older"},
        headers={"hx-request": "true"},
    )
    assert "Thirty years older" in answered.content.decode()
    owner.post(f"{report}act/", {"act": "clear", "reason": "Another person"})
    assert "Facts may be heard" in owner.get(f"/matters/{made.matter_id}/").content.decode()
    assert law.check_of(law.matter(alice.organisation, made.matter_id)).state == CheckState.CLEARED
    paper = owner.get(f"{report}pdf/")
    assert paper.status_code in (200, 302), "302 with a sentence where Pango is missing"
    assert staff.get(f"{report}pdf/").status_code == 403


def test_a_wall_is_raised_noticed_and_lifted_on_the_pages(
    alice: Member, bob: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    matter = law.opened(by=alice, now=now)
    owner, kept_out = client_for(alice), client_for(bob)
    place = f"/matters/{matter.pk}/wall/"
    assert "Bob Ortiz" in owner.get(place).content.decode()
    nobody = owner.post(place, {"reason": "Acted before"}, follow=True).content.decode()
    assert "Choose at least one member to keep out" in nobody
    owner.post(
        place, {"reason": "Acted before", "members": [str(bob.pk)], "fees": "1", "procedures": "Say nothing"}
    )
    assert "not acknowledged yet" in owner.get(place).content.decode()
    wall = law.wall_around(matter)
    notice = kept_out.get(f"/walls/{wall.pk}/").content.decode()
    assert "Say nothing" in notice
    assert "Okafor" not in notice
    assert kept_out.get(f"/matters/{matter.pk}/").status_code == 404
    kept_out.post(f"/walls/{wall.pk}/")
    assert "acknowledged" in owner.get(place).content.decode()
    owner.post(place, {"act": "lift", "reason": "The matter ended"})
    assert kept_out.get(f"/matters/{matter.pk}/").status_code == 200


def test_a_signed_paper_is_kept_by_what_it_is_and_served_to_those_who_see_names(
    alice: Member,
    bob: Member,
    client_for: Callable[[Member], Client],
    now: datetime,
    settings: pytest.FixtureRequest,
    tmp_path: object,
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    made = law.with_hit(by=alice, now=now)
    say = {"by": alice, "check_id": made.check_id, "now": now}
    deciding.answer_hit(hit_id=made.hit_id, verdict=Verdict.SAME_ADVERSE, reason="", **say)
    ticked = Statement(can_represent=True, is_lawful=True, is_other_proceeding=True, lawyer="Alice Hale")
    check = waiving.ask_waiver(statement=ticked, reason="Both agree", **say)
    owner, report = client_for(alice), f"/checks/{made.check_id}/"
    typed = {"party": check.waiver["affected"][0], "signer": "I. Okafor", "signed_on": now.date().isoformat()}

    def send(content: bytes, name: str) -> str:
        paper = SimpleUploadedFile(name, content, content_type="application/pdf")
        answer = owner.post(f"{report}consent/", {**typed, "paper": paper}, headers={"hx-request": "true"})
        return answer.content.decode()

    assert "Files of this kind are not taken" in send(
        b"MZ\x90\x00\x03\x00\x00\x00\xff\xff" * 9, "consent.pdf"
    )
    assert (
        "Write the words they signed or choose the paper"
        in owner.post(f"{report}consent/", typed, headers={"hx-request": "true"}).content.decode()
    )
    page = send(PAPER, "../consent \u00e9.pdf")
    url = page.split(f'href="{report}consents/')[1].split('"')[0]
    served = owner.get(f"{report}consents/{url}")
    assert b"".join(served) == PAPER  # type: ignore[arg-type]
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Disposition"].startswith("attachment")
    assert client_for(bob).get(f"{report}consents/{url}").status_code == 403
    assert "A signed consent was opened" in owner.get(report).content.decode()
