"""Reads JSON bodies strictly, so that nothing the database cannot hold comes further than here."""

import json
import math
from collections.abc import Iterable
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from accounts.api.problems import Problem

LARGEST_BYTES = 64 * 1024


class StrictJson(BaseParser):
    """This will read a JSON object of at most 64 KiB; NaN, NUL and half a surrogate pair are refused."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: object = None
    ) -> dict[str, Any]:
        """Return the object.

        Raises:
            Problem: 400 unreadable, 413 too large.
        """
        raw = stream.read(LARGEST_BYTES + 1)
        if len(raw) > LARGEST_BYTES:
            raise Problem(413, "too-large", _("Send at most 64 KiB at once."))
        try:
            found = json.loads(raw.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
        except (ValueError, RecursionError) as error:
            raise Problem(400, "not-json", _("The body is not readable as JSON.")) from error
        if not isinstance(found, dict):
            raise Problem(400, "not-an-object", _("The body must be a JSON object."))
        if not all(is_storable(text) for text in _texts(found)):
            raise unstorable()
        return found


def is_storable(text: str) -> bool:
    """Say whether PostgreSQL can hold the text."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def unstorable() -> Problem:
    """Make the refusal of text nobody can read."""
    return Problem(400, "characters", _("Text may not hold NUL or half a surrogate pair."))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    """Read a number, refusing those too large to be one."""
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits)
    return number


def _texts(value: Any) -> Iterable[str]:
    """List every text inside a JSON value, without recursion."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            left.extend(item)
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)
