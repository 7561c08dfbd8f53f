"""A clinic sends nothing about health by text or mail: templates, what it sends by itself, what members type."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.forms import modelform_factory
from django.test import Client

from accounts.models import Industry, Member, Organisation
from config.demo.houses import HOUSES
from conversations.admin.inbox import CannedReplyForm
from conversations.domain.lint import telling_variables, telling_words
from conversations.domain.states import MessageState
from conversations.errors import HealthDetail, TemplateTells
from conversations.models import CannedReply, Entry, Line
from conversations.services import linting, retry_send
from conversations.services.sending import queue_message_step
from core.models import Delivery
from core.transactions import reading, tenant_transaction
from routing.services import settings as line_settings
from scheduling.services import reminding
from tests.factories import conversations as make
from tests.factories import scheduling as booking

TELLING = (
    "Your colonoscopy is tomorrow at 9",
    "Oncology: please call us",
    "We have your lab results",
    "Time to refill your insulin",
    "Su cita de embarazo es mañana",
    "Llegaron los resultados de sus análisis",
    "¿Sigue con fiebre?",
    "Your STD test came back",
)
HARMLESS = (
    "Sam, a reminder of your appointment on Tue, Dec 1 at 9:00 AM. Reply C to confirm, or M for another time.",
    "Please come ten minutes early, Dolores, so that we can see your card.",
    "For anything about your health please call us.",
    "Recuerde su cita del martes a las 9. Si no puede venir, llámenos.",
    "We moved. The new entrance is beside the pharmacy, cancel by noon.",
)


def test_words_and_variables_about_health_are_found_and_others_are_not() -> None:
    assert [text for text in TELLING if not telling_words(text)] == []
    assert [text for text in HARMLESS if telling_words(text)] == []
    assert telling_words("Mesa Oncology: see you at 9", apart=("mesa oncology",)) == ()
    assert telling_words("Mesa Oncology: Oncology at 9", apart=("mesa oncology",)) == ("Oncology",)
    assert telling_variables("{{contact.first_name}} {when} {{ visit.reason }} {service} {{form.story}}") == (
        "visit.reason",
        "service",
        "form.story",
    )
    assert [reply for house in HOUSES for _title, _key, reply in house.canned if telling_words(reply)] == []


@pytest.fixture
def line(organisation: Organisation) -> Line:
    row = make.line(organisation=organisation)
    organisation.industry = Industry.CLINIC
    organisation.save(update_fields=["industry"])
    return row


@pytest.mark.django_db
def test_what_a_clinic_would_send_time_and_again_is_refused_when_it_is_saved(
    line: Line, organisation: Organisation, alice: Member, now: datetime
) -> None:
    service = booking.service(organisation, booking.provider(organisation), is_public=True)
    rule = {"kind": "BEFORE", "minutes": 60, "channel": "TEXT", "asks": False}
    for words in ("{firm}: your biopsy is on {when}", "{firm}: {service} on {when}"):
        with pytest.raises(TemplateTells) as refused:
            reminding.add_rule(by=alice, service_id=service.pk, values=rule | {"words_en": words}, now=now)
        assert refused.value.words in {("biopsy",), ("{{service}}",)}
    missed = line_settings.Wanted(text_back_words="Calling about your prescription? Text us.")
    with pytest.raises(TemplateTells):
        line_settings.save_handling(
            by=alice, line_id=line.pk, wanted=missed, turns=[], seen_version=0, now=now
        )
    asked = modelform_factory(
        CannedReply, form=CannedReplyForm, fields=["title", "shortcut", "text", "language"]
    )
    said = {"title": "Result", "shortcut": "result", "language": "en"}
    with tenant_transaction(organisation):
        for text, is_taken in (("Your lab results are in", False), ("Please call us", True)):
            form = asked(said | {"text": text}, instance=CannedReply(organisation=organisation))
            assert form.is_valid() is is_taken, form.errors
    organisation.industry = Industry.HOME
    organisation.save(update_fields=["industry"])
    with tenant_transaction(organisation):
        linting.check_template(organisation.pk, "Mold infection in the wall, {{service}} on {{when}}")


@pytest.mark.django_db
def test_members_give_a_reason_and_what_leaves_by_itself_does_not(
    line: Line, organisation: Organisation, bob: Member, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    thread = make.conversation(organisation=organisation, now=now)
    with tenant_transaction(organisation):
        by_itself = queue_message_step(
            thread, line=line, address=thread.party_value, text="Your biopsy is due", author=None, now=now
        )
        answered = queue_message_step(
            thread,
            line=line,
            address=thread.party_value,
            text="Pain? Call 911.",
            author=None,
            is_said=True,
            now=now,
        )
        thread.save()
    assert (by_itself.state, by_itself.failure_reason) == (MessageState.FAILED, "HEALTH_DETAIL")
    assert answered.state == MessageState.QUEUED
    owed = Delivery.objects.filter(organisation_id=organisation.pk, handler="carrier.send_message")
    assert owed.count() == 1
    with pytest.raises(HealthDetail):
        retry_send(by=bob, entry_id=by_itself.pk, now=now)
    client = client_for(bob)
    url = f"/inbox/{thread.pk}/reply/"
    typed = {"text": "Your lab results are fine", "after": "99"}
    warned = client.post(url, typed, headers={"HX-Request": "true"})
    assert warned.status_code == 422
    page = warned.content.decode()
    assert "This tells about health: lab results." in page
    assert "Your lab results are fine</textarea>" in page
    assert 'name="health_reason"' in page
    client.post(url, typed | {"health_reason": "She asked for it here"}, headers={"HX-Request": "true"})
    with reading(organisation):
        rows = Entry.objects.of(organisation).filter(conversation=thread)
        assert rows.get(text="Your lab results are fine").state == MessageState.QUEUED
        told = rows.get(fact=linting.FACT).fact_values
    assert told == {"words": "lab results", "by": bob.name, "reason": "She asked for it here"}
    assert "sent words about health (lab results)" in client.get(f"/inbox/{thread.pk}/").content.decode()
