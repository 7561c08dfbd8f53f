"""Canned replies: `{{contact.first_name}}` filled in from plain values, and nothing else.

No template engine on purpose: members write these texts, so a name is looked up and never evaluated.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_VARIABLE: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STRAY: Final = re.compile(r"\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text that is ready to send."""

    text: str


@dataclass(frozen=True, slots=True)
class MissingValues:
    """Why a text must not be sent: variables without a value, and names nobody knows (or loose braces)."""

    names: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def variables(template: str) -> tuple[str, ...]:
    """List the variable names in `template`, each once, in order of appearance."""
    return tuple(dict.fromkeys(match.strip() for match in _VARIABLE.findall(template)))


def render(template: str, values: Mapping[str, str | None]) -> Rendered | MissingValues:
    """Fill in every variable of `template`, or say which ones stop the send.

    `values` names every variable that exists; `None` or blank means that this contact has none. Braces
    inside a value stay as they are and are not filled in again.
    """
    names = variables(template)
    unknown = [name for name in names if name not in values]
    unknown += _STRAY.findall(_VARIABLE.sub("", template))
    missing = [name for name in names if name in values and not (values[name] or "").strip()]
    if unknown or missing:
        return MissingValues(tuple(missing), tuple(dict.fromkeys(unknown)))
    return Rendered(_VARIABLE.sub(lambda match: values[match[1].strip()] or "", template))
