"""The addresses at which an organisation gets mail."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Location, Member
from carrier.models import Mailbox
from conversations.domain.mail.tokens import LONGEST_NAME
from conversations.services import lines
from core.errors import NotFound, Refused
from core.transactions import use_case

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
# Addresses that mail servers and their keepers use themselves (RFC 2142).
_RESERVED: Final = frozenset(
    {"postmaster", "abuse", "mailer-daemon", "hostmaster", "webmaster", "root", "noc"}
)


class NoMailDomain(Refused):
    """This installation takes no mail in yet."""

    sentence = _("This installation has no domain for mail yet. Ask whoever runs it to set MAIL_DOMAIN.")


class NameUnfit(Refused):
    """It cannot stand before the @."""

    sentence = _("Use letters, digits, dots and dashes only, at most %(most)d of them, like front-desk.") % {
        "most": LONGEST_NAME
    }


class NameTaken(Refused):
    """Somebody has it, or had it."""

    sentence = _("This name is taken. Choose another one.")


@use_case
def add_mailbox(*, by: Member, name: str, title: str, location_id: UUID, now: datetime) -> Mailbox:
    """Open a mailbox of the organisation at a place of its own.

    Raises:
        NotAllowed: by is no owner. NoMailDomain, NameUnfit, NameTaken, NotFound: there is no such place.
    """
    policies.check_can_administer(by)
    if not settings.MAIL_DOMAIN:
        raise NoMailDomain
    wanted = name.strip().lower()
    if not _NAME.fullmatch(wanted) or len(wanted) > LONGEST_NAME or wanted in _RESERVED:
        raise NameUnfit
    place = Location.objects.filter(organisation=by.organisation, pk=location_id).first()
    if place is None:
        raise NotFound
    address = f"{wanted}@{settings.MAIL_DOMAIN.lower()}"
    try:
        with transaction.atomic():
            line = lines.open_mailbox_step(
                location=place, name=" ".join(title.split())[:60] or address[:60], address=address
            )
            return Mailbox.objects.create(organisation=by.organisation, line=line, address=address)
    except IntegrityError as error:
        raise NameTaken from error


@use_case
def retire_mailbox(*, by: Member, mailbox_id: UUID, now: datetime) -> Mailbox:
    """Take no more mail in at an address; its conversations stay, and nobody else gets it.

    Raises:
        NotAllowed: by is no owner. NotFound: there is no such mailbox.
    """
    policies.check_can_administer(by)
    row = Mailbox.objects.filter(organisation=by.organisation, pk=mailbox_id).select_related("line").first()
    if row is None:
        raise NotFound
    row.is_active = False
    row.save(update_fields=["is_active"])
    lines.close_line_step(organisation_id=by.organisation_id, line_id=row.line_id)
    return row
