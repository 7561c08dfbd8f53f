"""Red flags: the list a clinician signs, and each time somebody described an emergency."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class FlagSource(models.TextChoices):
    """Where the words were said or written."""

    MESSAGE = "MESSAGE", _("a message")
    MAIL = "MAIL", _("an e-mail")
    CHAT = "CHAT", _("the web chat")
    FORM = "FORM", _("a form")
    CALL = "CALL", _("a call")
    VOICEMAIL = "VOICEMAIL", _("a voicemail")
    BOOKING = "BOOKING", _("a booking")
    WAITING = "WAITING", _("the waiting list")


class Disposition(models.TextChoices):
    """What came of a red flag."""

    CALLED_BACK = "CALLED_BACK", _("Called back")
    ADVISED_911 = "ADVISED_911", _("Told to call 911")
    FALSE_ALARM = "FALSE_ALARM", _("False alarm")


class RedFlagList(TenantModel):
    """One signed version of a clinic's own phrases, which count beside the shipped ones; the newest is in force."""

    version = models.PositiveIntegerField()
    phrases = models.TextField(blank=True, max_length=20_000, help_text="One a line.")
    clinician = models.CharField(max_length=120)
    credential = models.CharField(max_length=80)
    signed_by = tenant_key("accounts.Member", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="red_flag_list_version")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.clinician}"


class RedFlagAlert(TenantModel):
    """An emergency somebody described: told to whom and when, acknowledged by whom, and what came of it."""

    conversation = tenant_key(
        "conversations.Conversation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    submission = tenant_key("intake.Submission", models.CASCADE, null=True, blank=True, related_name="+")
    contact = tenant_key("contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=9, choices=FlagSource)
    source_key = models.CharField(max_length=120, help_text="Of one piece of writing one alert is raised.")
    kinds = ArrayField(models.CharField(max_length=40), help_text="Kinds of danger.")
    who = models.CharField(max_length=120, blank=True, help_text="Whom to call, as it was known then.")
    words = models.CharField(max_length=300, blank=True, help_text="The sentence, as it was said.")
    list_version = models.PositiveIntegerField(default=0, help_text="Of the signed list; 0: the shipped one.")
    raised_at = models.DateTimeField()
    told = models.JSONField(default=list, blank=True, help_text="[{member, task, at}]")
    acknowledged_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    disposition = models.CharField(max_length=11, choices=Disposition, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    settled_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source_key"], name="red_flag_alert_once"),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, disposition="")
                | (
                    models.Q(settled_at__isnull=False, acknowledged_at__isnull=False)
                    & ~models.Q(disposition="")
                ),
                name="red_flag_settled_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-raised_at", "-id"], name="red_flag_newest"),
            models.Index(
                fields=["organisation", "conversation"],
                name="red_flag_unsettled",
                condition=models.Q(settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.raised_at:%Y-%m-%d %H:%M}"
