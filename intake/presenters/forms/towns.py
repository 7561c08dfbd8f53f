"""What is said under an address whose postcode and town disagree."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation
from intake.domain.forms.document import Definition
from intake.domain.forms.kinds import FieldType
from scheduling.selectors.towns import other_town


def town_notes(
    organisation: Organisation, definition: Definition, values: Mapping[str, Any]
) -> dict[str, str]:
    """Give for each address of a draft what is odd about its town; called in `reading`.

    A customer is not argued with: it is said, and nothing is refused.
    """
    found = {}
    for key, one in definition.fields.items():
        given = values.get(key)
        if one.type is not FieldType.ADDRESS or not isinstance(given, dict):
            continue
        town = other_town(
            organisation, postcode=str(given.get("postcode", "")), town=str(given.get("city", ""))
        )
        if town:
            found[key] = _("This postcode belongs to %(town)s. Please look whether both are right.") % {
                "town": town
            }
    return found
