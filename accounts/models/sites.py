"""The websites that may show pages of an organisation inside their own.

They belong to accounts because booking, forms and chat are all shown there, and each of those apps may read them.
"""

from django.db import models

from accounts.models.tenancy import TenantModel


class AllowedSite(TenantModel):
    """One website, by its origin: scheme, host and port as browsers compare them."""

    origin = models.CharField(max_length=300)

    class Meta:
        ordering = ["origin"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "origin"], name="allowed_site_once"),
        ]

    def __str__(self) -> str:
        return self.origin
