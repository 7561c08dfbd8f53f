"""What an owner sets for a line; the built-in flow is drawn from it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class LineHandling(TenantModel):
    """How calls to one line are handled. Empty words mean those that ship, in the line's language."""

    line = tenant_key("conversations.Line", models.CASCADE, related_name="+")
    flow = tenant_key(
        "routing.Flow",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text=_("Its published version handles the calls; without one the built-in flow does."),
    )
    messages_queue = tenant_key(
        "routing.Queue",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text=_(
            "Where messages to the line wait that belong to nobody yet; without one they stay with the team."
        ),
    )
    language = models.CharField(
        max_length=5, default="en", choices=[("en", _("English")), ("es", _("Spanish"))]
    )
    greeting = models.CharField(max_length=600, blank=True)
    closed_greeting = models.CharField(max_length=600, blank=True)
    voicemail_greeting = models.CharField(max_length=600, blank=True)
    records_calls = models.BooleanField(default=False)
    notice = models.CharField(max_length=300, blank=True)
    keep_days = models.PositiveSmallIntegerField(
        default=90, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    texts_back = models.BooleanField(default=True)
    text_back_words = models.CharField(max_length=300, blank=True)
    cooldown_hours = models.PositiveSmallIntegerField(
        default=12, validators=[MinValueValidator(1), MaxValueValidator(720)]
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "line"], name="handling_once")]

    def __str__(self) -> str:
        return self.language


class RingTurn(TenantModel):
    """One member's place in the order in which a line rings."""

    handling = tenant_key("routing.LineHandling", models.CASCADE, related_name="turns")
    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    seconds = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(5), MaxValueValidator(60)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "handling", "member"], name="turn_member_once"),
            models.UniqueConstraint(
                fields=["organisation", "handling", "position"],
                name="turn_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
