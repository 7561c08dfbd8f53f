"""The telephone a member is rung on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class MemberPhone(TenantModel):
    """Where a member takes calls: their own telephone, accepted by pressing 1, or the browser."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    number = models.CharField(max_length=20, blank=True, help_text="E.164")
    takes_in_browser = models.BooleanField(default=False)
    takes_calls = models.BooleanField(default=True, help_text=_("Off: calls are not offered to this member."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member"], name="member_phone_once"),
            models.CheckConstraint(
                condition=~models.Q(number="") | models.Q(takes_in_browser=True), name="member_phone_rings"
            ),
        ]

    def __str__(self) -> str:
        return self.number
