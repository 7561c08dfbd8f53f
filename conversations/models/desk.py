"""What members keep: drafts, canned replies, views, read marks, mentions and tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from conversations.domain.promises import PromisedBy

PROMISED_BY = [
    (PromisedBy.ASSISTANT.value, _("The receptionist")),
    (PromisedBy.GREETING.value, _("A greeting")),
    (PromisedBy.TEXT.value, _("An automatic text")),
    (PromisedBy.MEMBER.value, _("A member")),
]


class ReadMark(TenantModel):
    """How far a member has read a conversation."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "conversation"], name="read_mark_once")
        ]

    def __str__(self) -> str:
        return str(self.seq)


class Draft(TenantModel):
    """A half-written reply or note of one member; never touched by anyone else's act."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    is_note = models.BooleanField(default=False)
    text = models.TextField(blank=True, max_length=3200)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "member", "conversation", "is_note"], name="draft_once"
            )
        ]

    def __str__(self) -> str:
        return f"{len(self.text)}"


class CannedReply(TenantModel):
    """A saved reply with variables; a missing value stops the send."""

    title = models.CharField(max_length=80)
    shortcut = models.SlugField(max_length=40)
    text = models.TextField(max_length=1600)
    language = models.CharField(max_length=8, default="en")
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "canned replies"
        constraints = [models.UniqueConstraint(fields=["organisation", "shortcut"], name="canned_once")]

    def __str__(self) -> str:
        return self.title


class SavedView(TenantModel):
    """A named filter over the inbox, of one member or (without) the whole team."""

    member = tenant_key("accounts.Member", models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    view = models.CharField(max_length=20, default="open")
    filters = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "member", "name"], name="saved_view_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mention(TenantModel):
    """A member named in a note."""

    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    entry = tenant_key("conversations.Entry", models.CASCADE, related_name="+")
    conversation = tenant_key("conversations.Conversation", models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "entry"], name="mention_once")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "member"], name="mention_unread", condition=models.Q(read_at=None)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Task(TenantModel):
    """Something somebody owes, with a time."""

    title = models.CharField(max_length=200)
    owner = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    team = tenant_key("accounts.Team", models.SET_NULL, null=True, blank=True, related_name="+")
    conversation = tenant_key(
        "conversations.Conversation", models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    contact = tenant_key("contacts.Contact", models.CASCADE, null=True, blank=True, related_name="tasks")
    entry = tenant_key("conversations.Entry", models.SET_NULL, null=True, blank=True, related_name="+")
    page = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Where it is done: a page of ours."),
    )
    created_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    promised_by = models.CharField(
        max_length=9,
        choices=PROMISED_BY,
        blank=True,
        default="",
        db_default="",
        help_text=_("Who told the customer so; empty where nobody did."),
    )
    promised_at = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When whoever owes it is warned; empty once they were.")
    )
    due_at = models.DateTimeField(help_text=_("When it is owed."))
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["due_at"]
        indexes = [
            models.Index(
                fields=["organisation", "owner", "due_at"], name="task_mine", condition=models.Q(done_at=None)
            ),
            models.Index(fields=["organisation", "contact", "due_at"], name="task_contact"),
            models.Index(
                fields=["organisation", "warn_at"],
                name="task_to_warn",
                condition=models.Q(done_at=None, warn_at__isnull=False),
            ),
            models.Index(
                fields=["organisation", "-due_at"], name="task_promised", condition=~models.Q(promised_by="")
            ),
        ]

    def __str__(self) -> str:
        return self.title
