"""What calendars outside read of ours, and what we read and write of theirs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField


class OutsideKind(models.TextChoices):
    """By which means a calendar elsewhere is read."""

    ICS = "ICS", _("Address of a calendar (.ics)")
    CALDAV = "CALDAV", _("CalDAV")
    GOOGLE = "GOOGLE", _("Google Calendar")
    MICROSOFT = "MICROSOFT", _("Microsoft 365")


class BusyElsewhere(models.TextChoices):
    """How busy somebody is in a calendar elsewhere."""

    BUSY = "BUSY", _("Busy")
    TENTATIVE = "TENTATIVE", _("Tentative")
    OUT_OF_OFFICE = "OUT_OF_OFFICE", _("Out of office")


class ClashKind(models.TextChoices):
    """What somebody did over there to an event of ours."""

    MOVED = "MOVED", _("Moved")
    DELETED = "DELETED", _("Deleted")


class CalendarFeed(TenantModel):
    """An address at which calendar programs read what is booked with a resource, until it is revoked.

    Whoever has the address may read it, so it holds a secret and the feed names no customer. A resource has one at a
    time; a new one makes the old one useless.
    """

    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="feeds")
    secret = EncryptedTextField(help_text="Shown again on the resource's page.")
    secret_hash = models.CharField(max_length=64, help_text="SHA-256, by which it is found.")
    made_at = models.DateTimeField()
    made_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "secret_hash"], name="calendar_feed_secret_once"),
            models.UniqueConstraint(
                fields=["organisation", "resource"],
                condition=models.Q(revoked_at=None),
                name="calendar_feed_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class ExternalCalendar(TenantModel):
    """A calendar elsewhere whose owner is a resource here: what stands in it takes their time.

    `last_ok_at` is when it was last read whole or found unchanged, and rules whether it can be relied upon; `whole_at`
    when everything in it was last read. `next_at` is when the sweep reads it again.
    """

    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="elsewhere")
    kind = models.CharField(max_length=9, choices=OutsideKind)
    name = models.CharField(max_length=120)
    address = EncryptedTextField(help_text="Of a feed it is a secret: whoever has it can read the calendar.")
    credentials = EncryptedTextField(blank=True, default="", help_text="JSON")
    etag = models.CharField(max_length=400, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sync_token = models.TextField(blank=True)
    whole_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField()
    last_try_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=40, blank=True, help_text="The key of a sentence.")
    write_error = models.CharField(max_length=40, blank=True, help_text="Why ours could not be written.")
    warnings = models.JSONField(default=list, blank=True, help_text="Pairs: a concern and what it is about.")
    counts_tentative = models.BooleanField(default=True)
    writes_to = models.BooleanField(default=False, help_text="Our appointments are written there.")
    is_active = models.BooleanField(default=True)
    channel_id = models.CharField(max_length=200, blank=True)
    channel_secret = EncryptedTextField(blank=True, default="")
    channel_resource = models.CharField(max_length=400, blank=True)
    channel_expires_at = models.DateTimeField(null=True, blank=True)
    added_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        ordering = ["name", "created_at"]
        indexes = [
            models.Index(
                fields=["organisation", "next_at"],
                name="external_calendar_due",
                condition=models.Q(is_active=True),
            ),
            models.Index(
                fields=["organisation", "channel_id"],
                name="external_calendar_channel",
                condition=~models.Q(channel_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExternalBusy(TenantModel):
    """Time that a calendar elsewhere takes of its owner; worked out when it is read, never when somebody asks.

    The two ends are plain columns, as those of claims are: a search by `&&` cannot use an index behind a policy.
    """

    calendar = tenant_key("scheduling.ExternalCalendar", models.CASCADE, db_index=False, related_name="busy")
    resource = tenant_key("scheduling.Resource", models.CASCADE, db_index=False, related_name="+")
    key = models.CharField(max_length=400, help_text="The event, as the calendar names what changes.")
    part = models.CharField(max_length=80, blank=True, help_text="Which time of one that repeats.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=13, choices=BusyElsewhere, default=BusyElsewhere.BUSY)
    fetched_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="external_busy_lasts"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "resource", "ends_at"], name="external_busy_time"),
            models.Index(fields=["organisation", "calendar", "key"], name="external_busy_event"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d %H:%M}"


class ExternalCopy(TenantModel):
    """One of our appointments in a calendar elsewhere: where it lies, and what somebody did to it there.

    `version` is that of the appointment which was written, 0 while nothing was. While `clash` stands nothing more is
    written: somebody decides first.
    """

    calendar = tenant_key("scheduling.ExternalCalendar", models.CASCADE, related_name="copies")
    appointment = tenant_key("scheduling.Appointment", models.CASCADE, related_name="copies")
    key = models.CharField(max_length=600, blank=True)
    uid = models.CharField(max_length=400, help_text="The UID it has there.")
    etag = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(help_text="As we wrote it.")
    ends_at = models.DateTimeField()
    clash = models.CharField(max_length=7, choices=ClashKind, blank=True)
    clash_at = models.DateTimeField(null=True, blank=True)
    their_etag = models.CharField(max_length=400, blank=True)
    their_starts_at = models.DateTimeField(null=True, blank=True)
    their_ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "calendar", "appointment"], name="external_copy_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "uid"], name="external_copy_uid")]

    def __str__(self) -> str:
        return self.uid
