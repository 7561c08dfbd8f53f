"""Playbooks, which say what is asked and done about inquiries of a line, and the inquiries themselves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import TenantModel, tenant_key
from intake.domain.playbooks.stages import Stage


class Playbook(TenantModel):
    """What is asked live, and what may come of it, for a line or for one service of it."""

    name = models.CharField(max_length=80)
    line = tenant_key("conversations.Line", models.CASCADE, related_name="+")
    service = tenant_key("scheduling.Service", models.CASCADE, null=True, blank=True, related_name="+")
    form = tenant_key("intake.Form", models.SET_NULL, null=True, blank=True, related_name="+")
    asked = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Questions of the form that are asked on the telephone.",
    )
    outcomes = models.JSONField(
        default=list, help_text="[{key, label: {en, es}, stage, next, words, hours, team, member}]"
    )
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "line", "service"], nulls_distinct=False, name="playbook_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Inquiry(TenantModel):
    """A conversation somebody began who may become a client, on a line that has a playbook."""

    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    line = tenant_key("conversations.Line", models.CASCADE, related_name="+")
    playbook = tenant_key("intake.Playbook", models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(
        max_length=9, choices=[(one.value, one.value.capitalize()) for one in Stage], default=Stage.NEW.value
    )
    furthest = models.CharField(
        max_length=9,
        choices=[(one.value, one.value.capitalize()) for one in Stage if one is not Stage.LOST],
        default=Stage.NEW.value,
    )
    source = models.CharField(max_length=80, blank=True, help_text="utm_source or the site that led here.")
    outcome = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    recorded_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_at", "-id"]
        verbose_name_plural = "inquiries"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "conversation"], name="inquiry_once"),
            models.CheckConstraint(
                condition=models.Q(stage="LOST") | models.Q(stage=models.F("furthest")),
                name="inquiry_furthest",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-opened_at"], name="inquiry_newest")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.stage}"
