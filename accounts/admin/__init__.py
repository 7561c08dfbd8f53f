"""Administration of organisations and their people; `act_as_member` serves the apps above."""

from accounts.admin import api_keys as api_keys
from accounts.admin import organisations as organisations
from accounts.admin import people as people
from accounts.admin import security as security
from accounts.admin.acting import act_as_member

__all__ = ["act_as_member"]
