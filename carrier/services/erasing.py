"""What the carrier posted of a person, byte for byte, and their raw mails: handed out as files, erased with them."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from carrier.models import InboundDelivery, InboundMail, MessagePart, RefusedDelivery
from contacts.ports import Keeper, Subject, register_keeper
from core.transactions import step

# A shorter value would be found by chance in bodies of others.
SHORTEST = 7


def register() -> None:
    """Let people's data be handed out and erased."""
    register_keeper("carrier", Keeper(export=export, files=files, hindrance=lambda _subject: "", erase=erase))


def export(subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """Give when which mails came; what was said in them is told by the conversations."""
    rows = _mails(subject).values("received_at", "sender", "subject", "message_id")
    return {"mails": [dict(row) for row in rows.order_by("received_at")]}


def files(subject: Subject) -> dict[str, str]:
    """Give the mails as they came."""
    return {f"mail-{row.pk}.eml": row.path for row in _mails(subject).exclude(path="")}


@step
def erase(subject: Subject) -> list[str]:
    """Empty what the carrier posted about an address; that it was posted and applied stays, and so does its digest."""
    mails = _mails(subject)
    paths = [path for path in mails.values_list("path", flat=True) if path]
    parts = MessagePart.objects.of(subject.organisation_id)
    parts.filter(sender__in=[_bare(value) for value in subject.values]).update(text="", sender="")
    for value in {_bare(value) for value in subject.values}:
        if len(value) >= SHORTEST:
            _empty_bodies(subject, value)
    mails.update(sender="", subject="", envelope_sender=None, error="")
    return paths


def _empty_bodies(subject: Subject, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {InboundDelivery._meta.db_table} SET body = '', query = '', plan = NULL, error = ''"  # noqa: S608 - no value
            " WHERE organisation_id = %s AND state NOT IN ('RECEIVED', 'FAILED')"
            " AND (position(%s::bytea in body) > 0 OR position(%s in query) > 0)",
            [subject.organisation_id, value.encode(), value],
        )
        # What nobody vouched for was kept to be looked into.
        cursor.execute(
            f"UPDATE {RefusedDelivery._meta.db_table} SET body = ''"  # noqa: S608 - no value
            " WHERE organisation_id = %s AND position(%s::bytea in body) > 0",
            [subject.organisation_id, value.encode()],
        )


def _bare(value: str) -> str:
    """Write a number as the carrier does, without its plus."""
    return value.removeprefix("+")


def _mails(subject: Subject) -> QuerySet[InboundMail]:
    return InboundMail.objects.of(subject.organisation_id).filter(sender__in=subject.values)
