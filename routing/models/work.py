"""What waits in queues, and to whom it was offered."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from routing.domain.matching import Channel, Priority
from routing.domain.work import ENDS, FREE, Overflow, WorkState

ENDED = sorted(state.value for state in ENDS)
FREE_STATES = sorted(state.value for state in FREE)


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(item.value, item.value.replace("_", " ").capitalize()) for item in kind]


class OfferResult(models.TextChoices):
    """What became of asking a member."""

    OPEN = "OPEN", _("Ringing")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")
    MISSED = "MISSED", _("Missed")
    FAILED = "FAILED", _("Could not be reached")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class WorkItem(TenantModel):
    """A conversation or call in a queue. `queued_at` is kept through every offer, so that seniority is.

    The thresholds that figures rest on are those of the moment of joining: changing a queue changes no past figure.
    """

    queue = tenant_key("routing.Queue", models.PROTECT, related_name="items")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    call = tenant_key("conversations.Call", models.CASCADE, null=True, blank=True, related_name="+")
    location = tenant_key("accounts.Location", models.CASCADE, related_name="+")
    channel = models.CharField(max_length=7, choices=_choices(Channel))
    state = models.CharField(max_length=17, choices=_choices(WorkState), default=WorkState.WAITING.value)
    priority = models.CharField(
        max_length=9, choices=_choices(Priority), default=Priority.NORMAL.value, blank=True
    )
    needs = models.JSONField(
        default=list, blank=True, help_text="[{skill, level, relaxes: [[seconds, level]]}]"
    )
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    last_owner = tenant_key(
        "accounts.Member",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="Who answered for the person's conversation before; asked first while on shift.",
    )
    queued_at = models.DateTimeField()
    longest_seconds = models.PositiveIntegerField(null=True, blank=True)
    in_time_seconds = models.PositiveSmallIntegerField()
    short_seconds = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    callback_since = models.DateTimeField(null=True, blank=True)
    callback_number = models.CharField(max_length=20, blank=True)
    callback_due_at = models.DateTimeField(null=True, blank=True, help_text="Not tried again before.")
    callback_attempts = models.PositiveSmallIntegerField(default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    overflow = models.CharField(max_length=8, choices=_choices(Overflow), blank=True)
    code = models.CharField(max_length=40, blank=True)
    parent = tenant_key("routing.WorkItem", models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "call"],
                condition=models.Q(call__isnull=False) & ~models.Q(state__in=ENDED),
                name="work_call_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "conversation"],
                condition=~models.Q(channel="VOICE") & ~models.Q(state__in=ENDED),
                name="work_conversation_once",
            ),
            # Never both free and held.
            models.CheckConstraint(
                condition=~models.Q(state__in=FREE_STATES) | models.Q(member=None),
                name="work_free_has_nobody",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED, ended_at__isnull=False)
                | (~models.Q(state__in=ENDED) & models.Q(ended_at=None)),
                name="work_ended_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "queued_at"], name="work_live", condition=~models.Q(state__in=ENDED)
            ),
            models.Index(fields=["organisation", "queue", "-queued_at"], name="work_queue"),
            models.Index(fields=["organisation", "-queued_at"], name="work_newest"),
            models.Index(fields=["organisation", "call"], name="work_call"),
            models.Index(fields=["organisation", "member", "-answered_at"], name="work_member"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class WorkOffer(TenantModel):
    """A member asked to take an item, why they were, and what came of it."""

    item = tenant_key("routing.WorkItem", models.CASCADE, related_name="offers")
    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    leg = tenant_key("conversations.Leg", models.SET_NULL, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=9, choices=OfferResult, default=OfferResult.OPEN)
    reasons = models.JSONField(default=list, blank=True, help_text="[[why, figure]]")
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Truth behind "no item is offered twice" and "nobody is offered two things".
            models.UniqueConstraint(
                fields=["organisation", "item"], condition=models.Q(result="OPEN"), name="offer_item_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "member"], condition=models.Q(result="OPEN"), name="offer_member_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "expires_at"], name="offer_open", condition=models.Q(result="OPEN")
            ),
            models.Index(fields=["organisation", "item", "offered_at"], name="offer_item"),
        ]

    def __str__(self) -> str:
        return self.result
