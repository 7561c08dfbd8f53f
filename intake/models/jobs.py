"""What a home service does: kinds of jobs, and jobs from the inquiry to the end, with all that happened to each."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from intake.domain.homes.jobs import JobMove, JobState
from intake.domain.homes.urgency import Urgency

URGENCIES = [(one.value, one.value) for one in Urgency]


class WhyNot(models.TextChoices):
    """Why somebody is not served."""

    OUTSIDE = "OUTSIDE", _("Too far")
    TRADE = "TRADE", _("Not our trade")
    FULL = "FULL", _("No time in time")
    OTHER = "OTHER", _("Something else")


class JobType(TenantModel):
    """A kind of job: how long it takes, how urgent it is unless somebody says otherwise, who can do it, what it costs."""

    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(1440)])
    urgency = models.CharField(max_length=2, choices=URGENCIES, default=Urgency.P3.value)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    form = tenant_key("intake.Form", models.SET_NULL, null=True, blank=True, related_name="+")
    service = tenant_key("scheduling.Service", models.SET_NULL, null=True, blank=True, related_name="+")
    price_en = models.CharField(max_length=160, blank=True)
    price_es = models.CharField(max_length=160, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="job_type_name"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="job_type_lasts"),
        ]

    def __str__(self) -> str:
        return self.name


class Job(TenantModel):
    """One job. Where it has a visit, the visit says how it stands. `safe_at`: nobody is in danger any more."""

    site = tenant_key("intake.ServiceSite", models.PROTECT, null=True, blank=True, related_name="jobs")
    contact = tenant_key("contacts.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    type = tenant_key("intake.JobType", models.SET_NULL, null=True, blank=True, related_name="jobs")
    urgency = models.CharField(max_length=2, choices=URGENCIES, default=Urgency.P3.value)
    problem = models.TextField(max_length=2000, blank=True, help_text="In the words of whoever asked.")
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value.replace("_", " ").capitalize()) for one in JobState],
        default=JobState.INQUIRY.value,
    )
    appointment = tenant_key(
        "scheduling.Appointment", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    conversation = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submission_id = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The form by which it was asked."
    )
    questions_id = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The form with the questions of its kind."
    )
    opened_at = models.DateTimeField()
    safe_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why_not = models.CharField(max_length=7, choices=WhyNot, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "appointment"],
                condition=models.Q(appointment__isnull=False),
                name="job_of_appointment",
            ),
            models.CheckConstraint(
                condition=models.Q(state=JobState.NOT_SERVED.value, why_not__gt="")
                | (~models.Q(state=JobState.NOT_SERVED.value) & models.Q(why_not="")),
                name="job_not_served_why",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-opened_at"], name="job_newest"),
            models.Index(fields=["organisation", "contact", "-opened_at"], name="job_of_contact"),
            models.Index(fields=["organisation", "site", "-opened_at"], name="job_of_site"),
            models.Index(
                fields=["organisation", "submission_id"],
                condition=models.Q(submission_id__isnull=False),
                name="job_of_submission",
            ),
            models.Index(
                fields=["organisation", "questions_id"],
                condition=models.Q(questions_id__isnull=False),
                name="job_of_questions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.opened_at:%Y-%m-%d}"


class JobEvent(TenantModel):
    """One thing that happened to a job; rows are only added."""

    job = tenant_key("intake.Job", models.CASCADE, related_name="events")
    at = models.DateTimeField()
    move = models.CharField(
        max_length=9, choices=[(one.value, one.value.capitalize()) for one in JobMove], blank=True
    )
    after = models.CharField(max_length=10, choices=[(one.value, one.value.capitalize()) for one in JobState])
    by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["organisation", "job", "at"], name="job_event_of")]

    def __str__(self) -> str:
        return f"{self.move} {self.after}"
