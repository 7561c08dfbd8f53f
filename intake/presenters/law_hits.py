"""Why a hit is one, and how it hangs together, in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from intake.presenters import conflict_reasons


def reason_words(reasons: Sequence[Any], *, score: int) -> tuple[str, ...]:
    """Say each reason as a sentence."""
    found = (conflict_reasons.reason_words(conflict_reasons.reason_of(one)) for one in reasons)
    said = tuple(f"{words[:1].upper()}{words[1:]}." for words in found if words)
    return said or (_("The names are alike (%(score)s of 100).") % {"score": score},)


def path_words(term: str, path: Sequence[Any], name: str) -> tuple[str, ...]:
    """Say by which relations who was found hangs together with who was named; nothing for themselves."""
    if not path:
        return ()
    steps = [
        part
        for step in path
        for part in (
            str(step["name"]), conflict_reasons.relation_words(str(step["relation"]), is_back=bool(step["is_back"]))
        )
    ]  # fmt: skip
    return (*(() if path[0]["name"] == term else (term,)), *steps, name)
