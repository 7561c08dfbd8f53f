"""What we asked the carrier to do: a row before every request."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class OutboundState(models.TextChoices):
    """How far a request is."""

    SENDING = "SENDING", "Sending"
    SENT = "SENT", "Accepted by the carrier"
    REFUSED = "REFUSED", "Refused"
    UNKNOWN = "UNKNOWN", "Unknown, being reconciled"


class OutboundRequest(TenantModel):
    """One POST to the carrier, written before it is made; `client_ref` comes back in the status webhook."""

    account = tenant_key("carrier.CarrierAccount", models.CASCADE, related_name="+")
    entry_id = models.UUIDField()
    client_ref = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=OutboundState, default=OutboundState.SENDING)
    provider_id = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    error = models.CharField(max_length=120, blank=True)
    requested_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "client_ref"], name="outbound_once")]
        indexes = [
            models.Index(
                fields=["organisation", "requested_at"],
                name="outbound_unsettled",
                condition=models.Q(state__in=["SENDING", "UNKNOWN"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_ref} {self.state}"
