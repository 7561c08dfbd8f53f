"""A dialogue of the assistant, its turns, and what it hands over."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class Dialogue(TenantModel):
    """Where the assistant stands in a conversation; any process goes on from this row."""

    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8)
    state = models.JSONField(default=dict)
    epoch = models.PositiveIntegerField(help_text="Of the conversation while the assistant may speak.")
    brain = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Number of the version it began with; 0: as it ships."
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "conversation"],
                condition=models.Q(ended_at=None),
                name="dialogue_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "conversation", "-started_at"], name="dialogue_of_thread")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.outcome}"


class Turn(TenantModel):
    """One thing said and what followed. Rows are only added; the same `turn_key` is the same turn."""

    dialogue = tenant_key("receptionist.Dialogue", models.CASCADE, related_name="turns")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    turn_key = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField()
    heard = models.TextField(blank=True)
    said = models.TextField(blank=True)
    understanding = models.JSONField(default=dict)
    act = models.CharField(max_length=20)
    rule = models.CharField(max_length=30)
    asks = models.CharField(max_length=30, blank=True)
    ends = models.BooleanField(default=False)
    reason = models.CharField(max_length=40, blank=True)
    timings = models.JSONField(default=dict, help_text="Milliseconds of understanding, of the whole turn.")
    versions = models.JSONField(default=dict)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "turn_key"], name="turn_once")]
        indexes = [
            models.Index(fields=["organisation", "conversation", "happened_at"], name="turn_of_thread")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class Handoff(TenantModel):
    """The card a person gets, so that nobody has to begin again."""

    dialogue = tenant_key("receptionist.Dialogue", models.CASCADE, related_name="handoffs")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10)
    summary = models.CharField(max_length=400)
    card = models.JSONField(default=dict)
    number = models.CharField(max_length=20, blank=True, help_text="Whom the emergency plan calls.")
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["organisation", "conversation", "-made_at"], name="handoff_of_thread")
        ]

    def __str__(self) -> str:
        return self.summary
