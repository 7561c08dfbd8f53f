"""Files of answers that come in pieces, so that a cut costs one piece; each waits until all are there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from core.transactions import step, use_case
from intake import errors
from intake.services.forms import drafts, uploading
from intake.services.forms.drafts import CUSTOMER, Hand

MOST_PIECE: Final = 1024 * 1024
# Of one question so many files may be on their way at once.
MOST_AT_ONCE: Final = 3
ABANDONED: Final = timedelta(hours=24)
_KEY: Final = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A file on its way: `key` is what its sender calls it, the same after a cut; `size` is that of the whole."""

    field: str
    key: str
    name: str = ""
    size: int = 0


@use_case
def offset_of(*, organisation: UUID, submission_id: UUID, coming: Coming, now: datetime) -> int:
    """Say up to where a file has come.

    Raises:
        UploadRefused: it is too large, or one of too many. StageLocked, AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    _check(coming, uploading.asked_step(row, coming.field, now=now))
    return _come(_folder(organisation, submission_id, coming))


@use_case
def add_piece(
    *, organisation: UUID, submission_id: UUID, coming: Coming, offset: int, piece: bytes, now: datetime
) -> int:
    """Keep a piece that begins where the one before ended; gives up to where the file has come.

    Raises:
        PieceElsewhere: it begins elsewhere; carries where the next one begins.
        UploadRefused, StageLocked, AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    _check(coming, uploading.asked_step(row, coming.field, now=now))
    folder = _folder(organisation, submission_id, coming)
    come = _come(folder)
    if offset != come:
        raise errors.PieceElsewhere(come)
    if not piece or len(piece) > MOST_PIECE or come + len(piece) > coming.size:
        raise errors.UploadRefused(_("This file did not come as it was announced. Choose it once more."))
    above = folder.rpartition("/")[0]
    if (
        come == 0
        and len([one for one in _folders(above) if one.startswith(f"{coming.field}-")]) >= MOST_AT_ONCE
    ):
        raise errors.UploadRefused(_("Other files are still on their way. Wait for them first."))
    default_storage.save(f"{folder}/{offset:012d}", ContentFile(piece))
    return come + len(piece)


def finish(
    *, organisation: UUID, submission_id: UUID, coming: Coming, hand: Hand = CUSTOMER, now: datetime
) -> None:
    """Keep a file all of whose pieces are there, and let go of the pieces, also of one that is refused.

    Raises:
        UploadRefused, StageLocked, AlreadySent, NoSuchSubmission.
    """
    folder = _folder(organisation, submission_id, coming)
    content = b"".join(_read(f"{folder}/{name}") for name in _names(folder))
    try:
        uploading.keep_file(
            organisation=organisation,
            submission_id=submission_id,
            field=coming.field,
            name=coming.name,
            content=content,
            hand=hand,
            now=now,
        )
    finally:
        _drop(folder)


def sweep(*, organisation: UUID, now: datetime) -> int:
    """Let go of what was begun and never came whole; gives how many files."""
    count = 0
    top = f"{organisation}/parts"
    for submission in _folders(top):
        for name in _folders(f"{top}/{submission}"):
            folder = f"{top}/{submission}/{name}"
            times = [default_storage.get_modified_time(f"{folder}/{one}") for one in _names(folder)]
            if all(now - at > ABANDONED for at in times):
                _drop(folder)
                count += 1
        if not _folders(f"{top}/{submission}"):
            default_storage.delete(f"{top}/{submission}")
    return count


@step
def _check(coming: Coming, largest: int) -> None:
    if not _KEY.fullmatch(coming.key) or coming.size < 1:
        raise errors.UploadRefused(_("This file did not come as it was announced. Choose it once more."))
    if coming.size > largest * 1024 * 1024:
        raise errors.UploadRefused(_("This file is larger than %(most)d MB.") % {"most": largest})


def _folder(organisation: UUID, submission_id: UUID, coming: Coming) -> str:
    return f"{organisation}/parts/{submission_id}/{coming.field}-{coming.key}"


def _names(folder: str) -> list[str]:
    return sorted(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


def _folders(folder: str) -> list[str]:
    return sorted(default_storage.listdir(folder)[0]) if default_storage.exists(folder) else []


def _come(folder: str) -> int:
    return sum(default_storage.size(f"{folder}/{name}") for name in _names(folder))


def _read(path: str) -> bytes:
    with default_storage.open(path) as file:
        found: bytes = file.read()
    return found


def _drop(folder: str) -> None:
    for path in _within(folder):
        default_storage.delete(path)


def _within(folder: str) -> Iterator[str]:
    yield from (f"{folder}/{name}" for name in _names(folder))
    if default_storage.exists(folder):
        yield folder
