"""The base of every administration page about rows of one organisation."""

import json
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.sites import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core import clock
from core.administration.audit import MessageReadBySupport, RowChangedBySupport
from core.administration.forms import OrganisationForm
from core.events import record
from core.transactions import require_organisation

_SHOWN = "is_open_to_support"
_CHANGES = {ADDITION: "ADDED", CHANGE: "CHANGED", DELETION: "DELETED"}


class OwnRowsFilter(admin.RelatedFieldListFilter):
    """This will offer rows of the chosen organisation only; stock Django lists those of every one."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """List what one may filter by."""
        choices: list[tuple[str, Any]] = field.get_choices(
            include_blank=False, limit_choices_to={"organisation_id": require_organisation()}
        )
        return choices


class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows of the chosen organisation: named in SQL, whatever policies stand behind it; every change is recorded.

    `private` names columns that hold message text or secrets, `left_out` those no page shows: never listed, never
    searched or filtered by, so that nobody guesses them letter by letter from the address line.
    """

    form: type[forms.ModelForm] = OrganisationForm  # type: ignore[type-arg]
    exclude: ClassVar[tuple[str, ...]] = ("organisation",)
    organisation_path = "organisation_id"
    private: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Keep the rows of the chosen organisation."""
        rows = super().get_queryset(request).defer(*self.private, *self.left_out)
        return rows.filter(**{self.organisation_path: require_organisation()})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and accept, rows of the chosen organisation only."""
        target = db_field.related_model
        if any(field.column == "organisation_id" for field in target._meta.local_fields):
            kwargs["queryset"] = target._default_manager.filter(organisation_id=require_organisation())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse conditions on private columns."""
        if not {*self.private, *self.left_out}.isdisjoint(lookup.split("__")):
            return False
        return super().lookup_allowed(lookup, value, request)

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> LogEntry:
        """Record a new row."""
        return self._note(request, obj, ADDITION, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> LogEntry:
        """Record a changed row."""
        return self._note(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[models.Model]) -> list[LogEntry]:
        """Record rows about to be deleted."""
        return [self._note(request, row, DELETION, "") for row in queryset]

    def _note(self, request: HttpRequest, row: models.Model, flag: int, message: Any) -> LogEntry:
        record(
            RowChangedBySupport(model=row._meta.label_lower, row_id=row.pk, change=_CHANGES[flag]),
            actor_id=request.user.pk,
            now=clock.now(),
        )
        # Django's own log is shared by all organisations, so it gets the id where it would keep a customer's name.
        return LogEntry.objects.create(
            user=cast("Any", request.user),
            content_type=ContentType.objects.get_for_model(row, for_concrete_model=False),
            object_id=str(row.pk),
            object_repr=str(row.pk),
            action_flag=flag,
            change_message=message if isinstance(message, str) else json.dumps(message),
        )


class ReadOnlyAdmin(OrganisationAdmin):
    """Rows one may look at. Private columns read "hidden" without the grant; with it, each opening is recorded."""

    def __init__(self, model: type[models.Model], admin_site: AdminSite) -> None:
        for name in self.private:
            setattr(self, f"shown_{name}", _shower(model, name))
        super().__init__(model, admin_site)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: rows come from the product."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: rows change through services."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: history stays."""
        return False

    def has_act_permission(self, request: HttpRequest) -> bool:
        """Let those act, through services, who could change rows by Django's permissions."""
        return super().has_change_permission(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """List every column but the organisation, private ones by their guarded stand-in."""
        hidden = {*self.private, *self.left_out, "organisation", "organisation_id"}
        fields = self.opts.concrete_fields
        open_names = [field.name for field in fields if field.name not in hidden and not field.generated]
        return [*open_names, *(f"shown_{name}" for name in self.private)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Make all of them read-only."""
        return self.get_fields(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False, form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:  # fmt: skip
        """Open private columns to those who may read messages, and record that they were opened."""
        if obj is not None and self.private and getattr(request.user, "may_read_messages", False):
            record(
                MessageReadBySupport(model=self.opts.label_lower, row_id=obj.pk),
                actor_id=request.user.pk,
                now=clock.now(),
            )
            setattr(obj, _SHOWN, True)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _shower(model: type[models.Model], name: str) -> Callable[[Any], str]:
    def shown(row: Any) -> str:
        if not getattr(row, _SHOWN, False):
            return _("hidden")
        value = getattr(row, name)
        return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)

    shown.short_description = str(getattr(model._meta.get_field(name), "verbose_name", name))  # type: ignore[attr-defined]
    return shown
