"""Every model is in the administration, findable, and its states cannot be typed over."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import RequestFactory

from accounts.models import User
from core.administration import ReadOnlyAdmin
from core.secrets import EncryptedTextField
from tests.admin.conftest import our_models

OURS = ("core", "accounts", "contacts", "conversations", "scheduling", "intake", "routing", "carrier")
ALL = [model for label in OURS for model in apps.get_app_config(label).get_models()]
# What services own, wherever it occurs: where a row stands, who answers for it, how often it changed.
SERVICED = {
    "status",
    "state",
    "control",
    "ownership",
    "owner",
    "epoch",
    "version",
    "outcome",
    "done_at",
    "token_hash",
}
HISTORY = {
    "core.event", "contacts.consentevent", "carrier.refuseddelivery", "carrier.inbounddelivery", "carrier.attempt",
    "carrier.reconcilerun", "carrier.outboundrequest",
}  # fmt: skip


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.label)
def test_is_registered_with_search_and_columns(model: type[models.Model]) -> None:
    assert model in admin.site._registry, f"{model._meta.label} is not in the administration"
    page = admin.site._registry[model]
    assert page.search_fields
    assert page.list_display != ("__str__",)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.label)
def test_serviced_columns_are_read_only(model: type[models.Model], root: User, in_house: None) -> None:
    request = RequestFactory().get("/")
    request.user = root
    page = admin.site._registry[model]
    if not page.has_change_permission(request):
        return
    row = model()
    fixed = {name for name in page.get_readonly_fields(request, row) if isinstance(name, str)}
    form = page.get_form(request, row, change=True)
    assert not SERVICED & set(form.base_fields)
    assert SERVICED & {field.name for field in model._meta.fields} <= fixed | set(page.exclude or ())


@pytest.mark.parametrize("label", sorted(HISTORY))
def test_history_is_read_only(label: str, root: User) -> None:
    request = RequestFactory().get("/")
    request.user = root
    page = admin.site._registry[apps.get_model(label)]
    assert isinstance(page, ReadOnlyAdmin)
    assert page.has_view_permission(request)
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_secrets_never_enter_a_form_or_a_list(root: User, in_house: None) -> None:
    request = RequestFactory().get("/")
    request.user = root
    found = 0
    for model in our_models():
        page = admin.site._registry[model]
        secret = {field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)}
        found += len(secret)
        assert not secret & set(page.get_list_display(request))
        assert not secret & set(page.get_form(request, None).base_fields)
        assert secret <= set(getattr(page, "private", ()))
    assert found >= 4
