"""Who waits for a time, and which freed times they were offered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from scheduling.domain.waiting import LIVE, OfferOutcome, WaitingState

LIVE_WAITING = sorted(state.value for state in LIVE)


class Reach(models.TextChoices):
    """How somebody who waits is told."""

    PHONE = "PHONE", _("Text")
    EMAIL = "EMAIL", _("E-mail")


class WaitingEntry(TenantModel):
    """Somebody's place on the waiting list of a service at a location; what is empty leaves it open.

    Their turn goes by `joined_at`; an offer they did not take costs them nothing. `hindrance` says why they could not
    be offered the last time that suited.
    """

    service = tenant_key("scheduling.Service", models.CASCADE, db_index=False, related_name="waiting")
    location = tenant_key("accounts.Location", models.CASCADE, db_index=False, related_name="+")
    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    conversation = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField()
    provider_ids = models.JSONField(default=list, blank=True, help_text="Any of these; none: anybody.")
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, help_text="Monday is 0."
    )
    spans = models.JSONField(default=list, blank=True, help_text="Minutes of the day it may begin at.")
    earliest_on = models.DateField(null=True, blank=True)
    latest_on = models.DateField(null=True, blank=True)
    reach_kind = models.CharField(max_length=5, choices=Reach)
    reach_value = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value.capitalize()) for state in WaitingState],
        default=WaitingState.WAITING.value,
    )
    joined_at = models.DateTimeField()
    made_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    hindrance = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)
    appointment = tenant_key(
        "scheduling.Appointment", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        ordering = ["joined_at", "id"]
        verbose_name_plural = "waiting entries"
        indexes = [
            models.Index(
                fields=["organisation", "joined_at"],
                name="waiting_turn",
                condition=models.Q(state__in=LIVE_WAITING),
            )
        ]

    def __str__(self) -> str:
        return f"{self.joined_at:%Y-%m-%d %H:%M}"


class WaitingOffer(TenantModel):
    """A freed time offered to somebody who waits; an entry has one open offer at a time."""

    entry = tenant_key("scheduling.WaitingEntry", models.CASCADE, related_name="offers")
    hold = tenant_key("scheduling.Hold", models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=9,
        choices=[(one.value, one.value.capitalize()) for one in OfferOutcome],
        default=OfferOutcome.OPEN.value,
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "entry"],
                condition=models.Q(outcome="OPEN"),
                name="waiting_offer_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "expires_at"],
                name="waiting_offer_open",
                condition=models.Q(outcome="OPEN"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
