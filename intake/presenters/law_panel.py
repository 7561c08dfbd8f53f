"""Beside a conversation of a law firm: whether facts may be heard. It names nobody, since many read the same print."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import can_write
from contacts import ports
from conversations.models import Conversation
from intake.domain.clearance.states import OPEN, CheckState
from intake.models import ConflictCheck
from intake.pages.law import ClearancePanel
from intake.policies import is_law
from intake.presenters.law_words import state_mark
from intake.selectors.checks import find_check_of, is_closing


def register() -> None:
    """Stand beside people, above all else."""
    ports.register_panel("clearance", 1, clearance_panel)


def clearance_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the state of a conversation's check; called in `reading`."""
    if beside.conversation_id is None or not is_law(beside.member):
        return None
    organisation_id = beside.member.organisation_id
    conversation = Conversation(pk=beside.conversation_id, organisation_id=organisation_id)
    check = find_check_of(conversation=conversation)
    if check is None and not can_write(beside.member):
        return None
    is_stop = check is not None and is_closing(check)
    query = urlencode({"conversation": beside.conversation_id})
    page = ClearancePanel(
        mark=state_mark(check.state if check else CheckState.NOT_RUN),
        sentence=_sentence(check, is_stop=is_stop),
        is_stop=is_stop,
        url=reverse("intake:check", args=[check.pk]) if check else "",
        new_url=f"{reverse('intake:matter_new')}?{query}" if can_write(beside.member) else "",
    )
    if check is not None and check.matter_id is not None:
        page = ClearancePanel(
            mark=page.mark, sentence=page.sentence, is_stop=page.is_stop, url=page.url, new_url=""
        )
    return ports.Panel(
        key="clearance", title=_("Conflict check"), template="intake/_clearance_panel.html", page=page
    )


def _sentence(check: ConflictCheck | None, *, is_stop: bool) -> str:
    if check is None:
        return _("Names first: ask who they are and who is on the other side, then check.")
    state = CheckState(check.state)
    if state in OPEN:
        return _("Facts may be heard.")
    if state is CheckState.DECLINED:
        return _("Declined. Take no facts; what was heard is sealed.")
    if not is_stop:
        return _(
            "Names were heard and searched for: nothing that stops you. Open the inquiry before you take facts."
        )
    if state is CheckState.CLEAR_PENDING:
        return _("Stop taking facts. Nothing was found, but a lawyer has not cleared it yet.")
    return _("Stop taking facts. Say: “We need to check something first.”")
