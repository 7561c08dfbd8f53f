"""Reminders: due with the booking, void once what they say is no longer true, sent once, answered by C or M."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import formataddr
from typing import Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import policies as accounts
from accounts.models import Industry, Member, Organisation
from contacts import selectors as contacts
from contacts.domain.addresses import AddressKind
from contacts.domain.consent import Act, Decision, Medium, Purpose
from contacts.models import ContactAddress
from conversations.domain.mail.tokens import Target
from conversations.ports import FailureReason
from conversations.services.linting import check_template, words_telling
from conversations.services.mail import reply_address
from core.errors import NotFound
from core.events import record
from core.transactions import reading, step, use_case
from scheduling import errors
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.replies import asks_for_opt_out
from scheduling.events import CalendarChanged
from scheduling.models import (
    Appointment,
    ChangeKind,
    Reminder,
    ReminderAnswer,
    ReminderChannel,
    ReminderKind,
    ReminderRule,
    ReminderState,
    Service,
)
from scheduling.models.reminding import LONGEST_BEFORE
from scheduling.selectors.outside import mailbox_of
from scheduling.services.doing import CUSTOMER, Change, note_change, tidy_lines
from scheduling.services.texting import Texted, promise_words, text_step

AT_ONCE: Final = 200
MOST_RULES: Final = 6
FIELDS: Final = ("{firm}", "{when}", "{first}")


@use_case
def plan_reminders(*, organisation: UUID, appointment_id: UUID, now: datetime) -> int:
    """Write down what is due for an appointment as it stands now; what was due before is void. Twice is once."""
    rows = Appointment.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    row = rows.filter(pk=appointment_id).first()
    if row is None:
        return 0
    mine = Reminder.objects.of(organisation).filter(appointment=row)
    mine.filter(state=ReminderState.DUE).update(state=ReminderState.VOID)
    due = {rule.pk: at for rule, at in _due(row, now=now)}
    Reminder.objects.bulk_create(
        (
            Reminder(
                organisation_id=organisation,
                appointment=row,
                rule_id=rule_id,
                sequence=row.sequence,
                due_at=at,
            )
            for rule_id, at in due.items()
        ),
        ignore_conflicts=True,
    )
    again = mine.filter(state=ReminderState.VOID, sequence=row.sequence, rule__in=due, sent_at=None)
    again.update(state=ReminderState.DUE)
    return len(due)


def send_due(*, organisation_id: UUID, now: datetime) -> int:
    """Send what is due; returns how many reminders were looked at."""
    with reading(organisation_id):
        rows = Reminder.objects.of(organisation_id).filter(state=ReminderState.DUE, due_at__lte=now)
        ids = list(rows.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
    return sum(send_reminder(organisation=organisation_id, reminder_id=key, now=now) for key in ids)


@use_case
def send_reminder(*, organisation: UUID, reminder_id: UUID, now: datetime) -> bool:
    """Send one reminder, put it off to the hour at which it may be sent, or say why it is not sent."""
    rows = Reminder.objects.of(organisation).select_for_update(no_key=True, skip_locked=True, of=("self",))
    row = rows.filter(pk=reminder_id, state=ReminderState.DUE).select_related("rule__service").first()
    if row is None:
        return False
    appointment = Appointment.objects.of(organisation).select_related("contact").get(pk=row.appointment_id)
    if appointment.sequence != row.sequence or not _is_still_true(appointment, row.rule):
        row.state = ReminderState.VOID
    elif row.rule.kind == ReminderKind.BEFORE and appointment.starts_at <= now:
        row.state, row.reason = ReminderState.SKIPPED, "BEGAN"
    else:
        _settle(row, appointment, _deliver(row.rule, appointment, now=now), now=now)
    row.save(update_fields=["state", "reason", "due_at", "sent_at"])
    return True


@step
def answer_step(row: Reminder, *, answer: ReminderAnswer, now: datetime) -> Appointment:
    """Keep what a customer answered, for colleagues to see on the appointment."""
    row.answer, row.answered_at = answer, now
    row.save(update_fields=["answer", "answered_at"])
    appointment = (
        Appointment.objects.of(row.organisation_id)
        .select_for_update(no_key=True, of=("self",))
        .select_related("contact", "service")
        .get(pk=row.appointment_id)
    )
    change = Change(kind=ChangeKind.NOTED, details={"answer": answer.value})
    note_change(appointment, change, by=CUSTOMER, now=now)
    record(CalendarChanged(resource_id=appointment.provider_id, change="ANSWERED"), now=now)
    return appointment


@use_case
def add_rule(*, by: Member, service_id: UUID, values: Mapping[str, object], now: datetime) -> ReminderRule:
    """Let customers of a service be reminded once more; appointments that are booked already are reminded too.

    Raises:
        BadBooking: words that trap the reader, a time that is none, the same twice.
        TemplateTells: at a clinic, words about health. NoSuchService, OwnersOnly.
    """
    accounts.check_can_administer(by)
    service = Service.objects.of(by.organisation_id).filter(pk=service_id, is_active=True).first()
    if service is None:
        raise errors.NoSuchService
    rule = ReminderRule(organisation_id=by.organisation_id, service=service, **values)
    rule.words_en, rule.words_es = tidy_lines(rule.words_en)[:600], tidy_lines(rule.words_es)[:600]
    _check_rule(rule)
    rule.save(force_insert=True)
    for row in _to_come(service, now=now):
        if (at := row.starts_at - timedelta(minutes=rule.minutes)) > now and rule.kind == ReminderKind.BEFORE:
            Reminder(
                organisation_id=row.organisation_id,
                appointment=row,
                rule=rule,
                sequence=row.sequence,
                due_at=at,
            ).save(force_insert=True)
    return rule


@use_case
def remove_rule(*, by: Member, rule_id: UUID, now: datetime) -> None:
    """Send this reminder no more.

    Raises:
        NotFound: there is none. OwnersOnly.
    """
    accounts.check_can_administer(by)
    if not ReminderRule.objects.of(by.organisation_id).filter(pk=rule_id).delete()[0]:
        raise NotFound


def words_of(rule: ReminderRule, row: Appointment, *, firm: str) -> str:
    """Write a reminder: the owner's words, else those that ship; what the visit is about is never said."""
    language = row.language or "en"
    own = rule.words_es if language.startswith("es") else rule.words_en
    when = promise_words(row, language=language)
    if own:
        found = dict(zip(FIELDS, (firm, when, row.contact.first_name), strict=True))
        for field, value in found.items():
            own = own.replace(field, value)
        return own
    with override(language):
        if rule.kind == ReminderKind.NO_SHOW:
            text = _("%(firm)s: we missed you at your appointment. Reply M and we send you other times.")
            if link := _again_url(rule.service):
                return f"{text} {_('Or choose one here: %(link)s')}" % {"firm": firm, "link": link}
        elif rule.asks and rule.channel == ReminderChannel.TEXT:
            text = _(
                "%(firm)s: a reminder of your appointment on %(when)s. Reply C to confirm, or M for another time."
            )
        else:
            text = _("%(firm)s: a reminder of your appointment on %(when)s.")
        return text % {"firm": firm, "when": when}


