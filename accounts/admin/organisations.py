"""Pages of the chosen organisation, its places and hours."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.models import (
    AllowedSite,
    Closure,
    HolidayRule,
    Location,
    OpeningWindow,
    Organisation,
    SpecialOpening,
)
from core.administration import OrganisationAdmin, OwnRowsFilter, ReadOnlyAdmin
from core.transactions import current_organisation


class LocationInline(admin.TabularInline):
    """The first places of a new organisation."""

    model = Location
    extra = 1
    fields = ("name", "street", "city", "region", "postcode", "time_zone", "is_default")


@admin.register(Organisation)
class OrganisationsAdmin(OrganisationAdmin):
    """The chosen organisation, and the form that adds another. None is deleted here: switch it off."""

    form = ModelForm
    exclude = ()
    organisation_path = "pk"
    list_display = ("name", "industry", "time_zone", "require_mfa", "is_active", "created_at")
    list_filter = ("industry", "is_active")
    search_fields = ("name", "slug")
    date_hierarchy = "created_at"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the slug of an existing organisation: addresses contain it."""
        return ("slug", "created_at") if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Suggest a slug for a new one."""
        return {} if obj else {"slug": ("name",)}

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Ask for the first place together with a new organisation."""
        return [] if obj else [LocationInline]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: it would take every customer and message along."""
        return False

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Record the new organisation in its own log, and administer it from here on."""
        request.session["admin_organisation_id"] = str(obj.pk)
        if current_organisation() is not None:
            return super().log_addition(request, obj, message)
        return None


@admin.register(Location)
class LocationAdmin(OrganisationAdmin):
    """Places."""

    list_display = ("name", "city", "region", "time_zone", "is_default")
    list_filter = ("is_default", "region")
    search_fields = ("name", "street", "city")
    readonly_fields = ("created_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the product's own page knows what still happens there."""
        return False


@admin.register(OpeningWindow)
class OpeningWindowAdmin(OrganisationAdmin):
    """Weekly hours."""

    list_display = ("location", "weekday", "opens_minute", "closes_minute")
    list_filter = ("weekday", ("location", OwnRowsFilter))
    list_select_related = ("location",)
    search_fields = ("location__name",)


@admin.register(HolidayRule)
class HolidayRuleAdmin(OrganisationAdmin):
    """Holidays with hours of their own."""

    list_display = ("name", "is_open_as_usual", "opens_minute", "closes_minute")
    list_filter = ("is_open_as_usual",)
    search_fields = ("name",)


@admin.register(Closure)
class ClosureAdmin(OrganisationAdmin):
    """Closed once."""

    list_display = ("label", "location", "starts_on", "ends_on")
    list_filter = ("starts_on", ("location", OwnRowsFilter))
    list_select_related = ("location",)
    search_fields = ("label",)
    date_hierarchy = "starts_on"


@admin.register(SpecialOpening)
class SpecialOpeningAdmin(OrganisationAdmin):
    """Open once."""

    list_display = ("label", "location", "day", "opens_minute", "closes_minute")
    list_filter = ("day", ("location", OwnRowsFilter))
    list_select_related = ("location",)
    search_fields = ("label",)
    date_hierarchy = "day"


@admin.register(AllowedSite)
class AllowedSiteAdmin(ReadOnlyAdmin):
    """Websites that show pages of the organisation; owners list them, since an origin becomes part of a header."""

    list_display = ("origin", "created_at")
    search_fields = ("origin",)
    date_hierarchy = "created_at"
