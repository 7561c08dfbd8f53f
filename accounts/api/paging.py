"""Lists in pages by keyset: page 1,000 costs what page 1 costs, and nothing shifts while rows are added."""

import base64
import binascii
import json
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.api.problems import Problem

PAGE = 50
LONGEST_PAGE = 100


class KeysetPages(BasePagination):
    """This will list newest first by id, which rises with time, and say where the next page starts."""

    column = "pk"
    following: str | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        """Return one page.

        Raises:
            Problem: 400 for a cursor or a limit that is none.
        """
        limit = _limit(request.query_params.get("limit", ""))
        cursor = request.query_params.get("cursor", "")
        if cursor:
            queryset = queryset.filter(**{f"{self.column}__lt": self.read(cursor)})
        found = list(queryset.order_by(f"-{self.column}")[: limit + 1])
        self.following = self.write(found[limit - 1]) if len(found) > limit else None
        return found[:limit]

    def write(self, row: Model) -> str:
        """Say where the page after `row` starts, in words callers need not understand."""
        return encode(str(getattr(row, self.column)))

    def read(self, cursor: str) -> Any:
        """Read a cursor back."""
        try:
            return UUID(decode(cursor))
        except ValueError as error:
            raise bad_cursor() from error

    def page(self, items: Any) -> dict[str, object]:
        """Wrap a page."""
        return {"items": items, "next_cursor": self.following}

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page."""
        return {
            "type": "object",
            "required": ["items", "next_cursor"],
            "properties": {"items": schema, "next_cursor": {"type": "string", "nullable": True}},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Describe the parameters."""
        return [
            {
                "name": "limit",
                "in": "query",
                "required": False,
                "description": "Rows on a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": LONGEST_PAGE, "default": PAGE},
            },
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "The `next_cursor` of the page before.",
                "schema": {"type": "string"},
            },
        ]


class SequencePages(KeysetPages):
    """This will list what is numbered, the highest number first."""

    column = "seq"

    def read(self, cursor: str) -> int:
        """Read a cursor back."""
        text = decode(cursor)
        if not (text.isascii() and text.isdecimal() and len(text) <= 9):
            raise bad_cursor()
        return int(text)


def encode(place: str) -> str:
    """Make a cursor of a place."""
    return base64.urlsafe_b64encode(json.dumps([1, place]).encode()).decode().rstrip("=")


def decode(cursor: str) -> str:
    """Return the place a cursor stands for.

    Raises:
        Problem: it is none of ours.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        version, place = json.loads(raw)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise bad_cursor() from error
    if version != 1 or not isinstance(place, str):
        raise bad_cursor()
    return place


def bad_cursor() -> Problem:
    """Make the refusal of a cursor."""
    return Problem(400, "cursor", _("This cursor is none of ours. Start at the first page."))


def _limit(text: str) -> int:
    if not text:
        return PAGE
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= LONGEST_PAGE):
        raise Problem(
            400, "limit", _("limit is a whole number between 1 and %(most)d.") % {"most": LONGEST_PAGE}
        )
    return int(text)
