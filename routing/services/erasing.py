"""What queues and flows heard of a person: handed out, and emptied with them; how long they waited stays."""

from typing import Any

from django.db.models import QuerySet

from contacts.ports import Keeper, Subject, register_keeper
from contacts.selectors.personal import plain
from conversations.models import Conversation
from core.transactions import step
from routing.models import CallRun, DraftCall, WorkItem


def register() -> None:
    """Let people's data be handed out and erased."""
    register_keeper(
        "routing",
        Keeper(export=export, files=lambda _subject: {}, hindrance=lambda _subject: "", erase=erase),
    )


def export(subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """Give when they waited for whom, and what a flow asked them."""
    runs = CallRun.objects.of(subject.organisation_id).filter(call__conversation__in=_talks(subject))
    return {
        "waited": plain(_items(subject).order_by("queued_at")),
        "asked": plain(runs.order_by("pk"), without=frozenset({"flow", "plan"})),
    }


@step
def erase(subject: Subject) -> list[str]:
    """Empty numbers and what was answered; the way a call took and how it ended stays, so that figures stay true."""
    organisation_id = subject.organisation_id
    _items(subject).update(callback_number="")
    runs = CallRun.objects.of(organisation_id).filter(call__conversation__in=_talks(subject))
    runs.update(state={}, talk=None, plan=[])
    DraftCall.objects.of(organisation_id).filter(number__in=subject.values).delete()
    return []


def _talks(subject: Subject) -> QuerySet[Conversation]:
    return Conversation.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)


def _items(subject: Subject) -> QuerySet[WorkItem]:
    return WorkItem.objects.of(subject.organisation_id).filter(conversation__in=_talks(subject))
