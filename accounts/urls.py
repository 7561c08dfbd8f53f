"""Addresses of the accounts app: the settings, invitations, what belongs to a browser.

Included before allauth's, so that the pages of allauth Portico does not have are closed.
"""

from django.urls import path

from accounts.views import (
    api_key_urls,
    hours,
    invitations,
    locations,
    members,
    organisation,
    profile,
    session,
    teams,
)

app_name = "accounts"

_location = "settings/locations/<uuid:location_id>/"

urlpatterns = [
    path("settings/", organisation.settings, name="settings"),
    path("settings/profile/", profile.profile, name="profile"),
    path("settings/members/", members.members, name="members"),
    path("settings/members/<uuid:member_id>/", members.member, name="member"),
    path("settings/members/<uuid:member_id>/deactivate/", members.deactivate, name="member_deactivate"),
    path("settings/members/<uuid:member_id>/reactivate/", members.reactivate, name="member_reactivate"),
    path("settings/invitations/", invitations.invite, name="invite"),
    path("settings/invitations/<uuid:invitation_id>/resend/", invitations.resend, name="invitation_resend"),
    path("settings/invitations/<uuid:invitation_id>/revoke/", invitations.revoke, name="invitation_revoke"),
    path("settings/teams/", teams.teams, name="teams"),
    path("settings/teams/<uuid:team_id>/rename/", teams.rename, name="team_rename"),
    path("settings/teams/<uuid:team_id>/remove/", teams.remove, name="team_remove"),
    path("settings/locations/", locations.locations, name="locations"),
    path("settings/locations/add/", locations.add, name="location_add"),
    path(_location, locations.location, name="location"),
    path(f"{_location}remove/", locations.remove, name="location_remove"),
    path(f"{_location}hours/", hours.hours, name="hours"),
    path(f"{_location}closures/", hours.close, name="closure_add"),
    path(f"{_location}closures/<uuid:closure_id>/remove/", hours.open_again, name="closure_remove"),
    path(f"{_location}openings/", hours.open_once, name="opening_add"),
    path(f"{_location}openings/<uuid:opening_id>/remove/", hours.take_opening_back, name="opening_remove"),
    path(f"{_location}holidays/", hours.holiday, name="holiday"),
    *api_key_urls.urlpatterns,
    path("join/<str:token>/", invitations.join, name="join"),
    path("switch/", session.switch, name="switch"),
    path("language/", session.language, name="language"),
    path("accounts/email/", session.closed, name="closed_email"),
    path("accounts/confirm-email/", session.closed, name="closed_confirm_email"),
    path("accounts/confirm-email/<str:key>/", session.closed, name="closed_confirm_email_key"),
]
