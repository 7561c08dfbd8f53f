"""The make-believe handset and the day's ledger."""

from dataclasses import dataclass, field

from accounts.pages import Choice
from conversations.pages.parts import Badge, Empty


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsetMessage:
    """One bubble on the make-believe phone. `is_mine`: typed on the phone, not sent by the business."""

    id: str
    text: str
    time_label: str
    is_mine: bool
    status_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsetPage:
    """A make-believe phone that texts the business. Posts `handset`, `line`, `text` to `send_url`."""

    handsets: tuple[Choice, ...]
    lines: tuple[Choice, ...]
    handset: str
    line: str
    line_name: str
    clock_label: str
    messages: tuple[HandsetMessage, ...]
    url: str
    screen_url: str
    send_url: str
    suggestions: tuple[str, ...] = ()
    conversation_url: str = ""
    policy: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTotal:
    """One figure of the day with its definition; the figure is a door to its rows."""

    label: str
    count: str
    definition: str
    url: str
    is_hot: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One inbound attempt and its one outcome."""

    time_label: str
    time_iso: str
    kind: str
    sender: str
    line: str
    outcome: Badge
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """A day of inbound attempts. `sentence` reads "212 attempts, 212 accounted for"."""

    day_label: str
    sentence: str
    is_balanced: bool
    explanation: str
    totals: tuple[LedgerTotal, ...]
    rows: tuple[LedgerRow, ...]
    previous_url: str = ""
    next_day_url: str = ""
    next_url: str = ""
    empty: Empty = field(default_factory=lambda: Empty(title=""))
