"""What follows from facts about contacts: lists are read in, batch by batch."""

from datetime import datetime
from uuid import UUID

from contacts.events import ImportStarted
from contacts.services import imports
from core.events import gives_up, handles


@handles(ImportStarted, name="contacts.import_batch")
def import_batch(fact: ImportStarted, *, organisation_id: UUID, now: datetime) -> None:
    """Read the next rows of a list in; the batch itself owes the one after it."""
    imports.import_batch(organisation=organisation_id, import_id=fact.import_id, now=now)


@gives_up("contacts.import_batch")
def fail_import(fact: ImportStarted, *, organisation_id: UUID, now: datetime) -> None:
    """Say where somebody waits for a list that it will not be read in by itself."""
    imports.fail_import(organisation=organisation_id, import_id=fact.import_id, now=now)
