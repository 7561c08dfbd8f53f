"""What can be booked, by whom it is given, and what it needs."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key

DAY_MINUTES = 24 * 60


class ServiceKind(models.TextChoices):
    """What it is for: a visit of customers, or calling them back."""

    VISIT = "VISIT", _("Visit")
    CALLBACK = "CALLBACK", _("Callback")


class Mode(models.TextChoices):
    """Who of its providers gives a service."""

    ONE = "ONE", _("The one the customer chooses")
    ROUND_ROBIN = "ROUND_ROBIN", _("Whose turn it is")
    COLLECTIVE = "COLLECTIVE", _("All of them together")


class LocationKind(models.TextChoices):
    """Where it takes place."""

    OFFICE = "OFFICE", _("At the location")
    PHONE = "PHONE", _("By telephone")
    VIDEO = "VIDEO", _("By video")
    CUSTOMER_ADDRESS = "CUSTOMER_ADDRESS", _("At the customer's address")


class WindowKind(models.TextChoices):
    """How far ahead it can be booked."""

    ROLLING = "ROLLING", _("Days from today")
    BUSINESS_DAYS = "BUSINESS_DAYS", _("Business days from today")
    RANGE = "RANGE", _("Between two dates")
    ALWAYS = "ALWAYS", _("Any time ahead")


def _minutes(**options: object) -> models.PositiveIntegerField:  # type: ignore[type-arg]
    return models.PositiveIntegerField(**options)  # type: ignore[arg-type]


class Service(TenantModel):
    """A bookable thing. Times are minutes; a cap that is not given does not hold.

    `interval` is from one start to the next (none: its length), `offset` moves the first. Caps are those of each
    provider, by the dates of their own clock.
    """

    kind = models.CharField(
        max_length=8, choices=ServiceKind, default=ServiceKind.VISIT, db_default=ServiceKind.VISIT
    )
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60)
    description = models.TextField(blank=True, max_length=2000)
    durations = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(5), MaxValueValidator(DAY_MINUTES)]),
        help_text=_("Minutes; the first is the usual one."),
    )
    price_text = models.CharField(max_length=80, blank=True)
    buffer_before = _minutes(default=0, validators=[MaxValueValidator(DAY_MINUTES)])
    buffer_after = _minutes(default=0, validators=[MaxValueValidator(DAY_MINUTES)])
    interval = _minutes(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(DAY_MINUTES)]
    )
    offset = _minutes(default=0, validators=[MaxValueValidator(DAY_MINUTES)])
    notice = _minutes(default=60, help_text=_("Minutes between booking and beginning, at least."))
    window_kind = models.CharField(max_length=13, choices=WindowKind, default=WindowKind.ROLLING)
    window_days = models.PositiveSmallIntegerField(default=60, validators=[MaxValueValidator(730)])
    window_from = models.DateField(null=True, blank=True)
    window_to = models.DateField(null=True, blank=True)
    day_count_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    day_minutes_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    week_count_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    week_minutes_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=11, choices=Mode, default=Mode.ONE)
    seats = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("People in one session; 1 for one customer."),
    )
    location_kind = models.CharField(max_length=16, choices=LocationKind, default=LocationKind.OFFICE)
    video_url = models.URLField(blank=True)
    needs_approval = models.BooleanField(default=False)
    cancel_cutoff = _minutes(
        null=True,
        blank=True,
        help_text=_("Minutes before it begins in which customers can no longer cancel."),
    )
    move_cutoff = _minutes(
        null=True,
        blank=True,
        help_text=_("Minutes before it begins in which customers can no longer move it."),
    )
    waiting_minutes = models.PositiveSmallIntegerField(
        default=30,
        db_default=30,
        validators=[MinValueValidator(5), MaxValueValidator(DAY_MINUTES)],
        help_text=_("Minutes for which a freed time is kept for whoever waits for one."),
    )
    hue = models.PositiveSmallIntegerField(default=262, validators=[MaxValueValidator(359)])
    is_public = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="service_name_once"),
            models.UniqueConstraint(fields=["organisation", "slug"], name="service_slug_once"),
            models.CheckConstraint(condition=models.Q(hue__lt=360), name="service_hue"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="service_seats"),
            models.CheckConstraint(
                condition=~models.Q(window_kind="RANGE")
                | models.Q(window_from__isnull=False, window_to__gte=models.F("window_from")),
                name="service_window_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceLocation(TenantModel):
    """A location at which a service is given; a service without one is given at every location."""

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="places")
    location = tenant_key("accounts.Location", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service", "location"], name="service_location_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.location_id)


class ServiceProvider(TenantModel):
    """Who gives a service. Fixed ones are in every booking; of each other group one is chosen, in turn.

    `joined_at` is since when they take turns: who joins later does not get every booking until they caught up.
    """

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="providers")
    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="gives")
    group = models.PositiveSmallIntegerField(default=0)
    is_fixed = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=100, validators=[MaxValueValidator(1000)])
    priority = models.PositiveSmallIntegerField(default=0, help_text=_("Higher ones are asked first."))
    joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["group", "-priority", "resource__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service", "resource"], name="service_provider_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.resource_id)


class ServiceNeed(TenantModel):
    """How many of a pool a service takes for its whole time."""

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="needs")
    pool = tenant_key("scheduling.Pool", models.PROTECT, related_name="needed_by")
    units = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "service", "pool"], name="service_need_once"),
            models.CheckConstraint(condition=models.Q(units__gte=1), name="service_need_units"),
        ]

    def __str__(self) -> str:
        return f"{self.units}"
