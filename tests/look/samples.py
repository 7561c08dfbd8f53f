"""Sample page objects: one lived-in law firm, rendered by the tests and by render.py. Names are invented."""

from datetime import UTC, datetime, timedelta

from accounts.pages import Choice, Door, Flash, Frame, Link, MailPage, NavItem, SentMail, Shell
from conversations import pages as p

LANGUAGES = (
    Choice(value="en", label="English", is_current=True),
    Choice(value="es", label="Español"),
)
ANA = p.Person(name="Ana Reyes", initials="AR", tint=2)
BEN = p.Person(name="Ben Hale", initials="BH", tint=4)
LUIS = p.Person(name="Luis Ortiz", initials="LO", tint=5)
DENISE = p.Person(name="Denise Calloway", initials="DC", tint=3)
MEMBERS = (
    Choice(value="m1", label="Ana Reyes", initials="AR", tint=2, detail="you", is_current=True),
    Choice(value="m2", label="Ben Hale", initials="BH", tint=4, detail="7 open"),
    Choice(value="m3", label="Luis Ortiz", initials="LO", tint=5, detail="3 open"),
)
SNOOZES = (
    Choice(value="later", label="Later today", detail="14:00"),
    Choice(value="tomorrow", label="Tomorrow morning", detail="Wed 9:00"),
    Choice(value="monday", label="Next week", detail="Mon 9:00"),
    Choice(value="reply", label="Until they reply", icon="text"),
)
OUTCOMES = (
    Choice(value="BOOKED", label="Booked", icon="cal"),
    Choice(value="FOLLOW_UP", label="Follow up later", icon="clock"),
    Choice(value="LOST", label="Lost", icon="x"),
    Choice(value="DISQUALIFIED", label="Not a case for us"),
)


def instant(minutes: float) -> str:
    """Name the instant so many minutes from now; the clocks of the page tick from it."""
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


NOW = instant(-4)


def shell(*, current: str = "inbox", theme: str = "") -> Shell:
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


def entries() -> tuple[p.EntryItem, ...]:
    """One stream with every kind of entry."""

    def item(n: int, kind: str, time: str, **more: object) -> p.EntryItem:
        return p.EntryItem(
            id=f"e{n}",
            version=1,
            seq=n,
            kind=kind,
            time_label=time,
            time_iso=NOW,
            channel_label="text",
            **more,
        )  # type: ignore[arg-type]

    picture = p.Media(id="f1", name="papers-1.jpg", url="/media/f1", size_label="412 kB")
    sealed = p.Media(id="f2", name="papers-2.jpg", url="", blocked="being scanned")
    return (
        item(
            1, "fact", "09:04", text="Ana claimed this", icon="hand", day_label="Today, Tuesday 24 November"
        ),
        item(
            2,
            "in",
            "09:05",
            author="Denise",
            text="I was served with custody papers on Friday and the hearing is the ninth of December.",
        ),
        item(
            3,
            "note",
            "09:12",
            author="Ana Reyes",
            parts=(
                p.TextPart(text="@Ben Hale", kind="mention"),
                p.TextPart(
                    text=" the other side may be a former client. I stopped at names and dates. Please look at the check before 11."
                ),
            ),
        ),
        item(
            4,
            "out",
            "09:14",
            author="You",
            text="Thank you. Please keep the rest until we have finished our check.",
            status="delivered",
            status_label="delivered",
            segments_label="1 segment",
        ),
        item(
            5,
            "auto",
            "09:15",
            author="Automatic",
            text="We got your message. Office hours are 8 to 5.",
            status="sent",
            status_label="sent",
            why="Sent because the office opens at 8:00 and nobody had answered",
        ),
        item(
            6,
            "in",
            "10:36",
            author="Denise",
            text="Sent you the first page. The case number is on top",
            media=(picture, sealed),
            is_first_unread=True,
        ),
        item(
            7,
            "out",
            "10:37",
            author="Ben",
            text="We call you by half past eleven.",
            status="failed",
            status_label="not delivered",
            failure="The text was not delivered. The phone is off or out of reach.",
            retry_url="/retry",
        ),
        item(
            8,
            "in",
            "10:41",
            author="Denise",
            text="Yes the papers came Friday. Do I have to answer before the hearing?",
        ),
        item(
            9,
            "out",
            "10:42",
            author="You",
            text="Not before we have spoken.",
            status="queued",
            status_label="leaving",
            undo_url="/undo",
            undo_until_iso=instant(0.08),
        ),
    )


