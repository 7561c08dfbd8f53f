"""Files of answers, kept by what their bytes are."""

import hashlib
import io
import mimetypes
import socket
import struct
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageOps

from accounts.models import Industry
from core.transactions import after_commit, step, use_case
from intake import errors
from intake.domain.forms.document import Field
from intake.domain.forms.kinds import FieldType
from intake.models import Submission, Upload
from intake.selectors.forms import answers_of, definition_of
from intake.services.forms import drafts
from intake.services.forms.drafts import CUSTOMER, Hand
from intake.services.homes.whereabouts import taken_at

LARGEST_MB: Final = 15
MOST_FILES: Final = 10
PIXELS: Final = 50_000_000
PICTURES: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
DOCUMENTS: Final = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/msword",
        "text/plain",
    }
)
GROUPS: Final = {
    "image": frozenset(PICTURES),
    "pdf": frozenset({"application/pdf"}),
    "document": DOCUMENTS,
}


@use_case
def keep_file(
    *,
    organisation: UUID,
    submission_id: UUID,
    field: str,
    name: str,
    content: bytes,
    hand: Hand = CUSTOMER,
    now: datetime,
) -> Upload:
    """Keep a whole file of an answer.

    Raises:
        UploadRefused: too large, too many, or of a kind we do not take. StageLocked, AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    asked = _asked(row, field, now=now)
    kept, mime = checked(asked, content)
    path = default_storage.save(
        f"{organisation}/forms/{submission_id}{mimetypes.guess_extension(mime) or '.bin'}", ContentFile(kept)
    )
    upload = Upload(
        organisation_id=organisation,
        submission=row,
        field=field,
        name=tidy_name(name),
        mime=mime,
        path=path,
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
    )
    if row.organisation.industry == Industry.HOME and (seen := taken_at(content)) is not None:
        # Kept until the form is sent and compared with the address in it, then forgotten.
        upload.seen_latitude, upload.seen_longitude = seen.latitude, seen.longitude
    upload.save(force_insert=True)
    held = answers_of(row).get(field) or []
    drafts.put_answers(row, {field: [*held, str(upload.pk)]}, hand=hand, now=now, is_held=True)
    drafts.save(row, hand=hand, now=now)
    return upload


@use_case
def remove_file(
    *, organisation: UUID, submission_id: UUID, upload_id: UUID, hand: Hand = CUSTOMER, now: datetime
) -> None:
    """Take a file out of a draft, and its bytes with it.

    Raises:
        NoSuchUpload, AlreadySent, StageLocked.
    """
    row = drafts.lock_draft(organisation, submission_id)
    upload = Upload.objects.of(organisation).filter(submission=row, pk=upload_id).first()
    if upload is None:
        raise errors.NoSuchUpload
    held = [one for one in answers_of(row).get(upload.field) or [] if one != str(upload.pk)]
    drafts.put_answers(row, {upload.field: held}, hand=hand, now=now, is_held=True)
    drafts.save(row, hand=hand, now=now)
    path = upload.path
    upload.delete()
    # What was sent before may be shown with the same bytes.
    if path and not Upload.objects.of(organisation).filter(path=path).exists():
        after_commit(lambda: default_storage.delete(path))


def checked(field: Field, content: bytes) -> tuple[bytes, str]:
    """Give the bytes to keep and what they are; a picture comes without what its camera wrote into it.

    Raises:
        UploadRefused
    """
    largest = int(field.validate.get("largest_mb", LARGEST_MB))
    taken = frozenset().union(*(GROUPS[one] for one in field.validate.get("accept", GROUPS)))
    return _judged(content, taken=taken, largest=largest)


def picture_of(content: bytes) -> tuple[bytes, str]:
    """Give the bytes of a picture to keep and what they are.

    Raises:
        UploadRefused
    """
    return _judged(content, taken=GROUPS["image"], largest=LARGEST_MB)


def checked_bytes(content: bytes) -> tuple[bytes, str]:
    """Give the bytes to keep and what they are, of any file a customer sends.

    Raises:
        UploadRefused
    """
    return _judged(content, taken=frozenset(PICTURES) | DOCUMENTS, largest=LARGEST_MB)


def _judged(content: bytes, *, taken: frozenset[str], largest: int) -> tuple[bytes, str]:
    if not content:
        raise errors.UploadRefused(_("This file is empty. Choose another one."))
    if len(content) > largest * 1024 * 1024:
        raise errors.UploadRefused(_("This file is larger than %(most)d MB.") % {"most": largest})
    mime = true_type(content)
    if mime in ("image/heic", "image/heif"):
        raise errors.UploadRefused(
            _(
                "Pictures of this kind (HEIC) cannot be read here. Open it, take a screenshot and send that; or choose "
                "Settings, Camera, Formats, Most Compatible on an iPhone and take it again."
            )
        )
    if mime not in taken:
        raise errors.UploadRefused(
            _("Files of this kind are not taken. Send a picture (JPEG, PNG) or a PDF.")
        )
    if found := infected(content):
        raise errors.UploadRefused(
            _("This file was refused, since it looks harmful (%(name)s).") % {"name": found}
        )
    return (_plain_picture(content, PICTURES[mime]) if mime in PICTURES else content), mime


def true_type(content: bytes) -> str:
    """Say what bytes are, whatever their sender called them."""
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return "image/heic"
    try:
        found = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found:
        return str(found)
    try:
        content.decode()
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain" if b"\x00" not in content else "application/octet-stream"


def _plain_picture(content: bytes, kind: str) -> bytes:
    """Draw a picture anew, upright, so that neither its place nor anything hidden stays in it."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > PIXELS:
                raise errors.UploadRefused(_("This picture has too many pixels. Send a smaller one."))
            upright = ImageOps.exif_transpose(picture)
            made = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                made.putpalette(upright.getpalette() or [])
            made.paste(upright)
            out = io.BytesIO()
            made.save(out, format=kind, quality=90)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise errors.UploadRefused(_("This picture is damaged. Send another one.")) from error
    return out.getvalue()


