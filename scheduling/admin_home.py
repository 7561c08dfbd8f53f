"""Pages of what home service goes by."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from scheduling.models import (
    HomeRules,
    HomeSettings,
    PostcodePlace,
    ServiceArea,
    Unserved,
    VehicleBase,
    VisitPlace,
)


@admin.register(ServiceArea)
class ServiceAreaAdmin(ReadOnlyAdmin):
    """Where home service goes."""

    list_display = ("name", "kind", "effect", "location", "version")
    list_filter = ("kind", "effect")
    list_select_related = ("location",)
    search_fields = ("name",)


@admin.register(HomeRules)
class HomeRulesAdmin(ReadOnlyAdmin):
    """How services are given there."""

    list_display = ("service", "needs_area", "travels", "arrival_minutes", "is_emergency", "reserve")
    list_select_related = ("service",)
    search_fields = ("service__name",)


@admin.register(HomeSettings)
class HomeSettingsAdmin(ReadOnlyAdmin):
    """How vehicles drive."""

    list_display = ("speed", "slack", "unknown")
    search_fields = ("referral_en", "referral_es")


@admin.register(PostcodePlace)
class PostcodePlaceAdmin(ReadOnlyAdmin):
    """Postcodes an organisation located itself."""

    list_display = ("postcode", "latitude", "longitude")
    search_fields = ("postcode",)


@admin.register(VehicleBase)
class VehicleBaseAdmin(ReadOnlyAdmin):
    """Where vehicles set out from."""

    list_display = ("resource", "postcode")
    list_select_related = ("resource",)
    search_fields = ("resource__name", "postcode")


@admin.register(VisitPlace)
class VisitPlaceAdmin(ReadOnlyAdmin):
    """Where visits are."""

    list_display = ("appointment", "hold", "area", "postcode", "set_out_at")
    list_select_related = ("appointment", "hold", "area")
    search_fields = ("postcode",)


@admin.register(Unserved)
class UnservedAdmin(ReadOnlyAdmin):
    """Who asked in vain."""

    list_display = ("postcode", "service", "asked_on", "asked_by")
    list_filter = ("asked_by",)
    list_select_related = ("service",)
    search_fields = ("postcode",)
