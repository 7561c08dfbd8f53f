"""Whom and what bookings take: people, rooms, vehicles, equipment, and pools of them."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class ResourceKind(models.TextChoices):
    """What a resource is. Only a provider gives a service; the others are what it needs."""

    PROVIDER = "PROVIDER", _("Provider")
    ROOM = "ROOM", _("Room")
    VEHICLE = "VEHICLE", _("Vehicle")
    EQUIPMENT = "EQUIPMENT", _("Equipment")


class Resource(TenantModel):
    """One person or thing that can be in one place at a time.

    Without a location it is for every location. Without a schedule a provider keeps the hours of the location, and a
    thing can always be used. Its row is the lock under which its claims are made.
    """

    kind = models.CharField(max_length=9, choices=ResourceKind, default=ResourceKind.PROVIDER)
    name = models.CharField(max_length=80)
    location = tenant_key(
        "accounts.Location", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    member = tenant_key(
        "accounts.Member", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    schedule = tenant_key(
        "scheduling.Schedule", models.PROTECT, null=True, blank=True, related_name="resources"
    )
    hue = models.PositiveSmallIntegerField(default=262, validators=[MaxValueValidator(359)])
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint("organisation", "kind", Lower("name"), name="resource_name_once"),
            models.UniqueConstraint(
                fields=["organisation", "member"],
                condition=models.Q(member__isnull=False),
                name="resource_member_once",
            ),
            models.CheckConstraint(condition=models.Q(hue__lt=360), name="resource_hue"),
        ]

    def __str__(self) -> str:
        return self.name


class Pool(TenantModel):
    """Things of one kind, any of which will do."""

    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="pool_name_once")]

    def __str__(self) -> str:
        return self.name


class PoolPlace(TenantModel):
    """A resource in a pool."""

    pool = tenant_key("scheduling.Pool", models.CASCADE, related_name="places")
    resource = tenant_key("scheduling.Resource", models.CASCADE, related_name="pool_places")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "pool", "resource"], name="pool_place_once")
        ]

    def __str__(self) -> str:
        return str(self.resource_id)
