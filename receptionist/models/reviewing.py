"""What members say of turns, what a firm has learnt from it, and the versions its assistant works by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class Verdict(models.TextChoices):
    """What a member says of a turn."""

    RIGHT = "RIGHT", _("Understood rightly")
    OTHER = "OTHER", _("It meant something else")
    EMERGENCY = "EMERGENCY", _("This was an emergency")
    NOT_OURS = "NOT_OURS", _("Not a question for us")


class Review(TenantModel):
    """A turn somebody should look at, and what was said of it."""

    turn = tenant_key("receptionist.Turn", models.CASCADE, related_name="+")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=8, help_text="unsure, missed, or member")
    happened_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    intent = models.CharField(max_length=20, blank=True, help_text="What it meant, once somebody said so.")
    decided_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "turn"], name="review_once")]
        indexes = [
            models.Index(
                fields=["organisation", "-happened_at"],
                name="review_open",
                condition=models.Q(decided_at=None),
            ),
            models.Index(
                fields=["organisation", "-decided_at"],
                name="review_decided",
                condition=models.Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.verdict}"


class OwnPhrase(TenantModel):
    """A sentence customers of this firm say, and what it means; counts from the next version on."""

    text = models.CharField(max_length=300)
    plain = models.CharField(
        max_length=300, help_text="Without case, accents and marks: said twice is one phrase."
    )
    intent = models.CharField(max_length=20)
    language = models.CharField(max_length=8, default="en")
    review = tenant_key("receptionist.Review", models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "plain"], name="own_phrase_once")]

    def __str__(self) -> str:
        return self.text


class VersionState(models.TextChoices):
    """How far a version is."""

    WAITING = "WAITING", _("Waiting")
    EXAMINED = "EXAMINED", _("Being examined")
    READY = "READY", _("Ready")
    REFUSED = "REFUSED", _("Refused")
    FAILED = "FAILED", _("Failed")


class BrainVersion(TenantModel):
    """What a firm's assistant has learnt, at one moment: its phrases with their vectors, never changed again.

    At most one is in use; with none the assistant reads as it ships.
    """

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=VersionState, default=VersionState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Percent of its examination.")
    phrases = models.JSONField(default=list, help_text="[[text, intent]]")
    questions = models.JSONField(default=list, help_text="The questions with an answer, as they were.")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of phrases, questions and heads.")
    heads = models.CharField(
        max_length=12, blank=True, help_text="Of the shipped heads it was examined with."
    )
    vectors = models.BinaryField(null=True, blank=True)
    figures = models.JSONField(default=dict, help_text="{before, after}, of all cases.")
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was refused, or failed.")
    made_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    is_active = models.BooleanField(default=False)
    activated_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="brain_version_number"),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(is_active=True), name="brain_version_one_active"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | models.Q(state="READY"), name="brain_version_only_ready"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class DigestReader(TenantModel):
    """A member who wants the assistant's day by mail; `sent_on` is the last day that was told."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="digest_reader_once")]

    def __str__(self) -> str:
        return str(self.member_id)
