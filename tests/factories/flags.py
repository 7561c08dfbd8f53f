"""Red flags, raised by the service that hears customers."""

from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from conversations.models import Entry
from core.transactions import reading, tenant_transaction
from intake.models import FlagSource, RedFlagAlert
from intake.services.flags.raising import Heard, raise_step


def alert(organisation: Organisation, entry_id: UUID, *, now: datetime) -> RedFlagAlert:
    """Raise a red flag about an entry."""
    with tenant_transaction(organisation):
        entry = Entry.objects.of(organisation).select_related("conversation__contact").get(pk=entry_id)
        heard = Heard(
            kinds=("HEART",),
            words="My chest hurts",
            source=FlagSource.MESSAGE,
            key=f"entry:{entry.pk}",
            conversation=entry.conversation,
        )
        return raise_step(organisation, heard, now=now)


def open_alert(organisation: Organisation) -> RedFlagAlert | None:
    """Read the red flag that was raised last, if one is not settled."""
    with reading(organisation):
        return RedFlagAlert.objects.of(organisation).filter(settled_at=None).first()
