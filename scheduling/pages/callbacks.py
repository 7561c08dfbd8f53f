"""The form by which a callback comes into a member's calendar."""

from dataclasses import dataclass

from accounts.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackForm:
    """As typed so far; `kept` are the hidden fields, `others` times that would do, `problem` why it was not booked."""

    contact_id: str
    contact_name: str
    kept: tuple[tuple[str, str], ...]
    day: str
    at: str
    lengths: tuple[Choice, ...]
    members: tuple[Choice, ...]
    numbers: tuple[Choice, ...]
    note: str
    back: str
    problem: str = ""
    others: tuple[str, ...] = ()
    may_overrule: bool = False
