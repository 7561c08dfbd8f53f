"""Forms beside people: what was filled in, what can be begun, and what a conversation says of one that was sent."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from accounts.policies import can_write
from contacts import ports
from conversations.ports.facts import FactWords, Moment, register_fact
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from intake.pages.submissions import FormsPanel, SubmissionLine
from intake.presenters.forms.submissions import STATES
from intake.selectors import forms as selectors
from intake.services.forms.submitting import FACT


def register() -> None:
    """Stand beside people and in conversations."""
    ports.register_panel("forms", 6, forms_panel)
    register_fact(FACT, FactWords(icon="form", sentence=fact_sentence))


def fact_sentence(values: Mapping[str, str], _moment: Moment) -> str:
    """Say that a form was sent."""
    words = {"form": values.get("form", "")}
    if values.get("state") == "AMENDED":
        return _("“%(form)s” was changed and sent again.") % words
    if values.get("state") == "SIGNED":
        return _("“%(form)s” was filled in, signed and sent.") % words
    return _("“%(form)s” was filled in and sent.") % words


def forms_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the forms of a person; called in `reading`."""
    organisation_id = beside.member.organisation_id
    rows = selectors.list_submissions(
        organisation_id=organisation_id,
        contact_id=beside.contact_id,
        conversation_id=beside.conversation_id,
        most=5,
    )
    may = can_write(beside.member)
    forms = selectors.list_open(organisation_id=organisation_id) if may else []
    if not rows and not forms:
        return None
    reader = reader_of(beside.member, now=beside.now)
    values = {"contact": beside.contact_id, "conversation": beside.conversation_id}
    page = FormsPanel(
        key=str(beside.conversation_id or beside.contact_id),
        rows=tuple(
            SubmissionLine(
                name=row.form_version.form.name,
                state=STATES[row.state][0](),
                tone=STATES[row.state][1],
                when=moment_label(row.sent_at or row.saved_at, reader=reader),
                url=reverse("intake:submission", args=[row.pk]),
            )
            for row in rows
        ),
        forms=tuple(Choice(value=str(row.pk), label=row.name) for row in forms),
        begin_url=reverse("intake:submission_begin"),
        values=tuple((key, str(value)) for key, value in values.items() if value),
    )
    return ports.Panel(key="forms", title=_("Forms"), template="intake/_forms_panel.html", page=page)
