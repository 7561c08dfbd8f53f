"""Every reason the engine gives is told in words, in both languages."""

import ast
import re
from pathlib import Path

from django.utils.translation import override

from conversations.presenters.call_reasons import reason

NODES = Path(__file__).parents[2] / "routing" / "domain"
FILLED = {"why": "x", "status": "500"}
OTHERS = [
    "rings 3 at once", "turn 1 of 3, 20 s", "puts through to +16025550199, 25 s", "pressed 2", "pressed 7: no choice",
    "said “sales”: 1", "said “mmh”: no choice", "answered “85001”", "spam score 70 of 100", "time: lunch",
    "no queues yet", "no on-call ladders yet", "no callbacks yet", "no receptionist yet",
    "labelled flood", "dialled +16025550110: east", "area code 480: east", "area code 480: other",
    "area code not known: other", "answer 85001: valley", "answer not known: other", "speaks es-US", "priority urgent",
    "the program did not answer: status 500", "the program did not answer: took too long", "nothing follows next",
    "holiday Thanksgiving", "Ana Reyes: not put through", "blocked: spam",
]  # fmt: skip


def plain_reasons() -> set[str]:
    """Collect the reasons the nodes write down as they stand."""
    found = set()
    for path in [*NODES.glob("nodes/*.py"), NODES / "flow.py", NODES / "walk.py"]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "because":
                found |= {
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant)
                    and isinstance(one.value, str)
                    and re.fullmatch(r"[a-z][a-z ;:-]{4,}", one.value)
                    and not one.value.endswith((" ", ": "))
                }
    return found


def test_every_reason_is_told_in_spanish() -> None:
    # What stands for a value that nobody gave is part of a reason.
    reasons = plain_reasons() - {"not known"}
    assert "nobody took it" in reasons
    with override("es"):
        english = sorted(one for one in reasons | set(OTHERS) if reason(one) == one)
    assert english == []
