"""What members type about organisations and people, checked before a service sees it."""

from accounts.forms.hours import ClosureForm, HolidayForm, MomentForm, OpeningForm
from accounts.forms.organisation import LocationForm, OrganisationForm, TeamForm
from accounts.forms.people import InvitationForm, JoinForm, MemberForm, ProfileForm
from accounts.forms.week import WeekForm

__all__ = [
    "ClosureForm",
    "HolidayForm",
    "InvitationForm",
    "JoinForm",
    "LocationForm",
    "MemberForm",
    "MomentForm",
    "OpeningForm",
    "OrganisationForm",
    "ProfileForm",
    "TeamForm",
    "WeekForm",
]
