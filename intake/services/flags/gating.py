"""Who described an emergency books nothing for later before somebody of the clinic has acknowledged it."""

from django.utils.translation import gettext as _

from accounts.models import Industry, Organisation
from intake.domain.redflags import emergency_number
from intake.selectors.flags import has_unacknowledged
from scheduling.ports import Requirement, ToConfirm


class RedFlagGate:
    """Keeps a time from being taken online while a red flag of whoever takes it is open."""

    def requirements(self, asked: ToConfirm) -> tuple[Requirement, ...]:
        """Ask for help now instead of a visit later, where that is so."""
        firm = Organisation.objects.get(pk=asked.organisation_id)
        if firm.industry == Industry.LAW:
            return ()
        waits = has_unacknowledged(
            organisation_id=asked.organisation_id, contact_id=asked.contact_id, hold_id=asked.hold_id
        )
        if not waits:
            return ()
        number = emergency_number(firm.country)
        sentence = _(
            "What you told us can need help within minutes: call %(number)s now. "
            "You can book here once somebody of ours has seen it; we were told."
        )
        return (
            Requirement(
                key="red_flag",
                sentence=sentence % {"number": number},
                url=f"tel:{number}",
                label=_("Call %(number)s") % {"number": number},
            ),
        )
