"""Mails are read as their writers meant them, whatever stands around."""

from email.message import EmailMessage
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from conversations.domain.mail import tokens
from conversations.domain.mail.headers import Nature
from conversations.domain.mail.html import to_text
from conversations.domain.mail.letters import LetterUnreadable, read_letter
from conversations.domain.mail.quoting import split_history
from conversations.domain.mail.tokens import Named, Target
from conversations.domain.mail.trust import is_aligned

FIRM, CONVERSATION = UUID(int=1), UUID(int=77)
BOUNCED = b"""From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: desk@in.portico.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Lena@Example.test
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: message/rfc822

From: desk@in.portico.example
Message-ID: <ours@in.portico.example>
Subject: Hello

Hello
--b--
"""


def written(text: str = "Can I come on Tuesday?", **heads: str) -> bytes:
    """Write a mail of Lena's."""
    mail = EmailMessage()
    given = {
        "From": "Lena Ñúñez <Lena@example.test>",
        "To": "desk@in.portico.example",
        "Message-ID": "<a@example.test>",
    }
    for name, value in (given | {key.replace("_", "-"): value for key, value in heads.items()}).items():
        mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("Yes.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Hale Ortiz\n<desk@x.example> wrote:\n\n> Can you come?\n", "Yes."),
        ("Sí.\n\nEl lun, 23 nov 2026 a las 10:00, Hale (<d@x.example>) escribió:\n> ¿Puede venir?", "Sí."),
        ("Fine.\n\n__________\nFrom: Desk\nSent: Monday\nTo: Lena\nSubject: Hello\n\nCan you come?", "Fine."),
        ("Bien.\n\nDe: Mesa\nEnviado: lunes\nPara: Lena\nAsunto: Hola\n\n¿Puede?", "Bien."),
        ("Ok\n\n-----Original Message-----\nFrom: x\n\nold", "Ok"),
        ("Thursday.\n-- \nLena Núñez\nWidgets Inc.", "Thursday."),
        ("Thursday.\n\nSent from my iPhone", "Thursday."),
        ("From here on:\nnothing is quoted", "From here on:\nnothing is quoted"),
    ],
)  # fmt: skip
def test_what_was_written_stands_without_its_history(mail: str, said: str) -> None:
    shown, rest = split_history(mail)
    assert shown == said
    assert (rest != "") == (said != mail)


@pytest.mark.parametrize(
    "mail",
    [
        "> Can you come?\nYes.\n> At ten?\nNo, at two.",
        "On Monday Hale wrote:\n> Can you come?\n\nYes, at two.",
        "> only what they quoted",
    ],
)
def test_answers_between_quoted_lines_are_all_shown(mail: str) -> None:
    assert split_history(mail) == (mail, "")


def test_a_page_becomes_its_words() -> None:
    page = (
        "<style>p{color:red}</style><script>alert(1)</script><p>Hello <b>there</b>,<br>see "
        '<a href="https://x.example/a">this</a></p><img src=x onerror=alert(1)>'
        '<div class="gmail_quote"><p>On Monday Hale wrote:</p><p>Can you come?</p></div>'
    )
    text = to_text(page)
    assert split_history(text)[0] == "Hello there,\nsee this (https://x.example/a)"
    assert "alert" not in text
    assert "color" not in text


