"""Organisations, their people, places and hours."""

from accounts.models.api_keys import ApiKey, IdempotencyRecord
from accounts.models.hours import Closure, HolidayRule, OpeningWindow, SpecialOpening
from accounts.models.organisation import Industry, Location, Organisation
from accounts.models.people import Invitation, Member, Role, Team, User
from accounts.models.sites import AllowedSite
from accounts.models.tenancy import TenantModel, TenantQuerySet, tenant_key

__all__ = [
    "AllowedSite", "ApiKey", "Closure", "HolidayRule", "IdempotencyRecord", "Industry", "Invitation", "Location",
    "Member", "OpeningWindow", "Organisation", "Role", "SpecialOpening", "Team", "TenantModel", "TenantQuerySet", "User",
    "tenant_key",
]  # fmt: skip