def head(**more: object) -> p.ThreadHead:
    """The head of Denise's conversation."""
    return p.ThreadHead(
        conversation_id="c1",
        version=3,
        name="Denise Calloway",
        status="open",
        status_label="Open",
        line_label="Main line",
        owner_label="Yours",
        owner=ANA,
        badges=(p.Badge(label="Family · custody", tone="accent"),),
        due=p.Badge(label="Call back by 11:30", tone="warn", until_iso=instant(48), clock_label="48 min"),
        viewers_label="Ben is viewing",
        back_url="/inbox",
        person_url="?pane=person",
        release_url="/release",
        assign_url="/assign",
        members=MEMBERS,
        snooze_url="/snooze",
        snoozes=SNOOZES,
        resolve=p.ResolveMenu(
            url="/resolve",
            outcomes=OUTCOMES,
            reason_for="DISQUALIFIED",
            reasons=(
                Choice(value="area", label="Other field of law"),
                Choice(value="conflict", label="Conflict"),
            ),
        ),
        spam_url="/spam",
        unread_url="/unread",
        links=(Link(label="Split off a second need", url="/split"),),
        **more,
    )  # type: ignore[arg-type]


def composer(*, mode: str = "text", guarded: bool = True) -> p.Composer:
    """Ana's half-typed reply."""
    canned = (
        p.CannedReply(key="hours", title="Office hours", text="We are open Monday to Friday, 8 to 5."),
        p.CannedReply(
            key="next", title="Next visit", text="See you on {visit_time}.", missing="No value for visit_time"
        ),
    )
    guard = p.Guard(
        sentence="Ben replied 4 seconds ago.", excerpt="We call you by half past eleven…", entry_id="e7"
    )
    return p.Composer(
        conversation_id="c1",
        client_ref="r1",
        after=9,
        reply_url="/reply",
        note_url="/note",
        draft_url="/draft",
        mode=mode,
        text="I can't answer that before our check is done. I will call you by 11:30. If the court date moves, text me only the new date.",
        note="@Ben Hale please look" if mode == "note" else "",
        to_label="To (520) 555-0142",
        verdict="text allowed until 20:00",
        canned=canned,
        members=MEMBERS,
        guard=guard if guarded else None,
        saved_label="Saved 10:42",
    )


def tasks() -> tuple[p.TaskItem, ...]:
    """Open and done tasks."""
    return (
        p.TaskItem(
            id="t1",
            version=1,
            title="Call Denise back after the conflict check",
            done_url="/done",
            due_label="Due today 11:30",
            due_iso=NOW,
            is_late=True,
            owner_label="You",
            source=Link(label="Denise Calloway", url="/inbox/c1"),
        ),
        p.TaskItem(
            id="t2",
            version=1,
            title="Send the fee in writing",
            done_url="/done",
            due_label="Fri 27 Nov, 9:00",
            due_iso=NOW,
            owner_label="You",
        ),
        p.TaskItem(
            id="t3",
            version=1,
            title="Ask for the case number",
            done_url="/done",
            is_done=True,
            owner_label="Front desk",
        ),
    )


