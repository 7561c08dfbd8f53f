"""The assistant's day by mail: once, in the morning, to owners who asked, with nothing anybody said."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import Member, Organisation
from receptionist.events import DigestDue
from receptionist.handlers import digest
from receptionist.services import digesting
from tests.factories import receptionist as make

PAGE = "/settings/receptionist/"
DAY = date(2026, 11, 23)


def test_owners_who_asked_are_told_once_in_the_morning_in_their_language(
    alice: Member,
    bob: Member,
    organisation: Organisation,
    client_for: Callable[[Member], Client],
    mailoutbox: list[EmailMessage],
    now: datetime,
) -> None:
    assert client_for(bob).post(f"{PAGE}digest/", {"wanted": "yes"}).status_code == 403
    digesting.want_digest(by=alice, is_wanted=True, now=now)
    assert "Stop the mails" in client_for(alice).get(PAGE).content.decode()
    make.assistant(organisation)
    secret = "could be the old one or the new one, hard to tell"
    make.turn(organisation, now=now, text=secret)
    assert digesting.note_due(organisation=organisation, now=now + timedelta(hours=3)) == 0
    before_seven, morning = now + timedelta(hours=20), now + timedelta(hours=22)
    assert digesting.note_due(organisation=organisation, now=before_seven) == 0
    assert [digesting.note_due(organisation=organisation, now=morning) for _twice in range(2)] == [1, 0]

    alice.user.language = "es"
    alice.user.save()
    fact = DigestDue(member_id=alice.pk, day=DAY.isoformat())
    digest(fact, organisation_id=organisation.pk, now=morning)
    (mail,) = [one for one in mailoutbox if "asistente" in one.subject]
    assert mail.to == [alice.user.email]
    assert "Conversaciones: 1" in mail.body
    assert "Turnos por revisar: 1" in mail.body
    assert "/receptionist/review/" in mail.body
    assert secret not in mail.body
    digesting.want_digest(by=alice, is_wanted=False, now=now)
    assert digesting.note_due(organisation=organisation, now=morning + timedelta(days=1)) == 0