def _again_url(service: Service) -> str:
    """Give the page on which the service is booked, if the public may; a clinic's address would tell what it is."""
    firm = Organisation.objects.get(pk=service.organisation_id)
    if not (service.is_public and service.is_active):
        return ""
    if firm.industry == Industry.CLINIC:
        return urljoin(settings.PUBLIC_URL, reverse("scheduling:book", kwargs={"slug": firm.slug}))
    keys = {"slug": firm.slug, "service": service.slug}
    return urljoin(settings.PUBLIC_URL, reverse("scheduling:book_times", kwargs=keys))


def _due(row: Appointment, *, now: datetime) -> list[tuple[ReminderRule, datetime]]:
    rules = ReminderRule.objects.of(row.organisation_id).filter(service_id=row.service_id)
    if row.status == AppointmentStatus.NO_SHOW:
        return [
            (one, now + timedelta(minutes=one.minutes)) for one in rules if one.kind == ReminderKind.NO_SHOW
        ]
    if row.status != AppointmentStatus.CONFIRMED:
        return []
    before = ((one, row.starts_at - timedelta(minutes=one.minutes)) for one in rules)
    # Booked within the last hours: the confirmation has just told them.
    return [(one, at) for one, at in before if one.kind == ReminderKind.BEFORE and at > now]


