"""What the administration pages of every app build on; the pages themselves are in each app's `admin`."""

from core.administration.forms import CLEAR, OrganisationForm, SecretField
from core.administration.later import after_page, run_later
from core.administration.rows import OrganisationAdmin, OwnRowsFilter, ReadOnlyAdmin

__all__ = [
    "CLEAR", "OrganisationAdmin", "OrganisationForm", "OwnRowsFilter", "ReadOnlyAdmin", "SecretField", "after_page",
    "run_later",
]  # fmt: skip
