"""The event log and what it still owes to handlers."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from core.ids import new_id


class Event(models.Model):
    """A recorded fact; also the audit entry. Never edited, never deleted by the application."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField(editable=False)
    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    body = models.JSONField(default=dict)
    actor_id = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [
            models.Index(fields=["organisation_id", "name", "recorded_at"], name="event_by_name"),
            BrinIndex(fields=["recorded_at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.recorded_at:%Y-%m-%d %H:%M:%S}"


class DeliveryState(models.TextChoices):
    """Where a handler's work stands."""

    DUE = "DUE", "Due"
    DONE = "DONE", "Done"
    PARKED = "PARKED", "Parked after repeated failure"


class Delivery(models.Model):
    """One event owed to one handler. Directory table: ids only, so that the relay can read it for everyone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField(editable=False)
    event_id = models.UUIDField(editable=False)
    handler = models.CharField(max_length=100)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["event_id", "handler"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=models.Q(state="DUE")),
            models.Index(
                fields=["organisation_id"], name="delivery_parked", condition=models.Q(state="PARKED")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.state}"


class Heartbeat(models.Model):
    """The latest sign of life of a process. Directory table, no customer content."""

    name = models.CharField(primary_key=True, max_length=40)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%H:%M:%S}"
