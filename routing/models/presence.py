"""Whether members take work."""

from django.db import models

from accounts.models import TenantModel, tenant_key
from routing.domain import presence as domain


def _choices(kind: type[domain.Choice] | type[domain.Engagement]) -> list[tuple[str, str]]:
    return [(item.value, item.value.replace("_", " ").capitalize()) for item in kind]


class Presence(TenantModel):
    """One member's presence; moves only through `routing.services`, by the tables of `routing.domain.presence`."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    choice = models.CharField(
        max_length=13, choices=_choices(domain.Choice), default=domain.Choice.OFFLINE.value
    )
    engagement = models.CharField(
        max_length=8, choices=_choices(domain.Engagement), default=domain.Engagement.FREE.value
    )
    reason = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(help_text="When what is shown began.")
    was_auto = models.BooleanField(default=False, help_text="A missed offer set them away.")
    wraps_until = models.DateTimeField(null=True, blank=True)
    owes_code = models.BooleanField(default=False)
    needs_heartbeat = models.BooleanField(default=False, help_text="Takes calls in the browser.")
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    idle_since = models.DateTimeField(null=True, blank=True, help_text="End of the latest call or wrap-up.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member"], name="presence_once"),
            models.CheckConstraint(
                condition=models.Q(engagement="WRAPPING") | models.Q(wraps_until=None, owes_code=False),
                name="presence_wrap_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "wraps_until"],
                name="presence_wrapping",
                condition=models.Q(engagement="WRAPPING"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.engagement}"
