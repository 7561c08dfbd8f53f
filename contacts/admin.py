"""Pages of contacts, their addresses, consent and imports."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.models import (
    ConsentEvent,
    Contact,
    ContactAddress,
    ContactImport,
    ContactMerge,
    DuplicateSuggestion,
    IdentityKey,
    IdentitySweep,
    ImportPart,
    LegalHold,
    PersonalDetails,
)
from core.administration import OrganisationAdmin, ReadOnlyAdmin

NAMES = (
    "kind", "prefix", "first_name", "middle_name", "last_name", "suffix", "preferred_name", "company_name",
    "display_name",
)  # fmt: skip


@admin.register(Contact)
class ContactAdmin(OrganisationAdmin):
    """People and companies. Names change on the contact's page, which renames their conversations too."""

    list_display = ("display_name", "kind", "lifecycle", "language", "source", "created_at")
    list_filter = ("kind", "lifecycle", "language")
    search_fields = ("display_name", "company_name", "addresses__value")
    date_hierarchy = "created_at"
    readonly_fields = (*NAMES, "owner", "version", "created_at", "updated_at")
    fieldsets = (
        (None, {"fields": NAMES}),
        (_("Relationship"), {"fields": ("lifecycle", "language", "owner", "tags", "source", "about")}),
        (_("History"), {"fields": ("version", "created_at", "updated_at")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: contacts are made where their addresses are made."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: erasure has rules of its own."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Raise the version, so that a page opened before notices."""
        obj.version = F("version") + 1
        super().save_model(request, obj, form, change)
        obj.refresh_from_db(fields=["version"])


@admin.register(ContactAddress)
class ContactAddressAdmin(ReadOnlyAdmin):
    """Numbers and addresses, normalised by the product alone."""

    list_display = ("value", "kind", "contact", "label", "is_preferred", "is_shared")
    list_filter = ("kind", "is_shared", "is_preferred")
    list_select_related = ("contact",)
    search_fields = ("value", "contact__display_name")
    date_hierarchy = "created_at"


@admin.register(ConsentEvent)
class ConsentEventAdmin(ReadOnlyAdmin):
    """What numbers said about being texted."""

    list_display = ("occurred_at", "value", "scope", "granted", "evidence")
    list_filter = ("granted", "scope", "evidence", "kind")
    search_fields = ("value",)
    date_hierarchy = "occurred_at"


@admin.register(ContactImport)
class ContactImportAdmin(ReadOnlyAdmin):
    """Imported lists; their rows are read on the import's own page."""

    list_display = (
        "file_name", "state", "total", "done", "created_count", "updated_count", "mistake_count", "created_at",
    )  # fmt: skip
    list_filter = ("state",)
    search_fields = ("file_name",)
    date_hierarchy = "created_at"


@admin.register(ContactMerge)
class ContactMergeAdmin(ReadOnlyAdmin):
    """Contacts that became one, undone on the contact's page."""

    list_display = ("merged_at", "kept", "absorbed", "member", "undone_at")
    list_select_related = ("kept", "absorbed", "member__user")
    search_fields = ("kept__display_name", "absorbed__display_name")
    date_hierarchy = "merged_at"


@admin.register(ImportPart)
class ImportPartAdmin(ReadOnlyAdmin):
    """Parts of imported lists; their rows are read on the import's own page."""

    left_out = ("rows", "mistakes")
    list_display = ("listed", "first", "created_at")
    list_select_related = ("listed",)
    search_fields = ("listed__file_name",)
    date_hierarchy = "created_at"


@admin.register(DuplicateSuggestion)
class DuplicateSuggestionAdmin(ReadOnlyAdmin):
    """Contacts that may be one, decided in the review of duplicates."""

    list_display = ("created_at", "first", "second", "probability", "is_certain", "state", "decided_by")
    list_filter = ("state", "is_certain")
    list_select_related = ("first", "second", "decided_by__user")
    search_fields = ("first__display_name", "second__display_name")
    date_hierarchy = "created_at"


@admin.register(IdentityKey)
class IdentityKeyAdmin(ReadOnlyAdmin):
    """By what contacts are found to be alike."""

    list_display = ("key", "contact", "created_at")
    list_select_related = ("contact",)
    search_fields = ("key",)
    date_hierarchy = "created_at"


@admin.register(LegalHold)
class LegalHoldAdmin(ReadOnlyAdmin):
    """What must be kept; placed and lifted on the contact's page."""

    list_display = ("placed_at", "contact", "reason", "until", "placed_by", "lifted_at")
    list_select_related = ("contact", "placed_by__user")
    search_fields = ("contact__display_name", "reason")
    date_hierarchy = "placed_at"


@admin.register(PersonalDetails)
class PersonalDetailsAdmin(ReadOnlyAdmin):
    """That something more is known of a contact; what it is stands on the contact's own pages."""

    private = ("birth_date", "street")
    left_out = ("birth_date", "street", "city", "region", "postcode")
    list_display = ("contact", "updated_at")
    list_select_related = ("contact",)
    search_fields = ("contact__display_name",)
    date_hierarchy = "updated_at"


@admin.register(IdentitySweep)
class IdentitySweepAdmin(ReadOnlyAdmin):
    """How far the comparison of contacts is."""

    list_display = ("seen_at", "seen_id")
    search_fields = ("seen_id",)
    date_hierarchy = "seen_at"
