"""Beat's edge of routing: one transaction for each organisation."""

from celery import shared_task

from accounts import selectors as accounts
from core import clock
from routing import services
from routing.services import oncall, queues, reminding, replaying


@shared_task(time_limit=60)
def expire_offers(**_: object) -> int:
    """Let calls go on whose ringing, or a program's answer, should have ended."""
    now = clock.now()
    return sum(
        services.expire_offers(organisation=organisation_id, now=now)
        + services.expire_waiting(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=60)
def sweep_queues(**_: object) -> int:
    """Do what no event did: end long waits and wrap-ups, match what still waits, let ladders and drills go on."""
    now = clock.now()
    return sum(
        queues.sweep(organisation_id=organisation_id, now=now)
        + oncall.sweep(organisation_id=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=60)
def sweep_replays(**_: object) -> int:
    """Let replays go on whose worker fell silent, and mark as broken off what fell silent too often."""
    now = clock.now()
    return sum(
        replaying.sweep(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )


@shared_task(time_limit=300)
def remind_to_rehearse(**_: object) -> int:
    """Ask owners, once a quarter and flow, to rehearse what no caller took."""
    now = clock.now()
    return sum(
        reminding.sweep(organisation=organisation_id, now=now)
        for organisation_id in accounts.list_organisation_ids()
    )
