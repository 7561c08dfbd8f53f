"""What can be refused. Each app subclasses these, one class per reason; edges map them to responses."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """An anticipated failure; `sentence` is fit to show. Map to 422."""

    sentence: "StrOrPromise" = _("That cannot be done.")

    def __init__(self, sentence: "StrOrPromise | None" = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(str(self.sentence))


class NotFound(Refused):
    """The thing does not exist for this member. Map to 404; never say whether another organisation has it."""

    sentence = _("There is nothing at this address.")


class NotAllowed(Refused):
    """The member's role does not permit this. Map to 403."""

    sentence = _("Your role can look but not change.")


class Conflict(Refused):
    """Someone was first, or the state has moved on. Map to 409 and show the fresh state."""

    sentence = _("This changed while you were working. Here is how it stands now.")


class MissingTransaction(RuntimeError):
    """A step or a tenant query ran outside `use_case` and `reading`. A programming error: never catch it."""
