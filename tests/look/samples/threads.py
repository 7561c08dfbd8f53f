"""One conversation: its head, every kind of entry, the reply box."""

from accounts.pages import Choice, Link
from conversations import pages as p
from tests.look.samples.calls import call_card
from tests.look.samples.cast import ANA, MEMBERS, NOW, OUTCOMES, SNOOZES, instant


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
                p.TextPart(text=" the other side may be a former client. I stopped at names and dates."),
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
        item(10, "call", "10:43", author="Denise", call=call_card()),
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
        call_url="/calls/new/",
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
        text="I can't answer that before our check is done. I will call you by 11:30.",
        note="@Ben Hale please look" if mode == "note" else "",
        gate=p.Gate(
            conversation_id="c1", version=9, to_label="To (520) 555-0142", verdict="text allowed until 20:00"
        ),
        canned=canned,
        members=MEMBERS,
        guard=guard if guarded else None,
        saved_label="Saved 10:42",
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
