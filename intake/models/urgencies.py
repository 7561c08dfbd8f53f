"""What a home-service firm itself says first at an urgency, instead of what ships."""

from django.db import models

from accounts.models import TenantModel
from intake.domain.homes.urgency import Urgency


class UrgencyScript(TenantModel):
    """What is said first at one urgency, a sentence a line. Where life is in danger nothing is ever booked at once."""

    urgency = models.CharField(max_length=2, choices=[(one.value, one.value) for one in Urgency])
    said_en = models.TextField(max_length=2000)
    said_es = models.TextField(max_length=2000)
    may_book = models.BooleanField(default=True)
    calls_out = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["urgency"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "urgency"], name="urgency_script_once"),
            models.CheckConstraint(
                condition=~models.Q(urgency=Urgency.P0.value, may_book=True), name="urgency_danger_first"
            ),
        ]

    def __str__(self) -> str:
        return self.urgency