def infected(content: bytes) -> str:
    """Ask ClamAV, where there is one, and give what it found; one that does not answer stops no customer."""
    path = settings.CLAMD_SOCKET
    if not path:
        return ""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            asked.settimeout(10)
            asked.connect(path)
            asked.sendall(b"zINSTREAM\0")
            for piece in _pieces(content):
                asked.sendall(struct.pack(">I", len(piece)) + piece)
            asked.sendall(struct.pack(">I", 0))
            said = asked.recv(4096).decode(errors="replace").strip("\0\n ")
    except OSError:
        return ""
    return said.removeprefix("stream: ").removesuffix(" FOUND")[:80] if said.endswith("FOUND") else ""


def _pieces(content: bytes) -> Iterable[bytes]:
    return (content[at : at + 65_536] for at in range(0, len(content), 65_536))


@step
def asked_step(row: Submission, key: str, *, now: datetime) -> int:
    """See that a question takes another file; gives how many megabytes it may have.

    Raises:
        UploadRefused: there are enough. StageLocked, NoSuchSubmission.
    """
    return int(_asked(row, key, now=now).validate.get("largest_mb", LARGEST_MB))


@step
def _asked(row: Submission, key: str, *, now: datetime) -> Field:
    field = definition_of(row).fields.get(key)
    if field is None or field.type is not FieldType.FILE:
        raise errors.NoSuchSubmission
    drafts.check_open(row, {key: None}, now=now)
    most = int(field.validate.get("most", MOST_FILES))
    if len(answers_of(row).get(key) or []) >= most:
        full = ngettext(
            "There is %(count)d file already. Take it out first.",
            "There are %(count)d files already. Take one out first.",
            most,
        )
        raise errors.UploadRefused(full % {"count": most})
    return field


def tidy_name(name: str) -> str:
    """Give the name of a file as it is kept."""
    return str(drafts.clean(name.replace("\\", "/").rsplit("/", 1)[-1]))[:120] or "file"
