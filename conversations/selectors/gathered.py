"""Everything one page needs, gathered by a single call: the list with its surroundings, the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Member
from conversations.models import CannedReply, Conversation, Line, SavedView
from conversations.selectors.around import get_around
from conversations.selectors.desk import Drafts, get_drafts, list_canned
from conversations.selectors.inbox import RowPage, list_rows
from conversations.selectors.people import PersonFacts, get_person
from conversations.selectors.sidebar import Sidebar, get_sidebar, list_lines
from conversations.selectors.threads import EntryPage, get_conversation, get_read_seq, list_entries
from conversations.selectors.views import Cursor, InboxQuery, query_from


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """A list and what stands around it; `saved` by the key of its live count."""

    query: InboxQuery
    page: RowPage
    sidebar: Sidebar
    lines: tuple[Line, ...]
    saved: Mapping[str, tuple[SavedView, InboxQuery]]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSource:
    """Everything of one conversation; `by` is the member who looks, and would write."""

    conversation: Conversation
    entries: EntryPage
    person: PersonFacts
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    canned: tuple[CannedReply, ...]
    drafts: Drafts
    read_seq: int
    by: Member


def get_list(*, member: Member, query: InboxQuery, now: datetime, after: Cursor | None = None) -> ListSource:
    """Gather the list pane and the views: what stands around it, rows and counts, three statements."""
    around = get_around(member=member)
    saved = {f"saved-{row.pk}": (row, query_from(row.view, row.filters)) for row in around.saved}
    return ListSource(
        query=query,
        page=list_rows(member=member, query=query, after=after),
        sidebar=get_sidebar(
            member=member,
            lines=around.lines,
            saved={key: value[1] for key, value in saved.items()},
            now=now,
        ),
        lines=around.lines,
        saved=saved,
        members=around.members,
    )


def get_desk(*, member: Member, conversation_id: UUID) -> DeskSource:
    """Gather a conversation with its person.

    Raises:
        NotFound: there is none the member may see.
    """
    conversation = get_conversation(member=member, conversation_id=conversation_id)
    return DeskSource(
        conversation=conversation,
        entries=list_entries(conversation=conversation),
        person=get_person(member=member, conversation=conversation),
        members=tuple(accounts.list_members(organisation_id=member.organisation_id)),
        lines=tuple(list_lines(member=member)),
        canned=tuple(list_canned(member=member)),
        drafts=get_drafts(member=member, conversation=conversation),
        read_seq=get_read_seq(member=member, conversation=conversation),
        by=member,
    )


def get_outline(*, member: Member, conversation_id: UUID) -> DeskSource:
    """Gather what of a desk is alike for every reader: head and person; no entries, nothing to write with.

    Raises:
        NotFound: there is none the member may see.
    """
    conversation = get_conversation(member=member, conversation_id=conversation_id)
    return DeskSource(
        conversation=conversation,
        entries=EntryPage(entries=(), older=None),
        person=get_person(member=member, conversation=conversation),
        members=tuple(accounts.list_members(organisation_id=member.organisation_id)),
        lines=(),
        canned=(),
        drafts=Drafts(),
        read_seq=0,
        by=member,
    )
