"""How people reach the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class LineKind(models.TextChoices):
    """What a line is."""

    PHONE = "PHONE", _("Phone number")
    EMAIL = "EMAIL", _("Mailbox")
    CHAT = "CHAT", _("Web chat")
    FORM = "FORM", _("Web form")


class Line(TenantModel):
    """A business number, chat widget, mailbox or form."""

    location = tenant_key("accounts.Location", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=LineKind, default=LineKind.PHONE)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=254, help_text=_("The number as E.164, or the mailbox."))
    is_active = models.BooleanField(default=True)
    replies_to_opt_out = models.BooleanField(
        default=True, help_text=_("Off where the carrier already answers STOP and HELP for this number.")
    )
    help_text = models.CharField(max_length=300, blank=True, help_text=_("What HELP is answered with."))

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "address"], name="line_once")]

    def __str__(self) -> str:
        return self.name
