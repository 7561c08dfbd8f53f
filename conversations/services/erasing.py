"""What conversations, calls and tasks say of a person: handed out whole, erased when an owner says so."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.ports import Keeper, Subject, register_keeper
from contacts.selectors.personal import plain
from conversations.domain.calls import LegRole, RecordingState
from conversations.domain.states import LIVE
from conversations.models import (
    Block,
    Call,
    CallCommand,
    Conversation,
    Draft,
    Entry,
    EntryKind,
    Leg,
    NumberFact,
    Recording,
    Task,
)
from core.transactions import step

OUTSIDE = (LegRole.CALLER, LegRole.CUSTOMER)
_MACHINERY = frozenset({"carrier_leg_id", "carrier_room_id", "room", "detail"})


def register() -> None:
    """Let people's data be handed out and erased."""
    register_keeper("conversations", Keeper(export=export, files=files, hindrance=hindrance, erase=erase))


def export(subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """Give everything that was said with a person."""
    threads = _threads(subject)
    entries = Entry.objects.of(subject.organisation_id).filter(conversation__in=threads)
    calls = Call.objects.of(subject.organisation_id).filter(conversation__in=threads)
    recordings = Recording.objects.of(subject.organisation_id).filter(call__in=calls)
    return {
        "conversations": plain(threads),
        "entries": plain(entries.order_by("occurred_at", "seq"), without=frozenset({"search"})),
        "calls": plain(calls.order_by("started_at")),
        "phones": plain(_outside(subject).order_by("pk"), without=_MACHINERY),
        "numbers": plain(_numbers(subject)),
        "blocked": plain(Block.objects.of(subject.organisation_id).filter(value__in=subject.values)),
        "recordings": plain(recordings),
        "tasks": plain(_tasks(subject)),
    }


def files(subject: Subject) -> dict[str, str]:
    """Give what was sent along and recorded."""
    found = {f"{place}-{name}": path for place, (name, path) in enumerate(_attached(subject), start=1)}
    for row in _recordings(subject).exclude(path=""):
        found[f"recording-{row.pk}.{row.path.rpartition('.')[2]}"] = row.path
    return found


def hindrance(subject: Subject) -> str:
    """Say that somebody still waits for an answer, or is talking."""
    if _threads(subject).filter(status__in=[status.value for status in LIVE]).exists():
        return _("A conversation with them is still going on. Resolve it first.")
    return ""


@step
def erase(subject: Subject) -> list[str]:
    """Erase what was said; that there was a message or call, when and how it ended stays, so that figures stay true."""
    paths = [path for _name, path in _attached(subject)]
    threads = list(_threads(subject).values_list("pk", flat=True))
    entries = Entry.objects.of(subject.organisation_id).filter(conversation__in=threads)
    entries.filter(kind__in=[EntryKind.NOTE, EntryKind.FACT]).delete()
    entries.update(text="", address="", media=[], mail=None, fact_values={}, history=[], failure_reason="")
    calls = Call.objects.of(subject.organisation_id).filter(conversation__in=threads)
    recordings = _recordings(subject)
    paths += [path for path in recordings.values_list("path", flat=True) if path]
    # One that is still on its way from the carrier is not fetched any more either.
    recordings.update(
        state=RecordingState.EXPIRED,
        path="",
        url="",
        transcript=[],
        transcript_url="",
        summary="",
        summary_actions=[],
        sha256="",
    )
    CallCommand.objects.of(subject.organisation_id).filter(call__in=calls).update(body={}, error="")
    _outside(subject).update(endpoint="")
    _numbers(subject).delete()
    calls.update(address="", block_reason="")
    # Like an opt-out, a block outlives them: a firm need not be rung again by whom it shut out. Its words do not.
    Block.objects.of(subject.organisation_id).filter(value__in=subject.values).update(reason="")
    _tasks(subject).delete()
    Draft.objects.of(subject.organisation_id).filter(conversation__in=threads).delete()
    for row in Conversation.objects.of(subject.organisation_id).filter(pk__in=threads):
        row.title, row.party_value, row.latest_text, row.outcome_reason = _("Erased person"), "", "", ""
        row.tags = []
        row.version += 1
        row.save(update_fields=["title", "party_value", "latest_text", "outcome_reason", "tags", "version"])
    return paths


def _threads(subject: Subject) -> QuerySet[Conversation]:
    return Conversation.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)


def _tasks(subject: Subject) -> QuerySet[Task]:
    return Task.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids) | Task.objects.of(
        subject.organisation_id
    ).filter(conversation__in=_threads(subject))


def _outside(subject: Subject) -> QuerySet[Leg]:
    calls = Call.objects.of(subject.organisation_id).filter(conversation__in=_threads(subject))
    return Leg.objects.of(subject.organisation_id).filter(call__in=calls, role__in=OUTSIDE)


def _numbers(subject: Subject) -> QuerySet[NumberFact]:
    return NumberFact.objects.of(subject.organisation_id).filter(value__in=subject.values)


def _recordings(subject: Subject) -> QuerySet[Recording]:
    calls = Call.objects.of(subject.organisation_id).filter(conversation__in=_threads(subject))
    return Recording.objects.of(subject.organisation_id).filter(call__in=calls)


def _attached(subject: Subject) -> Iterator[tuple[str, str]]:
    entries = Entry.objects.of(subject.organisation_id).filter(conversation__in=_threads(subject))
    for media in entries.exclude(media=[]).values_list("media", flat=True):
        for item in media:
            if path := item.get("path"):
                yield str(item.get("name") or path.rpartition("/")[2]).replace("/", "-"), path
