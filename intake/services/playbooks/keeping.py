"""Playbooks: made, changed, put away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Member, Team
from accounts.policies import check_can_administer
from conversations.models import Line
from core.transactions import step, use_case
from intake import errors
from intake.domain.playbooks.stages import SAID, Next, Stage
from intake.models import Form, Playbook
from intake.selectors.forms import find_published
from scheduling.models import Service

MOST_OUTCOMES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What a playbook says; an outcome is a mapping as the model has it."""

    name: str
    line_id: UUID | None
    service_id: UUID | None = None
    form_id: UUID | None = None
    asked: Sequence[str] = ()
    outcomes: Sequence[dict[str, Any]] = ()


@use_case
def keep_playbook(
    *, by: Member, playbook_id: UUID | None, version: int = 0, values: Values, now: datetime
) -> Playbook:
    """Make or change a playbook.

    Raises:
        PlaybookFaulty, PlaybookTaken, PlaybookMoved, NoSuchPlaybook, NotAllowed.
    """
    check_can_administer(by)
    row = (
        _locked(by.organisation_id, playbook_id)
        if playbook_id
        else Playbook(organisation_id=by.organisation_id)
    )
    if playbook_id and row.version != version:
        raise errors.PlaybookMoved
    _fill(row, values)
    same = Playbook.objects.of(by.organisation_id).filter(line_id=row.line_id, service=row.service)
    if same.exclude(pk=row.pk).exists():
        raise errors.PlaybookTaken
    row.version += 1 if playbook_id else 0
    row.save()
    return row


@use_case
def put_away(*, by: Member, playbook_id: UUID, now: datetime) -> Playbook:
    """Open no inquiries by it any more, or again."""
    check_can_administer(by)
    row = _locked(by.organisation_id, playbook_id)
    row.is_active, row.version = not row.is_active, row.version + 1
    row.save(update_fields=["is_active", "version"])
    return row


@step
def _locked(organisation_id: UUID, playbook_id: UUID) -> Playbook:
    row = Playbook.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=playbook_id).first()
    if row is None:
        raise errors.NoSuchPlaybook
    return row


@step
def _fill(row: Playbook, values: Values) -> None:
    organisation_id = row.organisation_id
    row.name = " ".join(values.name.split())[:80]
    if not row.name:
        raise errors.PlaybookFaulty(_("Give the playbook a name."))
    line = Line.objects.of(organisation_id).filter(pk=values.line_id).first() if values.line_id else None
    if line is None:
        raise errors.PlaybookFaulty(_("Choose the line it is for."))
    row.line = line
    services, forms = Service.objects.of(organisation_id), Form.objects.of(organisation_id)
    row.service = services.filter(pk=values.service_id).first() if values.service_id else None
    row.form = forms.filter(pk=values.form_id).first() if values.form_id else None
    open_version = find_published(organisation_id=organisation_id, form_id=row.form.pk) if row.form else None
    keys = _keys(open_version.document) if open_version else []
    row.asked = [one for one in keys if one in values.asked]
    row.outcomes = [_outcome(one, organisation_id) for one in values.outcomes[:MOST_OUTCOMES]]
    if not row.outcomes:
        raise errors.PlaybookFaulty(_("Name at least one outcome."))


def _keys(document: dict[str, Any]) -> list[str]:
    return [
        field["key"] for stage in document["stages"] for part in stage["sections"] for field in part["fields"]
    ]


@step
def _outcome(one: dict[str, Any], organisation_id: UUID) -> dict[str, Any]:
    name = next(iter(one["label"].values()), "")
    if one["stage"] not in SAID or one["next"] not in list(Next):
        raise errors.PlaybookFaulty(_("Choose what “%(name)s” means and what happens next.") % {"name": name})
    kind, is_lost = Next(one["next"]), one["stage"] == Stage.LOST
    if kind in (Next.TASK, Next.TEXT) and not one["words"]:
        raise errors.PlaybookFaulty(
            _("Write the words of the task or text after “%(name)s”.") % {"name": name}
        )
    if kind is Next.ASSIGN and not (one["who"] and _at_work(organisation_id).filter(pk=one["who"]).exists()):
        raise errors.PlaybookFaulty(_("Choose who gets the conversation after “%(name)s”.") % {"name": name})
    if kind is Next.BOOK and is_lost:
        raise errors.PlaybookFaulty(_("“%(name)s” is lost, so nothing is booked after it.") % {"name": name})
    teams = Team.objects.filter(organisation_id=organisation_id)
    team = teams.filter(pk=one["team"]).first() if one["team"] else None
    return {**one, "team": str(team.pk) if team else ""}


def _at_work(organisation_id: UUID) -> Any:
    return Member.objects.filter(organisation_id=organisation_id, is_active=True)
