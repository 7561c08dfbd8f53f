"""What the carrier posted to us, raw, before anything is made of it."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class InboundState(models.TextChoices):
    """How far a delivery is."""

    RECEIVED = "RECEIVED", "Received"
    APPLIED = "APPLIED", "Applied"
    KEPT = "KEPT", "Kept: well-formed, not for us"
    MALFORMED = "MALFORMED", "Malformed"
    FAILED = "FAILED", "Failed, will be tried again"
    PARKED = "PARKED", "Parked after repeated failure"


class InboundDelivery(TenantModel):
    """One webhook body. The same bytes from the same account are one row, however often they are sent."""

    account = tenant_key("carrier.CarrierAccount", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    digest = models.BinaryField(max_length=32)
    body = models.BinaryField()
    method = models.CharField(max_length=8, default="POST")
    content_type = models.CharField(max_length=100, blank=True)
    query = models.TextField(blank=True)
    about = models.CharField(
        max_length=200, blank=True, db_default="", help_text="Which call the address stood for."
    )
    plan = models.JSONField(
        null=True, blank=True, help_text="What was answered, so that a repeated question gets the same."
    )
    state = models.CharField(max_length=10, choices=InboundState, default=InboundState.RECEIVED)
    reading = models.CharField(max_length=40, blank=True, help_text="What the parser made of it.")
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "inbound deliveries"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "account", "digest"], name="inbound_once")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "received_at"],
                name="inbound_unapplied",
                condition=models.Q(state__in=["RECEIVED", "FAILED"]),
            ),
            models.Index(fields=["organisation", "-received_at"], name="inbound_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class RefusedDelivery(TenantModel):
    """A body whose signature did not hold; the last thousand per account are kept."""

    account = tenant_key("carrier.CarrierAccount", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=60)
    body = models.BinaryField()
    remote = models.GenericIPAddressField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "refused deliveries"
        indexes = [models.Index(fields=["organisation", "account", "-received_at"], name="refused_newest")]

    def __str__(self) -> str:
        return self.reason


class MessagePart(TenantModel):
    """One part of a long text of the old SMS API, waiting for the others; a day longer, to know what comes late."""

    account = tenant_key("carrier.CarrierAccount", models.CASCADE, related_name="+")
    sender = models.CharField(max_length=60)
    recipient = models.CharField(max_length=60)
    ref = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    provider_id = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    flushed_at = models.DateTimeField(null=True, blank=True, help_text="When its words entered the thread.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account", "sender", "recipient", "ref", "number"], name="part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.total}"
