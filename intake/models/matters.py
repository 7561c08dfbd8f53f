"""What a law firm works on, or is asked to: matters with those around them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import TenantModel, tenant_key


class MatterStatus(models.TextChoices):
    """Where a matter stands. An inquiry is a matter nobody has engaged the firm for yet."""

    INQUIRY = "INQUIRY", _("Inquiry")
    OPEN = "OPEN", pgettext_lazy("matter", "Open")
    CLOSED = "CLOSED", _("Closed")
    DECLINED = "DECLINED", _("Declined")


class PartyRole(models.TextChoices):
    """What a party is to a matter."""

    CLIENT = "CLIENT", _("Client")
    PROSPECT = "PROSPECT", _("Prospect")
    ADVERSE = "ADVERSE", _("Other side")
    CO_PARTY = "CO_PARTY", _("Co-party")
    RELATED = "RELATED", _("Related")
    COUNSEL = "COUNSEL", _("Opposing counsel")
    JUDGE = "JUDGE", _("Judge or arbitrator")
    WITNESS = "WITNESS", _("Witness")
    EXPERT = "EXPERT", _("Expert")
    INSURER = "INSURER", _("Insurer")
    GUARANTOR = "GUARANTOR", _("Guarantor")
    REFERRER = "REFERRER", _("Referrer")
    PAYER = "PAYER", _("Payer")


class Side(models.TextChoices):
    """On which side of a matter a party stands."""

    OURS = "OURS", _("Our side")
    THEIRS = "THEIRS", _("The other side")
    NEUTRAL = "NEUTRAL", _("Neither side")


OUR_ROLES = frozenset({PartyRole.CLIENT, PartyRole.PROSPECT, PartyRole.CO_PARTY, PartyRole.PAYER})
THEIR_ROLES = frozenset({PartyRole.ADVERSE, PartyRole.COUNSEL})


def side_of(role: PartyRole) -> Side:
    """Say on which side of a matter somebody of this role stands."""
    return Side.OURS if role in OUR_ROLES else Side.THEIRS if role in THEIR_ROLES else Side.NEUTRAL


class Matter(TenantModel):
    """One piece of work, or an inquiry about one. Rows stay for ever: former clients are searched too (rule 1.9)."""

    number = models.CharField(max_length=24)
    title = models.CharField(max_length=200)
    subject = models.CharField(
        max_length=300, blank=True, help_text="A line a reviewer may see without opening the file."
    )
    practice_area = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=8, choices=MatterStatus, default=MatterStatus.INQUIRY)
    responsible = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    conversation = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    from_submission_id = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The form in which the names were given."
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="matter_number")]
        indexes = [
            models.Index(fields=["organisation", "status", "-created_at"], name="matter_newest"),
            models.Index(
                fields=["organisation", "from_submission_id"],
                name="matter_of_form",
                condition=models.Q(from_submission_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class MatterParty(TenantModel):
    """A party's part in a matter; one that ended keeps its row."""

    matter = tenant_key("intake.Matter", models.CASCADE, related_name="parties")
    party = tenant_key("intake.Party", models.PROTECT, related_name="matters")
    role = models.CharField(max_length=9, choices=PartyRole)
    side = models.CharField(max_length=7, choices=Side, default=Side.NEUTRAL)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "matter parties"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "matter", "party", "role"], name="matter_party_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.role}"
