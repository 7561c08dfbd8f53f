"""What the assistant heard from a person: handed out, and emptied with them; that it answered stays."""

from typing import Any
from uuid import UUID

from contacts.ports import Keeper, Subject, register_keeper
from contacts.selectors.personal import plain
from conversations.models import Conversation
from core.transactions import step
from receptionist.models import Dialogue, Handoff, OwnPhrase, Review, Turn


def register() -> None:
    """Let people's data be handed out and erased."""
    register_keeper(
        "receptionist",
        Keeper(export=export, files=lambda _subject: {}, hindrance=lambda _subject: "", erase=erase),
    )


def export(subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """Give what was heard and said, how it was understood, and what was told to whoever took over."""
    rows = Turn.objects.of(subject.organisation_id).filter(conversation_id__in=_talks(subject))
    fields = ("happened_at", "heard", "said", "understanding", "rule")
    about = {"conversation_id__in": _talks(subject)}
    return {
        "assistant": list(rows.order_by("happened_at", "number").values(*fields)),
        "gathered": plain(Dialogue.objects.of(subject.organisation_id).filter(**about).order_by("pk")),
        "handed_over": plain(Handoff.objects.of(subject.organisation_id).filter(**about).order_by("pk")),
    }


@step
def erase(subject: Subject) -> list[str]:
    """Empty every word; what a firm learnt from one of them is no phrase of its next version."""
    organisation_id, talks = subject.organisation_id, _talks(subject)
    OwnPhrase.objects.of(organisation_id).filter(review__conversation_id__in=talks).delete()
    Review.objects.of(organisation_id).filter(conversation_id__in=talks).delete()
    about = {"conversation_id__in": talks}
    Turn.objects.of(organisation_id).filter(**about).update(heard="", said="", understanding={})
    Handoff.objects.of(organisation_id).filter(**about).update(summary="", card={}, number="")
    Dialogue.objects.of(organisation_id).filter(**about).update(state={})
    return []


def _talks(subject: Subject) -> list[UUID]:
    rows = Conversation.objects.of(subject.organisation_id).filter(contact_id__in=subject.contact_ids)
    return list(rows.values_list("pk", flat=True))
