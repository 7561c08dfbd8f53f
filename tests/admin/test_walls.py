"""An administrator of one organisation sees nothing of another's, on any page."""

from datetime import datetime
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models

from accounts.models import Location, Member, Organisation, User
from config.admin import CHOSEN
from core.models import Delivery, Heartbeat
from tests.admin.conftest import LogIn, change_url, keys_of, list_url, our_models

Rows = dict[type[models.Model], UUID]
OURS = ("core", "accounts", "contacts", "conversations", "carrier")
ALL = [model for label in OURS for model in apps.get_app_config(label).get_models()]


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.label)
def test_shows_own_rows_only(
    model: type[models.Model],
    root: User,
    log_in: LogIn,
    organisation: Organisation,
    mallory: Member,
    ours: Rows,
    theirs: Rows,
) -> None:
    browser = log_in(root, organisation)
    answer = browser.get(list_url(model))
    assert answer.status_code == 200
    page = answer.content.decode()
    for word in ("burst pipe", "Brightwater", "Mallory", "+16025550101"):
        assert word not in page.replace(f'<option value="{mallory.organisation_id}">Brightwater Plumbing</option>', "")
    if model is Heartbeat:
        return
    foreign = [key for key in keys_of(mallory.organisation, model) if _is_of(model, key, mallory.organisation)]
    for key in foreign:
        assert str(key) not in page.replace(f'<option value="{mallory.organisation_id}">', "")
    for key in foreign[:1]:
        assert browser.get(change_url(model, key)).status_code == 302, "as if it did not exist"
    for key in [key for key in keys_of(organisation, model) if _is_of(model, key, organisation)][:1]:
        assert browser.get(change_url(model, key)).status_code == 200


def _is_of(model: type[models.Model], key: object, organisation: Organisation) -> bool:
    if model is Organisation:
        return key == organisation.pk
    if model is User:
        return Member.objects.filter(user_id=key, organisation=organisation).exists()
    columns = {field.column for field in model._meta.local_fields}
    if "organisation_id" not in columns:
        return False
    return model is Delivery and Delivery.objects.get(pk=key).organisation_id == organisation.pk or (
        model is not Delivery and _owner(model, key, organisation)
    )


def _owner(model: type[models.Model], key: object, organisation: Organisation) -> bool:
    from core.transactions import reading

    with reading(organisation):
        return model._base_manager.filter(pk=key, organisation_id=organisation.pk).exists()


def test_every_page_of_every_model_answers(root: User, log_in: LogIn, organisation: Organisation, ours: Rows) -> None:
    browser = log_in(root, organisation)
    for model in our_models():
        page = admin.site._registry[model]
        query = {"q": "x"} if page.search_fields else {}
        assert browser.get(list_url(model), query).status_code == 200, model
        add = list_url(model) + "add/"
        assert browser.get(add).status_code in {200, 403}, model


def test_a_foreign_id_is_not_accepted_in_a_form(
    root: User, log_in: LogIn, organisation: Organisation, location: Location, mallory: Member
) -> None:
    closure = apps.get_model("accounts", "Closure")
    foreign = mallory.organisation.locations.get()
    form = {"label": "Inventory", "starts_on": "2026-12-01", "ends_on": "2026-12-02"}
    browser = log_in(root, organisation)
    assert browser.post(list_url(closure) + "add/", form | {"location": str(foreign.pk)}).status_code == 200
    assert not closure.objects.exists()
    assert browser.post(list_url(closure) + "add/", form | {"location": str(location.pk)}).status_code == 302
    assert closure.objects.get().organisation_id == organisation.pk


def test_a_unique_rule_with_the_organisation_is_told_beside_the_form(
    root: User, log_in: LogIn, organisation: Organisation
) -> None:
    team = apps.get_model("accounts", "Team")
    browser = log_in(root, organisation)
    assert browser.post(list_url(team) + "add/", {"name": "Intake"}).status_code == 302
    again = browser.post(list_url(team) + "add/", {"name": "Intake"})
    assert again.status_code == 200
    assert "already exists" in again.content.decode()


def test_switching_changes_the_rows(
    root: User, log_in: LogIn, organisation: Organisation, mallory: Member, ours: Rows, theirs: Rows, now: datetime
) -> None:
    browser = log_in(root, organisation)
    assert browser.post("/admin/organisation/", {"organisation": str(mallory.organisation_id)}).status_code == 302
    assert browser.session[CHOSEN] == str(mallory.organisation_id)
    members = browser.get(list_url(Member)).content.decode()
    assert "Mallory" in members
    assert "Alice" not in members
