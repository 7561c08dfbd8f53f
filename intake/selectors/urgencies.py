"""What is said first at each urgency: the firm's own words, else those that ship."""

from uuid import UUID

from intake.domain.homes.urgency import EN, ES, SCRIPTS, Script, Urgency
from intake.models import UrgencyScript


def scripts_of(organisation_id: UUID) -> tuple[Script, ...]:
    """Give the scripts of a firm from the most urgent on."""
    own = {row.urgency: row for row in UrgencyScript.objects.of(organisation_id)}
    return tuple(_own(own[one.urgency.value]) if one.urgency.value in own else one for one in SCRIPTS)


def script_of(organisation_id: UUID, urgency: str) -> Script:
    """Give the script of one urgency."""
    return next(one for one in scripts_of(organisation_id) if one.urgency == urgency)


def is_own(organisation_id: UUID, urgency: str) -> bool:
    """Say whether a firm has words of its own."""
    return UrgencyScript.objects.of(organisation_id).filter(urgency=urgency).exists()


def _own(row: UrgencyScript) -> Script:
    return Script(
        urgency=Urgency(row.urgency),
        say={EN: _lines(row.said_en), ES: _lines(row.said_es)},
        may_book=row.may_book,
        calls_out=row.calls_out,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
