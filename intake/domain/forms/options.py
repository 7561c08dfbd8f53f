"""Lists of answers that several forms share, put into the form that is published."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from intake.domain.forms.findings import Finding, Trouble

Sets = Mapping[str, Sequence[Mapping[str, Any]]]


def with_options(document: Mapping[str, Any], sets: Sets) -> dict[str, Any]:
    """Give a document whose fields carry the answers of the lists they name."""
    made = deepcopy(dict(document))
    for _at, field in _fields(made):
        if not field.get("options") and field.get("option_set") in sets:
            field["options"] = [dict(option) for option in sets[field["option_set"]]]
    return made


def unknown_sets(document: Mapping[str, Any], sets: Sets) -> Iterator[Finding]:
    """Find fields that name a list there is none of."""
    for at, field in _fields(document):
        name = field.get("option_set")
        if name and name not in sets and not field.get("options"):
            yield Finding(trouble=Trouble.NO_OPTIONS, at=(*at, "option_set"), words={"name": name})


def _fields(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    for n, stage in enumerate(document["stages"]):
        for m, section in enumerate(stage["sections"]):
            for k, field in enumerate(section["fields"]):
                yield ("stages", n, "sections", m, "fields", k), field
