"""From the bytes of a webhook to one plain dictionary that PostgreSQL can hold.

Whatever arrives, the only exception is `Malformed`. Text is cleaned here, once: U+0000 is dropped and lone
surrogates are replaced, since neither fits a text column. The raw bytes are kept elsewhere, unchanged.
"""

import json
import math
from typing import NoReturn
from urllib.parse import parse_qsl

from carrier.vonage.kinds import MalformedClass
from conversations.ports import Json

LARGEST_BODY = 262_144
DEEPEST = 64
MOST_FIELDS = 1_000
# The parameters that arrive as JSON text when the account asks for GET or form webhooks.
NESTED_IN_QUERY = frozenset({"dtmf", "speech", "payload", "custom_data", "original_request", "headers"})


class Malformed(Exception):
    """The bytes are no readable webhook: answer 400 and keep them."""

    def __init__(self, klass: MalformedClass) -> None:
        super().__init__(klass.value)
        self.klass = klass


def read_payload(*, method: str, content_type: str | None, body: bytes, query_string: str) -> dict[str, Json]:
    """Read a JSON, form or query webhook into one dictionary; of a repeated name the latest value counts.

    Raises:
        Malformed: empty, not JSON, not an object, or larger than `LARGEST_BODY` bytes.
    """
    if len(body) > LARGEST_BODY or len(query_string) > LARGEST_BODY:
        raise Malformed(MalformedClass.TOO_LARGE)
    if method.upper() == "GET" or not body.strip():
        if not query_string.strip():
            raise Malformed(MalformedClass.EMPTY)
        return _pairs(query_string)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_form(content_type, body[:1].decode("latin-1")):
            return _pairs(body.decode("latin-1"))
        raise Malformed(MalformedClass.JSON) from error
    if _is_form(content_type, text.lstrip()[:1]):
        return _pairs(text)
    return _json_object(text)


def _is_form(content_type: str | None, start: str) -> bool:
    """Tell forms apart; a body that opens like JSON is JSON, whatever its label says."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    return media_type == "application/x-www-form-urlencoded" and start not in {"{", "["}


def _pairs(text: str) -> dict[str, Json]:
    if "=" not in text:
        raise Malformed(MalformedClass.JSON)
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Malformed(MalformedClass.JSON) from error
    read: dict[str, Json] = {}
    for name, value in pairs:
        read[clean_text(name)] = _unnested(value) if name in NESTED_IN_QUERY else clean_text(value)
    if not read:
        raise Malformed(MalformedClass.EMPTY)
    return read


def _unnested(value: str) -> Json:
    """Open JSON inside a parameter; what is no JSON stays text, since `dtmf=12` is an old and valid form."""
    if not value.lstrip().startswith(("{", "[")):
        return clean_text(value)
    try:
        return _clean(_loads(value))
    except Malformed:
        return clean_text(value)


def _json_object(text: str) -> dict[str, Json]:
    read = _loads(text)
    if not isinstance(read, dict):
        raise Malformed(MalformedClass.NOT_AN_OBJECT)
    return {clean_text(name): _clean(value) for name, value in read.items()}


def _loads(text: str) -> Json:
    try:
        read: Json = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        # ValueError: bad syntax, or a number beyond the interpreter's limit of digits.
        raise Malformed(MalformedClass.JSON) from error
    return read


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are no JSON, and a jsonb column refuses them."""
    raise ValueError(name)


def _clean(value: Json, depth: int = 1) -> Json:
    if depth > DEEPEST:
        raise Malformed(MalformedClass.JSON)
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(name): _clean(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner, depth + 1) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def clean_text(text: str) -> str:
    """Give the text without what PostgreSQL cannot store."""
    if text.isascii():
        return text.replace("\x00", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
