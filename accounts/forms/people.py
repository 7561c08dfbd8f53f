"""Members, invitations, one's own profile."""

from uuid import UUID

from django import forms
from django.contrib.auth import password_validation
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.domain.capabilities import capabilities_of
from accounts.models import Member, Organisation, Role
from accounts.policies import CAPABILITY_LABELS
from accounts.services.members import MemberSettings

LANGUAGES = [("", _("As the organisation")), ("en", "English"), ("es", "Español")]
THEMES = [("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))]


def _capability_choices(organisation: Organisation) -> list[tuple[str, object]]:
    return [(key, CAPABILITY_LABELS[key]) for key in capabilities_of(organisation.industry)]


class RoleForm(forms.Form):
    """The part that members and invitations share: a role and capabilities of the trade."""

    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=Role, initial=Role.STAFF)
    capabilities = forms.MultipleChoiceField(
        label=_("Capabilities"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organisation: Organisation,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        choices = _capability_choices(organisation)
        self.fields["capabilities"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["capabilities"]


class MemberForm(RoleForm):
    """What an owner decides about a member."""

    locations = forms.TypedMultipleChoiceField(
        label=_("Locations"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every location."),
    )
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=UUID, empty_value=None)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        member: Member,
        organisation: Organisation,
        locations: list[tuple[str, str]],
        teams: list[tuple[str, str]],
    ) -> None:
        initial: dict[str, object] = {
            "role": member.role,
            "capabilities": member.capabilities,
            "locations": [str(key) for key in member.location_ids],
            "team": str(member.team_id or ""),
        }
        super().__init__(data, organisation=organisation, initial=initial)
        self.fields["locations"].choices = locations  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", _("No team")), *teams]  # type: ignore[attr-defined]

    def settings(self) -> MemberSettings:
        """Return what was chosen, as the service takes it."""
        return MemberSettings(
            role=self.cleaned_data["role"],
            capabilities=tuple(self.cleaned_data.get("capabilities", ())),
            location_ids=tuple(self.cleaned_data["locations"]),
            team_id=self.cleaned_data["team"],
        )


class InvitationForm(RoleForm):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("E-mail address"))
    field_order = ["email", "role", "capabilities"]


class JoinForm(forms.Form):
    """A new person's name and first password."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=_("Ten characters or more."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Apply the password rules."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password)
        return password


class ProfileForm(forms.Form):
    """One's own name, language, and how the screen behaves on this device."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    theme = forms.ChoiceField(label=_("Colours on this device"), choices=THEMES, required=False)
    shortcuts = forms.BooleanField(
        label=_("Single keys act, on this device"), required=False, help_text=_("Press ? to see them.")
    )