def test_a_mail_with_a_page_a_file_and_a_reference() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = '"Lena Ñúñez" <Lena@example.test>', "desk+abc@in.portico.example"
    mail["Message-ID"], mail["Subject"] = "<b@example.test>", "Re: =?utf-8?q?Visita_el_ma=C3=B1ana?="
    mail["In-Reply-To"], mail["References"] = "<two@x.example>", "<one@x.example> <two@x.example>"
    mail["Date"] = "Mon, 23 Nov 2026 10:00:00 -0700"
    mail.set_content("<p>Here is my licence.</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="../licence.pdf")
    letter = read_letter(mail.as_bytes())
    assert (letter.sender, letter.sender_name, letter.text) == (
        "lena@example.test",
        "Lena Ñúñez",
        "Here is my licence.",
    )
    assert letter.answers == ("two@x.example", "one@x.example")
    assert letter.recipients == ("desk+abc@in.portico.example",)
    assert [(file.name, file.content) for file in letter.files] == [("../licence.pdf", b"%PDF-1.4 x")]
    assert letter.sent_at is not None
    assert letter.sent_at.isoformat() == "2026-11-23T17:00:00+00:00"


@pytest.mark.parametrize(
    ("heads", "nature"),
    [
        ({}, Nature.PERSON),
        ({"Auto_Submitted": "no"}, Nature.PERSON),
        ({"Auto_Submitted": "auto-replied"}, Nature.AUTO_REPLY),
        ({"Subject": "Automatic reply: Hello"}, Nature.AUTO_REPLY),
        ({"Return_Path": "<>"}, Nature.AUTO_REPLY),
        ({"Precedence": "bulk"}, Nature.LIST),
        ({"List_Unsubscribe": "<https://x.example>"}, Nature.LIST),
    ],
)
def test_machines_are_told_from_people(heads: dict[str, str], nature: Nature) -> None:
    assert read_letter(written(**heads)).nature is nature


def test_a_mail_that_came_back_names_ours() -> None:
    letter = read_letter(BOUNCED, envelope_sender="")
    assert letter.bounce is not None
    assert (letter.nature, letter.bounce.about, letter.bounce.recipient) == (
        Nature.BOUNCE, "ours@in.portico.example", "lena@example.test",
    )  # fmt: skip
    assert letter.bounce.is_lasting
    later = read_letter(BOUNCED.replace(b"Action: failed", b"Action: delayed"))
    assert later.bounce is not None
    assert not later.bounce.is_final


@given(raw=st.binary(max_size=400), cut=st.integers(0, 900))
@tried(max_examples=25, deadline=None)
def test_no_bytes_break_it(raw: bytes, cut: int) -> None:
    for mail in (raw, BOUNCED[:cut] + raw, written()[:cut] + raw):
        try:
            letter = read_letter(mail)
        except LetterUnreadable:
            continue
        assert "\x00" not in letter.text + letter.subject


def test_tokens_name_one_thing_of_one_organisation() -> None:
    token = tokens.write_token(Named(Target.CONVERSATION, CONVERSATION), organisation_id=FIRM, key=b"k")
    assert len(token) == tokens.LENGTH
    assert tokens.split_address(tokens.with_token("front-desk@in.portico.example", token).upper()) == (
        "front-desk@in.portico.example", token,
    )  # fmt: skip
    assert tokens.read_token(token, organisation_id=FIRM, keys=[b"new", b"k"]) == Named(
        Target.CONVERSATION, CONVERSATION
    )
    assert tokens.read_token(token, organisation_id=UUID(int=2), keys=[b"k"]) is None
    assert tokens.read_token(token, organisation_id=FIRM, keys=[b"other"]) is None
    forged = ("a" if token[5] != "a" else "b").join((token[:5], token[6:]))
    assert tokens.read_token(forged, organisation_id=FIRM, keys=[b"k"]) is None


@pytest.mark.parametrize(
    ("results", "is_proven"),
    [
        (["mx.in.example; dkim=pass (2048) header.d=example.test header.s=a; spf=pass"], True),
        (["mx.in.example 1; spf=pass; dkim=pass header.i=@mail.example.test"], False),
        (["mx.in.example; dkim=fail header.d=example.test"], False),
        (["mx.in.example; dkim=pass header.d=test"], False),
        (["other.example; dkim=pass header.d=example.test"], False),
        (["mx.in.example; dkim=none", "mx.in.example; dkim=pass header.d=example.test"], False),
        (["mx.in.example; x=y (dkim=pass header.d=example.test)"], False),
    ],
)
def test_a_signature_counts_if_our_server_found_it_good_and_of_the_same_domain(
    results: list[str], is_proven: bool
) -> None:
    assert is_aligned(results, server="mx.in.example", sender="lena@example.test") is is_proven
    assert not is_aligned(results, server="", sender="lena@example.test")
