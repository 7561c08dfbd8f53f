"""Flows and their versions: a draft that is edited, one that is live, and those that were."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from routing.domain.document import LONGEST_TITLE


class FlowState(models.TextChoices):
    """What a version of a flow is."""

    DRAFT = "DRAFT", _("Draft")
    PUBLISHED = "PUBLISHED", _("Live")
    ARCHIVED = "ARCHIVED", _("Earlier")


class Flow(TenantModel):
    """How calls may be handled. Lines that have it follow its published version."""

    title = models.CharField(max_length=LONGEST_TITLE)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class FlowVersion(TenantModel):
    """One version of a flow. Only a draft changes; `revision` counts its saves, so that nobody overwrites another's."""

    flow = tenant_key("routing.Flow", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=FlowState, default=FlowState.DRAFT)
    document = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=200, blank=True)
    based_on = tenant_key("routing.FlowVersion", models.SET_NULL, null=True, blank=True, related_name="+")
    edited_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField()
    published_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    step = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Which of its steps the draft stands at; undoing goes back."
    )
    proof_key = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="Which content and which world were proven: hours, members, queues, the day.",
    )
    proof = models.JSONField(null=True, blank=True, help_text="What the verifier found there.")
    proven_at = models.DateTimeField(null=True, blank=True)
    proof_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "flow", "number"], name="flow_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "flow"], condition=Q(state="DRAFT"), name="flow_draft_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "flow"], condition=Q(state="PUBLISHED"), name="flow_published_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class FlowStep(TenantModel):
    """What a draft said at one step of its making, to go back to and forth. `revision` is the save it came by."""

    version = tenant_key("routing.FlowVersion", models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    document = models.JSONField()
    by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version", "position"], name="flow_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class RingRotation(TenantModel):
    """When a member last had their turn in a rotation. `key` is the flow, or the line that has none."""

    key = models.UUIDField()
    node = models.CharField(max_length=40)
    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    rung_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "node", "member"], name="rotation_once")
        ]

    def __str__(self) -> str:
        return self.node
