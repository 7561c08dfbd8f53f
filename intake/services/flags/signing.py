"""A clinic's own list of red flags: it counts once a clinician has signed it, and each signed version stays."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import Member, Organisation
from core.events import record
from core.transactions import use_case
from intake import errors
from intake.domain.redflags import MOST_PHRASES, SHORTEST_PHRASE, phrases_in
from intake.events import RedFlagsSigned
from intake.models import RedFlagList
from intake.policies import check_can_sign_flags
from intake.selectors.flags import list_in_force


@use_case
def sign_list(*, by: Member, phrases: str, clinician: str, credential: str, now: datetime) -> RedFlagList:
    """Put a list into force with a clinician's name under it.

    Raises:
        NotYourStanding: the member is no clinician and does not administer.
        ListUnsigned: nobody is named. PhrasesWrong: a phrase is too short to mean anything, or there are too many.
    """
    check_can_sign_flags(by)
    own = phrases_in(phrases.replace("\x00", ""))
    short = next((one for one in own if len(one) < SHORTEST_PHRASE), None)
    if short is not None:
        raise errors.PhrasesWrong(
            _("“%(phrase)s” is too short: it would be found in what means no harm.") % {"phrase": short}
        )
    if len(own) > MOST_PHRASES or any(len(one) > 100 for one in own):
        raise errors.PhrasesWrong(
            _("At most %(most)d phrases of a hundred letters each.") % {"most": MOST_PHRASES}
        )
    clinician, credential = (" ".join(one.split()) for one in (clinician, credential))
    if not clinician or not credential:
        raise errors.ListUnsigned
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    before = list_in_force(organisation_id=by.organisation_id)
    row = RedFlagList(
        organisation_id=by.organisation_id,
        version=(before.version if before else 0) + 1,
        phrases="\n".join(own),
        clinician=clinician[:120],
        credential=credential[:80],
        signed_by=by,
        signed_at=now,
    )
    row.save(force_insert=True)
    record(RedFlagsSigned(list_id=row.pk, version=row.version), actor_id=by.pk, now=now)
    return row
