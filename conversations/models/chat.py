"""The chat a firm shows on its own pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class ChatWidget(TenantModel):
    """How the chat of one line greets; whether it is open at all is the line's `is_active`."""

    line = tenant_key("conversations.Line", models.CASCADE, related_name="+")
    greeting = models.CharField(_("greeting"), max_length=300, blank=True)
    greeting_es = models.CharField(_("greeting in Spanish"), max_length=300, blank=True)
    away = models.CharField(_("while closed"), max_length=300, blank=True)
    away_es = models.CharField(_("while closed, in Spanish"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "line"], name="chat_widget_once")]

    def __str__(self) -> str:
        return str(self.line_id)
