"""What members type about organisations and people, checked before a service sees it."""

from accounts.forms.hours import ClosureForm, HolidayForm, WeekForm
from accounts.forms.organisation import LocationForm, OrganisationForm, TeamForm
from accounts.forms.people import InvitationForm, JoinForm, MemberForm, ProfileForm

__all__ = [
    "ClosureForm",
    "HolidayForm",
    "InvitationForm",
    "JoinForm",
    "LocationForm",
    "MemberForm",
    "OrganisationForm",
    "ProfileForm",
    "TeamForm",
    "WeekForm",
]
