"""Gives each house of the demo the form of its trade, which its first service asks for. Once."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import Member, Organisation, Role
from core.transactions import reading
from intake.services.forms import booking, templates
from scheduling.models import Service


def set_up(organisation: Organisation, members: Mapping[str, Member], *, now: datetime) -> bool:
    """Make it where there is no form yet, and return whether it was done."""
    owner = next((row for row in members.values() if row.role == Role.OWNER), None)
    form = templates.add_own_template(by=owner, now=now) if owner is not None else None
    if form is None or owner is None:
        return False
    with reading(organisation):
        service = Service.objects.of(organisation).filter(kind="VISIT", is_active=True).first()
    if service is not None:
        booking.tie_service(
            by=owner, form_id=form.pk, service_id=service.pk, is_tied=True, before=False, now=now
        )
    return True
