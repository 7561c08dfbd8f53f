"""The web chat: what a visitor writes is a conversation, what is answered there is on their page, and nothing else is."""

import io
import json
import re
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import Location, Member, Organisation
from contacts.models import Contact
from conversations import hints
from conversations.errors import NoWayToChat, TextEmpty
from conversations.models import Conversation, Entry, Line
from conversations.selectors import chat as selectors
from conversations.services import add_note, send_reply, undo_send
from conversations.services.chat import ChatWords, deliver_chat, set_chat, write_in_chat
from core import clock
from core.errors import NotAllowed
from core.transactions import reading
from receptionist.services import by_text
from tests.factories import conversations as make

CELL = "+16025550143"
WORDS = "My sink leaks, can somebody come today?"


@pytest.fixture
def chat(
    organisation: Organisation, alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Organisation:
    """A firm whose chat is open, on a Monday at 10:00 in Phoenix."""
    monkeypatch.setattr(clock, "now", lambda: now)
    set_chat(
        by=alice, words=ChatWords(greeting="What drips?", greeting_es="¿Qué gotea?"), is_open=True, now=now
    )
    return organisation


def begin(visitor: Client, firm: Organisation, text: str = WORDS, **more: str) -> str:
    """Write the first message and give the address of the chat."""
    response = visitor.post(f"/chat/{firm.slug}/", {"text": text, "ref": str(uuid4()), **more})
    assert response.status_code == 302, response.content
    return str(response.headers["Location"])


def entries(firm: Organisation) -> list[Entry]:
    with reading(firm):
        return list(Entry.objects.of(firm).exclude(kind="FACT").order_by("seq"))


def say(by: Member, text: str, *, now: datetime) -> Entry:
    """Answer in the chat, as the inbox does."""
    with reading(by.organisation_id):
        row = Conversation.objects.of(by.organisation_id).get()
    return send_reply(
        by=by, conversation_id=row.pk, text=text, seen_seq=row.entry_count, by_chat=True, now=now
    )


def test_a_visitor_writes_and_sees_what_is_answered_there_and_nothing_else(
    chat: Organisation, alice: Member, now: datetime
) -> None:
    visitor = Client()
    first = visitor.get(f"/chat/{chat.slug}/")
    assert "What drips?" in first.content.decode()
    assert "¿Qué gotea?" in visitor.get(f"/chat/{chat.slug}/?lang=es").content.decode()
    room = begin(visitor, chat, name="Nora Vale")
    assert WORDS in visitor.get(room).content.decode()
    assert not visitor.cookies

    with reading(chat):
        conversation = Conversation.objects.of(chat).get()
        assert Contact.objects.of(chat).get().display_name == "Nora Vale"
    assert (conversation.latest_channel, conversation.status, conversation.waiting_since) == (
        "CHAT",
        "OPEN",
        now,
    )

    add_note(by=alice, conversation_id=conversation.pk, text="She owes us money", now=now)
    answer = say(alice, "Yes, at four. Does that suit you?", now=now)
    assert "at four" not in visitor.get(room).content.decode()
    assert deliver_chat(organisation=chat.pk, entry_id=answer.pk, now=now) is not None
    shown = visitor.get(room).content.decode()
    assert "Yes, at four" in shown
    assert "owes us money" not in shown
    taken_back = say(alice, "Or never", now=now)
    undo_send(by=alice, entry_id=taken_back.pk, now=now)
    assert deliver_chat(organisation=chat.pk, entry_id=taken_back.pk, now=now) is None
    assert "Or never" not in visitor.get(room).content.decode()


def test_news_come_only_when_there_are_some(chat: Organisation, alice: Member, now: datetime) -> None:
    visitor = Client()
    room = begin(visitor, chat)
    assert visitor.get(f"{room}news/?count=1").status_code == 204
    answer = say(alice, "On our way", now=now)
    deliver_chat(organisation=chat.pk, entry_id=answer.pk, now=now)
    news = visitor.get(f"{room}news/?count=1").content.decode()
    assert "On our way" in news
    assert "<textarea" not in news
    fragment = visitor.post(room, {"text": "Thank you", "ref": str(uuid4())}, headers={"HX-Request": "true"})
    assert re.findall(r'class="say">([^<]+)<', fragment.content.decode()) == [
        WORDS,
        "On our way",
        "Thank you",
    ]


def test_the_same_message_twice_is_one_and_bad_ones_say_why(chat: Organisation, now: datetime) -> None:
    visitor = Client()
    ref = str(uuid4())
    room = begin(visitor, chat, ref=ref)
    for _ in range(2):
        visitor.post(room, {"text": "and the tap too", "ref": ref})
    assert [one.text for one in entries(chat)] == [WORDS]

    empty = visitor.post(room, {"text": " \x00 ", "ref": "no uuid"})
    assert (empty.status_code, 'role="alert"' in empty.content.decode()) == (422, True)
    long = visitor.post(f"/chat/{chat.slug}/", {"text": "a" * 2001, "name": "Nora"})
    assert (long.status_code, 'value="Nora"' in long.content.decode()) == (422, True)
    with pytest.raises(TextEmpty):
        write_in_chat(organisation=chat, visitor=uuid4(), ref=uuid4(), text="\x00", now=now)
    assert len(entries(chat)) == 1


def test_only_the_address_opens_a_chat(chat: Organisation, mallory: Member, now: datetime) -> None:
    visitor = Client()
    room = begin(visitor, chat)
    token = room.rstrip("/").rpartition("/")[2]
    assert visitor.get(f"/chat/{chat.slug}/{token[:-4]}AAAA/").status_code == 404
    assert visitor.get(f"/chat/{mallory.organisation.slug}/{token}/").status_code == 404
    assert visitor.get(f"/chat/{mallory.organisation.slug}/").status_code == 404
    assert visitor.get("/chat/no-such-firm/").status_code == 404


def test_a_closed_chat_can_be_read_and_not_written_in(
    chat: Organisation, alice: Member, now: datetime
) -> None:
    visitor = Client()
    room = begin(visitor, chat)
    set_chat(by=alice, words=ChatWords(), is_open=False, now=now)
    assert visitor.get(f"/chat/{chat.slug}/").status_code == 404
    page = visitor.get(room).content.decode()
    assert WORDS in page
    assert "<textarea" not in page
    assert visitor.post(room, {"text": "hello?"}).status_code == 422
    with pytest.raises(NoWayToChat):
        say(alice, "We are here", now=now)
    assert len(entries(chat)) == 1


def test_only_who_administers_opens_it(bob: Member, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        set_chat(by=bob, words=ChatWords(), is_open=True, now=now)


def test_owners_set_it_on_their_page(
    client_for: Callable[[Member], Client], alice: Member, organisation: Organisation, location: Location
) -> None:
    owner_client = client_for(alice)
    page = owner_client.get("/settings/chat/").content.decode()
    assert "data-chat=" not in page
    done = owner_client.post("/settings/chat/", {"is_open": "on", "greeting": "Hello there"}, follow=True)
    shown = done.content.decode()
    assert "Hello there" in shown
    assert f"/chat/{organisation.slug}/" in shown
    with reading(organisation):
        widget = selectors.find_widget(organisation=organisation)
        assert widget is not None
        assert Line.objects.of(organisation).get(kind="CHAT").location_id == location.pk
    assert owner_client.post("/settings/chat/", {"greeting": "x" * 301}).status_code == 422


def photo() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, format="JPEG", exif=exif)
    return SimpleUploadedFile("under the sink.html", out.getvalue(), content_type="text/html")


def test_a_file_is_kept_for_what_it_is_and_shown_to_both_sides_only(
    chat: Organisation, alice: Member, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    visitor, stranger = Client(), Client()
    room, elsewhere = begin(visitor, chat), begin(stranger, chat)
    assert visitor.post(room, {"text": "", "file": photo(), "ref": str(uuid4())}).status_code == 302
    entry = entries(chat)[-1]
    (kept,) = entry.media
    assert (kept["mime"], kept["state"], kept["path"].endswith(".jpg")) == ("image/jpeg", "STORED", True)
    with default_storage.open(kept["path"]) as file:
        assert not Image.open(file).getexif()
    path = f"files/{entry.pk}/0/"
    assert f'href="{room}{path}"' in visitor.get(room).content.decode()
    for client, address in ((visitor, room + path), (client_for(alice), f"/entries/{entry.pk}/media/0/")):
        given = client.get(address)
        assert (given.status_code, given["Content-Type"]) == (200, "image/jpeg")
        assert b"".join(given.streaming_content).startswith(b"\xff\xd8")
    assert stranger.get(elsewhere + path).status_code == 404
    assert visitor.get(f"{room}files/{entry.pk}/7/").status_code == 404
    script = SimpleUploadedFile("photo.jpg", b"<html><script>1</script></html>" + bytes(300))
    refused = visitor.post(room, {"text": "look", "file": script, "ref": str(uuid4())})
    assert (refused.status_code, "Files of this kind are not taken" in refused.content.decode()) == (
        422,
        True,
    )
    assert len(entries(chat)) == 3


def test_each_side_sees_that_the_other_writes(
    chat: Organisation, alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Client()
    room = begin(visitor, chat, name="Nora Vale")
    with reading(chat):
        row = Conversation.objects.of(chat).get()
    listener = redis.Redis.from_url(settings.REDIS_URL)
    heard = listener.pubsub(ignore_subscribe_messages=True)
    heard.subscribe(hints.topic(chat.pk))
    heard.get_message(timeout=1)
    assert visitor.post(f"{room}typing/", {"text": "half a secret"}).status_code == 204
    message = heard.get_message(timeout=2)
    assert message is not None
    said = json.loads(message["data"])
    assert (said["what"], said["id"], said["name"]) == ("typing", str(row.pk), "Nora Vale")
    assert "secret" not in str(said)
    heard.close()

    assert visitor.get(f"{room}news/?count=1&writing=0").status_code == 204
    listener.set(hints.writing_key(chat.pk, row.pk), 1, ex=6)
    assert "is writing" in visitor.get(f"{room}news/?count=1&writing=0").content.decode()
    assert visitor.get(f"{room}news/?count=1&writing=1").status_code == 204
    listener.delete(hints.writing_key(chat.pk, row.pk))
    assert "is writing" not in visitor.get(f"{room}news/?count=1&writing=1").content.decode()
    listener.close()


def test_a_chat_goes_on_by_text_once_the_number_is_confirmed(
    chat: Organisation, alice: Member, now: datetime
) -> None:
    visitor = Client()
    room = begin(visitor, chat, name="Nora Vale")
    assert "cannot be sent from here" in visitor.post(f"{room}text/", {"number": CELL}).content.decode()
    make.line(organisation=chat)
    assert "no mobile number" in visitor.post(f"{room}text/", {"number": "12"}).content.decode()
    asked = visitor.post(f"{room}text/", {"number": "(602) 555-0143"}).content.decode()
    sealed = re.findall(r'name="sealed" value="([^"]+)"', asked)[0]
    code = by_text.code_of(sealed)
    texted = entries(chat)[-1]
    assert (texted.channel, texted.address, code in texted.text) == ("SMS", CELL, True)
    assert code not in visitor.get(room).content.decode()
    wrong = visitor.post(f"{room}text/", {"sealed": sealed, "code": "12"})
    assert (wrong.status_code, "another code" in wrong.content.decode()) == (422, True)
    stranger = Client()
    theirs = begin(stranger, chat)
    assert (
        "code is over" in stranger.post(f"{theirs}text/", {"sealed": sealed, "code": code}).content.decode()
    )
    assert visitor.post(f"{room}text/", {"sealed": sealed, "code": code}).status_code == 302
    assert "number that ends in 0143" in visitor.get(room).content.decode()
    with reading(chat):
        row = Entry.objects.of(chat).get(pk=texted.pk).conversation
    answer = send_reply(
        by=alice, conversation_id=row.pk, text="See you at four", seen_seq=row.entry_count, now=now
    )
    assert (answer.channel, answer.address) == ("SMS", CELL)
    again = make.text_in(organisation=chat, now=now, sender=CELL, text="Great, thank you")
    assert again.conversation_id == row.pk
