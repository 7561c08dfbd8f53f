"""What the decisions ahead of a caller can still turn on, so that the rest of what is known of them can be left out."""

from collections.abc import Mapping
from typing import Final

from routing.domain.flow import State
from routing.domain.graph import Flow, Node
from routing.domain.kinds import NodeKind
from routing.domain.settings import PlaceBy

_BY_EXIT: Final[Mapping[str, str]] = {
    "blocked": "is_blocked",
    "withheld": "caller.number",
    "spam": "caller.spam_score",
    "vip": "caller.is_vip",
    "client": "caller.is_client",
    "known": "caller.is_known",
}
# Who is known is known by a number: what is settled of the one binds the other.
_BY_NUMBER: Final = frozenset(
    {"caller.number", "caller.is_vip", "caller.is_client", "caller.is_known", "caller.language"}
)


class Ahead:
    """For each node of a flow, the facts and answers that it or a node on any way from it reads."""

    def __init__(self, flow: Flow) -> None:
        found = {name: _reads(node) for name, node in flow.nodes.items()}
        grows = True
        while grows:
            grows = False
            for name, node in flow.nodes.items():
                more = set[str]().union(*(found.get(to, set()) for to in node.exits.values()))
                if not more <= found[name]:
                    found[name] |= more
                    grows = True
        self._reads = {name: frozenset(names) for name, names in found.items()}

    def state(self, state: State) -> State:
        """Leave out how far the call went, and answers that nothing ahead is told by."""
        reads = self._reads.get(state.node, frozenset())
        answers = tuple(sorted(one for one in state.answers if f"answers.{one[0]}" in reads))
        return state._replace(moves=0, has_rung=False, declined_recording=False, answers=answers)

    def reads(self, state: State, name: str) -> bool:
        """Say whether a settled fact can matter yet."""
        reads = self._reads.get(state.node, frozenset())
        if name == "caller.number" and state.texts_back:
            return True
        return bool(reads & _BY_NUMBER) if name in _BY_NUMBER else name in reads


def _reads(node: Node) -> set[str]:
    match node.kind:
        case NodeKind.CALLER:
            return {_BY_EXIT[exit_] for exit_ in node.exits if exit_ in _BY_EXIT}
        case NodeKind.LANGUAGE:
            return {"caller.language"}
        case NodeKind.MESSAGE | NodeKind.TEXT_BACK:
            return {"caller.number"}
        case NodeKind.NOTICE:
            return {"records", "needs_notice"}
        case NodeKind.PLACE:
            match node.settings.by:
                case PlaceBy.AREA_CODE:
                    return {"caller.number"}
                case PlaceBy.DIALLED:
                    return {"sender"}
                case _:
                    return {f"answers.{node.settings.variable}"}
        case _:
            return set()
