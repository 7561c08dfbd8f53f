"""What is typed to connect a calendar elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scheduling.domain.outside import CalendarKind


class FeedForm(forms.Form):
    """The address of a published calendar."""

    kind = CalendarKind.ICS
    address = forms.CharField(
        label=_("Address of the calendar"),
        max_length=2000,
        help_text=_(
            "In Google Calendar: Settings of the calendar, Secret address in iCal format. In Outlook: Shared calendars, "
            "Publish, the ICS link. It is kept encrypted."
        ),
    )


class CalDavForm(forms.Form):
    """A CalDAV server and who we are there."""

    kind = CalendarKind.CALDAV
    address = forms.CharField(
        label=_("Server"),
        max_length=2000,
        help_text=_("Such as caldav.icloud.com, or the CalDAV address of your Nextcloud or Fastmail."),
    )
    user = forms.CharField(label=_("User name"), max_length=200)
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("Better one made for programs than your own. It is kept encrypted."),
    )


def form_for(kind: str, data: Any = None) -> FeedForm | CalDavForm:
    """Give the form of a kind of calendar, filled in where something was sent."""
    made = CalDavForm if kind == CalendarKind.CALDAV else FeedForm
    return made(data, prefix=kind.lower()) if kind else made(data)
