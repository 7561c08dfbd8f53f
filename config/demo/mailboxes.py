"""Gives each house a mailbox, so that members write e-mails; what leaves is kept under `/demo/mail/`. Once only."""

from datetime import datetime

from django.conf import settings

from accounts.models import Member, Organisation, Role
from carrier.models import Mailbox
from carrier.services.mail.boxes import add_mailbox

TITLE = "Front desk mail"


def open_mailbox(organisation: Organisation, members: dict[str, Member], *, now: datetime) -> bool:
    """Open the mailbox, unless there is one or the installation has no domain for mail; says whether it did."""
    owner = next((row for row in members.values() if row.role == Role.OWNER), None)
    place = organisation.locations.filter(is_default=True).first()
    if not settings.MAIL_DOMAIN or owner is None or place is None:
        return False
    if Mailbox.objects.filter(organisation=organisation).exists():
        return False
    add_mailbox(by=owner, name=organisation.slug, title=TITLE, location_id=place.pk, now=now)
    return True
