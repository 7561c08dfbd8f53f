"""The settings of forms."""

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Industry, Organisation
from accounts.pages import Choice
from intake.domain.forms import checking, exposure
from intake.domain.forms.document import read, says, shape_findings
from intake.domain.forms.exposure import Exposure, Eyes, Why
from intake.domain.forms.findings import Finding
from intake.domain.forms.options import with_options
from intake.domain.forms.states import VersionStatus
from intake.models import Form, FormVersion
from intake.pages.form_settings import (
    ExposureRow,
    FormPage,
    FormRow,
    FormsPage,
    ProblemRow,
    ServiceRow,
    VersionRow,
)
from intake.presenters.forms.words import finding_sentence, place_words
from intake.selectors.forms import counts_of

STATUSES: Final[Mapping[str, Callable[[], str]]] = {
    VersionStatus.DRAFT: lambda: _("Draft"),
    VersionStatus.PUBLISHED: lambda: _("Open"),
    VersionStatus.RETIRED: lambda: _("Retired"),
}
_TEMPLATES: Final[Mapping[str, Callable[[], str]]] = {
    "law": lambda: _("Law: before we talk"),
    "clinic": lambda: _("Clinic: new patient"),
    "home": lambda: _("Home service: the job"),
    "heater": lambda: _("Home service: about a water heater"),
    "blank": lambda: _("An empty form"),
}
KINDS: Final[Mapping[str, Callable[[], str]]] = {
    "public": lambda: _("Anybody may know"),
    "contact": lambda: _("About the person"),
    "phi": lambda: _("About health"),
    "privileged": lambda: _("In confidence"),
    "payment": lambda: _("About payment"),
}
EYES: Final[Mapping[Eyes, Callable[[], str]]] = {
    Eyes.TEAM: lambda: _("Every member who sees the conversation"),
    Eyes.WORKING: lambda: _("Members who work on it; not those who only look"),
    Eyes.CLINICIANS: lambda: _("Clinicians, and who opens the record in an emergency"),
    Eyes.DESK: lambda: _("Front desk, owners and clinicians"),
}
WHY: Final[Mapping[Why, Callable[[], str]]] = {
    Why.TO_REACH: lambda: _("To know and reach the person"),
    Why.TO_HELP: lambda: _("To help with what they came for"),
    Why.TO_PAY: lambda: _("To bill it"),
    Why.ANYBODY: lambda: _("Nothing private"),
}


def forms_page(rows: Sequence[Form], organisation: Organisation) -> FormsPage:
    """List the forms."""
    return FormsPage(
        rows=tuple(_row(row, organisation) for row in rows),
        templates=tuple(Choice(value=key, label=words()) for key, words in _TEMPLATES.items()),
    )


def _row(row: Form, organisation: Organisation) -> FormRow:
    versions = list(row.versions.all())
    live = next((one for one in versions if one.status == VersionStatus.PUBLISHED), None)
    status = live.status if live else versions[0].status if versions else VersionStatus.DRAFT
    return FormRow(
        id=row.pk,
        name=row.name,
        status=STATUSES[status](),
        tone="ok" if live else "",
        public_url=public_path(row, organisation) if live else "",
        begun=sum(counts_of(one)[0] for one in versions),
        sent=sum(counts_of(one)[1] for one in versions),
    )


def public_path(row: Form, organisation: Organisation) -> str:
    """Give the address at which a form is filled in."""
    return reverse("intake:form_start", kwargs={"slug": organisation.slug, "form": row.slug})


def form_page(
    row: Form,
    organisation: Organisation,
    *,
    sets: Mapping[str, Sequence[Mapping[str, Any]]],
    services: Sequence[tuple[UUID, str, str]],
    language: str,
    typed: str = "",
    findings: Sequence[Finding] = (),
) -> FormPage:
    """Show one form; `typed` is a document that was not kept, with what is wrong with it."""
    versions: list[FormVersion] = list(row.versions.all())
    newest = versions[0]
    document = with_options(newest.document, sets)
    found = tuple(findings) or checking.check(document)
    definition = None if shape_findings(document) else read(document)
    path = public_path(row, organisation)
    url = urljoin(settings.PUBLIC_URL, path)
    script = urljoin(settings.PUBLIC_URL, f"{settings.STATIC_URL}js/embed.js")
    is_clinic = row.organisation.industry == Industry.CLINIC
    return FormPage(
        id=row.pk,
        name=row.name,
        public_url=path,
        embed=f'<div data-portico-inline><a href="{escape(url)}">{escape(row.name)}</a></div>\n'
        f'<script src="{escape(script)}" defer></script>',
        is_live=any(one.status == VersionStatus.PUBLISHED for one in versions),
        has_draft=newest.status == VersionStatus.DRAFT,
        can_publish=newest.status == VersionStatus.DRAFT and checking.is_publishable(found) and not typed,
        document=typed or json.dumps(newest.document, ensure_ascii=False, indent=1),
        versions=tuple(_version(one) for one in versions),
        problems=tuple(
            ProblemRow(where=place_words(one.at), sentence=finding_sentence(one), is_warning=one.is_warning)
            for one in found
        ),
        exposures=tuple(
            exposure_row(one, language) for one in exposure.exposures(definition, is_clinic=is_clinic)
        )
        if definition
        else (),
        total=exposure.total(definition) if definition else 0,
        services=tuple(ServiceRow(id=pk, name=name, choice=choice) for pk, name, choice in services),
    )


def _version(row: FormVersion) -> VersionRow:
    return VersionRow(
        number=row.n,
        status=STATUSES[row.status](),
        when=date_format(row.published_at, "DATE_FORMAT") if row.published_at else "",
        who=row.published_by.name if row.published_by else "",
        digest=row.sha256[:12],
        begun=counts_of(row)[0],
        sent=counts_of(row)[1],
    )


def exposure_row(one: Exposure, language: str) -> ExposureRow:
    how = _("Encrypted") if one.is_sealed else _("Plain")
    if one.is_written_back:
        how = _("Plain, and in the contact")
    return ExposureRow(
        label=says(one.field.label, language),
        kind=KINDS[one.field.sensitivity](),
        who=EYES[one.eyes](),
        why=WHY[one.why](),
        how=how,
        weight=one.weight,
    )
