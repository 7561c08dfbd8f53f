"""What becomes of conversations and tasks when two contacts become one, and when they become two again."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F

from contacts.ports import Pair
from conversations import events
from conversations.domain.states import LIVE, Move, Status
from conversations.models import Call, Conversation, Entry, EntryKind, Mention, ReadMark, Task
from conversations.services import keywords, threads
from core.events import record
from core.transactions import step

# Versions only rise, and numbers given to entries are never given again.
KEPT = frozenset({"version", "entry_count"})
FOLLOWERS = (Task, Mention, Call)


@step
def merge(pair: Pair) -> dict[str, Any]:
    """Give the absorbed contact's conversations and tasks to the kept one.

    Where both have a live conversation at a location, its entries go over and it leads there from now on.
    """
    rows = list(_locked(pair, [pair.keep_id, pair.absorb_id]))
    ours = {
        row.location_id: row
        for row in rows
        if row.contact_id == pair.keep_id and row.status in LIVE and not row.is_split
    }
    moved, joined = [], []
    for row in rows:
        if row.contact_id != pair.absorb_id or row.status == Status.MERGED:
            continue
        twin = ours.get(row.location_id) if row.status in LIVE and not row.is_split else None
        if twin is None:
            moved.append(_hand_over(row, pair))
        else:
            joined.append(_join(row, twin, pair))
    tasks = Task.objects.of(pair.by.organisation_id).filter(contact_id=pair.absorb_id)
    task_ids = list(tasks.values_list("pk", flat=True))
    tasks.update(contact_id=pair.keep_id)
    return {"moved": moved, "joined": joined, "tasks": task_ids}


@step
def unmerge(pair: Pair, written: Mapping[str, Any]) -> None:
    """Give back what came from the absorbed contact; what was said since the merge stays where it was said."""
    wanted = [UUID(str(item["id"])) for item in (*written.get("moved", ()), *written.get("joined", ()))]
    twins = [UUID(str(item["into"])) for item in written.get("joined", ())]
    rows = {row.pk: row for row in _locked_by_id(pair, [*wanted, *twins])}
    for item in reversed(written.get("joined", ())):
        row, twin = rows[UUID(str(item["id"]))], rows[UUID(str(item["into"]))]
        _part(row, twin, item, pair)
    for item in written.get("moved", ()):
        row = rows[UUID(str(item["id"]))]
        if row.contact_id == pair.keep_id:
            _restore(row, item["before"], names=("contact_id", "party_key", "title"))
            _changed(row, "UNMERGED", pair)
    tasks = Task.objects.of(pair.by.organisation_id).filter(pk__in=written.get("tasks", ()))
    tasks.filter(contact_id=pair.keep_id).update(contact_id=pair.absorb_id)


def _hand_over(row: Conversation, pair: Pair) -> dict[str, Any]:
    before = _snapshot(row, names=("contact_id", "party_key", "title"))
    row.contact_id = pair.keep_id
    row.party_key = f"c:{pair.keep_id}"
    row.title = (pair.name or row.title)[:200]
    _changed(row, "CONTACT_CHOSEN", pair)
    return {"id": row.pk, "before": before}


def _join(row: Conversation, twin: Conversation, pair: Pair) -> dict[str, Any]:
    """Move the entries of `row` behind those of `twin`; they are read by time, so each stands where it was said."""
    offset, count = twin.entry_count, row.entry_count
    before, twin_before = _snapshot(row), _snapshot(twin)
    followers = _move_entries(row, twin, first=1, last=count, shift=offset)
    _carry_marks(row, twin, offset=offset)
    twin.entry_count += count
    if row.latest_inbound_seq:
        twin.latest_inbound_seq = offset + row.latest_inbound_seq
    _take_clocks(row, twin)
    if row.latest_at > twin.latest_at:
        for name in (
            "latest_at",
            "latest_text",
            "latest_channel",
            "latest_call",
            "latest_is_ours",
            "line_id",
        ):
            setattr(twin, name, getattr(row, name))
    twin.tags = list(dict.fromkeys([*twin.tags, *row.tags]))
    if twin.owner_id is None and row.owner is not None:
        threads.give(twin, to=row.owner, now=pair.now)
    threads.move_status(row, Move.MERGE)
    row.merged_into = twin
    keywords.add_fact(twin, "merged", {"by": pair.by.name, "name": row.title}, now=pair.now)
    _changed(row, "MERGED", pair)
    _changed(twin, "MERGED", pair)
    return {
        "id": row.pk, "into": twin.pk, "offset": offset, "count": count, "before": before,
        "twin_before": twin_before, "twin_version": twin.version, "followers": followers,
    }  # fmt: skip


def _part(row: Conversation, twin: Conversation, item: Mapping[str, Any], pair: Pair) -> None:
    offset, count = int(item["offset"]), int(item["count"])
    _move_entries(twin, row, first=offset + 1, last=offset + count, shift=-offset)
    for model in FOLLOWERS:
        ids = item["followers"].get(model.__name__, ())
        rows = model.objects.of(row.organisation_id).filter(pk__in=ids)
        rows.filter(conversation=twin).update(conversation=row)
    _restore(row, item["before"])
    row.merged_into = None
    if twin.version == item["twin_version"]:
        _restore(twin, item["twin_before"])
    else:
        _read_again(twin)
    keywords.add_fact(twin, "unmerged", {"by": pair.by.name, "name": row.title}, now=pair.now)
    _changed(row, "UNMERGED", pair)
    _changed(twin, "UNMERGED", pair)


def _move_entries(
    row: Conversation, twin: Conversation, *, first: int, last: int, shift: int
) -> dict[str, list[UUID]]:
    """Renumber entries into another conversation, with what hangs on it; gives the ids of the latter."""
    found: dict[str, list[UUID]] = {}
    if shift > 0:
        for model in FOLLOWERS:
            rows = model.objects.of(row.organisation_id).filter(conversation=row)
            found[model.__name__] = list(rows.values_list("pk", flat=True))
            rows.update(conversation=twin)
    entries = Entry.objects.of(row.organisation_id).filter(conversation=row, seq__range=(first, last))
    # Off the other's numbers in one statement each way: `shift` is beyond every number in use there.
    entries.update(conversation=twin, seq=F("seq") + shift)
    return found


def _take_clocks(row: Conversation, twin: Conversation) -> None:
    """Who waits in either, waits in the one: the longest wait and the nearest due time count."""
    if row.status != Status.OPEN:
        return
    if twin.status == Status.WAITING:
        threads.move_status(twin, Move.FOLLOW_UP)
    elif twin.status == Status.SNOOZED:
        threads.move_status(twin, Move.WAKE)
        twin.snoozed_until, twin.snoozed_until_reply = None, False
    twin.waiting_since = min((at for at in (row.waiting_since, twin.waiting_since) if at), default=None)
    twin.due_at = min((at for at in (row.due_at, twin.due_at) if at), default=None)


def _carry_marks(row: Conversation, twin: Conversation, *, offset: int) -> None:
    """Whoever has read both to the end has nothing new to read."""
    marks = ReadMark.objects.of(row.organisation_id)
    read = marks.filter(conversation=row, seq__gte=row.latest_inbound_seq).values("member")
    done = marks.filter(conversation=twin, seq__gte=twin.latest_inbound_seq, member__in=read)
    done.update(seq=offset + row.entry_count)


def _read_again(twin: Conversation) -> None:
    """Show as latest what is left."""
    messages = Entry.objects.of(twin.organisation_id).filter(
        conversation=twin, kind__in=[EntryKind.MESSAGE_IN, EntryKind.MESSAGE_OUT]
    )
    latest = messages.order_by("-occurred_at", "-seq").first()
    if latest is not None:
        threads.show(twin, latest)
        twin.latest_at = latest.occurred_at
    inbound = messages.filter(kind=EntryKind.MESSAGE_IN).order_by("-seq").first()
    twin.latest_inbound_seq = inbound.seq if inbound else 0


def _locked(pair: Pair, contact_ids: Iterable[UUID]) -> Iterable[Conversation]:
    rows = Conversation.objects.of(pair.by.organisation_id).select_for_update(no_key=True)
    return rows.filter(contact__in=list(contact_ids)).order_by("pk")


def _locked_by_id(pair: Pair, ids: Iterable[UUID]) -> Iterable[Conversation]:
    rows = Conversation.objects.of(pair.by.organisation_id).select_for_update(no_key=True)
    return rows.filter(pk__in=list(ids)).order_by("pk")


def _snapshot(row: Conversation, *, names: Iterable[str] = threads.MUTABLE) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names if name not in KEPT}


def _restore(row: Conversation, before: Mapping[str, Any], *, names: Iterable[str] | None = None) -> None:
    fields = {field.attname: field for field in Conversation._meta.local_concrete_fields}
    for name in names or before:
        setattr(row, name, fields[name].to_python(before[name]))


def _changed(row: Conversation, change: str, pair: Pair) -> None:
    threads.touch(row)
    fact = events.ConversationChanged(conversation_id=row.pk, version=row.version, change=change)
    record(fact, actor_id=pair.by.pk, now=pair.now)
