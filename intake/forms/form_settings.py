"""What owners send about their forms."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.services.forms.templates import BLANK, SLUGS

MOST_BYTES = 500_000


class NewForm(forms.Form):
    """A name and what it begins as: a template, or a file somebody exported."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    template = forms.ChoiceField(required=False, choices=[(key, key) for key in (*SLUGS, BLANK)])
    file = forms.FileField(label=gettext_lazy("A form from a file (JSON)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the file.

        Raises:
            ValidationError: there is neither template nor file, or it is no JSON.
        """
        found: dict[str, Any] = super().clean() or {}
        file = found.get("file")
        if found.get("template") == BLANK and not found.get("name"):
            raise forms.ValidationError(_("Give an empty form a name."))
        if not file and not found.get("template"):
            raise forms.ValidationError(_("Choose a template or a file."))
        if file:
            if file.size > MOST_BYTES:
                raise forms.ValidationError(_("This file is larger than any form."))
            found["document"] = read_document(file.read())
        return found


def read_document(text: bytes | str) -> Any:
    """Read a document that somebody sent.

    Raises:
        ValidationError: it is no JSON.
    """
    try:
        return json.loads(text)
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise forms.ValidationError(_("This is no form: it cannot be read as JSON.")) from error
