"""Replays of recorded calls through a flow that is not live, and the calls that would have gone otherwise."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class ReplayState(models.TextChoices):
    """How far a replay is."""

    WAITING = "WAITING", _("Waiting")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    CANCELLED = "CANCELLED", _("Cancelled")
    BROKEN = "BROKEN", _("Broken off")


UNDER_WAY: Final = (ReplayState.WAITING, ReplayState.RUNNING)


class Replay(TenantModel):
    """The calls of some days through a document, beside what handled them.

    Each of `draws` supposes anew what nobody recorded and adds one entry to `figures`; `claim` is the worker's that
    walks one now, and `beat_at` its latest sign of life.
    """

    flow = tenant_key("routing.Flow", models.CASCADE, related_name="+")
    live_version = tenant_key(
        "routing.FlowVersion", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    document = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document.")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day, within the window.")
    state = models.CharField(max_length=9, choices=ReplayState, default=ReplayState.WAITING)
    calls = models.PositiveIntegerField()
    done = models.PositiveIntegerField(
        default=0, help_text="Calls walked of the draw under way, in both flows."
    )
    draws = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=list, help_text="[{before, after}], one entry for each draw.")
    supposed = models.JSONField(default=dict, help_text="What nobody recorded: {shifts}.")
    change_count = models.PositiveIntegerField(default=0)
    resumed = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True)
    beat_at = models.DateTimeField()
    asked_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "flow"],
                condition=Q(state__in=["WAITING", "RUNNING"]),
                name="replay_one_under_way",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "flow", "-asked_at"], name="replay_newest"),
            models.Index(
                fields=["organisation", "beat_at"],
                condition=Q(state__in=["WAITING", "RUNNING"]),
                name="replay_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.state}"


class ReplayedCall(TenantModel):
    """A call that would have gone otherwise. `before` and `after`: {outcome, member, queue, wait, sure}."""

    replay = tenant_key("routing.Replay", models.CASCADE, related_name="changed")
    call = tenant_key("conversations.Call", models.CASCADE, related_name="+")
    place = models.PositiveIntegerField(help_text="Its place among the changed calls, first come first.")
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "replay", "place"], name="replayed_call_once")
        ]

    def __str__(self) -> str:
        return str(self.place)
