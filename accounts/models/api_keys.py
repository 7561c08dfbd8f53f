"""Keys other software calls the API with, and what keeps its repeated requests from doing things twice."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.people import Member
from accounts.models.tenancy import TenantModel, tenant_key
from core.ids import new_id


class ApiKey(models.Model):
    """A key of one organisation, stored hashed; it acts as the member who made it.

    Directory table: read before an organisation is known.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=60)
    key_hash = models.CharField(
        max_length=64, unique=True, editable=False, help_text=_("SHA-256, hexadecimal.")
    )
    prefix = models.CharField(
        max_length=16, editable=False, help_text=_("The first characters, to tell keys apart.")
    )
    scopes = ArrayField(models.CharField(max_length=32), default=list)
    created_by = models.ForeignKey(Member, models.CASCADE, related_name="api_keys", db_constraint=False)
    rate_per_minute = models.PositiveIntegerField(
        default=120, validators=[MinValueValidator(1), MaxValueValidator(6000)]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "API key"
        indexes = [models.Index(fields=["organisation", "-created_at"], name="api_key_newest")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class IdempotencyRecord(TenantModel):
    """One request that must happen once: while `status` is empty it is under way, afterwards its answer is kept."""

    api_key = tenant_key("accounts.ApiKey", models.CASCADE, related_name="+")
    key = models.CharField(max_length=128, help_text=_("The caller's Idempotency-Key."))
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of method, path and body."))
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.JSONField(null=True, blank=True)
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "api_key", "key"], name="idempotency_once"),
        ]
        indexes = [models.Index(fields=["organisation", "started_at"], name="idempotency_oldest")]

    def __str__(self) -> str:
        return f"{self.key} {self.status or ''}".strip()
