"""Beat's edge of the receptionist."""

from celery import shared_task

from accounts.models import Organisation
from core import clock
from receptionist.services import digesting


@shared_task(time_limit=120)
def send_digests(**_: object) -> int:
    """Put the mails about the assistant's day on their way where it is morning."""
    now = clock.now()
    return sum(
        digesting.note_due(organisation=organisation, now=now)
        for organisation in Organisation.objects.order_by("pk").iterator()
    )
