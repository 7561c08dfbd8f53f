"""Which language a caller hears where, and where there are no words in it."""

from collections.abc import Iterator

from routing.domain.flow import State
from routing.domain.graph import Flow, Text
from routing.domain.kinds import NodeKind
from routing.domain.verifying.exploring import Edge, Explored
from routing.domain.verifying.problems import Code, Problem
from routing.domain.verifying.telling import tell_up_to


def language_of(flow: Flow, state: State) -> str:
    """Give the language that is spoken with a caller now."""
    return state.language or flow.language


def uncovered(explored: Explored) -> Iterator[Problem]:
    """Find prompts without words in the language a caller is spoken to, and languages nobody ever comes to hear."""
    flow = explored.flow
    heard, told = {flow.language}, set[tuple[str, str]]()
    for edge in explored.all_edges():
        for name, language in _heard(flow, edge):
            heard.add(language)
            text = getattr(flow.nodes[name].settings, "text", None)
            if (
                not isinstance(text, Text)
                or not text
                or text.by_language.get(language)
                or (name, language) in told
            ):
                continue
            told.add((name, language))
            path, script = tell_up_to(name, explored, edge)
            yield Problem(Code.UNCOVERED_LANGUAGE, name, path, {"language": language}, script)
    for language in flow.languages:
        if language not in heard:
            yield Problem(Code.UNCOVERED_LANGUAGE, "", values={"language": language})


def _heard(flow: Flow, edge: Edge) -> Iterator[tuple[str, str]]:
    """Go through the nodes of a decision, each with the language spoken there."""
    language = language_of(flow, edge.origin.state)
    later = language_of(flow, edge.to.state)
    chooses = [place for place, name in enumerate(edge.seen) if _chooses(flow, name)]
    last = chooses[-1] if chooses else len(edge.seen)
    for place, name in enumerate(edge.seen):
        yield name, later if place > last else language


def _chooses(flow: Flow, name: str) -> bool:
    node = flow.nodes[name]
    return node.kind is NodeKind.LANGUAGE or (node.kind is NodeKind.SET and bool(node.settings.language))
