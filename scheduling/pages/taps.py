"""The page behind a short address: a held time to take, or fresh ones where it is gone."""

from dataclasses import dataclass

from accounts.pages import Choice, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TapPage:
    """A time with its button, else `fresh` times; `decline` and `leave` are words on buttons.

    `look_url`: where the page looks by itself whether something changed since.
    """

    title: str
    lead: str
    when: str
    zone: str
    what: str
    where: str
    url: str
    take: str
    note: str
    decline: str = ""
    leave: str = ""
    fresh: tuple[Choice, ...] = ()
    problem: str = ""
    more: Link | None = None
    look_url: str = ""
