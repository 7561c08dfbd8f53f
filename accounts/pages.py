"""Frozen objects the shell, the public frame and the mail page bind to; presenters fill, templates print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place to go. `is_current` marks the one the reader is on."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Places to go under one heading. `label` is empty where the page needs none."""

    label: str
    links: tuple[Link, ...]

    @property
    def current(self) -> Link | None:
        """The link the reader is on, if it is one of these."""
        return next((link for link in self.links if link.is_current), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a select, a menu or a radio group, with the little that helps to choose."""

    value: str
    label: str
    detail: str = ""
    initials: str = ""
    tint: int = 0
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One place in the rail (bottom bar on a phone). `key` names its live count: `nav-<key>`."""

    key: str
    label: str
    url: str
    icon: str
    count: str = ""
    is_current: bool = False
    on_phone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How many people wait for an answer, and since when the longest (ISO 8601, empty when nobody)."""

    waiting: int
    url: str
    longest_since: str = ""
    longest_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """One sentence left over from the previous page. `level` is info, ok, warn or danger."""

    text: str
    level: str = "info"
    url: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page needs, log-in and error pages included: language, theme, the organisation's hue."""

    language: str = "en"
    theme: str = ""
    hue: int = 262
    organisation_name: str = ""
    home_url: str = "/"
    language_url: str = ""
    languages: tuple[Choice, ...] = ()
    messages: tuple[Flash, ...] = ()
    version: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DockPlace:
    """What an app keeps on every page: a template that finds `page` as `dock`."""

    template: str
    page: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell(Frame):
    """What surrounds every staff page: top bar, rail, door, menus, the address of the socket.

    `theme` is "", "light" or "dark" (cookie `theme`); one of `organisations` is posted to `switch_url` as
    `organisation`, one of `languages` to `language_url` as `language`.
    """

    member_id: str
    member_name: str
    initials: str
    tint: int
    role_label: str
    nav: tuple[NavItem, ...]
    door: Door
    sockets_url: str
    search_url: str
    logout_url: str
    switch_url: str = ""
    profile_url: str = ""
    security_url: str = ""
    sessions_url: str = ""
    settings_url: str = ""
    organisations: tuple[Choice, ...] = ()
    demo_links: tuple[Link, ...] = ()
    dock: DockPlace | None = None
    head: DockPlace | None = None
    shortcuts_on: bool = True
    can_write: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """One e-mail the demo kept instead of sending it. `links` are the addresses found in its text."""

    id: str
    to: str
    subject: str
    sent_label: str
    sent_iso: str
    url: str
    text: str = ""
    links: tuple[Link, ...] = ()
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """The demo's sent mail, newest first, with one of them open."""

    mails: tuple[SentMail, ...]
    opened: SentMail | None = None
