"""A new API key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.scopes import Scope

SCOPE_LABELS = {
    Scope.CONTACTS_READ: _("Read contacts"),
    Scope.CONTACTS_WRITE: _("Change contacts"),
    Scope.CONVERSATIONS_READ: _("Read conversations"),
    Scope.CONVERSATIONS_WRITE: _("Change conversations and add notes"),
    Scope.MESSAGES_SEND: _("Send messages"),
    Scope.LINES_READ: _("Read lines"),
    Scope.MEMBERS_READ: _("Read members"),
    Scope.BOOKINGS_READ: _("Read services, free times and appointments"),
    Scope.BOOKINGS_WRITE: _("Book, move and cancel appointments"),
}


class ApiKeyForm(forms.Form):
    """What a key is called and what it may do."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("The program that will use it, like Website form.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope.value, SCOPE_LABELS[scope]) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the key may do.")},
    )
