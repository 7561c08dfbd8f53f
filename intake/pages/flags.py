"""What the pages of red flags show."""

from dataclasses import dataclass

from accounts.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagCard:
    """One red flag. `is_open`: nobody has acknowledged it; `act_url` is empty where the reader only looks."""

    id: str
    title: str
    words: str
    detail: str
    who: str
    is_open: bool
    acknowledged: str
    settled: str
    remark: str
    url: str
    act_url: str
    back_url: str
    dispositions: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagPanel:
    """The red flags that are open beside a conversation, the oldest first."""

    cards: tuple[FlagCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """A line of the log; `took` is how long nobody had acknowledged it."""

    url: str
    when: str
    kinds: str
    who: str
    source: str
    took: str
    came_of: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRow:
    """A version of the list, and who signed it when."""

    version: str
    who: str
    when: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagsPage:
    """The list and the log. `heard` are the kinds that are always listened for."""

    is_listening: bool
    is_clinic: bool
    heard: tuple[str, ...]
    in_force: SignedRow | None
    before: tuple[SignedRow, ...]
    log: tuple[FlagRow, ...]
    can_sign: bool