def person(*, shared: bool = False) -> p.PersonPane:
    """Denise in the right pane; `shared`: two people use her number."""
    choices = (
        Choice(value="k1", label="Denise Calloway", detail="Prospect, last text 10:41"),
        Choice(value="k2", label="Lorraine Abbate", detail="Client since 2024"),
    )
    return p.PersonPane(
        conversation_id="c1",
        version=2,
        person=DENISE,
        subtitle="Prospect · first contact today",
        contact_url="/contacts/k1",
        back_url="?pane=conversation",
        addresses=(
            p.PersonAddress(
                label="Mobile",
                display="(520) 555-0142",
                consent=p.Badge(label="texts ok", tone="ok", icon="check"),
            ),
            p.PersonAddress(
                label="Home",
                display="(520) 555-0171",
                consent=p.Badge(label="STOP", tone="danger", icon="ban"),
                note="shared",
            ),
            p.PersonAddress(label="E-mail", display="d.calloway@example.com"),
        ),
        facts=(("Language", "English"), ("Source", "Website")),
        tags=("Family", "Custody"),
        candidates=p.Candidates(
            url="/choose", question="Two people use this number. Who is writing?", choices=choices
        )
        if shared
        else None,
        tasks=tasks()[:2],
        task_new_url="/tasks/new",
        task_owners=MEMBERS,
        before=(
            p.PastItem(icon="chat", label="Web chat, 11 messages", when="08:52", url="/inbox/c9"),
            p.PastItem(icon="text", label="Asked for office hours", when="3 Oct"),
        ),
        before_url="/contacts/k1",
    )


def thread(**more: object) -> p.Thread:
    """Denise's open conversation."""
    fill: dict[str, object] = {"composer": composer()} | more
    return p.Thread(
        conversation_id="c1",
        version=3,
        seq=9,
        title="Denise Calloway",
        head=head(),
        entries=entries(),
        older_url="/older",
        **fill,
    )  # type: ignore[arg-type]


def inbox(
    *, pane: str = "conversation", filtered: bool = False, shared: bool = False, **more: object
) -> p.InboxPage:
    """The whole inbox; `pane` is what a phone shows."""
    return p.InboxPage(
        views=views(),
        list=list_pane(filtered=filtered),
        since="42",
        desk=p.Desk(pane=pane, thread=thread(**more), person=person(shared=shared)),
    )


def empty_inbox() -> p.InboxPage:
    """The inbox with nothing open."""
    pane = p.ListPane(
        view_key="mine",
        title="Mine",
        summary="0 open",
        rows=(),
        url="/inbox",
        rows_url="/rows",
        empty=p.Empty(
            title="Nobody is waiting",
            text="New texts appear here.",
            action=Link(label="Show resolved", url="?view=resolved"),
        ),
    )
    return p.InboxPage(
        views=views(),
        list=pane,
        desk=p.Desk(empty=p.Empty(title="Choose a conversation", text="j and k move, Enter opens.")),
    )


def my_day() -> p.MyDayPage:
    """Ana's tasks."""
    groups = (
        p.TaskGroup(key="late", label="Late", tasks=tasks()[:1], is_late=True),
        p.TaskGroup(key="week", label="This week", tasks=tasks()[1:2]),
        p.TaskGroup(key="done", label="Done today", tasks=tasks()[2:]),
    )
    return p.MyDayPage(
        date_label="Tuesday 24 November",
        groups=groups,
        new_url="/tasks/new",
        owners=MEMBERS,
        scopes=(
            Link(label="Mine", url="?scope=mine", is_current=True),
            Link(label="Team", url="?scope=team"),
        ),
    )


def search() -> p.SearchPage:
    """A search with people and words found."""
    words = (
        p.TextPart(text="…the "),
        p.TextPart(text="papers", kind="mark"),
        p.TextPart(text=" came Friday. Do I have to…"),
    )
    groups = (
        p.SearchGroup(
            label="People",
            hits=(
                p.SearchHit(
                    url="/contacts/k1", title="Denise Calloway", person=DENISE, detail="(520) 555-0142"
                ),
            ),
        ),
        p.SearchGroup(
            label="Messages",
            hits=(
                p.SearchHit(
                    url="/inbox/c1#entry-e8", title="Denise Calloway", icon="text", when="10:41", parts=words
                ),
            ),
            more_url="?all",
        ),
    )
    return p.SearchPage(
        query="papers", url="/search", summary="1 person and 1 message for “papers”", groups=groups
    )


def handset() -> p.HandsetPage:
    """The make-believe phone in the middle of a talk."""
    said = (
        p.HandsetMessage(
            id="h1",
            text="Hi, do you handle custody cases?",
            time_label="10:41",
            is_mine=True,
            status_label="delivered",
        ),
        p.HandsetMessage(
            id="h2",
            text="Yes, we do. May I have your full name and the name of the other parent?",
            time_label="10:42",
            is_mine=False,
        ),
        p.HandsetMessage(
            id="h3",
            text="Denise Calloway. His is Marcus",
            time_label="10:42",
            is_mine=True,
            status_label="sent",
        ),
    )
    return p.HandsetPage(
        handsets=(Choice(value="+15205550142", label="Denise, (520) 555-0142", is_current=True),),
        lines=(Choice(value="+16025550100", label="Main line", is_current=True),),
        handset="+15205550142",
        line="(602) 555-0100",
        line_name="Hale Ortiz Law",
        clock_label="10:42",
        messages=said,
        url="/handset",
        screen_url="/handset/screen",
        send_url="/handset/send",
        suggestions=("Do you handle custody cases?", "STOP", "¿Hablan español?"),
        conversation_url="/inbox/c1",
        policy="This phone takes every text within two seconds.",
    )


def ledger() -> p.LedgerPage:
    """A balanced day."""
    made = p.Badge(label="Entry made", tone="ok", icon="check")
    return p.LedgerPage(
        day_label="Tuesday 24 November",
        sentence="212 attempts, 212 accounted for",
        is_balanced=True,
        explanation="The carrier's own report agrees, read at 10:40.",
        totals=(
            p.LedgerTotal(
                label="Attempts",
                count="212",
                definition="Every webhook that reached us",
                url="?",
                is_current=True,
            ),
            p.LedgerTotal(
                label="Made an entry", count="198", definition="Shown in a conversation", url="?o=entry"
            ),
            p.LedgerTotal(
                label="Said twice",
                count="11",
                definition="Same message sent again by the carrier",
                url="?o=duplicate",
            ),
            p.LedgerTotal(
                label="Refused", count="3", definition="No valid signature", url="?o=refused", is_hot=True
            ),
        ),
        rows=(
            p.LedgerRow(
                time_label="10:41:07",
                time_iso=NOW,
                kind="Text",
                sender="(520) 555-0142",
                line="Main line",
                outcome=made,
                detail="Denise Calloway",
                url="/inbox/c1",
            ),
            p.LedgerRow(
                time_label="10:40:51",
                time_iso=NOW,
                kind="Receipt",
                sender="(602) 555-0134",
                line="Main line",
                outcome=p.Badge(label="Status folded", tone=""),
            ),
            p.LedgerRow(
                time_label="10:40:12",
                time_iso=NOW,
                kind="Text",
                sender="(602) 555-0199",
                line="Spanish line",
                outcome=p.Badge(label="Refused", tone="danger", icon="ban"),
                detail="Signature did not match",
            ),
        ),
        previous_url="?day=23",
        next_url="?after=1",
    )


def mail() -> MailPage:
    """Two kept e-mails, one open."""
    opened = SentMail(
        id="1",
        to="ben@example.com",
        subject="Ana invites you to Hale Ortiz Law",
        sent_label="10:12",
        sent_iso=NOW,
        url="?m=1",
        is_current=True,
        text="Ana Reyes invites you to work with Hale Ortiz Law in Portico.\n\nThe link works for seven days.",
        links=(Link(label="Accept the invitation", url="/invite/x"),),
    )
    other = SentMail(
        id="2",
        to="ana@example.com",
        subject="Confirm your e-mail",
        sent_label="Mon",
        sent_iso=NOW,
        url="?m=2",
    )
    return MailPage(mails=(opened, other), opened=opened)
