"""Pages of parties, their names, numbers and relations."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import Party, PartyIdentifier, PartyName, PartyRelation


@admin.register(Party)
class PartyAdmin(ReadOnlyAdmin):
    """Whom checks look for; kept on the pages of matters, where checks hear of a change."""

    list_display = ("display_name", "kind", "dob", "is_self_interest", "created_at")
    list_filter = ("kind", "is_self_interest")
    search_fields = ("display_name", "names__norm", "identifiers__value_norm")
    date_hierarchy = "created_at"


@admin.register(PartyName)
class PartyNameAdmin(ReadOnlyAdmin):
    """Names, with what the engine made of them."""

    left_out = ("readings", "keys")
    list_display = ("raw", "kind", "party", "script", "source", "engine")
    list_filter = ("kind", "script", "engine")
    list_select_related = ("party",)
    search_fields = ("raw", "norm", "party__display_name")
    date_hierarchy = "created_at"


@admin.register(PartyIdentifier)
class PartyIdentifierAdmin(ReadOnlyAdmin):
    """Numbers and addresses of parties, normalised by the product alone."""

    list_display = ("value_norm", "kind", "party", "source")
    list_filter = ("kind",)
    list_select_related = ("party",)
    search_fields = ("value_norm", "party__display_name")
    date_hierarchy = "created_at"


@admin.register(PartyRelation)
class PartyRelationAdmin(ReadOnlyAdmin):
    """What parties are to one another."""

    list_display = ("source_party", "kind", "target_party", "percent", "since", "until")
    list_filter = ("kind",)
    list_select_related = ("source_party", "target_party")
    search_fields = ("source_party__display_name", "target_party__display_name")
    date_hierarchy = "created_at"
