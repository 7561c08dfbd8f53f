"""Telling somebody who waits that a time came free: by text or mail, at an hour at which they can answer."""

from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from contacts import selectors as contacts
from contacts.domain.consent import Act, Decision, Medium, Purpose
from conversations.services import permission, threads
from conversations.services.sending import queue_message_step
from core.transactions import step
from scheduling.models import Reach, WaitingEntry, WaitingOffer
from scheduling.services.linking import link_step
from scheduling.services.texting import NO_NUMBER, To, offer_words, thread_step, when_words

# A mail may come at any hour, but not one that has to be answered within half an hour.
OPENS, CLOSES = time(8), time(21)
NIGHT: Final = "NIGHT"


class NotNow(Exception):
    """Somebody cannot be told now: `reason` is a rule of the verdict, or ours. Undo the offer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@step
def tell_offer_step(row: WaitingEntry, offer: WaitingOffer, *, now: datetime) -> None:
    """Text or mail the offered time with its link.

    Raises:
        NotNow: it must not be, or not while they could answer.
    """
    organisation = Organisation.objects.get(pk=row.organisation_id)
    if row.reach_kind == Reach.EMAIL:
        _mail(row, offer, organisation, now=now)
    else:
        _text(row, offer, organisation, now=now)


@step
def _text(row: WaitingEntry, offer: WaitingOffer, organisation: Organisation, *, now: datetime) -> None:
    to = To(
        organisation_id=row.organisation_id,
        location_id=row.location_id,
        contact=row.contact,
        conversation_id=row.conversation_id,
        number=row.reach_value,
    )
    found = thread_step(to, now=now)
    if found is None:
        raise NotNow(NO_NUMBER)
    conversation, line, address = found
    row.conversation_id = row.conversation_id or conversation.pk
    row.save(update_fields=["conversation"])
    # The whole time they have for an answer lies in hours at which they may be written to.
    for at in (now, offer.expires_at):
        verdict = permission.verdict_on(
            conversation, address=address, purpose=Purpose.INFORMATIONAL, is_automatic=True, now=at
        )
        if verdict.decision is not Decision.ALLOW:
            raise NotNow(verdict.rule.value)
    queue_message_step(
        conversation,
        line=line,
        address=address,
        text=_words(row, offer, organisation, now=now),
        author=None,
        purpose=Purpose.INFORMATIONAL,
        now=now,
    )
    threads.touch(conversation)


@step
def _mail(row: WaitingEntry, offer: WaitingOffer, organisation: Organisation, *, now: datetime) -> None:
    zone = ZoneInfo(row.location.time_zone)
    if not all(OPENS <= at.astimezone(zone).time() < CLOSES for at in (now, offer.expires_at)):
        raise NotNow(NIGHT)
    verdict = contacts.verdict(
        organisation=organisation,
        act=Act(Purpose.INFORMATIONAL, medium=Medium.EMAIL, automated=True),
        kind="EMAIL",
        value=row.reach_value,
        latest_inbound_at=None,
        confirmation_sent_at=None,
        now=now,
    )
    if verdict.decision is not Decision.ALLOW:
        raise NotNow(verdict.rule.value)
    with override(row.language or "en"):
        subject = _("A time came free at %(firm)s") % {"firm": organisation.name}
    words = _words(row, offer, organisation, now=now)
    send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [row.reach_value])


@step
def _words(row: WaitingEntry, offer: WaitingOffer, organisation: Organisation, *, now: datetime) -> str:
    """Write the offer; what the visit is about is never said."""
    language, zone = row.language or "en", row.location.time_zone
    values = {
        "firm": organisation.name,
        "when": offer_words(offer.hold, timezone=zone, language=language, now=now),
        "until": when_words(offer.expires_at, timezone=zone, language=language),
        "link": link_step(offer.hold, now=now),
    }
    with override(language):
        came = _("%(firm)s: a time came free: %(when)s.") % values
        kept = _("We keep it until %(until)s.") % values
        if row.reach_kind == Reach.EMAIL:
            how = _("Take it, or give it to the next one: %(link)s") % values
        else:
            how = _("Take it: %(link)s or reply Y. N gives it to the next one.") % values
    return ("\n" if row.reach_kind == Reach.EMAIL else " ").join((came, how, kept))
