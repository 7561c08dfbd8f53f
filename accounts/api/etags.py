"""Versions of what is read: 304 for what the caller has, 412 for a change of what has moved on."""

import hashlib
import json
import re

from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.api.problems import Problem

TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e]*")')


def of_version(version: int) -> str:
    """Make the ETag of a row that counts its versions."""
    return f'"v{version}"'


def of_content(content: object) -> str:
    """Make the ETag of something without a version, from what is shown of it."""
    shown = json.dumps(content, sort_keys=True, default=str).encode()
    return f'"{hashlib.sha256(shown).hexdigest()[:20]}"'


def is_known(request: Request, etag: str) -> bool:
    """Say whether the caller has this version already."""
    return _names(request.META.get("HTTP_IF_NONE_MATCH", ""), etag)


def check_unchanged(request: Request, etag: str) -> None:
    """Refuse to change what the caller has not seen; without If-Match nothing is asked.

    Raises:
        Problem: 412.
    """
    wanted = request.META.get("HTTP_IF_MATCH")
    if wanted is not None and not _names(wanted, etag):
        raise changed()


def changed() -> Problem:
    """Make the refusal of a change to what has moved on."""
    return Problem(
        412, "changed", _("This changed since you read it. Read it again, then repeat the change.")
    )


def _names(header: str, etag: str) -> bool:
    return header.strip() == "*" or etag in TAG.findall(header)
