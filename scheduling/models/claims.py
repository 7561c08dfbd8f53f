"""Who has which time of which resource. The database refuses two at once."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from scheduling.domain.claims import LIVE, ClaimState

LIVE_STATES = sorted(state.value for state in LIVE)
OWNERS = ("appointment", "hold", "block", "group_session")


# From the first column up to, not including, the second.
BUSY = models.Func(
    "busy_from", "busy_until", RangeBoundary(), function="tstzrange", output_field=DateTimeRangeField()
)


class HoldKind(models.TextChoices):
    """What a time is held for."""

    VISITOR = "VISITOR", _("Somebody fills in the form")
    OFFER = "OFFER", _("Offered to somebody")
    WAITING_LIST = "WAITING_LIST", _("Offered from the waiting list")


class Hold(TenantModel):
    """A time kept for somebody until it expires, is given up, or becomes an appointment.

    `key` is what the holder's signed token carries: whoever has it sees the time as free. A hold of a seat in a
    session that is there already has no claims of its own.
    """

    kind = models.CharField(max_length=12, choices=HoldKind, default=HoldKind.VISITOR)
    service = tenant_key("scheduling.Service", models.CASCADE, db_index=False, related_name="+")
    location = tenant_key("accounts.Location", models.CASCADE, db_index=False, related_name="+")
    provider = tenant_key(
        "scheduling.Resource", models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    group_session = tenant_key(
        "scheduling.GroupSession", models.CASCADE, null=True, blank=True, related_name="holds"
    )
    contact = tenant_key(
        "contacts.Contact", models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    key = models.UUIDField()
    visitor = models.CharField(max_length=64, blank=True, help_text="Tells visitors apart; a hash.")
    expires_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    appointment = tenant_key(
        "scheduling.Appointment", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    details = models.JSONField(default=dict, blank=True, help_text="Why this provider.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="hold_lasts")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "expires_at"], name="hold_open", condition=models.Q(ended_at=None)
            ),
            models.Index(
                fields=["organisation", "visitor"],
                name="hold_visitor",
                condition=models.Q(ended_at=None) & ~models.Q(visitor=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class TimeBlock(TenantModel):
    """Time of a resource that is not to be booked, and why; it may be in pieces, around what was booked before."""

    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="blocks")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=120, blank=True)
    made_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="block_lasts")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "resource", "ends_at"],
                name="block_open",
                condition=models.Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


def _one_owner() -> models.Q:
    found = models.Q()
    for name in OWNERS:
        found |= models.Q(**{f"{other}__isnull": other != name for other in OWNERS})
    return found


class Claim(TenantModel):
    """The time one resource gives to one appointment, hold, block or session.

    `busy_from` to `busy_until` is that time with its buffers, which is what must not overlap: so buffers of neighbours
    add up. The two are plain columns, since a search by `&&` cannot use an index behind a policy (design §11).
    """

    resource = tenant_key("scheduling.Resource", models.CASCADE, db_index=False, related_name="claims")
    state = models.CharField(max_length=8, choices=[(s.value, s.value.capitalize()) for s in ClaimState])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy_from = models.DateTimeField()
    busy_until = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    appointment = tenant_key(
        "scheduling.Appointment", models.CASCADE, null=True, blank=True, related_name="claims"
    )
    hold = tenant_key("scheduling.Hold", models.CASCADE, null=True, blank=True, related_name="claims")
    block = tenant_key("scheduling.TimeBlock", models.CASCADE, null=True, blank=True, related_name="claims")
    group_session = tenant_key(
        "scheduling.GroupSession", models.CASCADE, null=True, blank=True, related_name="claims"
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="claim_no_overlap",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("resource", RangeOperators.EQUAL),
                    (BUSY, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(state__in=LIVE_STATES),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ends_at__gt=models.F("starts_at"),
                    busy_from__lte=models.F("starts_at"),
                    busy_until__gte=models.F("ends_at"),
                ),
                name="claim_lasts",
            ),
            models.CheckConstraint(condition=_one_owner(), name="claim_one_owner"),
            # A hold that never expires would be a booking nobody made.
            models.CheckConstraint(
                condition=~models.Q(state="HELD") | models.Q(expires_at__isnull=False, hold__isnull=False),
                name="claim_held_expires",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "resource", "busy_until"],
                name="claim_busy",
                condition=models.Q(state__in=LIVE_STATES),
            ),
            models.Index(
                fields=["organisation", "expires_at"], name="claim_expiry", condition=models.Q(state="HELD")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.starts_at:%Y-%m-%d %H:%M}"
