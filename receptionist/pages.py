"""What the templates of this app take."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from intake.pages.filling import AlarmView


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    """One message of a chat as its visitor sees it. `who` is empty for their own."""

    key: str
    who: str
    text: str
    at: str
    at_iso: str
    is_theirs: bool
    is_automatic: bool
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatStart:
    """Before the first word. `notice` says who reads it, and what not to write yet."""

    title: str
    greeting: str
    away: str
    notice: str
    post_url: str
    home_key: str
    ref: str
    name: str = ""
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWay:
    """Going on by text. `sealed` stands for the number a code was sent to; `done` says where texts go by now."""

    url: str
    number: str = ""
    sealed: str = ""
    hint: str = ""
    problem: str = ""
    done: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRoom:
    """The chat itself. `count` is how many messages the page shows; `news_url` answers 204 while there are no more."""

    title: str
    lines: tuple[ChatLine, ...]
    count: int
    post_url: str
    news_url: str
    home_key: str
    ref: str
    anew: Link
    away: str = ""
    text: str = ""
    problem: str = ""
    is_open: bool = True
    alarm: AlarmView | None = None
    typing_url: str = ""
    writing: str = ""
    accept: str = ""
    by_text: TextWay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """One turn: what was said, understood, done and answered; `post_url` is empty for who may not say more."""

    id: str
    who: str
    when: str
    when_iso: str
    why: str
    heard: str
    said: str
    understood: str
    sure: str
    urgency: str
    rule: str
    model: str
    thread_url: str
    post_url: str
    meanings: tuple[Choice, ...]
    intent: str = ""
    decided: str = ""
    learnt: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Turns to look at, or those that were."""

    tabs: tuple[Link, ...]
    cards: tuple[ReviewCard, ...]
    counted: str
    is_decided: bool
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """One phrase the next version learns."""

    text: str
    meaning: str
    who: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version; `figures` are (what, before, after)."""

    title: str
    state: str
    tone: str
    made: str
    digest: str
    figures: tuple[tuple[str, str, str], ...]
    reason: str
    progress: int
    is_running: bool
    is_active: bool
    use_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPage:
    """What the assistant has learnt, and its versions. `news_url` is set while one is being examined."""

    phrases: tuple[PhraseRow, ...]
    versions: tuple[VersionRow, ...]
    in_use: str
    make_url: str
    ship_url: str
    news_url: str
    review_url: str
    problem: str = ""
