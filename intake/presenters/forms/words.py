"""What is wrong with a form or an answer, in sentences."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from accounts.presenters.shell import NATIVE
from intake.domain.forms.findings import At, Fault, Finding, Trouble, Wrong

_PLACES: Final[Mapping[str, Callable[[], str]]] = {
    "stages": lambda: _("stage %(n)s"),
    "sections": lambda: _("section %(n)s"),
    "fields": lambda: _("field %(n)s"),
    "options": lambda: _("option %(n)s"),
}
_KINDS: Final[Mapping[str, Callable[[], str]]] = {
    "phi": lambda: _("about health"),
    "privileged": lambda: _("told in confidence"),
    "payment": lambda: _("about payment"),
    "a number": lambda: _("a number"),
    "text": lambda: _("text"),
    "true or false": lambda: _("yes or no"),
    "a list": lambda: _("a list"),
    "an object": lambda: _("a group of properties"),
    "a condition": lambda: _("a condition"),
    "a plain value": lambda: _("a plain value"),
}


def finding_sentence(finding: Finding, named: Callable[[str], str] = str) -> str:
    """Say what is wrong with a form, and what to do; `named` gives what the reader calls a property."""
    words = dict(finding.words)
    if "key" in words:
        words["key"] = named(words["key"])
    if "kind" in words:
        words["kind"] = _KINDS[words["kind"]]() if words["kind"] in _KINDS else words["kind"]
    if "language" in words:
        words["language"] = dict(NATIVE).get(words["language"], words["language"])
    key = str(finding.at[-1]) if finding.at else ""
    return _TROUBLES[finding.trouble]() % {"key": named(key), **words}


def place_words(at: At) -> str:
    """Say where in a form something is: "stage 2, section 1, field 3"."""
    found = []
    for name, number in pairwise(at):
        if name in _PLACES and isinstance(number, int):
            found.append(_PLACES[str(name)]() % {"n": number + 1})
    return ", ".join(found)


def wrong_sentence(wrong: Wrong) -> str:
    """Say why an answer cannot be taken, and what would do."""
    return _FAULTS[wrong.fault]() % {"limit": wrong.limit}


_TROUBLES: Final[Mapping[Trouble, Callable[[], str]]] = {
    Trouble.NOT_THIS_KIND: lambda: _("“%(key)s” must be %(kind)s."),
    Trouble.UNKNOWN_KEY: lambda: _("“%(key)s” means nothing here. Take it out, or correct its spelling."),
    Trouble.MISSING_KEY: lambda: _("“%(key)s” is missing."),
    Trouble.NOT_ALLOWED: lambda: _("“%(value)s” is not possible here. Possible are: %(allowed)s."),
    Trouble.TOO_LONG: lambda: _("“%(key)s” is longer than %(most)s characters."),
    Trouble.TOO_MANY: lambda: _("There are more than %(most)s."),
    Trouble.TOO_FEW: lambda: _("At least %(least)s is needed."),
    Trouble.BAD_NAME: lambda: _("“%(name)s” is no name: use small letters, digits and _, a letter first."),
    Trouble.TAKEN_NAME: lambda: _("“%(name)s” stands twice. Give one of them another name."),
    Trouble.NO_TRANSLATION: lambda: _("“%(key)s” has no words in %(language)s."),
    Trouble.NO_OPTIONS: lambda: _("“%(name)s” offers no answers. Add some, or name a list of answers."),
    Trouble.NO_SUCH_FIELD: lambda: _("It looks at “%(name)s”, which this form does not ask."),
    Trouble.NOT_COMPARABLE: lambda: _("An answer cannot be compared with that."),
    Trouble.CIRCLE: lambda: _("These show each other in a circle: %(names)s. Take one condition out."),
    Trouble.LATER_FIELD: lambda: _("It looks at “%(name)s”, which is asked in a later stage."),
    Trouble.NEVER_SHOWN: lambda: _("“%(name)s” asks nothing, so it cannot be required."),
    Trouble.TOO_EARLY: lambda: _(
        "“%(name)s” is %(kind)s, and this stage does not take that. Move it, or allow it in this stage."
    ),
    Trouble.FIRST_STAGE: lambda: _(
        "“%(name)s” is %(kind)s. Ask it after the first stage, once it is known who somebody is."
    ),
    Trouble.TOO_DEEP: lambda: _("This condition is nested more than %(most)s times."),
    Trouble.NOTHING_TO_COMPUTE: lambda: _("“%(name)s” does not say what it is computed from."),
    Trouble.NOT_IN_REPEAT: lambda: _("“%(name)s” cannot stand in a list of answers."),
    Trouble.NO_WAY_BACK: lambda: _("This sort of answer does not fit “%(name)s”."),
}
_FAULTS: Final[Mapping[Fault, Callable[[], str]]] = {
    Fault.NEEDED: lambda: _("Please answer this."),
    Fault.TOO_LONG: lambda: _("That is too long. Use at most %(limit)s characters."),
    Fault.TOO_SHORT: lambda: _("That is too short. Use at least %(limit)s characters."),
    Fault.NOT_NUMBER: lambda: _("Write a number, such as 12 or 12.5."),
    Fault.NOT_WHOLE: lambda: _("Write a whole number, such as 12."),
    Fault.TOO_SMALL: lambda: _("The least is %(limit)s."),
    Fault.TOO_BIG: lambda: _("The most is %(limit)s."),
    Fault.NOT_DATE: lambda: _("Write a date such as 3/14/2026 or March 14, 2026."),
    Fault.NO_SUCH_DAY: lambda: _("There is no such day. Write month, day and year, such as 3/14/2026."),
    Fault.IN_FUTURE: lambda: _("This day has not come yet."),
    Fault.IN_PAST: lambda: _("This day is over."),
    Fault.NOT_TIME: lambda: _("Write a time such as 3:30 pm or 15:30."),
    Fault.NOT_PHONE: lambda: _("Write a phone number with its area code."),
    Fault.NOT_EMAIL: lambda: _("Write an e-mail address such as name@example.com."),
    Fault.NOT_OFFERED: lambda: _("Choose one of the answers."),
    Fault.NOT_POSTCODE: lambda: _("Write a ZIP code of five digits."),
    Fault.TOO_MANY: lambda: _("At most %(limit)s, please."),
    Fault.TOO_FEW: lambda: _("At least %(limit)s, please."),
    Fault.MUST_AGREE: lambda: _("We cannot go on without this."),
    Fault.NOT_READABLE: lambda: _("This could not be read. Please answer once more."),
}
