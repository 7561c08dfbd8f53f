"""What was sent is changed by sending again: both stay, the newer one counts, and who read what is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import Industry, Member, Organisation, Role
from core.transactions import reading
from intake import errors
from intake.models import AnswersRead, Submission
from intake.services.forms import amending, filling, resuming, submitting
from tests.factories import accounts
from tests.factories import contacts as people
from tests.factories import forms as make

PAGE = {
    "format": 1,
    "title": make.words("About the room"),
    "languages": ["en", "es"],
    "stages": [
        {
            "key": "room",
            "title": make.words("Room"),
            "sections": [
                {
                    "key": "room",
                    "title": make.words("Room"),
                    "fields": [
                        make.asks("wish", required=True),
                        make.asks("papers", "file"),
                    ],
                }
            ],
        },
        {
            "key": "health",
            "title": make.words("Health"),
            "allows": ["phi"],
            "sections": [
                {
                    "key": "health",
                    "title": make.words("Health"),
                    "fields": [make.asks("allergy", sensitivity="phi")],
                }
            ],
        },
    ],
}


def fresh(row: Submission) -> Submission:
    with reading(row.organisation_id):
        return Submission.objects.of(row.organisation_id).get(pk=row.pk)


def send(row: Submission, now: datetime, **given: str) -> Submission:
    filling.answer(organisation=row.organisation_id, submission_id=row.pk, given=given, now=now)
    return submitting.submit(organisation=row.organisation_id, submission_id=row.pk, now=now)


def test_both_stay_and_the_newer_one_counts(
    alice: Member, now: datetime, client: Client, client_for: Callable[[Member], Client]
) -> None:
    # A law firm's customers ask it to change names, since a check was run for them.
    Organisation.objects.filter(pk=alice.organisation_id).update(industry=Industry.CLINIC)
    alice.organisation.refresh_from_db()
    form = make.form(alice, now=now, document=PAGE, slug="room")
    person = people.contact(by=alice, now=now, name="Zoe Quill")
    draft = make.draft(form, now=now, contact_id=person.pk)
    with pytest.raises(errors.NotSent):
        amending.begin_amendment(organisation=alice.organisation_id, submission_id=draft.pk, now=now)
    make.file(draft, now=now)
    send(draft, now, wish="Quiet", allergy="Nuts")

    # The customer presses the button of the page that thanked them.
    url = f"/f/{alice.organisation.slug}/room/fill/{resuming.fill_token(fresh(draft), now=now)}/"
    assert "Change your answers" in client.get(url).content.decode()
    onward = client.post(url, {"act": "amend"})
    assert onward.status_code == 303
    shown = client.get(onward["Location"]).content.decode()
    assert "Quiet" in shown
    assert "a.pdf" in shown
    with reading(alice.organisation_id):
        [changed] = Submission.objects.of(alice.organisation_id).filter(amends_id=draft.pk)
    later = now + timedelta(minutes=5)
    send(changed, later, wish="Sunny", allergy="None")
    assert (fresh(draft).state, fresh(changed).state) == ("AMENDED", "SUBMITTED")
    assert fresh(draft).answers["wish"] == "Quiet", "what was sent stays as it was"
    with pytest.raises(errors.NotSent):
        amending.begin_amendment(organisation=alice.organisation_id, submission_id=draft.pk, now=later)

    alice.capabilities = ["clinician"]
    alice.save(update_fields=["capabilities"])
    member = client_for(alice)
    page = member.get(f"/submissions/{changed.pk}/").content.decode()
    assert "<del>Quiet</del>" in page
    assert "<ins>Sunny</ins>" in page
    assert "<del>Nuts</del>" in page
    assert "This was changed since." in member.get(f"/submissions/{draft.pk}/").content.decode()
    # And once more, by a member; a job or whoever asks finds the newest.
    again = member.post(f"/submissions/{changed.pk}/act/", {"act": "amend"})
    third = UUID(again["Location"].rstrip("/").rsplit("/", 1)[-1])
    submitting.submit(organisation=alice.organisation_id, submission_id=third, now=later)
    first = fresh(draft)
    with reading(alice.organisation_id):
        assert amending.newest_of(first).pk == third


def test_who_is_shown_sensitive_answers_is_kept(
    alice: Member, now: datetime, client_for: Callable[[Member], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    form = make.form(alice, now=now, document=PAGE, slug="room")
    draft = make.draft(form, now=now, contact_id=people.contact(by=alice, now=now, name="Zoe Quill").pk)
    send(draft, now, wish="Quiet", allergy="Nuts")
    looker = accounts.member(organisation=alice.organisation, name="Lou Dale", role=Role.READ_ONLY)
    url = f"/submissions/{draft.pk}/"
    assert "Nuts" not in client_for(looker).get(url).content.decode()
    for _twice in range(2):
        assert "Nuts" in client_for(alice).get(url).content.decode()
    with reading(alice.organisation_id):
        [read] = AnswersRead.objects.of(alice.organisation_id)
    assert (read.member_id, read.submission_id, read.file) == (alice.pk, draft.pk, "")
    assert "Who read the sensitive answers" in client_for(alice).get(url).content.decode()
