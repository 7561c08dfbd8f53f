"""What the carrier is asked to do because of facts elsewhere."""

import mimetypes
from datetime import datetime
from uuid import UUID

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Organisation
from carrier import selectors
from carrier.adapters import carrier_of, voice_of
from carrier.models import CarrierAccount
from carrier.services import call_books, commanding, fetching, mail, sending
from conversations import services as conversations
from conversations.events import CallCommandQueued, MediaAnnounced, MessageQueued, RecordingAnnounced
from conversations.models import Entry
from conversations.ports import CarrierRejected, Channel
from core.events import gives_up, handles
from core.transactions import reading


class NoAccount(Exception):
    """The organisation has no carrier account yet; the delivery waits and is parked where an administrator looks."""


@handles(MessageQueued, name="carrier.send_message")
def send_message(fact: MessageQueued, *, organisation_id: UUID, now: datetime) -> None:
    """Send one queued message."""
    if fact.channel == Channel.CHAT:
        conversations.deliver_chat(organisation=organisation_id, entry_id=fact.entry_id, now=now)
        return
    if fact.channel == Channel.EMAIL:
        mail.send_mail(organisation=organisation_id, entry_id=fact.entry_id, now=now)
        return
    account = selectors.account_for(organisation_id)
    if account is None:
        raise NoAccount
    sending.send_entry(
        organisation=organisation_id,
        entry_id=fact.entry_id,
        carrier=carrier_of(account),
        account=account,
        now=now,
    )


@gives_up("carrier.send_message")
def give_up_message(fact: MessageQueued, *, organisation_id: UUID, now: datetime) -> None:
    """Show a message that could not leave as failed; the parked delivery says why, and sends it if it is retried."""
    conversations.give_up_sending(organisation=organisation_id, entry_id=fact.entry_id, now=now)


@handles(MediaAnnounced, name="carrier.fetch_media")
def fetch_media(fact: MediaAnnounced, *, organisation_id: UUID, now: datetime) -> None:
    """Fetch the attachments of a message before the carrier drops them."""
    account = selectors.account_for(organisation_id)
    if account is None:
        raise NoAccount
    carrier = carrier_of(account)
    with reading(organisation_id):
        media = list(Entry.objects.of(organisation_id).get(pk=fact.entry_id).media)
    for index, item in enumerate(media):
        if item.get("path"):
            continue
        path, mime, problem = "", "", ""
        try:
            fetched = carrier.fetch_media(str(item["url"]))
        except CarrierRejected as error:
            problem = str(error.reason)
        else:
            mime = _true_type(fetched.content)
            # The name is ours: what a stranger called the file never becomes a path.
            name = f"{organisation_id}/{fact.entry_id}-{index}{mimetypes.guess_extension(mime) or '.bin'}"
            path = default_storage.save(name, ContentFile(fetched.content))
        conversations.keep_media(
            organisation=organisation_id,
            entry_id=fact.entry_id,
            index=index,
            path=path,
            mime=mime,
            problem=problem,
            now=now,
        )


@gives_up("carrier.fetch_media")
def give_up_media(fact: MediaAnnounced, *, organisation_id: UUID, now: datetime) -> None:
    """Show attachments that could not be fetched as missing rather than on their way."""
    with reading(organisation_id):
        media = list(Entry.objects.of(organisation_id).get(pk=fact.entry_id).media)
    for index, item in enumerate(media):
        if item.get("state") == "ANNOUNCED":
            conversations.keep_media(
                organisation=organisation_id,
                entry_id=fact.entry_id,
                index=index,
                path="",
                mime="",
                problem="GIVEN_UP",
                now=now,
            )


@handles(CallCommandQueued, name="carrier.do_command")
def do_command(fact: CallCommandQueued, *, organisation_id: UUID, now: datetime) -> None:
    """Do with a leg what its call asks for."""
    account = _account(organisation_id)
    organisation, carrier = Organisation.objects.get(pk=organisation_id), voice_of(account)
    for act in (commanding.carry_out, call_books.ask_after_plan):
        act(
            organisation=organisation,
            command_id=fact.command_id,
            carrier=carrier,
            account_id=account.pk,
            now=now,
        )


@handles(RecordingAnnounced, name="carrier.fetch_recording")
def fetch_recording(fact: RecordingAnnounced, *, organisation_id: UUID, now: datetime) -> None:
    """Fetch the sound or the words of a call before the carrier drops them."""
    fetch = fetching.fetch_transcript if fact.is_transcript else fetching.fetch_recording
    fetch(
        organisation=organisation_id,
        recording_id=fact.recording_id,
        carrier=voice_of(_account(organisation_id)),
        now=now,
    )


def _account(organisation_id: UUID) -> CarrierAccount:
    account = selectors.account_for(organisation_id)
    if account is None:
        raise NoAccount
    return account


def _true_type(content: bytes) -> str:
    """Say what the bytes are, whatever their server called them."""
    try:
        return puremagic.from_string(content, mime=True) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"
