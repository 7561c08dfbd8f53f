"""Beat's edge of the carrier: sweeps that find what a dead process left behind."""

import logging
import time
from datetime import timedelta

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings

from accounts.models import Organisation
from carrier import selectors
from carrier.adapters import carrier_of, voice_of
from carrier.models import InboundDelivery, InboundState
from carrier.services import applying, call_books, mail, parts, reconciling, simulating
from carrier.simulator.client import SimulatorControl, SimulatorUnavailable
from core import clock
from core.transactions import reading

log = logging.getLogger(__name__)
# Younger rows are being applied by the request that stored them.
GRACE = timedelta(seconds=5)
# Together with the longest look at one account's books this stays below the time limit of the task.
ENOUGH_SECONDS = 30.0


@shared_task(time_limit=120)
def sweep_inbound(**_: object) -> int:
    """Apply every webhook whose process died between storing and applying it."""
    now = clock.now()
    applied = 0
    for organisation_id in selectors.list_unapplied_organisations(before=now - GRACE):
        organisation = Organisation.objects.get(pk=organisation_id)
        with reading(organisation):
            rows = InboundDelivery.objects.of(organisation).filter(
                state__in=[InboundState.RECEIVED, InboundState.FAILED], received_at__lt=now - GRACE
            )
            ids = list(rows.order_by("received_at").values_list("pk", flat=True)[:500])
        for delivery_id in ids:
            applying.apply_delivery(organisation=organisation, delivery_id=delivery_id, now=now)
            applied += 1
    return applied


@shared_task(time_limit=120)
def sweep_mail(**_: object) -> int:
    """Apply every mail whose process died between storing and applying it."""
    now = clock.now()
    return sum(
        mail.sweep(organisation_id=organisation_id, before=now - GRACE, now=now)
        for organisation_id in selectors.list_organisations_with_mail()
    )


@shared_task(time_limit=600)
def drop_old_mail(**_: object) -> int:
    """Delete the bytes of mails that were read long ago; returns how many."""
    now, count = clock.now(), 0
    for organisation_id in selectors.list_organisations_with_mail():
        while dropped := mail.drop_old(organisation=organisation_id, now=now):
            count += dropped
    return count


@shared_task(time_limit=120)
def flush_parts(**_: object) -> int:
    """Enter long texts whose missing parts have been waited for long enough."""
    now = clock.now()
    flushed = 0
    for organisation in Organisation.objects.filter(is_active=True):
        for key in parts.list_due(organisation=organisation, now=now):
            try:
                flushed += parts.flush_text(organisation=organisation, key=key, now=now)
            except Exception:
                # One text that cannot be entered must not hold up the others; it stays, and comes up again.
                log.exception("parts not entered", extra={"organisation_id": organisation.pk})
        parts.forget_old(organisation=organisation, now=now)
    return flushed


@shared_task(time_limit=300)
def reconcile(**_: object) -> int:
    """Compare every account's books with the carrier's."""
    now = clock.now()
    done = 0
    for account in selectors.list_accounts():
        reconciling.reconcile_account(account=account, carrier=carrier_of(account), now=now)
        done += 1
    return done


@shared_task(time_limit=60)
def reconcile_calls(**_: object) -> int:
    """Ask the carrier about commands without an answer, legs without an end and calls we were not told of.

    Returns how many it put right. What the time does not suffice for is where the next run begins.
    """
    until = time.monotonic() + ENOUGH_SECONDS
    done = 0
    for account in selectors.list_calling_accounts():
        if time.monotonic() > until:
            break
        try:
            found = call_books.reconcile_calls(
                organisation=account.organisation,
                carrier=voice_of(account),
                account_id=account.pk,
                now=clock.now(),
            )
        except Exception:
            # Wrong credentials, say, are one account's trouble and must not leave the others' calls open.
            log.exception("calls not compared", extra={"account_id": account.pk})
        else:
            done += found.settled + found.ended + found.recovered
    return done


@shared_task(time_limit=60, autoretry_for=(SimulatorUnavailable,), retry_backoff=1, max_retries=20)
def connect_simulator(**_: object) -> int:
    """Make every account, application and line known to the simulator; safe to repeat."""
    if settings.CARRIER != "simulator":
        return 0
    return simulating.connect(
        SimulatorControl(settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN, timeout=3.0)
    )


@worker_ready.connect
def connect_on_start(**_: object) -> None:
    """Tell the simulator who we are as soon as a worker stands."""
    connect_simulator.delay()
