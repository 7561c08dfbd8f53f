"""Leaves what somebody said in every table that knows of people, whatever tables there are by now."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Member, TenantModel
from contacts.models import Contact

WORD = "Zephyrine"
# Columns that hold codes of ours, by their name: nobody's words get into them.
TECHNICAL = frozenset(
    {
        "uid", "client_ref", "timezone", "language", "sha256", "digest", "etag", "their_etag", "mime", "path", "key",
        "party_key", "party_kind", "provider_id", "carrier_leg_id", "carrier_room_id", "carrier_recording_id", "room",
        "room_name", "region", "ended_by", "monitor_mode", "accepted_in", "channel", "latest_channel", "latest_call",
        "code", "codes", "stage", "field", "kind", "kinds", "source_key", "groups", "scope", "evidence", "view",
        "questions", "rule", "act", "turn_key", "versions", "timings", "asks", "intent", "outcome", "trigger", "handler",
        "status", "needs", "reasons", "tries", "flow", "taken", "before", "after", "weekdays", "spans", "provider_ids",
        "hold_ids", "hindrance", "walled_from", "fact", "summary_by", "source", "told", "detail", "ref",
        "transcript_problem", "summary_problem", "message_id", "token", "recipient",
    }
)  # fmt: skip
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)


def known_of(start: type[TenantModel] = Contact) -> set[type[TenantModel]]:
    """Give every table of an organisation with a way to people: by a key, or a key of a key."""
    tables = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    found: set[type[TenantModel]] = {start}
    while True:
        more = {one for one in tables if one not in found and set(_parents(one).values()) & found}
        if not more:
            return found
        found |= more


def texts(model: type[TenantModel]) -> list[Any]:
    """Give the columns of a table in which words of somebody may stand."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS)
        and not field.choices
        and not field.primary_key
        and field.name not in TECHNICAL
        and _fits(field)
    ]


class Traces:
    """Leaves rows: `rows` are those there are, by table, for others to point at."""

    def __init__(self, by: Member, rows: Mapping[type[models.Model], models.Model], *, now: datetime) -> None:
        self.by, self.rows, self.now = by, dict(rows), now
        # Each table its own, so that what is handed out tells where it comes from.
        self.words: dict[type[TenantModel], str] = {}

    def leave(self, model: type[TenantModel], **given: Any) -> TenantModel:
        """Write the word into every text of a row of a table, of the one there is or of a new one."""
        word = self.words.setdefault(model, f"{WORD}{len(self.words) + 100}")
        values = {field.name: _word(field, word) for field in texts(model)}
        if model in self.rows:
            row = self.rows[model]
            model.objects.filter(pk=row.pk).update(**(values | given))
            return row  # type: ignore[return-value]
        made = {**self._rest(model), **values, **given}
        row = model(organisation_id=self.by.organisation_id, **made)
        row.save(force_insert=True)
        self.rows[model] = row
        return row

    def _rest(self, model: type[TenantModel]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            if field.is_relation:
                found.update(self._key(field))
            elif not (field.primary_key or field.has_default() or field.null or field.blank):
                found[field.name] = self._plain(field)
        return found

    def _key(self, field: Any) -> dict[str, Any]:
        target = field.related_model
        if field.name == "organisation":
            return {}
        if target in self.rows:
            return {field.name: self.rows[target]}
        if field.null:
            return {}
        return {field.name: self.by if target is Member else self.leave(target)}

    def _plain(self, field: Any) -> Any:
        if field.choices:
            return field.choices[0][0]
        for kind, value in (
            (models.DateTimeField, self.now),
            (models.DateField, date(2026, 1, 5)),
            (models.TimeField, self.now.time()),
            (models.DurationField, timedelta(minutes=5)),
            (models.BooleanField, False),
            (models.IntegerField, 1),
            (models.FloatField, 1.0),
            (models.UUIDField, uuid.uuid4()),
            (models.JSONField, []),
            (ArrayField, []),
            (models.BinaryField, b"1"),
        ):
            if isinstance(field, kind):
                return value
        return f"{uuid.uuid4()}"[: field.max_length or 36]


def _parents(model: type[models.Model]) -> dict[str, Any]:
    return {field.name: field.related_model for field in model._meta.concrete_fields if field.is_relation}


def _fits(field: Any) -> bool:
    base = field.base_field if isinstance(field, ArrayField) else field
    return isinstance(base, TEXTS) and not (base.max_length and base.max_length < len(WORD) + 1)


def _word(field: Any, word: str) -> Any:
    base = field.base_field if isinstance(field, ArrayField) else field
    if base.max_length and base.max_length < len(word):
        word = WORD
    if isinstance(field, ArrayField):
        return [word]
    if isinstance(field, models.JSONField):
        return [{"name": word, "text": word, "path": ""}]
    if isinstance(field, models.BinaryField):
        return word.encode()
    return word