def _is_still_true(row: Appointment, rule: ReminderRule) -> bool:
    wanted = AppointmentStatus.NO_SHOW if rule.kind == ReminderKind.NO_SHOW else AppointmentStatus.CONFIRMED
    return row.status == wanted


def _deliver(rule: ReminderRule, row: Appointment, *, now: datetime) -> Texted:
    organisation = Organisation.objects.get(pk=row.organisation_id)
    text = words_of(rule, row, firm=organisation.name)
    if words_telling(row.organisation_id, text):
        return Texted(reason=FailureReason.HEALTH_DETAIL)
    if rule.channel == ReminderChannel.TEXT:
        return text_step(row, text=text, now=now)
    return _mail(row, organisation, text, now=now)


def _mail(row: Appointment, organisation: Organisation, text: str, *, now: datetime) -> Texted:
    addresses = ContactAddress.objects.of(row.organisation_id).filter(
        contact=row.contact, kind=AddressKind.EMAIL
    )
    address = addresses.order_by("pk").values_list("value", flat=True).first()
    if not address:
        return Texted(reason="NO_EMAIL")
    verdict = contacts.verdict(
        organisation=organisation,
        act=Act(Purpose.INFORMATIONAL, medium=Medium.EMAIL, automated=True),
        kind="EMAIL",
        value=address,
        latest_inbound_at=None,
        confirmation_sent_at=None,
        now=now,
    )
    if verdict.decision is not Decision.ALLOW:
        return Texted(not_before=verdict.until, reason=verdict.rule.value)
    with override(row.language or "en"):
        subject = _("Your appointment with %(firm)s") % {"firm": organisation.name}
    mailbox = mailbox_of(organisation_id=row.organisation_id, location_id=row.location_id)
    EmailMessage(
        subject,
        text,
        formataddr((" ".join(organisation.name.split()), mailbox))
        if mailbox
        else settings.DEFAULT_FROM_EMAIL,
        [address],
        reply_to=[reply_address(mailbox, Target.APPOINTMENT, row.pk, organisation_id=row.organisation_id)]
        if mailbox
        else None,
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
    return Texted(is_sent=True)


def _settle(row: Reminder, appointment: Appointment, done: Texted, *, now: datetime) -> None:
    """Note what became of it; what may not be sent at this hour is sent at the first at which it may."""
    if done.is_sent:
        row.state, row.sent_at, row.reason = ReminderState.SENT, now, ""
        return
    row.reason = done.reason[:40]
    is_in_time = done.not_before is not None and (
        row.rule.kind == ReminderKind.NO_SHOW or done.not_before < appointment.starts_at
    )
    if is_in_time and done.not_before is not None:
        row.due_at = done.not_before
    else:
        row.state = ReminderState.SKIPPED


def _to_come(service: Service, *, now: datetime) -> list[Appointment]:
    rows = Appointment.objects.of(service.organisation_id).filter(
        service=service, status=AppointmentStatus.CONFIRMED, starts_at__gt=now
    )
    return list(rows)


def _check_rule(rule: ReminderRule) -> None:
    if not 0 < rule.minutes <= LONGEST_BEFORE:
        raise errors.BadBooking(_("A reminder is sent from a minute to 30 days before."))
    if any(asks_for_opt_out(words) for words in (rule.words_en, rule.words_es)):
        raise errors.BadBooking(
            _(
                "Do not ask for words such as STOP or CANCEL: telephones take them to mean no more texts. C and M work."
            )
        )
    check_template(rule.organisation_id, rule.words_en, rule.words_es)
    others = ReminderRule.objects.of(rule.organisation_id).filter(service=rule.service)
    if others.count() >= MOST_RULES:
        raise errors.BadBooking(_("A service has at most six reminders. Remove one first."))
    if others.filter(kind=rule.kind, channel=rule.channel, minutes=rule.minutes).exists():
        raise errors.BadBooking(_("There is this reminder already."))
