"""Beside a conversation or a person: emergencies they described that nobody has settled."""

from django.utils.translation import gettext as _

from contacts import ports
from intake.pages.flags import FlagPanel
from intake.presenters.flags import flag_card
from intake.selectors.flags import list_unsettled
from intake.services.flags.raising import LISTENING


def register() -> None:
    """Stand beside people, above everything."""
    ports.register_panel("red_flag", 0, flag_panel)


def flag_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print what is open; called in `reading`."""
    if beside.member.organisation.industry not in LISTENING:
        return None
    rows = list_unsettled(
        organisation_id=beside.member.organisation_id,
        conversation_id=beside.conversation_id,
        contact_id=beside.contact_id,
    )
    if not rows:
        return None
    cards = tuple(flag_card(row, member=beside.member, now=beside.now) for row in rows)
    return ports.Panel(
        key="red_flag", title=_("Red flag"), template="intake/_flag_panel.html", page=FlagPanel(cards=cards)
    )
