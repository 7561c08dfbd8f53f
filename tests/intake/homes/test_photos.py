"""Photos of jobs, forms that become jobs, and what a firm says first itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Member
from core.transactions import reading
from intake import errors
from intake.models import Job, JobPhoto, SitePerson, Submission, Upload
from intake.services.forms import filling, submitting, uploading
from intake.services.homes import asking, photos
from intake.services.homes.whereabouts import taken_at
from tests.factories import conversations as talks
from tests.factories import forms
from tests.factories import sites as make
from tests.factories.forms import asks, words
from tests.intake.homes.test_jobs import owner

__all__ = ["owner"]
PHOENIX, TUCSON = (33.4484, -112.0740), (32.2226, -110.9747)
DOCUMENT: dict[str, Any] = {
    "format": 1,
    "title": words("The job"),
    "languages": ["en", "es"],
    "stages": [
        {
            "key": "all",
            "title": words("All"),
            "sections": [
                {
                    "key": "all",
                    "title": words("All"),
                    "fields": [
                        asks("full_name", writeback="contact.name"),
                        asks("tel", "phone", writeback="contact.phone"),
                        asks("where", "address"),
                        asks("stands", "choice", options=[{"value": "tenant", "label": words("Tenant")}]),
                        asks("access", "textarea"),
                        asks("story", "textarea"),
                        asks("pictures", "file", validate={"most": 6, "accept": ["image"]}),
                    ],
                }
            ],
        }
    ],
}


def job_of(by: Member, now: datetime) -> Job:
    return make.job(by=by, now=now, site_id=make.site(by=by, now=now).pk)


def photos_of(by: Member) -> list[JobPhoto]:
    with reading(by.organisation_id):
        return list(JobPhoto.objects.of(by.organisation).order_by("created_at"))


def test_where_a_picture_was_taken_is_read_and_taken_out(owner: Member, now: datetime) -> None:
    seen = taken_at(make.picture(at=TUCSON))
    assert seen is not None
    assert (seen.latitude, seen.longitude) == pytest.approx(TUCSON, abs=0.001)
    assert taken_at(make.picture()) is None
    assert taken_at(make.picture(at=(0.0, 0.0))) is None
    assert taken_at(b"no picture") is None
    job = job_of(owner, now)
    here, there = make.photo(job, at=PHOENIX), make.photo(job, at=TUCSON)
    assert (here.is_elsewhere, there.is_elsewhere) == (False, True)
    assert there.metres_off == pytest.approx(174_000, rel=0.05)
    with default_storage.open(there.path) as kept:
        assert taken_at(kept.read()) is None


def test_six_photos_are_enough_and_what_cannot_be_read_is_refused(owner: Member, now: datetime) -> None:
    job = job_of(owner, now)
    heic = photos.Sent(name="a.heic", content=b"\0\0\0\x18ftypheic" + b"\0" * 40)
    for sent, sentence in ((heic, "HEIC"), (photos.Sent(name="a.jpg", content=b"%PDF-1.4"), "not taken")):
        with pytest.raises(errors.UploadRefused, match=sentence):
            photos.add_photo(organisation=owner.organisation_id, job_id=job.pk, sent=sent)
    for _ in range(photos.MOST):
        make.photo(job)
    with pytest.raises(errors.UploadRefused, match="six photos already"):
        make.photo(job)


def test_a_form_with_an_address_becomes_a_job_with_its_photos(owner: Member, now: datetime) -> None:
    row = forms.draft(forms.form(owner, now=now, document=DOCUMENT), now=now)
    answers = {
        "full_name": "Nell Ames",
        "tel": "+16025550134",
        "where": {
            "line1": "12 Elm St",
            "line2": "Apt 3",
            "city": "Phoenix",
            "region": "AZ",
            "postcode": "85004",
        },
        "stands": "tenant",
        "access": "Side door",
        "story": "The tap drips",
    }
    filling.answer(organisation=owner.organisation_id, submission_id=row.pk, given=answers, now=now)
    for at in (PHOENIX, TUCSON):
        uploading.keep_file(
            organisation=owner.organisation_id,
            submission_id=row.pk,
            field="pictures",
            name="tap.jpg",
            content=make.picture(at=at),
            now=now,
        )
    submitting.submit(organisation=owner.organisation_id, submission_id=row.pk, now=now)
    for _ in range(2):
        job = asking.take_form(organisation=owner.organisation_id, submission_id=row.pk, now=now)
    assert job is not None
    with reading(owner.organisation_id):
        job = Job.objects.of(owner.organisation).select_related("site", "contact").get()
        assert job.site is not None
        assert (str(job.site), job.site.access_notes, job.problem) == (
            "12 Elm St Apt 3",
            "Side door",
            "The tap drips",
        )
        person = SitePerson.objects.of(owner.organisation).get()
        assert (person.contact_id, person.role) == (job.contact_id, "TENANT")
        assert not Upload.objects.of(owner.organisation).exclude(seen_latitude=None).exists(), "forgotten"
        assert Submission.objects.of(owner.organisation).get().conversation_id == job.conversation_id
    assert [one.is_elsewhere for one in photos_of(owner)] == [False, True]


def test_photos_come_by_the_link_and_are_shown(
    owner: Member, client_for: Callable[[Member], Client], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    talks.line(organisation=owner.organisation)
    talk = talks.text_in(organisation=owner.organisation, now=now)
    job = make.job(by=owner, now=now, conversation_id=talk.conversation_id)
    client, public = client_for(owner), Client()
    link = urlsplit(photos.link_of(job, slug=owner.organisation.slug, now=now)).path
    assert "Send us photos" in public.get(link).content.decode()
    assert public.get(f"{link[:-6]}AAAAA/").status_code == 404
    picture = SimpleUploadedFile("tap.jpg", make.picture(), content_type="image/jpeg")
    heic = SimpleUploadedFile("b.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40)
    assert public.post(link).status_code == 422
    both = public.post(link, {"photos": [picture, heic]})
    assert both.status_code == 422
    assert "HEIC" in both.content.decode()
    assert "We have 1 photo of yours" in both.content.decode()
    (photo,) = photos_of(owner)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert f"/jobs/{job.pk}/photos/{photo.pk}/" in page
    shown = client.get(f"/jobs/{job.pk}/photos/{photo.pk}/")
    assert (shown["Content-Type"], b"".join(shown)[:2]) == ("image/jpeg", b"\xff\xd8")
    own = SimpleUploadedFile("own.jpg", make.picture(), content_type="image/jpeg")
    client.post(f"/jobs/{job.pk}/photos/", {"photos": own})
    assert [one.origin for one in photos_of(owner)] == ["LINK", "MEMBER"]
    client.post(f"/jobs/{job.pk}/photos/", {"remove": str(photo.pk)})
    assert [one.origin for one in photos_of(owner)] == ["MEMBER"]
    assert not default_storage.exists(photo.path)
    client.post(f"/jobs/{job.pk}/act/", {"act": "ask_photos"})
    sent = talks.fresh(organisation=owner.organisation, conversation_id=talk.conversation_id)
    assert "/photos/" in sent.latest_text


def test_a_firm_says_first_what_it_wants_but_never_books_in_danger(
    owner: Member, bob: Member, client_for: Callable[[Member], Client]
) -> None:
    client = client_for(owner)
    said = {"said_en": "Close the valve.\nWe come.", "said_es": "Cierre la llave.", "may_book": "on"}
    assert client.post("/settings/jobs/urgency/P1/", said).status_code == 302
    assert "Close the valve." in client.get("/settings/jobs/").content.decode()
    assert client.post("/settings/jobs/urgency/P1/", said | {"said_es": " "}).status_code == 422
    refused = client.post("/settings/jobs/urgency/P0/", said)
    assert "911" in refused.content.decode()
    danger = {"said_en": "Leave and call 911.", "said_es": "Salga y llame al 911.", "may_book": "on"}
    assert client.post("/settings/jobs/urgency/P0/", danger).status_code == 302
    assert "Agree on no time until they are safe." in client.get("/settings/jobs/").content.decode()
    assert client_for(bob).get("/settings/jobs/urgency/P0/").status_code == 403
    client.post("/settings/jobs/urgency/P1/", {"act": "drop"})
    assert "Close the valve." not in client.get("/settings/jobs/").content.decode()
