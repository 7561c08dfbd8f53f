"""Two contacts that turned out to be one."""

from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.models import TenantModel, tenant_key


class Exact(DjangoJSONEncoder):
    """Writes instants to the microsecond, which Django's own encoder cuts off: what is undone must be as it was."""

    def default(self, o: Any) -> Any:
        """Turn what JSON does not know into text."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class ContactMerge(TenantModel):
    """What one merge moved, row by row, so that it can be undone; `moved` is what each app wrote down for itself."""

    kept = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    absorbed = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    moved = models.JSONField(default=dict, encoder=Exact)

    class Meta:
        ordering = ["-merged_at", "-id"]
        indexes = [models.Index(fields=["organisation", "kept", "-merged_at"], name="merge_of_contact")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "absorbed"],
                condition=models.Q(undone_at=None),
                name="merge_absorbed_once",
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("absorbed")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
