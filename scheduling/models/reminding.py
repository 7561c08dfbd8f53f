"""What customers are reminded of and offered by text: rules of a service, what is due, times to choose from."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key

LONGEST_BEFORE = 60 * 24 * 30


class ReminderKind(models.TextChoices):
    """When a reminder is due."""

    BEFORE = "BEFORE", _("Before it begins")
    NO_SHOW = "NO_SHOW", _("After nobody came")


class ReminderChannel(models.TextChoices):
    """By which way it goes."""

    TEXT = "TEXT", _("Text")
    EMAIL = "EMAIL", _("E-mail")


class ReminderState(models.TextChoices):
    """How a due reminder stands."""

    DUE = "DUE", _("Due")
    SENT = "SENT", _("Sent")
    # The appointment was moved or cancelled: what it said is no longer true.
    VOID = "VOID", _("No longer true")
    SKIPPED = "SKIPPED", _("Not sent")


class ReminderAnswer(models.TextChoices):
    """What a customer answered to a reminder."""

    CONFIRMED = "CONFIRMED", _("Will come")
    MOVE = "MOVE", _("Asks to move it")


class ReminderRule(TenantModel):
    """One reminder of a service: how long before (or after nobody came), by which way, in whose words.

    Empty words are those that ship. `asks`: the text says how to confirm and how to ask for another time.
    """

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="reminder_rules")
    kind = models.CharField(max_length=7, choices=ReminderKind, default=ReminderKind.BEFORE)
    minutes = models.PositiveIntegerField(default=24 * 60, validators=[MaxValueValidator(LONGEST_BEFORE)])
    channel = models.CharField(max_length=5, choices=ReminderChannel, default=ReminderChannel.TEXT)
    asks = models.BooleanField(default=True)
    words_en = models.TextField(blank=True, max_length=600)
    words_es = models.TextField(blank=True, max_length=600)

    class Meta:
        ordering = ["kind", "-minutes"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service", "kind", "channel", "minutes"], name="reminder_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes}"


class Reminder(TenantModel):
    """A reminder of one appointment as it stood at `sequence`; a later move or cancellation makes it void."""

    appointment = tenant_key("scheduling.Appointment", models.CASCADE, related_name="reminders")
    rule = tenant_key("scheduling.ReminderRule", models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=ReminderState, default=ReminderState.DUE)
    reason = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=9, choices=ReminderAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "appointment", "rule", "sequence"], name="reminder_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_at"], name="reminder_due", condition=models.Q(state="DUE")
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M}"


class TimeOffer(TenantModel):
    """Times offered to somebody by text, each held until `expires_at`; the first answer takes one.

    `appointment` is the one that is to be moved, none for a new one; `taken_id` what came of it.
    """

    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    contact = tenant_key("contacts.Contact", models.CASCADE, db_index=False, related_name="+")
    appointment = tenant_key(
        "scheduling.Appointment", models.CASCADE, null=True, blank=True, related_name="offers"
    )
    hold_ids = models.JSONField(default=list, help_text="In the order of the numbers in the text.")
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    taken_id = models.UUIDField(null=True, blank=True, help_text="The appointment that came of it.")
    made_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "conversation"],
                condition=models.Q(ended_at=None),
                name="time_offer_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.offered_at:%Y-%m-%d %H:%M}"
