"""Forms to begin with, one for each trade, in both languages."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.text import slugify

from accounts.models import Industry, Member
from accounts.policies import check_can_administer
from core.transactions import step, use_case
from intake.domain.forms.document import says
from intake.domain.forms.grammar import FORMAT
from intake.models import Form
from intake.services.forms.editing import create_form_step, publish_step

FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "forms"
BLANK: Final = "blank"
SLUGS: Final[Mapping[str, str]] = {
    "law": "before-we-talk",
    "clinic": "new-patient",
    "home": "the-job",
    "heater": "water-heater",
}
OF_TRADE: Final[Mapping[str, str]] = {Industry.LAW: "law", Industry.CLINIC: "clinic", Industry.HOME: "home"}


def document_of(template: str) -> dict[str, Any]:
    """Read a template."""
    found: dict[str, Any] = json.loads((FOLDER / f"{template}.json").read_text())
    return found


def blank(name: str) -> dict[str, Any]:
    """Make a form that asks nothing yet."""
    both = {"en": name, "es": name}
    section = {"key": "about_you", "title": {"en": "About you", "es": "Sobre usted"}, "fields": []}
    stage = {"key": "first", "title": {"en": "First", "es": "Primero"}, "sections": [section]}
    return {"format": FORMAT, "title": both, "languages": ["en", "es"], "stages": [stage]}


@use_case
def add_template(*, by: Member, template: str, name: str = "", now: datetime) -> Form:
    """Make a form of a template, under a name of its own if one is given; it is a draft until it is published.

    Raises:
        FormNameTaken: it was made before. NotAllowed.
    """
    check_can_administer(by)
    return _add(by, template, name, now=now)


@use_case
def add_own_template(*, by: Member, now: datetime) -> Form | None:
    """Make and publish the form of the organisation's trade, unless it has a form already."""
    check_can_administer(by)
    if Form.objects.of(by.organisation_id).exists():
        return None
    form = _add(by, OF_TRADE[by.organisation.industry], "", now=now)
    publish_step(by=by, form_id=form.pk, now=now)
    return form


@step
def _add(by: Member, template: str, own_name: str, *, now: datetime) -> Form:
    document = blank(own_name) if template == BLANK else document_of(template)
    name = own_name or says(document["title"], by.organisation.locale)
    slug = slugify(own_name)[:60] or SLUGS.get(template, "form")
    return create_form_step(by=by, name=name, slug=slug, document=document, now=now)
