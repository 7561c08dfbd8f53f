"""Flows as hypothesis draws them: any settings, any graph, sound or not."""

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from routing.domain import forms, kinds
from routing.domain.fields import Form
from routing.domain.graph import Flow, Node
from routing.domain.kinds import KINDS
from routing.domain.texts import LANGUAGES, Text

ids = st.uuids()
names = st.sampled_from(["a", "b2", "lunch time", "on-call", "zip_code"])
words = st.sampled_from(["Hello.", "¡Hola!", "Press 1 {zip}", "日本"])


def _values(form: Form[Any], languages: tuple[str, ...]) -> st.SearchStrategy[Any]:
    match form:
        case forms.ListOf(of=of, most=most, key=key):
            return st.lists(_values(of, languages), max_size=min(most, 3), unique_by=key).map(tuple)
        case forms.ByName(of=of, pattern=pattern, never=never):
            keys = names if pattern == forms.NAME else st.sampled_from(kinds.KEYS)
            return st.dictionaries(
                keys.filter(lambda name: name not in never), _values(of, languages), max_size=3
            )
        case forms.Parts(of=of):
            return _settings(of, languages)
        case _:
            return _plain(form, languages)


def _plain(form: Form[Any], languages: tuple[str, ...]) -> st.SearchStrategy[Any]:
    match form:
        case forms.Spoken():
            return st.dictionaries(st.sampled_from(languages), words).map(Text)
        case forms.Address():
            return st.sampled_from(["", "https://example.com/a?b=1"])
        case forms.Words(most=most, pattern=pattern):
            text = st.from_regex(rf"\A(?:{pattern.strip('^$')})\Z") if pattern else st.text(max_size=most)
            return st.just("") | text.filter(lambda found: len(found) <= most)
        case forms.Whole(least=least, most=most):
            return st.integers(least, most)
        case forms.Choice(among=among):
            return st.sampled_from(list(among))
        case forms.Id():
            return st.none() | ids
        case forms.SomeId():
            return ids
        case forms.Clock():
            return st.integers(0, 24 * 60)
        case _:
            raise AssertionError(form)


def _settings(of: type[Any], languages: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.builds(of, **{one.name: _values(one.metadata["form"], languages) for one in fields(of)})


def _nodes(languages: tuple[str, ...]) -> st.SearchStrategy[Node]:
    at = st.none() | st.tuples(st.integers(-9, 9), st.integers(-9, 9))
    return st.one_of(
        [
            st.builds(
                Node,
                st.just(kind),
                _settings(row.settings, languages),
                st.dictionaries(names, names, max_size=2),
                at,
            )
            for kind, row in KINDS.items()
        ]
    )


def _drawn(languages: list[str]) -> st.SearchStrategy[Flow]:
    spoken = tuple(languages)
    return st.builds(
        Flow,
        st.dictionaries(names, _nodes(spoken), min_size=1, max_size=4),
        names,
        st.just(spoken),
        st.text(max_size=80),
    )


flows = st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).flatmap(_drawn)


@st.composite
def connected(draw: st.DrawFn) -> Flow:
    """Draw a flow whose exits mostly lead to nodes of its own, also back, and now and then nowhere."""
    languages = tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True)))
    places = [f"n{number}" for number in range(draw(st.integers(1, 6)))]
    targets = st.sampled_from([*places, *places, "nowhere"])
    nodes = {}
    for place in places:
        node = draw(_nodes(languages))
        exits = {name: draw(targets) for name in sorted(node.must | node.row.may) if draw(st.integers(0, 9))}
        nodes[place] = Node(node.kind, node.settings, exits)
    return Flow(nodes, draw(targets), languages)
