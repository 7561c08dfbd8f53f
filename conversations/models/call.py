"""A telephone call: its legs, what was recorded of it, and what the carrier was asked to do."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from conversations.domain.calls import (
    OVER,
    CallOutcome,
    CallState,
    CommandState,
    LegRole,
    Offer,
    RecordingState,
    Stage,
    Verb,
)
from conversations.ports import EndpointKind, LegStatus

OVER_VALUES = sorted(state.value for state in OVER)
PLACED_AND_UNSETTLED = [CommandState.QUEUED.value, CommandState.DOING.value, CommandState.UNKNOWN.value]


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(item.value, item.value.replace("_", " ").capitalize()) for item in kind]


class Direction(models.TextChoices):
    """Who rang whom."""

    INBOUND = "INBOUND", _("Call in")
    OUTBOUND = "OUTBOUND", _("Call out")


class Call(TenantModel):
    """One call, from the first ring to the last word about it. State moves only through `conversations.services`."""

    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="calls")
    entry = tenant_key("conversations.Entry", models.CASCADE, related_name="+")
    line = tenant_key("conversations.Line", models.PROTECT, related_name="+")
    direction = models.CharField(max_length=8, choices=Direction)
    address = models.CharField(max_length=254, help_text="The other party's number; empty when withheld.")
    state = models.CharField(max_length=12, choices=_choices(CallState))
    stage = models.CharField(max_length=9, choices=_choices(Stage), default=Stage.GREETING.value)
    outcome = models.CharField(max_length=24, choices=_choices(CallOutcome), blank=True)
    path = models.JSONField(
        default=list, blank=True, help_text="[{at, node, why}]: what was decided, and why."
    )
    room_name = models.CharField(max_length=60)
    region = models.CharField(max_length=120, blank=True, help_text="Host that commands must go to.")
    answered_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    answered_leg = tenant_key("conversations.Leg", models.SET_NULL, null=True, blank=True, related_name="+")
    was_blocked = models.BooleanField(default=False)
    block_reason = models.CharField(max_length=120, blank=True)
    is_trial = models.BooleanField(
        default=False, db_default=False, help_text="Somebody tried a draft by it; no figure counts it."
    )
    has_failed = models.BooleanField(default=False, help_text="The carrier could not carry out our plan.")
    is_muted = models.BooleanField(default=False)
    is_recorded = models.BooleanField(default=False, help_text="What is said now goes into a recording.")
    recording_notice = models.CharField(
        max_length=14, choices=_choices(RecordingState), default=RecordingState.NOT_ALLOWED.value
    )
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="A member and the customer were joined."
    )
    callback_at = models.DateTimeField(
        null=True, blank=True, help_text="The caller chose to be called back instead of waiting."
    )
    held_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    wait_seconds = models.PositiveIntegerField(default=0)
    talk_seconds = models.PositiveIntegerField(default=0)
    hold_seconds = models.PositiveIntegerField(default=0)
    ended_by = models.CharField(max_length=10, blank=True, help_text="CUSTOMER, MEMBER, PORTICO or CARRIER.")
    cost = models.DecimalField(
        max_digits=9, decimal_places=5, default=0, help_text="In the carrier's currency."
    )
    checked_at = models.DateTimeField(null=True, blank=True, help_text="The carrier was last asked about it.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "room_name"], name="call_room_once"),
            models.UniqueConstraint(fields=["organisation", "entry"], name="call_entry_once"),
            models.CheckConstraint(
                condition=~models.Q(state__in=OVER_VALUES)
                | (models.Q(ended_at__isnull=False) & ~models.Q(outcome="")),
                name="call_over_has_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OVER_VALUES) | models.Q(outcome=""), name="call_outcome_is_last"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "conversation", "-started_at"], name="call_thread"),
            models.Index(fields=["organisation", "-started_at"], name="call_newest"),
            models.Index(
                fields=["organisation", "started_at"],
                name="call_live",
                condition=~models.Q(state__in=OVER_VALUES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.state}"


class Leg(TenantModel):
    """One party's line into a call. `status` is folded by rank: the highest that was ever reported."""

    call = tenant_key("conversations.Call", models.CASCADE, related_name="legs")
    role = models.CharField(max_length=10, choices=_choices(LegRole))
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    endpoint_kind = models.CharField(max_length=5, choices=_choices(EndpointKind), default="PHONE")
    endpoint = models.CharField(max_length=254, blank=True)
    carrier_leg_id = models.CharField(max_length=120, blank=True)
    carrier_room_id = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, choices=_choices(LegStatus), blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    detail = models.CharField(max_length=60, blank=True)
    in_plan = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Rung by the caller's own plan: no command places or ends it.",
    )
    offer = models.CharField(max_length=11, choices=_choices(Offer), blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    room = models.CharField(max_length=70, blank=True, help_text="The room it is in, as we asked.")
    accepted_in = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="The carrier's room in which it took the call, until told to have left it.",
    )
    accepted_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When it took the call, and once told when it came to the others, by the carrier's clock.",
    )
    gone_at = models.DateTimeField(
        null=True, blank=True, help_text="When it ended, by the carrier's clock, where that is told."
    )
    is_muted = models.BooleanField(default=False)
    is_deaf = models.BooleanField(default=False)
    monitor_mode = models.CharField(max_length=8, blank=True, help_text="LISTEN, WHISPER or BARGE.")
    started_at = models.DateTimeField()
    ringing_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True, help_text="Heard by and hearing the customer.")
    left_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, blank=True)
    duration_seconds = models.PositiveIntegerField(null=True, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=5, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "carrier_leg_id"],
                condition=~models.Q(carrier_leg_id=""),
                name="leg_carrier_once",
            ),
            # Truth behind "first to accept wins": one member's leg of a call can hold it by acceptance.
            models.CheckConstraint(
                condition=models.Q(offer="") | models.Q(role__in=["MEMBER", "CONSULT"]), name="leg_offer_role"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "call", "started_at"], name="leg_call"),
            models.Index(fields=["organisation", "member", "-started_at"], name="leg_member"),
            models.Index(
                fields=["organisation", "offer_expires_at"],
                name="leg_ringing",
                condition=models.Q(offer="RINGING"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.status}"


class RecordingKind(models.TextChoices):
    """What was recorded."""

    VOICEMAIL = "VOICEMAIL", _("Voicemail")
    CALL = "CALL", _("Call recording")


class Recording(TenantModel):
    """Sound of a call: a message left, or (a part of) what was said."""

    call = tenant_key("conversations.Call", models.CASCADE, related_name="recordings")
    leg = tenant_key("conversations.Leg", models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=9, choices=RecordingKind)
    state = models.CharField(max_length=14, choices=_choices(RecordingState))
    carrier_recording_id = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True, help_text="Where the carrier keeps it for a while.")
    path = models.CharField(max_length=300, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    size_bytes = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    duration_seconds = models.FloatField(null=True, blank=True)
    expected_at = models.DateTimeField(
        null=True, blank=True, help_text="Missing when it has not come by then."
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    transcript_url = models.URLField(max_length=500, blank=True)
    transcript = models.JSONField(default=list, blank=True, help_text="[{speaker, at_ms, text}]")
    transcript_problem = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    summary_actions = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()), blank=True, help_text="By the model."
    )
    summary_by = models.CharField(
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=_("The language model; empty: the speakers' own sentences."),
    )
    summary_problem = models.CharField(max_length=8, blank=True, default="", db_default="")
    problem = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "carrier_recording_id"],
                condition=~models.Q(carrier_recording_id=""),
                name="recording_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["STORED", "TRANSCRIBED"]) | ~models.Q(path=""),
                name="recording_stored_has_file",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "call", "created_at"], name="recording_call"),
            models.Index(
                fields=["organisation", "expected_at"],
                name="recording_awaited",
                condition=models.Q(state__in=["RECORDING", "PAUSED", "AWAITED"]),
            ),
            models.Index(
                fields=["organisation", "expires_on"],
                name="recording_expiring",
                condition=models.Q(state__in=["STORED", "TRANSCRIBED"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class CallCommand(TenantModel):
    """One request to the carrier about a leg, written before it is made."""

    call = tenant_key("conversations.Call", models.CASCADE, related_name="commands")
    leg = tenant_key("conversations.Leg", models.CASCADE, related_name="commands")
    verb = models.CharField(max_length=12, choices=_choices(Verb))
    body = models.JSONField(default=dict, blank=True, help_text="{plan, seconds, sender, text, digits, url…}")
    state = models.CharField(max_length=8, choices=_choices(CommandState), default=CommandState.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=120, blank=True)
    requested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "leg"], condition=models.Q(verb="PLACE"), name="leg_placed_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "requested_at"],
                name="command_unsettled",
                condition=models.Q(state__in=PLACED_AND_UNSETTLED),
            ),
            models.Index(fields=["organisation", "call", "requested_at"], name="command_call"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.state}"
