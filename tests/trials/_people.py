"""Who rings, and how callers and members behave on each path of the trial of calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Rules = Sequence[Mapping[str, Any]]

TAKES: Mapping[str, Any] = {
    "answer_after": 2.0,
    "script": [
        {"hears": "press 1", "press": "1", "after": 0.6},
        {"hears": "my appointment", "say": "Thursday at nine would suit us.", "after": 0.5},
    ],
}
BUSY: Mapping[str, Any] = {"busy": True}
DECLINES: Mapping[str, Any] = {"reject": "declined", "answer_after": 2.0}
RINGS_OUT: Mapping[str, Any] = {"no_answer": True}
MAILBOX: Mapping[str, Any] = {"voicemail": True, "answer_after": 3.0, "beep_at": 5.0}
# However a call goes on, its caller gives up at last; whoever hears somebody, talks and says goodbye.
PATIENCE_SECONDS, ENDLESS_PATIENCE_SECONDS = 150.0, 450.0
TALKS: Rules = (
    {"hears": " with ", "say": "Hello, I would like to move my appointment.", "after": 1.5},
    {"hears": "Thursday", "hang_up": True, "after": 1.0},
)
LEAVES_MESSAGE: Rules = (
    *TALKS,
    {"hears": "beep", "say": "This is a message of the trial, please call me back about the lease.", "after": 0.8},
)  # fmt: skip
SAYS_NOTHING: Rules = TALKS
HANGS_UP_AT_VOICEMAIL: Rules = (*TALKS, {"hears": "after the tone", "hang_up": True, "after": 0.1})
HANGS_UP_AT_ONCE: Rules = ({"hang_up": True, "after": 0.8},)
HANGS_UP_WHILE_IT_RINGS: Rules = (*TALKS, {"hang_up": True, "after": 9.0})


@dataclass(frozen=True, slots=True)
class House:
    """One organisation as its callers know it."""

    organisation: str
    line: str
    closed_line: str
    members: tuple[str, ...]
    blocked: str


@dataclass(frozen=True, slots=True)
class Path:
    """One way a call may go, if nothing goes wrong; the last of `members` stands for the rest of them."""

    name: str
    caller: Rules
    members: tuple[Mapping[str, Any], ...]
    is_closed: bool = False
    is_blocked: bool = False


PATHS = (
    Path("first takes it", TALKS, (TAKES,)),
    Path("first is busy", TALKS, (BUSY, TAKES)),
    Path("first declines", TALKS, (DECLINES, TAKES)),
    Path("nobody at the first", LEAVES_MESSAGE, (RINGS_OUT, TAKES)),
    Path("a mailbox at the first", TALKS, (MAILBOX, TAKES)),
    Path("message", LEAVES_MESSAGE, (DECLINES,)),
    Path("mailboxes only", LEAVES_MESSAGE, (MAILBOX, BUSY)),
    Path("gives up at voicemail", HANGS_UP_AT_VOICEMAIL, (BUSY,)),
    Path("gives up in the greeting", HANGS_UP_AT_ONCE, (RINGS_OUT,)),
    Path("gives up while it rings", HANGS_UP_WHILE_IT_RINGS, (RINGS_OUT,)),
    Path("closed", LEAVES_MESSAGE, (TAKES,), is_closed=True),
    Path("closed, no message", HANGS_UP_AT_VOICEMAIL, (TAKES,), is_closed=True),
    Path("blocked", HANGS_UP_AT_VOICEMAIL, (TAKES,), is_blocked=True),
    Path("blocked, leaves a message", LEAVES_MESSAGE, (TAKES,), is_blocked=True),
    Path("silence", SAYS_NOTHING, (DECLINES,)),
)
