"""What a page sends of a form's questions, as raw answers."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import QueryDict

from intake.domain.forms.document import Definition, Field
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.values import LATER, MOST_PIECES

# Every question that a page shows names itself, so that a box without a tick is an answer too.
ASKED: Final = "asked"
SEEN: Final = "was."
MARK: Final = 12
MOST_NAMES: Final = 4000
_PLACE: Final = re.compile(r"\d{1,2}")


def read_answers(definition: Definition, sent: QueryDict) -> dict[str, Any]:
    """Read the questions a page has shown, and nothing else."""
    keys = dict.fromkeys(sent.getlist(ASKED))
    return {key: _raw(definition.fields[key], sent) for key in keys if key in definition.fields}


def read_marks(sent: QueryDict) -> dict[str, str]:
    """Read which answers a page has shown, by their marks."""
    return {
        name.removeprefix(SEEN): value[:MARK]
        for name in list(sent)[:MOST_NAMES]
        if name.startswith(SEEN) and isinstance(value := sent.get(name), str)
    }


def _raw(field: Field, sent: QueryDict) -> Any:
    if field.may_come_later and sent.get(f"{field.key}.later"):
        return dict(LATER)
    if field.is_many:
        return _list(field, sent)
    if field.parts:
        return _pieces(field, f"{field.key}.", sent)
    if field.type is FieldType.MULTICHOICE:
        return sent.getlist(field.key)
    return sent.get(field.key, "")


def _list(field: Field, sent: QueryDict) -> list[dict[str, str]]:
    gone = sent.get("remove", "")
    places = sorted(_places(field, sent))
    return [
        _pieces(field, f"{field.key}.{place}.", sent) for place in places if gone != f"{field.key}.{place}"
    ][:MOST_PIECES]


def _places(field: Field, sent: Mapping[str, Any]) -> Iterable[int]:
    beginning = f"{field.key}."
    found = (name.removeprefix(beginning).partition(".")[0] for name in sent if name.startswith(beginning))
    return {int(place) for place in found if _PLACE.fullmatch(place)}


def _pieces(field: Field, beginning: str, sent: QueryDict) -> dict[str, str]:
    return {part.key: sent.get(f"{beginning}{part.key}", "") for part in field.parts}
