"""Patient records, and who looked at them, as their pages show them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.ports import register_nav
from contacts import ports
from contacts.models import Contact
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from intake.domain.patients.rights import FIELDS, Group, Level
from intake.models import GlassBreak, PatientAccess, PatientRecord, Sex
from intake.pages.patients import PatientPage, PatientPanel, PatientPart, ReadRow, ReadsPage
from intake.policies import can_audit_patients, is_clinic, sees_patients
from intake.presenters.patient_health import health_lists
from intake.selectors.patients import Reads
from intake.services.patients import Opened

TITLES = {
    Group.IDENTITY: gettext_lazy("Who they are"),
    Group.COVERAGE: gettext_lazy("Insurance"),
    Group.HEALTH: gettext_lazy("Allergies, medications, history"),
}


def register() -> None:
    """Stand beside patients, and let owners and auditors of clinics see who looked at them."""
    ports.register_panel("patient", 4, patient_panel)
    register_nav(
        "patient_reads",
        gettext_lazy("Patient privacy"),
        "intake:patient_reads",
        "eye",
        16,
        on_phone=False,
        is_for=lambda member: is_clinic(member) and can_audit_patients(member),
    )


def patient_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the way to the record."""
    if beside.contact_id is None or not is_clinic(beside.member) or not sees_patients(beside.member):
        return None
    page = PatientPanel(url=reverse("intake:patient", args=[beside.contact_id]))
    return ports.Panel(
        key="patient", title=_("Patient record"), template="intake/_patient_panel.html", page=page
    )


def patient_page(opened: Opened, *, labels: Mapping[str, str], reader: Reader) -> PatientPage:
    """Print what a reader may see of a record."""
    contact, levels = opened.contact, opened.levels
    is_all = all(level >= Level.SEE for level in levels.values())
    until = moment_label(opened.open_until, reader=reader) if opened.open_until else ""
    return PatientPage(
        name=_name(contact),
        contact_url=reverse("contacts:contact", args=[contact.pk]),
        parts=tuple(_part(opened, group, labels, reader) for group in Group),
        open_until=until,
        break_url=""
        if is_all or not reader.can_write
        else reverse("intake:patient_glass", args=[contact.pk]),
        fhir_url=reverse("intake:patient_fhir", args=[contact.pk]) if reader.can_write else "",
    )


def reads_page(found: Reads, *, reader: Reader) -> ReadsPage:
    """Print who looked."""
    return ReadsPage(
        breaks=tuple(_row(one, one.reason, reader=reader, is_emergency=True) for one in found.breaks),
        reads=tuple(
            _row(one, groups_label(one.groups), reader=reader, is_emergency=one.is_emergency)
            for one in found.reads
        ),
        previous_url=f"?page={found.page - 1}" if found.page > 1 else "",
        next_url=f"?page={found.page + 1}" if found.has_more else "",
    )


def groups_label(groups: list[str]) -> str:
    """Name parts of a record."""
    return " · ".join(str(TITLES[group]) for group in Group if group.value in groups)


def _part(opened: Opened, group: Group, labels: Mapping[str, str], reader: Reader) -> PatientPart:
    level = opened.levels[group]
    can_change = level >= Level.CHANGE
    is_shut = level < Level.SEE
    if group is Group.HEALTH:
        url = reverse("intake:patient_health", args=[opened.contact.pk])
    else:
        url = reverse("intake:patient_part", args=[opened.contact.pk, group.value])
    facts = () if is_shut or opened.record is None else _facts(opened.record, group, labels)
    return PatientPart(
        key=group.value,
        title=str(TITLES[group]),
        facts=facts,
        is_shut=is_shut,
        edit_url=url if can_change else "",
        health=health_lists(opened, reader=reader) if group is Group.HEALTH and not is_shut else (),
    )


def _facts(record: PatientRecord, group: Group, labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    said = ((labels[name], _said(name, getattr(record, name))) for name in FIELDS[group])
    return tuple(fact for fact in said if fact[1])


def _said(name: str, value: Any) -> str:
    if name == "sex":
        return "" if value == Sex.UNKNOWN else str(Sex(value).label)
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value) if value else ""


def _row(one: GlassBreak | PatientAccess, what: str, *, reader: Reader, is_emergency: bool) -> ReadRow:
    return ReadRow(
        at=moment_label(one.at, reader=reader),
        who=one.member.name if one.member else _("Somebody who left"),
        patient=_name(one.contact),
        url=reverse("contacts:contact", args=[one.contact_id]),
        what=what,
        is_emergency=is_emergency,
    )


def _name(contact: Contact) -> str:
    return contact.display_name or _("Nameless")
