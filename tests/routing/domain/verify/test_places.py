"""The line at which a value stands in the text of a file."""

import json

from routing.domain.verifying.places import lines_of

TEXT = """{
 "nodes": {
  "menu": {"kind": "MENU", "exits": {"1": "a", "2":
    "b"}},
  "a": {"kind": "VOICEMAIL", "windows": [
    {"from": "{not} a [brace]"},
    {"from": "said \\"so\\""}
  ]}
 }
}"""


def test_each_value_is_found_by_its_path() -> None:
    lines = lines_of(TEXT)
    assert json.loads(TEXT)["nodes"]["menu"]["exits"]["2"] == "b"
    assert [lines[path] for path in ("nodes", "nodes.menu", "nodes.menu.exits.1", "nodes.menu.exits.2")] == [
        2,
        3,
        3,
        3,
    ]
    assert [lines[path] for path in ("nodes.a", "nodes.a.windows.0.from", "nodes.a.windows.1.from")] == [
        5,
        6,
        7,
    ]


def test_what_is_no_json_has_lines_too() -> None:
    assert lines_of('{"a": [1, {"b"')["a"] == 1
    assert lines_of("") == {"": 1}
