"""What a visitor of the chat writes, with the file they send along: looked at by its bytes before it is kept."""

import hashlib
import mimetypes
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.models import Organisation
from conversations.ports import Media
from conversations.services.chat import write_in_chat
from conversations.services.receive import Received
from intake.errors import UploadRefused
from intake.services.forms.uploading import LARGEST_MB, checked_bytes


def write(
    *,
    organisation: Organisation,
    visitor: UUID,
    ref: UUID,
    text: str,
    name: str,
    file: "File[bytes] | None",
    now: datetime,
) -> Received:
    """Take what was written; a file is kept without what its camera wrote into it, under a name of ours.

    Raises:
        TextEmpty, TextTooLong, NoSuchLine. UploadRefused: too large, or of a kind we do not take.
    """
    media = _kept(organisation, file) if file is not None else None
    try:
        received = write_in_chat(
            organisation=organisation, visitor=visitor, ref=ref, text=text, name=name, file=media, now=now
        )
    except Exception:
        _forget(media)
        raise
    if received.is_duplicate:
        _forget(media)
    return received


def _kept(organisation: Organisation, file: "File[bytes]") -> Media:
    if (file.size or 0) > LARGEST_MB * 1024 * 1024:
        raise UploadRefused(_("This file is larger than %(most)d MB.") % {"most": LARGEST_MB})
    content, mime = checked_bytes(file.read())
    ending = mimetypes.guess_extension(mime) or ".bin"
    stored = f"{organisation.pk}/chat/{hashlib.sha256(content).hexdigest()[:32]}{ending}"
    path = default_storage.save(stored, ContentFile(content))
    shown = " ".join((file.name or "").replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").split())
    kind = "image" if mime.startswith("image/") else "file"
    return Media(kind=kind, url="", name=shown[:120] or f"file{ending}", mime=mime, path=path)


def _forget(media: Media | None) -> None:
    if media is not None:
        default_storage.delete(media.path)
