"""One call's way through its flow."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class CallRun(TenantModel):
    """The flow a call began with and where it is in it, so that any process can go on."""

    call = tenant_key("conversations.Call", models.CASCADE, related_name="+")
    flow = models.JSONField()
    state = models.JSONField()
    plan = models.JSONField(default=list, blank=True, help_text="What the caller's leg was last told.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "call"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.version}"
