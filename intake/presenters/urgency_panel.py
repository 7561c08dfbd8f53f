"""Beside a conversation of a home-service firm: how urgent it is, and what is said first."""

from django.utils.translation import gettext as _

from accounts.models import Industry
from contacts import ports
from intake.domain.homes.urgency import EN, ES, Script, Urgency
from intake.pages.homes import UrgencyLine, UrgencyPanel
from intake.selectors.urgencies import scripts_of

TONES = {Urgency.P0: "danger", Urgency.P1: "warn"}


def register() -> None:
    """Stand beside people of home-service firms."""
    ports.register_panel("urgency", 7, urgency_panel)


def urgency_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print what to say at each urgency, where somebody is spoken with."""
    if beside.conversation_id is None or beside.member.organisation.industry != Industry.HOME:
        return None
    page = UrgencyPanel(
        lines=tuple(urgency_line(script) for script in scripts_of(beside.member.organisation_id))
    )
    return ports.Panel(
        key="urgency", title=_("How urgent is it?"), template="intake/_urgency_panel.html", page=page
    )


def urgency_line(script: Script) -> UrgencyLine:
    """Print one urgency."""
    name, signs = urgency_words(script.urgency)
    return UrgencyLine(
        name=name,
        signs=signs,
        tone=TONES.get(script.urgency, ""),
        after=what_comes_after(script),
        said_en=script.say[EN],
        said_es=script.say[ES],
    )


def urgency_words(urgency: Urgency) -> tuple[str, str]:
    """Give an urgency's name, and what it is recognised by."""
    return {
        Urgency.P0: (_("Danger to life"), _("Gas smell, carbon monoxide alarm, sparks, burning smell")),
        Urgency.P1: (
            _("Damage now"),
            _("Burst pipe, flooding, sewage, no heat in frost or with a baby or old person"),
        ),
        Urgency.P2: (_("Cannot be used"), _("No hot water, no cooling, the only toilet")),
        Urgency.P3: (_("Repair or service"), _("Drips, noises, yearly service")),
        Urgency.P4: (_("Asks for a price"), _("New installation, second opinion")),
    }[urgency]


def what_comes_after(script: Script) -> str:
    if not script.may_book:
        return _("Agree on no time until they are safe.")
    if script.calls_out:
        return _("Call whoever is on call, then promise a time of arrival.")
    return ""
