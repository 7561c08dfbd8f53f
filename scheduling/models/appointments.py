"""What is booked: appointments, sessions that several share, and what happened to each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from accounts.models.organisation import check_time_zone
from scheduling.domain.appointments import LIVE, AppointmentStatus

LIVE_STATUSES = sorted(status.value for status in LIVE)


class Actor(models.TextChoices):
    """Who did something to an appointment."""

    CUSTOMER = "CUSTOMER", _("Customer")
    MEMBER = "MEMBER", _("Member")
    PROGRAM = "PROGRAM", _("Program")
    PORTICO = "PORTICO", _("Portico")


class Source(models.TextChoices):
    """By which way an appointment was made."""

    PUBLIC = "PUBLIC", _("Booking page")
    STAFF = "STAFF", _("Calendar")
    CONVERSATION = "CONVERSATION", _("Conversation")
    TEXT = "TEXT", _("Text")
    PHONE = "PHONE", _("Telephone")
    WAITING_LIST = "WAITING_LIST", _("Waiting list")
    API = "API", _("Program")


class ChangeKind(models.TextChoices):
    """What happened to an appointment."""

    REQUESTED = "REQUESTED", _("Requested")
    BOOKED = "BOOKED", _("Booked")
    APPROVED = "APPROVED", _("Approved")
    DECLINED = "DECLINED", _("Declined")
    MOVED = "MOVED", _("Moved")
    CANCELLED = "CANCELLED", _("Cancelled")
    ARRIVED = "ARRIVED", _("Arrived")
    COMPLETED = "COMPLETED", _("Completed")
    NO_SHOW = "NO_SHOW", _("Did not come")
    TAKEN_BACK = "TAKEN_BACK", _("Taken back")
    RESTORED = "RESTORED", _("Restored")
    NOTED = "NOTED", _("Noted")
    ASKED = "ASKED", _("Asked for a change")


class GroupSession(TenantModel):
    """A session with several seats. It has the claims; its appointments are the seats that are taken."""

    service = tenant_key("scheduling.Service", models.PROTECT, related_name="sessions")
    location = tenant_key("accounts.Location", models.PROTECT, db_index=False, related_name="+")
    provider = tenant_key("scheduling.Resource", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When its time was given back.")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at"), seats__gte=1), name="session_lasts"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "service", "starts_at"],
                name="session_open",
                condition=models.Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Appointment(TenantModel):
    """A time of a service that is a contact's. A move keeps the row, its uid, and raises `sequence`.

    `version` is raised by every change: links made before it no longer act. `provider` is the one a customer would
    name; everything that is taken stands in the claims, and in those of the session for a shared one.
    """

    service = tenant_key("scheduling.Service", models.PROTECT, related_name="appointments")
    location = tenant_key("accounts.Location", models.PROTECT, db_index=False, related_name="+")
    provider = tenant_key("scheduling.Resource", models.PROTECT, db_index=False, related_name="+")
    contact = tenant_key("contacts.Contact", models.PROTECT, db_index=False, related_name="+")
    conversation = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    group_session = tenant_key(
        "scheduling.GroupSession", models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    series_id = models.UUIDField(null=True, blank=True, help_text="The same for each of a recurring one.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timezone = models.CharField(
        max_length=64, validators=[check_time_zone], help_text="Whose clock the customer reads."
    )
    language = models.CharField(max_length=8, default="en")
    status = models.CharField(
        max_length=9, choices=[(s.value, s.value.replace("_", " ").capitalize()) for s in AppointmentStatus]
    )
    uid = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=12, choices=Source)
    client_ref = models.CharField(
        max_length=80, blank=True, help_text="Tells one form, or one request of a program, from another."
    )
    phone = models.CharField(max_length=20, blank=True, help_text="The number to call.")
    place = models.CharField(max_length=300, blank=True, help_text="The address to go to.")
    arrives_from = models.DateTimeField(
        null=True, blank=True, help_text="The window in which somebody comes, as the customer was told."
    )
    arrives_until = models.DateTimeField(null=True, blank=True)
    note_for_customer = models.TextField(blank=True, max_length=1000)
    note_from_customer = models.TextField(blank=True, max_length=1000)
    note = models.TextField(blank=True, max_length=2000, help_text="For colleagues only.")
    booked_at = models.DateTimeField()
    booked_by = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=8, choices=Actor, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointment_lasts"
            ),
            models.UniqueConstraint(fields=["organisation", "uid"], name="appointment_uid_once"),
            models.UniqueConstraint(
                fields=["organisation", "client_ref", "starts_at"],
                condition=~models.Q(client_ref=""),
                name="appointment_ref_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_at"], name="appointment_time"),
            models.Index(fields=["organisation", "contact", "-starts_at"], name="appointment_contact"),
            models.Index(fields=["organisation", "provider", "starts_at"], name="appointment_provider"),
            models.Index(
                fields=["organisation", "service", "booked_at"],
                name="appointment_counted",
                condition=models.Q(status__in=LIVE_STATUSES),
            ),
            models.Index(
                fields=["organisation", "series_id"],
                name="appointment_series",
                condition=models.Q(series_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class AppointmentChange(TenantModel):
    """One thing that happened to an appointment; rows are only added."""

    appointment = tenant_key("scheduling.Appointment", models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    by = models.CharField(max_length=8, choices=Actor)
    member = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    from_starts_at = models.DateTimeField(null=True, blank=True)
    from_ends_at = models.DateTimeField(null=True, blank=True)
    to_starts_at = models.DateTimeField(null=True, blank=True)
    to_ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict, blank=True, help_text="Why this provider; what was overruled.")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["organisation", "appointment", "at"], name="appointment_history")]

    def __str__(self) -> str:
        return self.kind
