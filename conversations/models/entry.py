"""A message, note or system fact inside a conversation."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from contacts.domain.consent import Purpose
from conversations.domain.states import MessageState


class EntryKind(models.TextChoices):
    """What an entry is. Only MESSAGE_OUT ever reaches a carrier."""

    MESSAGE_IN = "MESSAGE_IN", _("Message in")
    MESSAGE_OUT = "MESSAGE_OUT", _("Message out")
    NOTE = "NOTE", _("Private note")
    FACT = "FACT", _("Fact")
    CALL = "CALL", _("Call")


class Entry(TenantModel):
    """One thing in a thread, ordered by `occurred_at`, then `seq`."""

    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="entries")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EntryKind)
    channel = models.CharField(max_length=12, blank=True)
    line = tenant_key("conversations.Line", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=254, blank=True, help_text="The other party's address.")
    text = models.TextField(blank=True)
    author = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    is_automatic = models.BooleanField(default=False)
    fact = models.CharField(
        max_length=40, blank=True, help_text="Which system fact; its words are in templates."
    )
    fact_values = models.JSONField(default=dict, blank=True)
    occurred_at = models.DateTimeField()
    state = models.CharField(
        max_length=16, choices=[(s.value, s.value.capitalize()) for s in MessageState], blank=True
    )
    history = models.JSONField(default=list, blank=True, help_text="[{state, at, code}] as reported.")
    failure_reason = models.CharField(max_length=20, blank=True)
    segments = models.PositiveSmallIntegerField(default=0)
    provider_id = models.CharField(max_length=120, blank=True)
    media = models.JSONField(default=list, blank=True, help_text="[{kind, name, mime, path, url, state}]")
    send_after = models.DateTimeField(null=True, blank=True, help_text="Undo is possible until then.")
    purpose = models.CharField(
        max_length=20,
        choices=[(item.value, item.value.replace("_", " ").capitalize()) for item in Purpose],
        blank=True,
        default="",
        db_default="",
        help_text="Of an outbound message; empty counts as a reply.",
    )
    mail = models.JSONField(
        null=True, blank=True, help_text="Of an e-mail: subject, what stands below, ids, how it is proven."
    )
    version = models.PositiveSmallIntegerField(default=1)
    search = models.GeneratedField(
        expression=SearchVector("text", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "conversation", "seq"], name="entry_seq"),
            models.UniqueConstraint(
                fields=["organisation", "channel", "provider_id"],
                condition=~models.Q(provider_id=""),
                name="entry_provider_id",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["NOTE", "FACT"])
                | models.Q(state="", provider_id="", channel=""),
                name="entry_note_never_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "conversation", "-occurred_at", "-seq"], name="entry_thread"
            ),
            models.Index(
                fields=["organisation", "send_after"],
                name="entry_unsettled",
                condition=models.Q(state__in=["QUEUED", "SENDING", "UNKNOWN", "HELD_QUIET"]),
            ),
            models.Index(
                fields=["organisation", "address", "-occurred_at", "-seq"],
                name="entry_chat",
                condition=models.Q(channel="CHAT"),
            ),
            GinIndex(
                models.Func(
                    "organisation",
                    "occurred_at",
                    function="conversation_periods",
                    output_field=ArrayField(models.BigIntegerField()),
                ),
                models.F("search"),
                name="entry_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"
