"""Conflict checks: what was searched, what was found, what was decided, by whom. Nothing here is edited or deleted.

The database refuses it by triggers: runs, hits, answers and events only grow, and a check moves on only together with
a new link of its chain (`intake.domain.clearance.chain`).
"""

from django.db import models

from accounts.models import TenantModel, tenant_key
from intake.domain.clearance.chain import START
from intake.domain.clearance.deciding import Level, Verdict
from intake.domain.clearance.states import CheckState

STATES = [(state.value, state.value.replace("_", " ").capitalize()) for state in CheckState]
LEVELS = [(level.value, level.value.capitalize()) for level in Level]
VERDICTS = [(verdict.value, verdict.value.replace("_", " ").capitalize()) for verdict in Verdict]


class ConflictCheck(TenantModel):
    """Whether the firm may hear the facts of a matter, or of a conversation nobody has made a matter of yet.

    `heard` are names somebody said who is no party yet; `seq` and `head` are the end of its chain.
    """

    number = models.PositiveIntegerField()
    matter = tenant_key("intake.Matter", models.PROTECT, null=True, blank=True, related_name="checks")
    conversation = tenant_key(
        "conversations.Conversation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=16, choices=STATES, default=CheckState.NOT_RUN.value)
    heard = models.JSONField(default=list, blank=True)
    asked_by = tenant_key("accounts.Member", models.PROTECT, null=True, blank=True, related_name="+")
    policy_version = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField(null=True, blank=True)
    decided_by = tenant_key("accounts.Member", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=2000)
    waiver = models.JSONField(default=dict, blank=True, help_text="What was ticked, under whose name.")
    waiver_by = tenant_key("accounts.Member", models.PROTECT, null=True, blank=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, blank=True)
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default=START)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="conflict_check_number"),
            models.UniqueConstraint(fields=["organisation", "matter"], name="conflict_check_of_matter"),
            models.UniqueConstraint(fields=["organisation", "conversation"], name="conflict_check_of_thread"),
            models.CheckConstraint(
                condition=models.Q(matter__isnull=False) | models.Q(conversation__isnull=False),
                name="conflict_check_about",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "expires_at"],
                name="conflict_check_lapsing",
                condition=models.Q(expires_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class ConflictRun(TenantModel):
    """One search: what for, in how many rows, by which engine, and how new the newest row was."""

    check_of = tenant_key("intake.ConflictCheck", models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    trigger = models.CharField(max_length=16)
    by = tenant_key("accounts.Member", models.PROTECT, null=True, blank=True, related_name="+")
    terms = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    missed = models.JSONField(default=list)
    engine = models.CharField(max_length=40)
    corpus_rows = models.PositiveIntegerField(default=0)
    high_water = models.DateTimeField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)
    run_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "check_of", "number"], name="conflict_run_number")
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id} {self.number}"


class ConflictHit(TenantModel):
    """One party found for one name of a run. `reasons` and `path` are codes with values; pages say them in words."""

    run = tenant_key("intake.ConflictRun", models.PROTECT, related_name="hits")
    number = models.PositiveIntegerField()
    party = tenant_key("intake.Party", models.PROTECT, related_name="+")
    matter_party = tenant_key("intake.MatterParty", models.PROTECT, null=True, blank=True, related_name="+")
    term = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    score = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, choices=LEVELS)
    reasons = models.JSONField(default=list)
    path = models.JSONField(default=list)
    suppressed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "run", "number"], name="conflict_hit_number")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.level}"


class HitDecision(TenantModel):
    """What somebody said of a hit; saying something else later adds a row. `carried_from` is the answer taken over."""

    hit = tenant_key("intake.ConflictHit", models.PROTECT, related_name="decisions")
    by = tenant_key("accounts.Member", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=13, choices=VERDICTS)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    carried_from = models.PositiveIntegerField(
        null=True, blank=True, help_text="The run of the answer taken over."
    )

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.verdict


class Consent(TenantModel):
    """A client's informed consent to a waiver, in writing: the words they signed or the paper itself, and their hash.

    `sha256` is of the words, or without any of the file.
    """

    check_of = tenant_key("intake.ConflictCheck", models.PROTECT, related_name="consents")
    party = tenant_key("intake.Party", models.PROTECT, related_name="+")
    signer = models.CharField(max_length=200)
    words = models.TextField(max_length=8000, blank=True)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    file_mime = models.CharField(max_length=100, blank=True, default="", db_default="")
    file_path = models.CharField(max_length=200, blank=True, default="", db_default="")
    file_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    signed_on = models.DateField()
    recorded_by = tenant_key("accounts.Member", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.signer} {self.signed_on}"


class CheckEvent(TenantModel):
    """One link of a check's chain: who did, saw or said what, and when."""

    check_of = tenant_key("intake.ConflictCheck", models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=24)
    by = tenant_key("accounts.Member", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    values = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "check_of", "seq"], name="check_event_place")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"
