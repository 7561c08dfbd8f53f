"""When a location is open. Read by voice, chat, timers and booking through `accounts.domain.hours`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Location, Organisation
from core.ids import new_id


class OpeningWindow(models.Model):
    """One weekly span; several a day make a lunch break; an end not after the start runs past midnight."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    location = models.ForeignKey(Location, models.CASCADE, related_name="windows", db_constraint=False)
    weekday = models.PositiveSmallIntegerField(help_text=_("Monday is 0."))
    opens_minute = models.PositiveSmallIntegerField(help_text=_("Minutes after midnight."))
    closes_minute = models.PositiveSmallIntegerField(help_text=_("Minutes after midnight; 1440 is midnight."))

    class Meta:
        ordering = ["weekday", "opens_minute"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6, opens_minute__lt=1440, closes_minute__lte=1440),
                name="window_in_week",
            ),
            models.UniqueConstraint(
                fields=["organisation", "location", "weekday", "opens_minute"], name="window_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_minute}-{self.closes_minute}"


class HolidayRule(models.Model):
    """A holiday treated otherwise than closed: open as usual, or with hours of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, help_text=_("As the calendar calls it, like Thanksgiving Day."))
    opens_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    closes_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    is_open_as_usual = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="holiday_rule_once")]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """Closed once, between two days, both included."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="closures", db_constraint=False
    )
    label = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="closure_order"
            )
        ]

    def __str__(self) -> str:
        return self.label


class SpecialOpening(models.Model):
    """Open once: a span of one day, instead of what its weekday, the holidays and the closures say."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="special_openings", db_constraint=False
    )
    label = models.CharField(max_length=80)
    day = models.DateField()
    opens_minute = models.PositiveSmallIntegerField(help_text=_("Minutes after midnight."))
    closes_minute = models.PositiveSmallIntegerField(help_text=_("Minutes after midnight; 1440 is midnight."))

    class Meta:
        ordering = ["day", "opens_minute"]
        indexes = [models.Index(fields=["organisation", "day"], name="special_opening_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_minute__lt=1440, closes_minute__lte=1440),
                name="special_opening_in_day",
            )
        ]

    def __str__(self) -> str:
        return self.label
