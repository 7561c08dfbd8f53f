"""Diagrams are the same text for the same table."""

import pytest

from conversations.domain import states
from conversations.domain.diagrams import mermaid

PAGE = """# Light

```mermaid
stateDiagram-v2
    [*] --> RED
    RED --> RED: wait, hum along
    RED --> GREEN: go
    GREEN --> [*]
```
"""


def test_moves_become_labels() -> None:
    table = {"RED": {"GO": "GREEN", "WAIT": "RED", "HUM_ALONG": "RED"}, "GREEN": {}}

    assert mermaid("Light", table, initial=["RED"]) == PAGE


def test_a_table_of_sets_is_drawn_in_the_order_of_its_states() -> None:
    drawn = mermaid("Message", states.MESSAGE_TRANSITIONS, initial=states.INITIAL_MESSAGE_STATES)

    assert drawn == mermaid(
        "Message", dict(states.MESSAGE_TRANSITIONS), initial=set(states.INITIAL_MESSAGE_STATES)
    )
    assert "    SENT --> DELIVERED\n    SENT --> READ\n    SENT --> FAILED\n" in drawn
    assert drawn.index("[*] --> QUEUED") < drawn.index("[*] --> RECEIVED")


def test_the_real_machine_is_drawn_with_its_moves() -> None:
    drawn = mermaid("Conversation status", states.MOVES, initial=states.INITIAL)

    assert "    SNOOZED --> OPEN: inbound message, inbound for assistant, wake\n" in drawn


def test_a_state_without_a_line_is_refused() -> None:
    with pytest.raises(ValueError, match="not in list"):
        mermaid("Broken", {"RED": ["GREEN"]})
