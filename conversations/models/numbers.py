"""What is known about numbers that ring us: who is kept out, what sort of line it is, where both must consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class BlockKind(models.TextChoices):
    """How a block is matched."""

    NUMBER = "NUMBER", _("This number")
    PREFIX = "PREFIX", _("Numbers that begin with")
    PATTERN = "PATTERN", _("Numbers like (? is one digit, * any)")


class Block(TenantModel):
    """Callers who are not put through. They may still leave a message, and a known client is never blocked by it."""

    kind = models.CharField(max_length=7, choices=BlockKind, default=BlockKind.NUMBER)
    value = models.CharField(max_length=40)
    reason = models.CharField(max_length=120)
    expires_at = models.DateTimeField(null=True, blank=True)
    author = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    hit_count = models.PositiveIntegerField(default=0)
    hit_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "value"], name="block_once")]

    def __str__(self) -> str:
        return self.value


class LineType(models.TextChoices):
    """What sort of telephone a number is; texts to a landline are never sent."""

    MOBILE = "MOBILE", _("Mobile")
    LANDLINE = "LANDLINE", _("Landline")
    VOIP = "VOIP", _("Internet telephone")
    UNKNOWN = "UNKNOWN", _("Unknown")


class NumberFact(TenantModel):
    """What was learned about a number: looked up once, or seen when a text to it failed for good."""

    value = models.CharField(max_length=20, help_text="E.164")
    line_type = models.CharField(max_length=8, choices=LineType, default=LineType.UNKNOWN)
    source = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField()
    unreachable_at = models.DateTimeField(null=True, blank=True, help_text="A text failed for good.")
    texted_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "value"], name="number_fact_once")]

    def __str__(self) -> str:
        return self.value


class RecordingRule(TenantModel):
    """An organisation's own reading of a state's law on recording calls, in place of the table that ships."""

    region = models.CharField(max_length=6, help_text="US-CA, US-AZ…")
    needs_everybody = models.BooleanField(help_text=_("Everybody on the call must agree to be recorded."))
    source = models.CharField(max_length=200, help_text=_("Who says so, and where it is written."))
    checked_on = models.DateField()
    author = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "region"], name="recording_rule_once")]

    def __str__(self) -> str:
        return self.region
