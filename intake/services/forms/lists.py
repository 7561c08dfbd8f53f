"""Lists of answers that several forms offer. A published form has its own copy, so nothing open changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from accounts.models import Member
from accounts.policies import check_can_administer
from core.transactions import step, use_case
from intake import errors
from intake.domain.forms.grammar import OPTIONS
from intake.models import OptionSet
from intake.selectors.forms import uses_of_lists


@use_case
def keep_list(
    *, by: Member, list_id: UUID | None, name: str, options: Sequence[dict[str, Any]], now: datetime
) -> OptionSet:
    """Make or change a list of answers; drafts that name it offer what it has when they are published.

    Raises:
        ListEmpty. ListNameTaken. NoSuchList. NotAllowed.
    """
    check_can_administer(by)
    name, rows = " ".join(name.split())[:80], OptionSet.objects.of(by.organisation_id)
    if not name or any(OPTIONS.findings(list(options), ())):
        raise errors.ListEmpty
    others = rows.exclude(pk=list_id) if list_id else rows
    if others.filter(name__iexact=name).exists():
        raise errors.ListNameTaken
    row = _locked(by.organisation_id, list_id) if list_id else _new(by.organisation_id, name)
    row.name, row.options = name, list(options)
    row.save()
    return row


@use_case
def remove_list(*, by: Member, list_id: UUID, now: datetime) -> None:
    """Take a list away that no draft and no open form names.

    Raises:
        ListInUse. NoSuchList. NotAllowed.
    """
    check_can_administer(by)
    row = _locked(by.organisation_id, list_id)
    if uses_of_lists(organisation_id=by.organisation_id).get(row.slug):
        raise errors.ListInUse
    row.delete()


@step
def _locked(organisation_id: UUID, list_id: UUID) -> OptionSet:
    row = OptionSet.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=list_id).first()
    if row is None:
        raise errors.NoSuchList
    return row


def _new(organisation_id: UUID, name: str) -> OptionSet:
    base = slugify(name)[:50].strip("-_").replace("_", "-") or "list"
    taken = set(OptionSet.objects.of(organisation_id).values_list("slug", flat=True))
    slug = (
        base if base not in taken else next(one for n in range(2, 999) if (one := f"{base}-{n}") not in taken)
    )
    return OptionSet(organisation_id=organisation_id, slug=slug)
