"""The rules of the policy in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BY_NAME: Final[dict[str, str | Promise]] = {
    "0": gettext_lazy("somebody is on their way already"),
    "1": gettext_lazy("danger first"),
    "2": gettext_lazy("no more messages"),
    "3": gettext_lazy("a person, at the first word"),
    "4": gettext_lazy("privacy and what is not collected"),
    "5": gettext_lazy("no advice"),
    "6": gettext_lazy("frustration: a person"),
    "7": gettext_lazy("too long, silent, or not understood"),
    "8": gettext_lazy("sellers"),
    "9": gettext_lazy("what the customer wants"),
    "slots": gettext_lazy("asking, offering, reading back, booking"),
    "misses": gettext_lazy("not understood: asked again"),
    "names": gettext_lazy("names before facts"),
}


def rule_words(rule: str) -> str:
    """Say in words which rule acted; its own name follows, since that is how it is found again."""
    key = rule.split(" ", maxsplit=1)[0].split(".", maxsplit=1)[0]
    words = BY_NAME.get(key)
    return _("%(words)s (%(rule)s)") % {"words": words, "rule": rule} if words else rule
