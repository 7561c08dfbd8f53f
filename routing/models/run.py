"""One call's way through its flow."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class CallRun(TenantModel):
    """The flow a call began with and where it is in it, so that any process can go on."""

    call = tenant_key("conversations.Call", models.CASCADE, related_name="+")
    flow = models.JSONField(help_text="The built-in flow as it was drawn; empty when there is a version.")
    flow_version = tenant_key(
        "routing.FlowVersion", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    waits_until = models.DateTimeField(
        null=True, blank=True, help_text="When it goes on though nothing came, of a program that was asked."
    )
    state = models.JSONField()
    taken = models.JSONField(
        null=True,
        blank=True,
        help_text="[{node, exit}]: the nodes it came to and the exits it took; null before that was kept.",
    )
    talk = models.JSONField(
        null=True, blank=True, help_text="What a caller who may be called back was asked, and when."
    )
    plan = models.JSONField(default=list, blank=True, help_text="What the caller's leg was last told.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "call"], name="run_once")]
        indexes = [
            models.Index(
                fields=["organisation", "waits_until"],
                condition=models.Q(waits_until__isnull=False),
                name="run_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}"


class DraftCall(TenantModel):
    """That the next call from a number to a line walks a draft, because somebody tries it by telephone."""

    line = tenant_key("conversations.Line", models.CASCADE, related_name="+")
    number = models.CharField(max_length=254)
    flow = tenant_key("routing.Flow", models.CASCADE, related_name="+")
    draft_number = models.PositiveIntegerField()
    document = models.JSONField()
    asked_by = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "line", "number"], name="draft_call_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_number}"


class RehearsalReminder(TenantModel):
    """That somebody was asked, once in a quarter, to rehearse what no caller of a flow had taken."""

    flow = tenant_key("routing.Flow", models.CASCADE, related_name="+")
    quarter = models.DateField(help_text="Its first day.")
    task = tenant_key("conversations.Task", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "flow", "quarter"], name="rehearsal_once")
        ]

    def __str__(self) -> str:
        return f"{self.quarter}"
