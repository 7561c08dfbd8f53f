"""Queues, who sits in them, and what members can do."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from routing.domain.matching import Strategy

STRATEGIES = [
    (Strategy.LONGEST_IDLE.value, _("Who is free the longest")),
    (Strategy.ROUND_ROBIN.value, _("In turn")),
    (Strategy.FEWEST_TODAY.value, _("Who had the fewest today")),
    (Strategy.FIXED.value, _("Always in the same order")),
]


class Queue(TenantModel):
    """Where callers and messages wait for a member. Empty limits mean none."""

    name = models.CharField(max_length=60)
    strategy = models.CharField(max_length=12, choices=STRATEGIES, default=Strategy.LONGEST_IDLE.value)
    ring_seconds = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(5), MaxValueValidator(60)]
    )
    tier_seconds = models.PositiveSmallIntegerField(
        default=30, help_text=_("How long somebody waits before backup is asked too.")
    )
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    longest_seconds = models.PositiveIntegerField(null=True, blank=True)
    wrap_up_seconds = models.PositiveSmallIntegerField(default=30)
    needs_code = models.BooleanField(default=False, help_text=_("How a call went must be said after it."))
    codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    in_time_seconds = models.PositiveSmallIntegerField(default=20)
    short_seconds = models.PositiveSmallIntegerField(default=5)
    alert_waiting = models.PositiveSmallIntegerField(default=3)
    alert_seconds = models.PositiveSmallIntegerField(default=60)
    announces_seconds = models.PositiveSmallIntegerField(
        default=60, help_text=_("How often callers hear their place; 0 is never.")
    )
    keeps_hours = models.BooleanField(
        default=False, help_text=_("Closed when the location is; else open while it has members on shift.")
    )
    offers_callback = models.BooleanField(default=True)
    backup_since = models.DateTimeField(
        null=True, blank=True, help_text="A supervisor pulled backup in for whoever waits since then."
    )
    alert_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when too many wait, or somebody too long."
    )
    alert_told_at = models.DateTimeField(
        null=True, blank=True, help_text="When supervisors last heard of it."
    )
    is_active = models.BooleanField(default=True)
    changed_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="queue_name_once")]

    def __str__(self) -> str:
        return self.name


class QueueSeat(TenantModel):
    """A member's place in a queue: their tier (1 is asked at once, further ones later) and their turn."""

    queue = tenant_key("routing.Queue", models.CASCADE, related_name="seats")
    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    tier = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    position = models.PositiveSmallIntegerField(default=0)
    turn_at = models.DateTimeField(null=True, blank=True, help_text="When they were last asked, for turns.")

    class Meta:
        ordering = ["tier", "position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "queue", "member"], name="seat_member_once")
        ]
        indexes = [models.Index(fields=["organisation", "member"], name="seat_member")]

    def __str__(self) -> str:
        return f"{self.tier}.{self.position}"


class Skill(TenantModel):
    """Something members can do at a level, such as a language or a field of work."""

    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="skill_name_once")]

    def __str__(self) -> str:
        return self.name


class MemberSkill(TenantModel):
    """How well a member can do it, from 1 to 5."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    skill = tenant_key("routing.Skill", models.CASCADE, related_name="members")
    level = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "skill"], name="member_skill_once")
        ]

    def __str__(self) -> str:
        return f"{self.level}"


class MemberCapacity(TenantModel):
    """How much a member holds beside calls, where it is not what everybody does; weights are parts of it."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    capacity = models.PositiveSmallIntegerField(default=100)
    chat_weight = models.PositiveSmallIntegerField(default=33, validators=[MinValueValidator(1)])
    message_weight = models.PositiveSmallIntegerField(default=20, validators=[MinValueValidator(1)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="capacity_once")]

    def __str__(self) -> str:
        return f"{self.capacity}"
