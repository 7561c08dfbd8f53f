"""Mail: the addresses at which it comes in, and each mail as it came."""

from django.db import models

from accounts.models import Organisation, TenantModel, tenant_key
from core.ids import new_id


class Mailbox(models.Model):
    """An address at which an organisation gets mail. Directory table: read before an organisation is known.

    The line of the same address has everything else; an address that is given up is never given to somebody else.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    line = models.OneToOneField("conversations.Line", models.CASCADE, related_name="+")
    address = models.CharField(max_length=254, unique=True, help_text="In small letters.")
    is_active = models.BooleanField(default=True)
    latest_at = models.DateTimeField(null=True, blank=True, help_text="When a mail last came in.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.address


class MailState(models.TextChoices):
    """How far a mail is."""

    RECEIVED = "RECEIVED", "Received"
    APPLIED = "APPLIED", "Applied"
    KEPT = "KEPT", "Kept: nobody has to answer it"
    FAILED = "FAILED", "Failed, will be tried again"
    PARKED = "PARKED", "Parked after repeated failure"


class InboundMail(TenantModel):
    """One mail as it came; its bytes lie in the file storage. The same mail is one row, however often it is handed in."""

    line = tenant_key("conversations.Line", models.CASCADE, related_name="+")
    key = models.CharField(max_length=130, help_text="By what it is known again.")
    message_id = models.CharField(max_length=130, blank=True)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    token = models.CharField(max_length=64, blank=True, help_text="What stood after the plus in the address.")
    envelope_sender = models.CharField(max_length=254, null=True, blank=True)
    is_spam = models.BooleanField(default=False)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.RECEIVED)
    reason = models.CharField(max_length=20, blank=True, help_text="Why nobody has to answer it.")
    entry_id = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="inbound_mail_once")]
        indexes = [
            models.Index(
                fields=["organisation", "received_at"],
                name="inbound_mail_unapplied",
                condition=models.Q(state__in=["RECEIVED", "FAILED"]),
            ),
            models.Index(fields=["organisation", "-received_at"], name="inbound_mail_newest"),
            models.Index(fields=["organisation", "message_id"], name="inbound_mail_id"),
            models.Index(fields=["organisation", "sender", "-received_at"], name="inbound_mail_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.reason}".strip()


class StrayMail(models.Model):
    """A mail for an address that is nobody's. Directory table: to whom and when, nothing of what was written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.CharField(max_length=254)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-received_at"], name="stray_mail_newest")]

    def __str__(self) -> str:
        return self.recipient
