"""Pages of carrier accounts, of what the carrier sent, and of the ledger."""

import secrets
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Organisation
from carrier.models import (
    Attempt,
    CallCheck,
    CarrierAccount,
    InboundDelivery,
    InboundMail,
    InboundState,
    Mailbox,
    MessagePart,
    OutboundRequest,
    ReconcileRun,
    RefusedDelivery,
    StrayMail,
)
from carrier.services.applying import DONE, apply_delivery
from core import clock
from core.administration import (
    CLEAR,
    OrganisationAdmin,
    OrganisationForm,
    OwnRowsFilter,
    ReadOnlyAdmin,
    SecretField,
    after_page,
)
from core.transactions import require_organisation

SECRETS = ("api_secret", "private_key", "signature_secret", "previous_signature_secret")
MOST_AT_ONCE = 200


class CarrierAccountForm(OrganisationForm):
    """This will take secrets under names of their own, so that the stored ones never enter a form."""

    new_api_secret = SecretField(label=gettext_lazy("API secret"))
    new_private_key = SecretField(label=gettext_lazy("Private key (PEM)"), is_long=True)
    new_signature_secret = SecretField(label=gettext_lazy("Signature secret"))
    new_previous_signature_secret = SecretField(label=gettext_lazy("Previous signature secret"))


@admin.register(CarrierAccount)
class CarrierAccountAdmin(OrganisationAdmin):
    """Credentials at carriers."""

    form = CarrierAccountForm
    exclude = ("organisation", *SECRETS)
    private = SECRETS
    list_display = ("name", "api_key", "application_id", "is_active", "refused_count", "refused_at")
    list_filter = ("is_active",)
    search_fields = ("name", "api_key", "application_id")
    readonly_fields = ("path_token", "refused_count", "refused_at", "created_at")
    date_hierarchy = "created_at"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the ledger hangs on it; switch it off."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the secrets that were typed in; a new account gets its webhook address."""
        for name in SECRETS:
            if typed := form.cleaned_data.get(f"new_{name}", ""):
                setattr(obj, name, "" if typed == CLEAR else typed)
        if not obj.path_token:
            obj.path_token = secrets.token_urlsafe(32)
        super().save_model(request, obj, form, change)


@admin.register(InboundDelivery)
class InboundDeliveryAdmin(ReadOnlyAdmin):
    """Webhooks as they came."""

    private = ("body", "query")
    left_out = ("digest",)
    list_display = ("received_at", "kind", "state", "reading", "attempts", "error", "account")
    list_filter = ("state", "kind", ("account", OwnRowsFilter))
    list_select_related = ("account",)
    search_fields = ("reading", "error")
    date_hierarchy = "received_at"
    actions = ("apply_again",)

    @admin.action(description=gettext_lazy("Apply again"), permissions=["act"])
    def apply_again(self, request: HttpRequest, queryset: QuerySet[InboundDelivery]) -> None:
        """Apply what failed or was parked, once the page is committed."""
        organisation_id = require_organisation()
        rows = queryset.exclude(state__in=DONE).order_by("received_at")
        keys = list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE])

        def work() -> None:
            organisation = Organisation.objects.get(pk=organisation_id)
            states = [
                apply_delivery(organisation=organisation, delivery_id=key, now=clock.now()) for key in keys
            ]
            failed = sum(state in {InboundState.FAILED, InboundState.PARKED} for state in states)
            text = ngettext(
                "%(count)d delivery was applied.", "%(count)d deliveries were applied.", len(keys) - failed
            )
            messages.info(request, text % {"count": len(keys) - failed})
            if failed:
                messages.error(request, _("%(count)d failed again; the log says why.") % {"count": failed})

        after_page(request, work)


@admin.register(RefusedDelivery)
class RefusedDeliveryAdmin(ReadOnlyAdmin):
    """Bodies whose signature did not hold."""

    private = ("body",)
    list_display = ("received_at", "reason", "remote", "account")
    list_filter = ("reason", ("account", OwnRowsFilter))
    list_select_related = ("account",)
    search_fields = ("reason", "remote")
    date_hierarchy = "received_at"


@admin.register(MessagePart)
class MessagePartAdmin(ReadOnlyAdmin):
    """Parts of long texts that wait for the others."""

    private = ("text",)
    list_display = ("received_at", "sender", "recipient", "number", "total", "flushed_at")
    list_filter = (("flushed_at", admin.EmptyFieldListFilter), ("account", OwnRowsFilter))
    search_fields = ("sender", "recipient", "ref")
    date_hierarchy = "received_at"


@admin.register(OutboundRequest)
class OutboundRequestAdmin(ReadOnlyAdmin):
    """Requests to the carrier."""

    list_display = ("requested_at", "client_ref", "state", "provider_id", "attempts", "error", "settled_at")
    list_filter = ("state", ("account", OwnRowsFilter))
    search_fields = ("client_ref", "provider_id", "=entry_id")
    date_hierarchy = "requested_at"


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """The ledger."""

    list_display = ("occurred_at", "provider_id", "channel", "outcome", "entry_id")
    list_filter = ("outcome", "channel", ("account", OwnRowsFilter))
    search_fields = ("provider_id", "=entry_id")
    date_hierarchy = "occurred_at"


@admin.register(ReconcileRun)
class ReconcileRunAdmin(ReadOnlyAdmin):
    """Comparisons with the carrier's books."""

    list_display = (
        "until",
        "since",
        "account",
        "reported_count",
        "recovered_count",
        "settled_count",
        "error",
    )
    list_filter = (("account", OwnRowsFilter),)
    list_select_related = ("account",)
    search_fields = ("error",)
    date_hierarchy = "until"


@admin.register(CallCheck)
class CallCheckAdmin(ReadOnlyAdmin):
    """How far each account's calls were compared with the carrier's books."""

    list_display = ("account", "begun_at", "held_until", "listed_until")
    search_fields = ("account__name", "=id")
    list_filter = (("account", OwnRowsFilter),)
    list_select_related = ("account",)
    date_hierarchy = "begun_at"


@admin.register(Mailbox)
class MailboxAdmin(ReadOnlyAdmin):
    """Addresses at which mail comes in."""

    list_display = ("address", "line", "is_active", "latest_at", "created_at")
    list_filter = ("is_active",)
    list_select_related = ("line",)
    search_fields = ("address",)
    date_hierarchy = "created_at"


@admin.register(InboundMail)
class InboundMailAdmin(ReadOnlyAdmin):
    """Mails as they came."""

    private = ("sender", "subject", "envelope_sender", "token", "path")
    list_display = ("received_at", "state", "reason", "attempts", "error", "line", "size")
    list_filter = ("state", "reason", ("line", OwnRowsFilter))
    list_select_related = ("line",)
    search_fields = ("reason", "error", "=message_id")
    date_hierarchy = "received_at"


@admin.register(StrayMail)
class StrayMailAdmin(ReadOnlyAdmin):
    """Mails for addresses that are nobody's."""

    list_display = ("received_at", "recipient", "size")
    search_fields = ("recipient",)
    date_hierarchy = "received_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[StrayMail]:
        """Show them all: nobody knows whose they are."""
        return StrayMail.objects.all()
