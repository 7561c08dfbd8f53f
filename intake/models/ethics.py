"""Ethical walls: who of the firm may know nothing of a matter, and that they were told."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class EthicalWall(TenantModel):
    """A wall around a matter and its conversation; lifting it takes a reason and leaves the row."""

    matter = tenant_key("intake.Matter", models.PROTECT, related_name="walls")
    reason = models.CharField(max_length=500)
    procedures = models.TextField(max_length=4000, blank=True)
    is_fee_excluded = models.BooleanField(
        default=True, help_text="Those kept out share no fee of the matter."
    )
    lets_in = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Everybody is kept out but those it let in, whoever comes later too.",
    )
    notice_sent_on = models.DateField(null=True, blank=True)
    made_by = tenant_key("accounts.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    lifted_by = tenant_key("accounts.Member", models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "matter"],
                condition=models.Q(lifted_at=None),
                name="ethical_wall_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.made_at:%Y-%m-%d}"


class WallMember(TenantModel):
    """A member a wall keeps out; `acknowledged_at` once they said they know."""

    wall = tenant_key("intake.EthicalWall", models.CASCADE, related_name="members")
    member = tenant_key("accounts.Member", models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "wall", "member"], name="wall_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.wall_id} {self.member_id}"
