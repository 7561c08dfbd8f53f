"""What a member keeps beside the conversations: drafts, saved replies, tasks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from conversations.models import CannedReply, Conversation, Draft, Task
from core.errors import NotFound

# In front of a team's id where a member or a team may be chosen.
TEAM = "team:"
MOST_CANNED = 200
MOST_TASKS = 200
MOST_PROMISES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The member's half-written reply and note; `saved_at` is of the later one."""

    text: str = ""
    note: str = ""
    saved_at: datetime | None = None


def get_drafts(*, member: Member, conversation: Conversation) -> Drafts:
    """Get what the member has half written in a conversation; empty without any."""
    rows = list(Draft.objects.of(member.organisation_id).filter(member=member, conversation=conversation))
    words = {row.is_note: row.text for row in rows}
    saved = max((row.saved_at for row in rows if row.text), default=None)
    return Drafts(text=words.get(False, ""), note=words.get(True, ""), saved_at=saved)


def list_canned(*, member: Member) -> list[CannedReply]:
    """List the organisation's saved replies by title."""
    return list(CannedReply.objects.of(member.organisation_id)[:MOST_CANNED])


def list_tasks_of(*, member: Member, conversation_id: UUID) -> list[Task]:
    """List the open tasks of a conversation the member may see, the earliest due first."""
    rows = _sighted(_named(Task.objects.of(member.organisation_id)), member)
    return list(rows.filter(conversation=conversation_id, done_at=None))


def get_task(*, member: Member, task_id: UUID) -> Task:
    """Get one task the member may see.

    Raises:
        NotFound: there is none, or its conversation is out of sight.
    """
    found = _sighted(_named(Task.objects.of(member.organisation_id)), member).filter(pk=task_id).first()
    if found is None:
        raise NotFound
    return found


def list_tasks(*, member: Member, scope: str, done_after: datetime) -> list[Task]:
    """List open tasks, and those finished since `done_after`, the earliest due first; capped.

    `scope` is `mine` (the member's own and those nobody has), `team` (the member's team's too) or `all`.
    """
    rows = _sighted(_named(Task.objects.of(member.organisation_id)), member)
    # A call to return that nobody has taken is everybody's, or it would be nobody's.
    nobodys = Q(owner=None, team=None)
    if scope == "mine":
        rows = rows.filter(Q(owner=member) | nobodys)
    elif scope == "team":
        rows = rows.filter(Q(owner=member) | Q(team_id=member.team_id, team_id__isnull=False) | nobodys)
    return list(rows.filter(Q(done_at=None) | Q(done_at__gte=done_after))[:MOST_TASKS])


def find_open_task(*, organisation_id: UUID, task_id: UUID) -> Task | None:
    """Find a task that is not done, for whoever owes it to be told; None when it is, or there is none."""
    return Task.objects.of(organisation_id).filter(pk=task_id, done_at=None).first()


def list_promises(*, member: Member, since: datetime, until: datetime, by: str = "") -> list[Task]:
    """List the promises the member may see that are due in a span, the latest first; `by` keeps one source."""
    rows = _sighted(_named(Task.objects.of(member.organisation_id)), member).exclude(promised_by="")
    rows = rows.filter(due_at__gte=since, due_at__lt=until)
    rows = rows.filter(promised_by=by) if by else rows
    return list(rows.select_related("done_by__user").order_by("-due_at", "pk")[:MOST_PROMISES])


def count_due(*, member: Member, until: datetime, ceiling: int = 100) -> int:
    """Count the member's open tasks due by `until`, at most `ceiling`."""
    rows = Task.objects.of(member.organisation_id).filter(owner=member, done_at=None, due_at__lte=until)
    return rows[:ceiling].count()


def _named(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.select_related("owner__user", "team", "conversation", "contact")


def _sighted(rows: QuerySet[Task], member: Member) -> QuerySet[Task]:
    if member.location_ids:
        rows = rows.filter(Q(conversation=None) | Q(conversation__location_id__in=member.location_ids))
    if member.is_walled:
        rows = rows.filter(Q(conversation=None) | ~Q(conversation__walled_from__contains=[member.pk]))
    return rows
