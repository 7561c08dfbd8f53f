"""One thread with one contact at one location, across lines and channels."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import TenantModel, tenant_key
from conversations.domain.states import LIVE, Control, Outcome, Ownership, Status

LIVE_VALUES = sorted(status.value for status in LIVE)


def _choices(kind: type[Status | Control | Outcome | Ownership]) -> list[tuple[str, str]]:
    return [(item.value, item.value.replace("_", " ").capitalize()) for item in kind]


class Conversation(TenantModel):
    """A thread. Status moves only through `conversations.services`; `version` rises with every visible change."""

    location = tenant_key("accounts.Location", models.PROTECT, related_name="+")
    line = tenant_key("conversations.Line", models.PROTECT, related_name="+")
    contact = tenant_key(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="conversations"
    )
    party_key = models.CharField(
        max_length=280, help_text="c:(contact) once known, a:(kind):(address) before."
    )
    party_kind = models.CharField(max_length=12)
    party_value = models.CharField(max_length=254)
    walled_from = ArrayField(
        models.UUIDField(),
        default=list,
        db_default=models.Value([], ArrayField(models.UUIDField())),
        blank=True,
        editable=False,
        help_text="Members from whom an ethical wall keeps it.",
    )
    is_quarantined = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="What was said is kept from everybody until somebody who may has cleared it.",
    )
    title = models.CharField(max_length=200, help_text="The person's name or number, as lists show it.")
    status = models.CharField(max_length=8, choices=_choices(Status), default=Status.OPEN.value)
    control = models.CharField(max_length=8, choices=_choices(Control), default=Control.HUMAN.value)
    epoch = models.PositiveIntegerField(default=0)
    ownership = models.CharField(max_length=8, choices=_choices(Ownership), default=Ownership.UNOWNED.value)
    owner = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    owned_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When an open conversation owes an answer."
    )
    version = models.PositiveIntegerField(default=1)
    entry_count = models.PositiveIntegerField(default=0)
    latest_at = models.DateTimeField()
    latest_inbound_seq = models.PositiveIntegerField(default=0)
    latest_channel = models.CharField(max_length=12, blank=True)
    latest_text = models.CharField(max_length=160, blank=True)
    latest_is_ours = models.BooleanField(default=False)
    latest_call = models.CharField(
        max_length=24,
        blank=True,
        default="",
        db_default="",
        help_text="How the call that is shown ended; empty while it lives, and for what is no call.",
    )
    has_failure = models.BooleanField(default=False)
    waiting_since = models.DateTimeField(null=True, blank=True)
    first_response_at = models.DateTimeField(null=True, blank=True)
    first_response_seconds = models.PositiveIntegerField(null=True, blank=True)
    next_response_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    snoozed_until_reply = models.BooleanField(default=False)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=_choices(Outcome), blank=True)
    outcome_reason = models.CharField(max_length=200, blank=True)
    reopen_count = models.PositiveSmallIntegerField(default=0)
    previous = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_split = models.BooleanField(default=False)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "party_key"],
                condition=models.Q(status__in=LIVE_VALUES, is_split=False),
                name="conversation_one_live",
            ),
            models.CheckConstraint(
                condition=models.Q(ownership="OWNED", owner__isnull=False)
                | models.Q(ownership__in=["UNOWNED", "OFFERED"], owner__isnull=True),
                name="conversation_owner_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="RESOLVED")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(outcome="")),
                name="conversation_resolved_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="WAITING") | models.Q(waiting_since__isnull=True),
                name="conversation_waiting_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="OPEN") | models.Q(due_at__isnull=False),
                name="conversation_open_is_due",
            ),
        ]
        # Every sort index starts with the organisation, then the view, then at most one filter (research/performance §4).
        indexes = [
            models.Index(fields=["organisation", "status", "-latest_at", "-id"], name="conv_status"),
            models.Index(fields=["organisation", "status", "line", "-latest_at", "-id"], name="conv_line"),
            models.Index(
                fields=["organisation", "status", "location", "-latest_at", "-id"], name="conv_location"
            ),
            models.Index(
                fields=["organisation", "status", "latest_channel", "-latest_at", "-id"], name="conv_channel"
            ),
            models.Index(fields=["organisation", "owner", "status", "-latest_at", "-id"], name="conv_owner"),
            # By waiting, not by status; the last three are there to be compared without a look at the row.
            models.Index(
                fields=["organisation", "waiting_since", "id", "latest_channel", "line", "location"],
                name="conv_nobodys",
                condition=models.Q(status="OPEN", owner=None),
            ),
            models.Index(fields=["organisation", "contact", "-latest_at"], name="conv_contact"),
            models.Index(fields=["organisation", "party_key", "-latest_at"], name="conv_party"),
            models.Index(
                fields=["organisation", "snoozed_until"],
                name="conv_snoozed",
                condition=models.Q(status="SNOOZED", snoozed_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
