"""Whether a law firm's assistant may go on asking for facts: names are looked up before anything else is heard."""

from uuid import UUID

from accounts.models import Industry, Organisation
from core.transactions import step
from intake.models import MatterParty, Side
from intake.selectors.conflicts import Asked, Match, find_matches


@step
def may_conflict(organisation_id: UUID, name: str, other_side: str) -> bool:
    """Say whether facts must wait for a person: the other side may be somebody the firm knows, or the caller somebody
    it acts against. A client of the firm who calls about something new goes on. Why is never told to the caller.
    """
    if not Organisation.objects.filter(pk=organisation_id, industry=Industry.LAW).exists():
        return False
    if _blocking(other_side):
        return True
    against = MatterParty.objects.of(organisation_id).filter(side=Side.THEIRS)
    return against.filter(party_id__in=[match.party_id for match in _blocking(name)]).exists()


def _blocking(name: str) -> list[Match]:
    if not name.strip():
        return []
    asked = Asked(name=name, kind="", dob=None, role="")
    return [match for match in find_matches(asked) if match.is_blocking and not match.suppressed_by]
