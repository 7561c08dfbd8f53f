"""Forms as their owners keep them: made, edited as a draft, published, retired."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Location, Member
from accounts.policies import check_can_administer
from conversations.services.lines import open_form_line_step
from core.events import record
from core.transactions import step, use_case
from intake import errors
from intake.domain.forms import checking
from intake.domain.forms.document import digest, shape_findings
from intake.domain.forms.options import unknown_sets, with_options
from intake.domain.forms.states import VersionStatus, check_version_move
from intake.events import FormChanged
from intake.models import Form, FormVersion
from intake.selectors.forms import option_sets


@use_case
def create_form(
    *,
    by: Member,
    name: str,
    slug: str,
    document: Mapping[str, Any],
    location_id: UUID | None = None,
    now: datetime,
) -> Form:
    """Make a form with a first draft and its own line at a location, the usual one if none is named.

    Raises:
        FormFaulty: the document's shape is wrong. FormNameTaken. NotAllowed.
    """
    check_can_administer(by)
    return create_form_step(by=by, name=name, slug=slug, document=document, location_id=location_id, now=now)


@step
def create_form_step(
    *,
    by: Member,
    name: str,
    slug: str,
    document: Mapping[str, Any],
    location_id: UUID | None = None,
    now: datetime,
) -> Form:
    """Make a form inside the caller's use case."""
    if found := shape_findings(document):
        raise errors.FormFaulty(found)
    rows = Form.objects.of(by.organisation_id)
    if rows.filter(slug=slug).exists() or rows.filter(name__iexact=name).exists():
        raise errors.FormNameTaken
    places = Location.objects.filter(organisation_id=by.organisation_id).order_by("-is_default", "created_at")
    location = (places.filter(pk=location_id) if location_id else places).first()
    if location is None:
        raise errors.NoSuchForm
    row = Form(
        organisation_id=by.organisation_id,
        name=name,
        slug=slug,
        line=open_form_line_step(location=location, name=name[:60], address=f"form:{slug}"),
    )
    row.save(force_insert=True)
    _add_draft(row, document)
    _note(row, "CREATED", by, now=now)
    return row


@use_case
def save_draft(
    *, by: Member, form_id: UUID, document: Mapping[str, Any], version: int | None = None, now: datetime
) -> FormVersion:
    """Keep a document as the draft of a form; whatever is published stays as it is.

    Raises:
        FormFaulty: its shape is wrong. FormMoved: the form is no longer at `version`. NoSuchForm. NotAllowed.
    """
    check_can_administer(by)
    form = lock_form(by.organisation_id, form_id)
    if version is not None and form.version != version:
        raise errors.FormMoved
    if found := shape_findings(document):
        raise errors.FormFaulty(found)
    draft = _draft(form)
    if draft is None:
        draft = _add_draft(form, document)
    else:
        draft.document = dict(document)
        draft.save(update_fields=["document"])
    _note(form, "EDITED", by, now=now)
    return draft


@use_case
def publish(*, by: Member, form_id: UUID, now: datetime) -> FormVersion:
    """Let the draft be what is filled in from now on; drafts of customers stay on the version they were begun with.

    Raises:
        FormFaulty: it has findings. NothingToPublish. NoSuchForm. NotAllowed.
    """
    check_can_administer(by)
    return publish_step(by=by, form_id=form_id, now=now)


@step
def publish_step(*, by: Member, form_id: UUID, now: datetime) -> FormVersion:
    """Publish inside the caller's use case."""
    form = lock_form(by.organisation_id, form_id)
    draft = _draft(form)
    if draft is None:
        raise errors.NothingToPublish
    sets = option_sets(organisation_id=form.organisation_id)
    document = with_options(draft.document, sets)
    found = (*unknown_sets(draft.document, sets), *checking.check(document))
    if not checking.is_publishable(found):
        raise errors.FormFaulty(found)
    _retire_published(form)
    check_version_move(draft.status, VersionStatus.PUBLISHED)
    draft.document = document
    draft.status = VersionStatus.PUBLISHED.value
    draft.sha256 = digest(document)
    draft.published_at, draft.published_by = now, by
    draft.save(update_fields=["document", "status", "sha256", "published_at", "published_by"])
    _note(form, "PUBLISHED", by, now=now)
    return draft


@use_case
def retire(*, by: Member, form_id: UUID, now: datetime) -> Form:
    """Take a form's address away; drafts that were begun can still be sent.

    Raises:
        NoSuchForm: nothing of it is published. NotAllowed.
    """
    check_can_administer(by)
    form = lock_form(by.organisation_id, form_id)
    if not _retire_published(form):
        raise errors.NoSuchForm
    _note(form, "RETIRED", by, now=now)
    return form


@step
def lock_form(organisation_id: UUID, form_id: UUID) -> Form:
    """Lock a form.

    Raises:
        NoSuchForm
    """
    row = Form.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=form_id).first()
    if row is None:
        raise errors.NoSuchForm
    return row


def _draft(form: Form) -> FormVersion | None:
    rows = FormVersion.objects.of(form.organisation_id).filter(form=form)
    return rows.filter(status=VersionStatus.DRAFT.value).first()


def _add_draft(form: Form, document: Mapping[str, Any]) -> FormVersion:
    latest = FormVersion.objects.of(form.organisation_id).filter(form=form).order_by("-n").first()
    row = FormVersion(
        organisation_id=form.organisation_id,
        form=form,
        n=latest.n + 1 if latest else 1,
        document=dict(document),
    )
    row.save(force_insert=True)
    return row


def _retire_published(form: Form) -> bool:
    rows = FormVersion.objects.of(form.organisation_id).filter(
        form=form, status=VersionStatus.PUBLISHED.value
    )
    return rows.update(status=VersionStatus.RETIRED.value) > 0


def _note(form: Form, change: str, by: Member, *, now: datetime) -> None:
    form.version += 1
    form.save(update_fields=["version", "updated_at"])
    record(FormChanged(form_id=form.pk, version=form.version, change=change), actor_id=by.pk, now=now)
