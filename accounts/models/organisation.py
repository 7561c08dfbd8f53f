"""The tenant and its places. Directory tables: no customer content, no policy."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.domain.zones import zone_names
from core.ids import new_id


class Industry(models.TextChoices):
    """The trade an organisation is in; decides words, intake and defaults."""

    LAW = "LAW", _("Law firm")
    CLINIC = "CLINIC", _("Clinic")
    HOME = "HOME", _("Home service")


def check_time_zone(name: str) -> None:
    """Refuse a name the tz database does not have."""
    if name not in zone_names():
        raise ValidationError(
            _("There is no time zone called %(name)s. Write it like America/Phoenix."), params={"name": name}
        )


class Organisation(models.Model):
    """A law firm, a clinic or a home-service company."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    industry = models.CharField(max_length=8, choices=Industry)
    time_zone = models.CharField(max_length=64, default="America/Phoenix", validators=[check_time_zone])
    locale = models.CharField(
        max_length=8, default="en", choices=[("en", _("English")), ("es", _("Spanish"))]
    )
    country = models.CharField(max_length=2, default="US", help_text=_("Two letters; decides the holidays."))
    region = models.CharField(
        max_length=8, blank=True, help_text=_("State or province of the holidays, like AZ.")
    )
    hue = models.PositiveSmallIntegerField(default=262, validators=[MaxValueValidator(359)])
    require_mfa = models.BooleanField(default=False)
    idle_minutes = models.PositiveSmallIntegerField(
        default=60, help_text=_("Minutes without use before log-off.")
    )
    reply_minutes = models.PositiveSmallIntegerField(
        default=30, help_text=_("Minutes an owned conversation may wait before it goes back to the team.")
    )
    reopen_hours = models.PositiveSmallIntegerField(
        default=72, help_text=_("Hours after resolving in which a message continues the same conversation.")
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=models.Q(hue__lt=360), name="organisation_hue")]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A place of the organisation, with its own zone and hours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="locations")
    name = models.CharField(max_length=80)
    street = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=8, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, default="America/Phoenix", validators=[check_time_zone])
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="location_name"),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(is_default=True), name="location_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name
