"""Attachments of mails: kept by what their bytes are, under names of ours; programs are held back."""

import mimetypes
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from conversations.domain.mail.letters import File
from conversations.services.mail import StoredFile

LARGEST: Final = 15 * 1024 * 1024
MOST_BYTES: Final = 30 * 1024 * 1024
UNKNOWN: Final = "application/octet-stream"
PROGRAMS: Final = (
    ".exe", ".msi", ".msp", ".com", ".scr", ".pif", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf",
    ".wsh", ".hta", ".jar", ".lnk", ".reg", ".iso", ".img", ".vhd", ".app", ".dmg", ".apk", ".docm", ".xlsm", ".pptm",
)  # fmt: skip
PROGRAM_TYPES: Final = {
    "application/x-msdownload", "application/x-dosexec", "application/x-executable", "application/x-sharedlib",
    "application/x-msi", "application/java-archive", "application/x-mach-binary",
    "application/vnd.microsoft.portable-executable",
}  # fmt: skip


def keep(organisation_id: UUID, mail_id: UUID, files: Iterable[File]) -> tuple[StoredFile, ...]:
    """Store the attachments of a mail; what is too large or a program is named and not stored. Twice is once."""
    kept, total = [], 0
    for number, file in enumerate(files):
        mime = true_type(file.content)
        total += len(file.content)
        is_refused = (
            file.name.lower().endswith(PROGRAMS)
            or mime in PROGRAM_TYPES
            or file.content.startswith((b"MZ", b"\x7fELF"))
            or len(file.content) > LARGEST
            or total > MOST_BYTES
        )
        path = ""
        if not is_refused:
            # The name is ours: what a stranger called the file never becomes a path.
            path = f"{organisation_id}/mail/{mail_id}-{number}{mimetypes.guess_extension(mime) or '.bin'}"
            if not default_storage.exists(path):
                path = default_storage.save(path, ContentFile(file.content))
        kind = "image" if mime.startswith("image/") else "file"
        kept.append(StoredFile(name=file.name, kind=kind, mime=mime, path=path, size=len(file.content)))
    return tuple(kept)


def true_type(content: bytes) -> str:
    """Say what the bytes are, whatever their sender called them."""
    try:
        return puremagic.from_string(content, mime=True) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN
