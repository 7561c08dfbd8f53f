"""The left side: views, rows, filters."""

from accounts.pages import Choice, Link
from conversations import pages as p
from tests.look.samples.cast import ANA, DENISE, LUIS, MEMBERS, NOW, OUTCOMES, SNOOZES


def views() -> tuple[p.ViewGroup, ...]:
    """The left pane."""
    mine = (
        p.ViewLink(key="mine", label="Mine", url="?view=mine", count="5", is_current=True),
        p.ViewLink(key="mentions", label="Mentions", url="?view=mentions", count="2"),
        p.ViewLink(key="snoozed", label="Snoozed", url="?view=snoozed", count="8"),
    )
    team = (
        p.ViewLink(key="unowned", label="Nobody's yet", url="?view=unowned", count="2", is_hot=True),
        p.ViewLink(key="waiting", label="Waiting for customer", url="?view=waiting", count="21"),
        p.ViewLink(key="open", label="All open", url="?view=open", count="99+"),
        p.ViewLink(key="resolved", label="Resolved", url="?view=resolved"),
        p.ViewLink(key="spam", label="Spam", url="?view=spam", count="4"),
    )
    lines = (
        p.ViewLink(key="l1", label="Main line", url="?line=1", count="14", icon="phone"),
        p.ViewLink(key="l2", label="Spanish line", url="?line=2", count="6", icon="phone"),
        p.ViewLink(key="l3", label="Website chat", url="?line=3", count="9", icon="chat"),
        p.ViewLink(key="l4", label="Front desk mail", url="?line=4", count="3", icon="mail"),
    )
    saved = (
        p.ViewLink(
            key="s1", label="Family, main line", url="?v=1", count="11", icon="tag", delete_url="/saved/1"
        ),
        p.ViewLink(key="s2", label="Court dates", url="?v=2", count="2", icon="tag", delete_url="/saved/2"),
    )
    return (
        p.ViewGroup(label="My work", views=mine),
        p.ViewGroup(label="Team", views=team),
        p.ViewGroup(label="Lines", views=lines),
        p.ViewGroup(label="Saved", views=saved),
    )


def row(
    key: str, person: p.Person, time: str, channel: tuple[str, str], preview: str, **more: object
) -> p.ConversationRow:
    """One row of the list."""
    return p.ConversationRow(
        id=key,
        version=3,
        url=f"/inbox/{key}",
        person=person,
        time_label=time,
        time_iso=NOW,
        channel_icon=channel[0],
        channel_label=channel[1],
        preview=preview,
        **more,  # type: ignore[arg-type]
    )


def rows() -> tuple[p.ConversationRow, ...]:
    """The list of the firm on a Tuesday morning."""
    text, mail, form = ("text", "Text"), ("mail", "E-mail"), ("form", "Form")
    waiting = p.Badge(label="Waiting", tone="warn", icon="clock", since_iso=NOW, clock_label="4 min")
    return (
        row(
            "c1",
            DENISE,
            "10:41",
            text,
            "Yes the papers came Friday. Do I have to answer before the hearing?",
            is_unread=True,
            is_current=True,
            badges=(waiting,),
            viewers_label="Ben is viewing",
        ),
        row(
            "c2",
            p.Person(name="Tomás Wieland", initials="TW", tint=2),
            "10:38",
            text,
            "Calling back about the lease, I am free after two",
            is_unread=True,
            badges=(
                p.Badge(label="Task due 11:00", tone="danger", icon="clock"),
                p.Badge(label="Employment"),
            ),
        ),
        row(
            "c3",
            p.Person(name="Sunniva Kjær", initials="SK", tint=4),
            "10:22",
            text,
            "You: I can hold Thursday at 9:30 while you check.",
            badges=(p.Badge(label="Not delivered", tone="danger", icon="alert"),),
            owner=ANA,
        ),
        row(
            "c4",
            p.Person(name="(520) 555-0177", initials="+1"),
            "09:58",
            text,
            "Hi, do you take cases in Pima County",
            badges=(p.Badge(label="Nobody's yet", tone="info", icon="people"),),
        ),
        row(
            "c5",
            p.Person(name="Obadiah Pruitt", initials="OP", tint=5),
            "09:31",
            mail,
            "Re: engagement letter. Signed copy attached.",
            owner=LUIS,
        ),
        row(
            "c6",
            p.Person(name="Rosalía Maciel", initials="RM", tint=1),
            "Mon",
            text,
            "Wants the fee in writing before she decides.",
            badges=(p.Badge(label="Until she replies", icon="moon"),),
            owner=ANA,
        ),
        row(
            "c7",
            p.Person(name="Grover Babineaux", initials="GB", tint=2),
            "Mon",
            form,
            "Stopped at “Other parties”.",
            badges=(p.Badge(label="Two people use this number", tone="warn", icon="people"),),
        ),
        row(
            "c8",
            p.Person(name="Hester Tran-Doyle", initials="HT", tint=3),
            "Mon",
            text,
            "Thank you! See you on the 3rd.",
        ),
    )


def list_pane(*, filtered: bool = False) -> p.ListPane:
    """The list pane, with or without filters in use."""
    lines = (Choice(value="", label="Any line"), Choice(value="1", label="Main line", is_current=filtered))
    return p.ListPane(
        view_key="mine",
        title="Mine",
        summary="5 open",
        rows=rows(),
        url="/inbox",
        rows_url="/inbox/rows?view=mine",
        next_url="/inbox/rows?view=mine&after=x",
        sorts=(
            Link(label="Longest waiting", url="?sort=waiting", is_current=True),
            Link(label="Newest", url="?sort=new"),
        ),
        filters=(p.Filter(name="line", label="Line", choices=lines),),
        active_filters=(Link(label="Main line", url="?view=mine"),) if filtered else (),
        hidden=(("view", "mine"),),
        save_view_url="/saved" if filtered else "",
        bulk=p.BulkActions(url="/bulk", members=MEMBERS, snoozes=SNOOZES, outcomes=OUTCOMES),
        empty=p.Empty(
            title="Nobody is waiting",
            text="New texts appear here.",
            action=Link(label="Show resolved", url="?view=resolved"),
        ),
    )
