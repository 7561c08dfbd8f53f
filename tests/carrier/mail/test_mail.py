"""Mail from and to people: one conversation each, nothing lost, machines never answered."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Member
from carrier.models import InboundMail, Mailbox, MailState, StrayMail
from carrier.services.mail import drop_old
from carrier.tasks import drop_old_mail
from config.beats import BEATS
from contacts.models import ContactAddress
from conversations import errors, services
from conversations.domain.states import MessageState, Status
from conversations.models import Conversation, Entry, EntryKind
from core.deliveries import due_ids, run_delivery
from core.ids import new_id
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make
from tests.factories import mail as post

pytestmark = pytest.mark.django_db
BOUNCED = """From: MAILER-DAEMON@mx.example
To: BOX
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; lena@example.test
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: OURS

--b--
"""


@pytest.fixture
def box(alice: Member, settings: Any, now: datetime) -> Mailbox:
    settings.MAIL_DOMAIN = post.DOMAIN
    settings.MAIL_AUTHSERV = ""
    return post.box(alice, now=now)


class Received(Sink):  # type: ignore[misc]
    """This will keep the mails it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[EmailMessage] = []
        self.refuses = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.refuses or "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def smtp(settings: Any, unused_tcp_port: int) -> Iterator[Received]:
    handler = Received()
    controller = Controller(handler, hostname="127.0.0.1", port=unused_tcp_port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port
    yield handler
    controller.stop()


def entries(by: Member, **wanted: Any) -> list[Entry]:
    with reading(by.organisation_id):
        rows = Entry.objects.of(by.organisation_id).select_related(
            "conversation__contact", "conversation__line"
        )
        return list(rows.filter(**wanted).order_by("occurred_at", "seq"))


def answer(by: Member, entry: Entry, now: datetime, text: str = "Tuesday at two is free.") -> Entry:
    return services.send_reply(
        by=by, conversation_id=entry.conversation_id, text=text, seen_seq=99, by_mail=True, now=now
    )


def leave(now: datetime) -> None:
    for delivery_id in due_ids(now=now):
        run_delivery(delivery_id=delivery_id, now=now)


def test_a_mail_is_answered_and_goes_on_in_one_conversation(
    box: Mailbox, alice: Member, smtp: Received, now: datetime
) -> None:
    written = post.letter("Can I come?\n\nOn Mon Hale wrote:\n> old words")
    written.add_attachment(
        b"%PDF-1.4\n1 0 obj\n", maintype="application", subtype="pdf", filename="licence.pdf"
    )
    written.add_attachment(b"MZ\x90\x00", maintype="image", subtype="png", filename="kitten.png")
    assert post.arrive(written, now=now) == ["APPLIED"]
    assert post.arrive(written, now=now) == ["APPLIED"]
    (first,) = entries(alice, kind=EntryKind.MESSAGE_IN)
    thread = first.conversation
    assert (first.text, first.address, first.channel) == ("Can I come?", post.LENA, "EMAIL")
    assert first.mail is not None
    assert (first.mail["subject"], first.mail["rest"][:6]) == ("A question", "On Mon")
    assert [(file["name"], file["state"]) for file in first.media] == [
        ("licence.pdf", "STORED"),
        ("kitten.png", "REFUSED"),
    ]
    assert (thread.status, thread.title, thread.line_id) == (Status.OPEN, "Lena Ortiz", box.line_id)

    sent = answer(alice, first, now)
    leave(now + timedelta(seconds=6))
    (mail,) = smtp.mails
    assert (parseaddr(str(mail["From"])), mail["Subject"], mail["In-Reply-To"]) == (
        ("Hale Ortiz Law", box.address), "Re: A question", written["Message-ID"],
    )  # fmt: skip
    assert mail.get_content().strip() == "Tuesday at two is free."
    assert entries(alice, pk=sent.pk)[0].state == MessageState.SENT

    # By the address it is answered to, whoever sends it; by the id of ours, only if it is theirs.
    back = post.letter("Then Tuesday.", to=str(mail["Reply-To"]), sender="lena.private@example.test")
    named = post.letter("And my wife too.", In_Reply_To=str(mail["Message-ID"]))
    stranger = post.letter("Buy this.", In_Reply_To=str(mail["Message-ID"]), sender="eve@elsewhere.test")
    for minutes, each in enumerate((back, named, stranger), start=1):
        assert post.arrive(each, now=now + timedelta(minutes=minutes)) == ["APPLIED"]
    threads = [row.conversation_id for row in entries(alice, kind=EntryKind.MESSAGE_IN)]
    assert threads[:3] == [thread.pk] * 3
    assert threads[3] != thread.pk


def test_texts_and_mails_of_one_person_are_one_conversation_and_each_leaves_its_way(
    box: Mailbox, alice: Member, now: datetime
) -> None:
    line = make.line(organisation=alice.organisation)
    received = make.text_in(
        organisation=alice.organisation, now=now, sender="+16025550134", name="Lena Ortiz"
    )
    with tenant_transaction(alice.organisation_id):
        contact = Conversation.objects.get(pk=received.conversation_id).contact
        ContactAddress.objects.create(
            organisation=alice.organisation,
            contact=contact,
            kind="EMAIL",
            value=post.LENA,
            unreachable_at=now,
        )
    post.arrive(post.letter(), now=now + timedelta(minutes=1))
    mail = entries(alice, channel="EMAIL")[0]
    assert (mail.conversation_id, mail.conversation.line_id) == (received.conversation_id, line.pk)
    with reading(alice.organisation_id):
        assert ContactAddress.objects.get(value=post.LENA).unreachable_at is None
    text = services.send_reply(
        by=alice,
        conversation_id=received.conversation_id,
        text="By text",
        seen_seq=99,
        now=now + timedelta(minutes=2),
    )
    reply = answer(alice, mail, now + timedelta(minutes=3))
    assert [(row.channel, row.address) for row in (text, reply)] == [
        ("SMS", "+16025550134"),
        ("EMAIL", post.LENA),
    ]


def test_machines_open_nothing_and_show_where_they_belong(
    box: Mailbox, alice: Member, smtp: Received, now: datetime
) -> None:
    for each in (
        post.letter(Auto_Submitted="auto-replied"), post.letter(List_Id="news"), post.letter(Return_Path="<>"),
        post.letter(sender=f"Desk <{box.address}>"),
    ):  # fmt: skip
        assert post.arrive(each, now=now) == ["KEPT"]
    assert post.arrive(post.letter(), now=now, is_spam=True) == ["KEPT"]
    assert entries(alice) == []
    post.arrive(post.letter(), now=now)
    first = entries(alice)[0]
    answer(alice, first, now)
    leave(now + timedelta(seconds=6))
    mail = smtp.mails[0]
    away = post.letter("I am away until Monday.", to=str(mail["Reply-To"]), Auto_Submitted="auto-replied")
    later = now + timedelta(minutes=1)
    assert post.arrive(away, now=later) == ["KEPT"]
    fact = entries(alice, kind=EntryKind.FACT)[-1]
    assert (fact.fact, fact.fact_values["words"]) == ("auto_replied", "I am away until Monday.")
    assert fact.conversation.status == Status.WAITING
    raw = BOUNCED.replace("OURS", str(mail["Message-ID"])).replace("BOX", box.address).encode()
    assert post.hand_in(raw, to=box.address, now=later, envelope_sender="") == ["KEPT"]
    failed = entries(alice, kind=EntryKind.MESSAGE_OUT)[0]
    assert (failed.state, failed.failure_reason) == (MessageState.FAILED, "BAD_ADDRESS")
    with reading(alice.organisation_id):
        assert ContactAddress.objects.get(value=post.LENA).unreachable_at is not None


def test_a_flood_stops_and_a_mail_for_nobody_is_counted(box: Mailbox, alice: Member, now: datetime) -> None:
    assert post.arrive(post.letter(to=f"nobody@{post.DOMAIN}"), now=now) == []
    assert StrayMail.objects.get().recipient == f"nobody@{post.DOMAIN}"
    with tenant_transaction(alice.organisation_id):
        InboundMail.objects.bulk_create(
            InboundMail(
                organisation=alice.organisation, line_id=box.line_id, key=str(number), path="x", size=1, sender=post.LENA,
                received_at=now, state="APPLIED",
            )
            for number in range(30)
        )  # fmt: skip
    assert post.arrive(post.letter(), now=now) == ["KEPT"]
    assert post.latest(alice).reason == "FLOOD"
    assert post.arrive(post.letter(), now=now + timedelta(minutes=11)) == ["APPLIED"]


def test_the_bytes_of_a_mail_are_kept_for_a_while_and_its_words_for_good(
    box: Mailbox, alice: Member, now: datetime
) -> None:
    twice = post.letter("The same bytes")
    twice["Date"] = format_datetime(now)
    post.hand_in(twice.as_bytes(), to=f"desk@{post.DOMAIN}", now=now)
    post.arrive(post.letter("Another"), now=now + timedelta(days=80))
    with tenant_transaction(alice.organisation_id):
        parked = InboundMail.objects.order_by("-received_at", "-pk").first()
        assert parked is not None
        # By hand: two rows of one file, as providers that post twice under two names make.
        first = InboundMail.objects.order_by("received_at", "pk").first()
        assert first is not None
        again = InboundMail.objects.get(pk=first.pk)
        again.pk, again.key, again.received_at = new_id(), "again", now + timedelta(days=30)
        again.save(force_insert=True)

    def drop(days: int) -> int:
        return drop_old(organisation=alice.organisation_id, now=now + timedelta(days=days))

    assert [drop(90), drop(91), drop(91)] == [0, 1, 0]
    assert default_storage.exists(first.path), "the other row's bytes"
    assert [drop(121), drop(121)] == [1, 0]
    assert not default_storage.exists(first.path)
    with tenant_transaction(alice.organisation_id):
        InboundMail.objects.filter(pk=parked.pk).update(state=MailState.PARKED)
        assert Entry.objects.filter(text__contains="The same bytes").exists()
    assert drop(400) == 0, "somebody has to look into it"
    assert default_storage.exists(parked.path)
    assert BEATS["old-mail"]["task"] == drop_old_mail.name


def test_who_wants_no_more_mail_gets_none(box: Mailbox, alice: Member, now: datetime) -> None:
    post.arrive(post.letter("STOP"), now=now)
    (mail,) = entries(alice, kind=EntryKind.MESSAGE_IN)
    with pytest.raises(errors.MayNotText):
        answer(alice, mail, now)
    assert entries(alice, kind=EntryKind.MESSAGE_OUT) == []


def test_what_a_server_refuses_fails_and_what_it_cannot_take_now_waits(
    box: Mailbox, alice: Member, smtp: Received, now: datetime
) -> None:
    post.arrive(post.letter(), now=now)
    (mail,) = entries(alice)
    smtp.refuses = "550 no such user"
    sent = answer(alice, mail, now)
    leave(now + timedelta(seconds=6))
    assert entries(alice, pk=sent.pk)[0].failure_reason == "BAD_ADDRESS"
    smtp.refuses = ""


SECRET = "portico:long-secret"


@pytest.fixture
def provider(settings: Any) -> str:
    settings.MAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    return "/hooks/mail/postmark/inbound/"


def test_a_provider_posts_with_the_secret_or_not_at_all(
    box: Mailbox, provider: str, alice: Member, settings: Any, now: datetime
) -> None:
    body = {
        "FromFull": {"Email": post.LENA, "Name": "Lena Ortiz"}, "From": post.LENA, "To": box.address,
        "ToFull": [{"Email": box.address, "Name": ""}], "OriginalRecipient": box.address, "Subject": "Hello",
        "MessageID": "73e6d360", "TextBody": "Is anybody there?",
        "Headers": [{"Name": "Message-ID", "Value": "<p@example.test>"}],
        "Attachments": [],
    }  # fmt: skip

    def posted(path: str, secret: str = SECRET, **more: Any) -> int:
        import base64

        sign = base64.b64encode(secret.encode()).decode()
        answered = Client().post(
            path,
            json.dumps(body | more),
            content_type="application/json",
            headers={"authorization": f"Basic {sign}"},
        )
        return answered.status_code

    assert posted(provider, "portico:guessed") == 401
    assert posted("/hooks/mail/sendgrid/inbound/") == 404
    assert entries(alice) == []
    assert posted(provider) == 200
    assert posted(provider) == 200
    (mail,) = entries(alice, kind=EntryKind.MESSAGE_IN)
    assert (mail.text, mail.conversation.title) == ("Is anybody there?", "Lena Ortiz")
    sent = answer(alice, mail, now)
    news = {
        "RecordType": "Delivery", "MessageID": "x", "Recipient": post.LENA, "DeliveredAt": "2026-11-23T17:00:00Z",
        "Metadata": {"organisation": str(alice.organisation_id), "entry": str(sent.pk)},
    }  # fmt: skip
    body = news
    assert posted(provider.replace("inbound", "tracking")) == 200
    assert entries(alice, pk=sent.pk)[0].state == MessageState.DELIVERED
    settings.MAIL_BODY_LIMIT = 10
    assert posted(provider) == 413


def test_owners_open_and_close_mailboxes(
    box: Mailbox,
    alice: Member,
    bob: Member,
    client_for: Callable[[Member], Client],
    settings: Any,
    now: datetime,
) -> None:
    client = client_for(alice)
    place = str(alice.organisation.locations.get(is_default=True).pk)
    post.arrive(post.letter(List_Id="news", Subject="Weekly offers"), now=now)
    page = client.get("/settings/mailboxes/").content.decode()
    assert box.address in page
    assert "Weekly offers" in page
    for name, status in (
        ("desk", 422),
        ("Front Desk!", 422),
        ("postmaster", 422),
        ("b" * 24, 422),
        ("hello", 302),
    ):
        given = {"name": name, "title": "Hello", "location": place}
        assert client.post("/settings/mailboxes/", given).status_code == status, name
    assert (
        client_for(bob).post("/settings/mailboxes/", {"name": "mine", "location": place}).status_code == 403
    )
    assert client.post(f"/settings/mailboxes/{box.pk}/retire/").status_code == 302
    assert post.arrive(post.letter(), now=now) == []
    settings.MAIL_DOMAIN = ""
    assert client.post("/settings/mailboxes/", {"name": "other", "location": place}).status_code == 422


def test_the_reply_box_answers_by_mail_as_they_wrote(
    box: Mailbox, alice: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    post.arrive(post.letter("Can I come?\n\n-- \nLena"), now=now)
    (mail,) = entries(alice)
    client = client_for(alice)
    page = client.get(f"/inbox/{mail.conversation_id}/").content.decode()
    assert 'data-mode="mail"' in page
    assert 'value="Re: A question"' in page
    assert "Show all" in page
    given = {
        "mode": "mail",
        "text": "Yes.",
        "after": "99",
        "subject": "Your visit",
        "mail_address": post.LENA,
    }
    assert client.post(f"/inbox/{mail.conversation_id}/reply/", given).status_code == 302
    (sent,) = entries(alice, kind=EntryKind.MESSAGE_OUT)
    assert (sent.channel, sent.mail["subject"] if sent.mail else "") == ("EMAIL", "Your visit")
    given["mail_address"] = "eve@elsewhere.test"
    assert client.post(f"/inbox/{mail.conversation_id}/reply/", given).status_code == 422
