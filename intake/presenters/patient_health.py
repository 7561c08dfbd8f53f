"""A patient's allergies, medications and conditions in words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from intake.domain.patients.health import Kind, Severity, Standing
from intake.models import HealthItem
from intake.models.health import SEVERITIES
from intake.pages.patient_health import HealthList, HealthPage, HealthRow, HealthSection, Mark
from intake.services.patients import Opened

TITLES = {
    Kind.ALLERGY: gettext_lazy("Allergies"),
    Kind.MEDICATION: gettext_lazy("Medications"),
    Kind.CONDITION: gettext_lazy("Conditions and history"),
}
NONE = {
    Kind.ALLERGY: gettext_lazy("No known allergies"),
    Kind.MEDICATION: gettext_lazy("Takes no medication"),
    Kind.CONDITION: gettext_lazy("No known conditions"),
}
ADD = {
    Kind.ALLERGY: gettext_lazy("Add an allergy"),
    Kind.MEDICATION: gettext_lazy("Add a medication"),
    Kind.CONDITION: gettext_lazy("Add a condition"),
}


def health_lists(opened: Opened, *, reader: Reader) -> tuple[HealthList, ...]:
    """Print what is known, a list for each kind."""
    return tuple(_list(kind, opened, reader) for kind in Kind)


def health_page(opened: Opened, *, forms: Mapping[Kind, Any], reader: Reader) -> HealthPage:
    """Print everything; `forms` (of HealthForm) change it."""
    contact = opened.contact
    return HealthPage(
        name=contact.display_name or _("Nameless"),
        back_url=reverse("intake:patient", args=[contact.pk]),
        url=reverse("intake:patient_health", args=[contact.pk]),
        sections=tuple(
            HealthSection(
                list=found,
                form=forms[Kind(found.key)],
                none_label=str(NONE[Kind(found.key)]),
                add_label=str(ADD[Kind(found.key)]),
                is_open=bool(forms[Kind(found.key)].errors),
            )
            for found in health_lists(opened, reader=reader)
        ),
    )


def _list(kind: Kind, opened: Opened, reader: Reader) -> HealthList:
    mine = [row for row in opened.health if row.kind == kind.value]
    active = [row for row in mine if row.standing == Standing.ACTIVE.value]
    # What is worst stands first; beside something "none known" is out of date.
    named = sorted((row for row in active if not row.is_none), key=_weight)
    shown = named or [row for row in active if row.is_none][-1:]
    past = [row for row in mine if row.standing != Standing.ACTIVE.value]
    return HealthList(
        key=kind.value,
        title=str(TITLES[kind]),
        rows=tuple(_row(row, kind, reader) for row in shown),
        past=tuple(_row(row, kind, reader) for row in reversed(past)),
        empty=_("Nobody asked yet."),
        is_asked=bool(shown),
    )


def _weight(row: HealthItem) -> tuple[bool, bool]:
    return (not row.is_risky, row.severity != Severity.SEVERE.value)


def _row(row: HealthItem, kind: Kind, reader: Reader) -> HealthRow:
    parts = [row.detail, row.course]
    if row.since:
        parts.append(_("since %(when)s") % {"when": row.since})
    return HealthRow(
        id=str(row.pk),
        what=str(NONE[kind]) if row.is_none else row.what,
        detail=" · ".join(filter(None, parts)),
        trace=_trace(row, reader),
        marks=tuple(_marks(row)),
        can_confirm=row.confirmed_at is None and row.standing == Standing.ACTIVE.value,
    )


def _marks(row: HealthItem) -> list[Mark]:
    marks = []
    if row.standing == Standing.WRONG.value:
        marks.append(Mark(label=_("a mistake"), tone="line"))
    elif row.standing == Standing.ENDED.value:
        marks.append(Mark(label=_("past"), tone="line"))
    if row.is_risky:
        marks.append(Mark(label=_("life-threatening"), tone="danger"))
    if row.severity:
        tone = "danger" if row.severity == Severity.SEVERE.value else "warn"
        marks.append(Mark(label=str(SEVERITIES[row.severity]), tone=tone))
    if row.confirmed_at is None and row.standing == Standing.ACTIVE.value:
        marks.append(Mark(label=_("not confirmed"), tone="warn"))
    return marks


def _trace(row: HealthItem, reader: Reader) -> str:
    when = moment_label(row.recorded_at, reader=reader)
    if row.recorded_by is not None:
        said = _("%(who)s, %(when)s") % {"who": row.recorded_by.name, "when": when}
    elif row.submission_id is not None:
        said = _("From a form, %(when)s") % {"when": when}
    else:
        said = _("From the record as it was, %(when)s") % {"when": when}
    told = [said]
    if row.confirmed_by is not None and row.confirmed_by_id != row.recorded_by_id:
        told.append(_("confirmed by %(who)s") % {"who": row.confirmed_by.name})
    if row.ended_at is not None:
        ended = moment_label(row.ended_at, reader=reader)
        who = row.ended_by.name if row.ended_by else ""
        told.append(
            _("ended by %(who)s, %(when)s") % {"who": who, "when": ended}
            if who
            else _("ended %(when)s") % {"when": ended}
        )
    return "; ".join([*told, *filter(None, [row.reason])])
