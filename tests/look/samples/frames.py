"""Who looks on: the shell of the law firm, the frame of a page before log-in."""

from accounts.pages import Choice, DockPlace, Door, Flash, Frame, Link, NavItem, Shell
from tests.look.samples.cast import LANGUAGES, instant


def shell(*, current: str = "inbox", theme: str = "", dock: DockPlace | None = None) -> Shell:
    """Frame a page for Ana of the law firm."""
    places = (
        ("inbox", "Inbox", "inbox", "6"),
        ("tasks", "My day", "tasks", ""),
        ("contacts", "Contacts", "people", ""),
        ("lines", "Lines", "phone", ""),
    )
    return Shell(
        organisation_name="Hale Ortiz Law",
        hue=268,
        theme=theme,
        version="0.1",
        languages=LANGUAGES,
        language_url="/language",
        member_id="m1",
        member_name="Ana Reyes",
        initials="AR",
        tint=2,
        role_label="Staff",
        nav=tuple(
            NavItem(key=k, label=label, url=f"/{k}", icon=i, count=c, is_current=k == current)
            for k, label, i, c in places
        ),
        door=Door(waiting=2, url="/inbox?view=waiting", longest_since=instant(-1.2), longest_label="1:12"),
        dock=dock,
        sockets_url="",
        search_url="/search",
        logout_url="/logout",
        switch_url="/switch",
        profile_url="/profile",
        security_url="/security",
        sessions_url="/sessions",
        settings_url="/settings",
        organisations=(
            Choice(value="o1", label="Hale Ortiz Law", is_current=True),
            Choice(value="o2", label="Brightwater Plumbing"),
        ),
        demo=True,
        demo_links=(Link(label="Test phone", url="/handset"), Link(label="Mail", url="/mail")),
    )


def frame(*, theme: str = "") -> Frame:
    """Frame a page without the shell."""
    return Frame(
        theme=theme,
        hue=268,
        languages=LANGUAGES,
        language_url="/language",
        messages=(Flash(text="Your password is changed.", level="ok", url="/", link_label="Log in"),),
    )
