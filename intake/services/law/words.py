"""What tasks of conflict checks are called, in the language of whom they are left to."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Member

CHECK = _("Conflict check %(number)s: please decide")
LETTER = _("Letter that we do not act, conflict check %(number)s")
NOTICE = _("You are kept out of a matter: read and acknowledge")


def spoken(member: Member, words: object, **figures: object) -> str:
    """Say it in the language of a member."""
    with translation.override(member.user.language or member.organisation.locale):
        return str(words) % figures if figures else str(words)
