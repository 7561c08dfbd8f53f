"""Playbooks in the settings, and inquiries beside their conversations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.pages import Choice
from accounts.policies import can_write
from contacts import ports
from intake.domain.forms.document import Definition, read, says
from intake.domain.playbooks.stages import SAID, Next
from intake.models import Inquiry, Playbook
from intake.pages.playbooks import Asked, InquiryPanel, OutcomeRow, PlaybookPage, PlaybookRow
from intake.presenters.forms.builder_panel import word_boxes
from intake.presenters.playbook_words import NEXTS, STAGES
from intake.selectors import forms as form_selectors
from intake.selectors import playbooks as selectors

SPARE: Final = 2
Named = Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a playbook may choose from."""

    lines: Named
    services: Named
    forms: Named
    members: Named
    teams: Named
    definition: Definition | None


def register() -> None:
    """Stand beside conversations."""
    ports.register_panel("inquiry", 2, inquiry_panel)


def row_of(row: Playbook) -> PlaybookRow:
    """Print a playbook in the list."""
    return PlaybookRow(
        id=row.pk,
        name=row.name,
        line=row.line.name,
        service=row.service.name if row.service else "",
        form=row.form.name if row.form else "",
        is_active=row.is_active,
    )


def playbook_page(row: Playbook | None, values: Mapping[str, Any], around: Around) -> PlaybookPage:
    """Print a playbook to be changed; `values` are what stands in it, kept or not."""
    language = get_language() or "en"
    questions = around.definition.fields.values() if around.definition else ()
    outcomes = [*values["outcomes"], *({} for _n in range(SPARE))]
    return PlaybookPage(
        id=row.pk if row else None,
        title=row.name if row else _("A new playbook"),
        name=values["name"],
        version=row.version if row else 0,
        is_active=row.is_active if row else True,
        lines=_choices(around.lines, values["line_id"], ""),
        services=_choices(around.services, values["service_id"], _("Any service")),
        forms=_choices(around.forms, values["form_id"], _("No form")),
        questions=tuple(
            Choice(value=one.key, label=says(one.label, language), is_current=one.key in values["asked"])
            for one in questions
            if one.label
        ),
        outcomes=tuple(_outcome(n, one, around) for n, one in enumerate(outcomes)),
    )


def _choices(rows: Named, held: object, none: str) -> tuple[Choice, ...]:
    first = [Choice(value="", label=none)] if none else []
    return (
        *first,
        *(Choice(value=f"{pk}", label=name, is_current=f"{pk}" == f"{held}") for pk, name in rows),
    )


def _outcome(n: int, one: Mapping[str, Any], around: Around) -> OutcomeRow:
    return OutcomeRow(
        n=n,
        key=one.get("key", ""),
        words=word_boxes(f"outcome.{n}.label", one.get("label")),
        stages=tuple(
            Choice(value=stage, label=STAGES[stage][0](), is_current=stage == one.get("stage"))
            for stage in SAID
        ),
        nexts=tuple(
            Choice(value=kind, label=NEXTS[kind](), is_current=kind == one.get("next", "")) for kind in Next
        ),
        people=_choices(around.members, one.get("who"), "—"),
        teams=_choices(around.teams, one.get("team"), "—"),
        said=one.get("words", ""),
        hours=one.get("hours", 24),
    )


def inquiry_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the inquiry of a conversation; called in `reading`."""
    organisation_id = beside.member.organisation_id
    if beside.conversation_id is None:
        return None
    row = selectors.find_inquiry(organisation_id=organisation_id, conversation_id=beside.conversation_id)
    if row is None:
        return None
    may, book = can_write(beside.member), row.playbook
    language = get_language() or "en"
    outcomes = book.outcomes if book and may else []
    asked, fill_url = _asked(row, language) if book and book.form_id else ((), "")
    books = selectors.of_line(organisation_id=organisation_id, line_id=row.line_id) if may else []
    found = selectors.outcome_of(row, row.outcome)
    page = InquiryPanel(
        id=str(row.pk),
        stage=STAGES[row.stage][0](),
        tone=STAGES[row.stage][1],
        said=says(found["label"], language) if found else "",
        reason=row.reason,
        asked=asked,
        fill_url=fill_url,
        form=str(book.form_id) if may and book and book.form_id and not fill_url else "",
        begin_url=reverse("intake:submission_begin"),
        conversation=str(row.conversation_id),
        contact=str(beside.contact_id or ""),
        outcomes=tuple(Choice(value=one["key"], label=_outcome_words(one, language)) for one in outcomes),
        outcome_url=reverse("intake:inquiry_outcome", args=[row.pk]),
        books=tuple(
            Choice(value=str(one.pk), label=one.name, is_current=one.pk == row.playbook_id) for one in books
        )
        if len(books) > 1
        else (),
        book_url=reverse("intake:inquiry_book", args=[row.pk]),
    )
    return ports.Panel(key="inquiry", title=_("Inquiry"), template="intake/_inquiry_panel.html", page=page)


def booking_values(row: Inquiry, back: str) -> dict[str, str]:
    """Give what the page on which a time is booked is told."""
    service = row.playbook.service_id if row.playbook else None
    known = {"contact": row.conversation.contact_id, "conversation": row.conversation_id, "service": service}
    return {**{key: str(value) for key, value in known.items() if value}, "back": back}


def _outcome_words(one: Mapping[str, Any], language: str) -> str:
    words = says(one["label"], language)
    return f"{words} → {NEXTS[one['next']]()}" if one["next"] else words


def _asked(row: Inquiry, language: str) -> tuple[tuple[Asked, ...], str]:
    """Give the questions to ask now; of an answer only that there is one."""
    book = row.playbook
    if book is None or book.form_id is None:
        return (), ""
    sent = form_selectors.list_submissions(
        organisation_id=row.organisation_id, contact_id=None, conversation_id=row.conversation_id
    )
    own = next((one for one in sent if one.form_version.form_id == book.form_id), None)
    version = own.form_version if own else None
    version = version or form_selectors.find_published(
        organisation_id=row.organisation_id, form_id=book.form_id
    )
    if version is None:
        return (), ""
    fields = read(version.document).fields
    answers = form_selectors.answers_of(own) if own else {}
    asked = tuple(
        Asked(label=says(fields[key].label, language), is_answered=key in answers)
        for key in book.asked
        if key in fields
    )
    return asked, reverse("intake:submission", args=[own.pk]) if own else ""
