"""Two changes of one flow put together, where they do not touch the same thing."""

from collections.abc import Mapping
from typing import Any, Final

Document = Mapping[str, Any]
_FRAME: Final = ("title", "languages", "start")
_GONE: Final = object()


class Clash(ValueError):
    """Both changed the same thing: somebody must choose."""


def merged(base: Document, theirs: Document, mine: Document) -> dict[str, Any]:
    """Put both changes of `base` together; a node is one thing, as are title, languages and where calls begin.

    Raises:
        Clash: both changed one of these, differently.
    """
    nodes = _by_name(base["nodes"], theirs["nodes"], mine["nodes"])
    frame = {key: _one(base.get(key), theirs.get(key), mine.get(key)) for key in _FRAME}
    return {**theirs, **frame, "nodes": nodes}


def merged_node(
    base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> dict[str, Any]:
    """Put both changes of a node together; each setting is one thing, as is where each exit leads.

    Raises:
        Clash: both changed one of these, differently.
    """
    exits = _by_name(base.get("exits", {}), theirs.get("exits", {}), mine.get("exits", {}))
    settings = [{key: row[key] for key in row if key not in ("exits", "at")} for row in (base, theirs, mine)]
    at = {"at": theirs["at"]} if "at" in theirs else {}
    return {**_by_name(*settings), "exits": exits, **at}


def _by_name(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name in dict.fromkeys([*theirs, *mine]):
        one = _one(base.get(name, _GONE), theirs.get(name, _GONE), mine.get(name, _GONE))
        if one is not _GONE:
            found[name] = one
    return found


def _one(base: Any, theirs: Any, mine: Any) -> Any:
    if mine == base:
        return theirs
    if theirs not in (base, mine):
        raise Clash
    return mine
