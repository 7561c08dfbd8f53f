"""An administrator of one organisation sees nothing of another's, on any page."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.contrib import admin
from django.db import models

from accounts.models import Location, Member, Organisation, User
from config.admin import CHOSEN
from core.transactions import reading
from tests.admin.conftest import LogIn, change_url, list_url, our_models

Rows = dict[type[models.Model], UUID]


def test_shows_own_rows_only(
    root: User, log_in: LogIn, organisation: Organisation, mallory: Member, ours: Rows, theirs: Rows
) -> None:
    browser = log_in(root, organisation)
    other = mallory.organisation
    opened = 0
    for model in our_models():
        answer = browser.get(list_url(model))
        assert answer.status_code == 200
        page = answer.content.decode().replace(f'<option value="{other.pk}">{other.name}</option>', "")
        for word in ("burst pipe", "Brightwater", "Mallory", "+16025550101"):
            assert word not in page, model
        foreign = _keys_of(other, model)
        assert not [key for key in foreign if str(key) in page], model
        for key in foreign[:1]:
            assert browser.get(change_url(model, key)).status_code == 302, "as if it did not exist"
        for key in _keys_of(organisation, model)[:1]:
            assert browser.get(change_url(model, key)).status_code == 200, model
            assert browser.get(change_url(model, key).replace("/change/", "/history/")).status_code == 200, (
                model
            )
            opened += 1
    assert opened > 12


def _keys_of(organisation: Organisation, model: type[models.Model]) -> list[object]:
    """List an organisation's rows, whichever way the table says whose they are."""
    if model is Organisation:
        return [organisation.pk]
    columns = {field.column for field in model._meta.local_fields}
    if "organisation_id" in columns:
        mine = {"organisation_id": organisation.pk}
    elif model is User:
        mine = {"memberships__organisation": organisation}
    else:
        return []
    with reading(organisation):
        return list(model._base_manager.filter(**mine).values_list("pk", flat=True))


def test_every_page_of_every_model_answers(
    root: User, log_in: LogIn, organisation: Organisation, ours: Rows
) -> None:
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
    assert "errornote" in again.content.decode()
    assert team.objects.count() == 1


def test_switching_changes_the_rows(
    root: User,
    log_in: LogIn,
    organisation: Organisation,
    mallory: Member,
    ours: Rows,
    theirs: Rows,
    now: datetime,
) -> None:
    browser = log_in(root, organisation)
    assert (
        browser.post("/admin/organisation/", {"organisation": str(mallory.organisation_id)}).status_code
        == 302
    )
    assert browser.session[CHOSEN] == str(mallory.organisation_id)
    members = browser.get(list_url(Member)).content.decode()
    assert "Mallory" in members
    assert "Alice" not in members
