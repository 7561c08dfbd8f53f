"""How long mails are kept as they came: long enough to look into what went wrong, and no longer."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage

from carrier.models import InboundMail
from carrier.services.mail.applying import DONE
from core.transactions import after_commit, use_case

KEPT: Final = timedelta(days=90)
BATCH: Final = 200


@use_case
def drop_old(*, organisation: UUID, now: datetime) -> int:
    """Delete the bytes of mails that were read long ago; their rows and what was said stay. Returns how many.

    What could not be read yet, or was parked, is kept until somebody has seen to it.
    """
    rows = InboundMail.objects.of(organisation)
    due = rows.filter(state__in=DONE, received_at__lt=now - KEPT).exclude(path="")
    found = dict(due.order_by("received_at", "pk").values_list("pk", "path")[:BATCH])
    rows.filter(pk__in=found).update(path="")
    # The same bytes handed in twice lie in one file.
    shared = set(rows.filter(path__in=found.values()).values_list("path", flat=True))
    for path in {*found.values()} - shared:
        after_commit(partial(default_storage.delete, path))
    return len(found)
