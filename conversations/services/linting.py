"""A clinic sends nothing about health: templates are read when saved, what members type before it leaves."""

from datetime import datetime
from uuid import UUID

from accounts.models import Industry, Location, Organisation
from conversations.domain.lint import telling_variables, telling_words
from conversations.errors import HealthDetail, TemplateTells
from conversations.models import Conversation, Entry, EntryKind
from conversations.services import threads
from core.transactions import step

FACT = "health_detail_sent"


@step
def words_telling(organisation_id: UUID, text: str) -> tuple[str, ...]:
    """List the words of a text that a clinic's texts and mails may not carry; none for other trades."""
    organisation = Organisation.objects.get(pk=organisation_id)
    if organisation.industry != Industry.CLINIC or not telling_words(text):
        return ()
    # Who writes to a clinic knows its name.
    places = Location.objects.filter(organisation_id=organisation_id).values_list("name", flat=True)
    return telling_words(text, apart=(organisation.name, *places))


@step
def check_template(organisation_id: UUID, *texts: str) -> None:
    """Refuse words that are to be sent time and again.

    Raises:
        TemplateTells: they tell about health, or name a variable that could.
    """
    if not Organisation.objects.filter(pk=organisation_id, industry=Industry.CLINIC).exists():
        return
    for text in texts:
        if names := telling_variables(text):
            raise TemplateTells(tuple(f"{{{{{name}}}}}" for name in names))
        if words := words_telling(organisation_id, text):
            raise TemplateTells(words)


@step
def check_typed(conversation: Conversation, text: str, *, reason: str, by: str, now: datetime) -> None:
    """Let a member's words about health leave with a reason only, which stays in the thread.

    Raises:
        HealthDetail: they tell about health, and no reason was given.
    """
    words = words_telling(conversation.organisation_id, text)
    if not words:
        return
    reason = " ".join(reason.replace("\x00", "").split())[:200]
    if not reason:
        raise HealthDetail(words)
    values = {"words": ", ".join(words), "by": by, "reason": reason}
    entry = Entry(kind=EntryKind.FACT, fact=FACT, fact_values=values, occurred_at=now)
    threads.add_entry(conversation, entry, now=now)
