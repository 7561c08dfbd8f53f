"""Home service: where a firm goes, how a service is given there, where a visit is, and who asked in vain."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key

DAY_MINUTES = 24 * 60
FARTHEST = 500_000


class AreaKind(models.TextChoices):
    """How an area is told."""

    POSTCODES = "POSTCODES", _("Postcodes")
    POLYGON = "POLYGON", _("Drawn on the map")
    RADIUS = "RADIUS", _("Distance from a place")


class AreaEffect(models.TextChoices):
    """Whether an area is served or left out of those that are."""

    SERVED = "SERVED", _("We go there")
    LEFT_OUT = "LEFT_OUT", _("We do not go there")


class AskedBy(models.TextChoices):
    """By which way somebody asked for a place that is not served."""

    PUBLIC = "PUBLIC", _("Booking page")
    STAFF = "STAFF", _("Calendar")
    API = "API", _("Program")
    ASSISTANT = "TALK", _("Receptionist")


ON_EARTH_NORTH = [MinValueValidator(-90), MaxValueValidator(90)]
ON_EARTH_EAST = [MinValueValidator(-180), MaxValueValidator(180)]


class ServiceArea(TenantModel):
    """A part of the map that is served, or left out of what is. Without a location it is for every location.

    `postcodes` is as typed, `points` are latitude and longitude in pairs; a radius is round `centre_postcode`, else round
    the location. `fee_text` is what a customer there reads beside the price.
    """

    name = models.CharField(max_length=60)
    location = tenant_key(
        "accounts.Location", models.CASCADE, null=True, blank=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=9, choices=AreaKind, default=AreaKind.POSTCODES)
    effect = models.CharField(max_length=8, choices=AreaEffect, default=AreaEffect.SERVED)
    postcodes = models.TextField(blank=True, max_length=4000)
    points = models.JSONField(default=list, blank=True)
    centre_postcode = models.CharField(max_length=12, blank=True)
    metres = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(FARTHEST)])
    fee_text = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="area_name_once")]

    def __str__(self) -> str:
        return self.name


class PostcodePlace(TenantModel):
    """Where a postcode is, as the organisation has it; it goes before the table that ships."""

    postcode = models.CharField(max_length=12)
    latitude = models.FloatField(validators=ON_EARTH_NORTH)
    longitude = models.FloatField(validators=ON_EARTH_EAST)

    class Meta:
        ordering = ["postcode"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "postcode"], name="postcode_place_once")
        ]

    def __str__(self) -> str:
        return self.postcode


class HomeSettings(TenantModel):
    """What an organisation says to whom it does not serve, and how quickly its vehicles drive."""

    referral_en = models.TextField(blank=True, max_length=500)
    referral_es = models.TextField(blank=True, max_length=500)
    speed = models.PositiveSmallIntegerField(
        default=40, validators=[MinValueValidator(5), MaxValueValidator(130)]
    )
    slack = models.PositiveSmallIntegerField(default=5, validators=[MaxValueValidator(120)])
    unknown = models.PositiveSmallIntegerField(default=30, validators=[MaxValueValidator(240)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="home_settings_once")]

    def __str__(self) -> str:
        return f"{self.speed} km/h"


class HomeRules(TenantModel):
    """How a service is given at customers' addresses. Without a row it is as any other.

    Of each served area `reserve` visits a day are kept for services that are `is_emergency`, until `released_at` (minute
    of the day itself). `arrival_minutes` is the length of the window that is promised, 0: the planned minute.
    """

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="home_rules")
    needs_area = models.BooleanField(default=True)
    travels = models.BooleanField(default=True)
    arrival_minutes = models.PositiveSmallIntegerField(default=120, validators=[MaxValueValidator(720)])
    is_emergency = models.BooleanField(default=False)
    reserve = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(20)])
    released_at = models.PositiveSmallIntegerField(
        default=12 * 60, validators=[MaxValueValidator(DAY_MINUTES)]
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "service"], name="home_rules_once")]

    def __str__(self) -> str:
        return f"{self.arrival_minutes}"


class VehicleBase(TenantModel):
    """Where a vehicle or technician sets out from in the morning."""

    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="bases")
    postcode = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "resource"], name="vehicle_base_once")]

    def __str__(self) -> str:
        return self.postcode


class VisitPlace(TenantModel):
    """Where a visit is: of an appointment, or of the hold that may become one.

    `area` is the one that serves it, none where a service needs no area. `set_out_at` and `arrival_at`: somebody is on
    the way and thinks to be there then.
    """

    hold = tenant_key("scheduling.Hold", models.CASCADE, null=True, blank=True, related_name="visit_places")
    appointment = tenant_key(
        "scheduling.Appointment", models.CASCADE, null=True, blank=True, related_name="visit_places"
    )
    area = tenant_key(
        "scheduling.ServiceArea",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="visits",
    )
    street = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    city = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    access_note = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=ON_EARTH_NORTH)
    longitude = models.FloatField(null=True, blank=True, validators=ON_EARTH_EAST)
    set_out_at = models.DateTimeField(null=True, blank=True)
    arrival_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "hold"],
                condition=models.Q(hold__isnull=False),
                name="visit_place_of_hold",
            ),
            models.UniqueConstraint(
                fields=["organisation", "appointment"],
                condition=models.Q(appointment__isnull=False),
                name="visit_place_of_appointment",
            ),
            models.CheckConstraint(
                condition=models.Q(hold__isnull=False) | models.Q(appointment__isnull=False),
                name="visit_place_is_of_something",
            ),
        ]

    def __str__(self) -> str:
        return self.postcode


class Unserved(TenantModel):
    """Somebody asked for a place that is not served. Nobody is counted twice on a day: `visitor` is a hash."""

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="+")
    postcode = models.CharField(max_length=12)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=6, choices=AskedBy)
    visitor = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service", "postcode", "asked_on", "asked_by", "visitor"],
                name="unserved_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["organisation", "asked_on"], name="unserved_days")]

    def __str__(self) -> str:
        return self.postcode
