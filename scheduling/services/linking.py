"""Short addresses for texts: a code drawn by chance, found again by its hash."""

import secrets
import string
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from core.transactions import step
from scheduling import errors
from scheduling.models import Hold, TapLink

ALPHABET: Final = string.ascii_letters + string.digits
# 71 bits drawn by chance: shorter than a signature, and as little to be guessed.
CODE_LETTERS: Final = 12


@step
def link_step(hold: Hold, *, now: datetime) -> str:
    """Make the address under which a held time is taken with one tap."""
    code = "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LETTERS))
    row = TapLink(organisation_id=hold.organisation_id, hold_id=hold.pk, code_hash=hash_of(code), made_at=now)
    row.save(force_insert=True)
    return urljoin(settings.PUBLIC_URL, reverse("scheduling:tap", args=[code]))


def find_link(code: str) -> TapLink:
    """Find what a code leads to; links are a directory, so no transaction of an organisation is needed.

    Raises:
        LinkBroken: there is none.
    """
    rows = TapLink.objects.select_related("organisation")
    row = rows.filter(code_hash=hash_of(code), organisation__is_active=True).first()
    if row is None:
        raise errors.LinkBroken
    return row


def hash_of(code: str) -> str:
    """Reduce a code to what it is found by."""
    return sha256(code.encode()).hexdigest()
