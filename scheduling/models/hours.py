"""When a resource can be booked: its week, days that differ, and zones it travels to."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from accounts.models.organisation import check_time_zone


class Schedule(TenantModel):
    """Hours on the clock of a zone; `version` rises with every change of it or of what hangs on it."""

    name = models.CharField(max_length=80)
    timezone = models.CharField(max_length=64, default="America/Phoenix", validators=[check_time_zone])
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="schedule_name_once")]

    def __str__(self) -> str:
        return self.name


class WeeklyWindow(TenantModel):
    """One span of every week; an end not after the start is on the next day, as with hours of a location."""

    schedule = tenant_key("scheduling.Schedule", models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField(help_text=_("Monday is 0."))
    opens_minute = models.PositiveSmallIntegerField(help_text=_("Minutes after midnight."))
    closes_minute = models.PositiveSmallIntegerField(help_text=_("Minutes after midnight; 1440 is midnight."))

    class Meta:
        ordering = ["weekday", "opens_minute"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, opens_minute__lt=1440, closes_minute__lte=1440),
                name="schedule_window_in_week",
            ),
            models.UniqueConstraint(
                fields=["organisation", "schedule", "weekday", "opens_minute"], name="schedule_window_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_minute}-{self.closes_minute}"


class DateOverride(TenantModel):
    """A day with spans of its own instead of its weekday's; none means off."""

    schedule = tenant_key("scheduling.Schedule", models.CASCADE, related_name="overrides")
    day = models.DateField()
    spans = models.JSONField(default=list, blank=True, help_text="[[opens_minute, closes_minute]]")
    label = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "schedule", "day"], name="date_override_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class TravelZone(TenantModel):
    """Days on which the hours are read on another zone's clock; `to_on` is included, none means from then on."""

    schedule = tenant_key("scheduling.Schedule", models.CASCADE, related_name="travels")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    timezone = models.CharField(max_length=64, validators=[check_time_zone])

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on=None) | models.Q(to_on__gte=models.F("from_on")),
                name="travel_zone_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on} {self.timezone}"
