"""Calls: in the thread, on their page, in the list, ringing, and being talked on."""

from accounts.pages import Choice, DockPlace
from conversations import pages as p
from tests.look.samples.cast import DENISE, MEMBERS, NOW, instant

PATH = (
    p.PathStep(time_label="10:31 AM", node="Hours", why="open now"),
    p.PathStep(time_label="10:31 AM", node="Ring", why="turn 1 of 2, for 20 seconds"),
    p.PathStep(time_label="10:32 AM", node="Voicemail", why="asked for a message"),
)
VOICEMAIL = p.RecordingItem(
    id="r1",
    title="Voicemail",
    icon="vm",
    duration_label="0:24",
    url="/calls/recordings/r1/",
    summary="I found the papers, they say Pima County. Please call me back before noon.",
    actions=("Please call me back before noon.",),
    script=(
        p.ScriptLine(
            speaker="Denise", at_label="0:00", at_seconds="0.4", text="Hi Ana, it’s Denise.", url="#t=0.4"
        ),
        p.ScriptLine(
            speaker="Denise",
            at_label="0:03",
            at_seconds="3.0",
            text="I found the papers, they say Pima County.",
            url="#t=3.0",
        ),
    ),
)
MISSING = p.RecordingItem(
    id="r2", title="Recording", icon="wave", problem="The recording never came.", is_alarm=True
)


def call_card(**more: object) -> p.CallCard:
    """A message left after two members were rung in vain."""
    known: dict[str, object] = {
        "id": "k1",
        "url": "/calls/k1/",
        "title": "Call in",
        "icon": "vm",
        "outcome": p.Badge(label="Voicemail", tone="info", icon="vm"),
        "line_label": "Main line",
        "figures": (("Waited", "0:52"),),
        "offers": ("Ana Reyes missed it", "Ben Hale declined"),
        "path": PATH,
        "recordings": (VOICEMAIL, MISSING),
    }
    return p.CallCard(**(known | more))  # type: ignore[arg-type]


def dock(*, ringing: bool = False, talking: bool = False, error: str = "") -> DockPlace:
    """Ana's telephone rings, or she talks with Denise."""
    pop = p.RingPop(
        leg_id="l1",
        call_id="k2",
        headline="Call from Tomás Wieland",
        who="Tomás Wieland",
        number_label="(520) 555-0163",
        line_label="Main line",
        since_iso=instant(-0.1),
        conversation_url="/inbox/c2/",
        candidates=("Tomás Wieland", "Klara Wieland"),
        asked="Calling back about the lease, I am free after two",
        tasks=("Call back by 11:00",),
        lines=(("Next visit", "Mon 30 Nov, 15:00"),),
        why="turn 1 of 2, for 20 seconds",
    )
    bar = p.CallBar(
        call_id="k1",
        who="Denise Calloway",
        standing="On the phone with Ana Reyes",
        since_iso=instant(-0.7),
        act_url="/calls/k1/",
        call_url="/calls/k1/",
        conversation_url="/inbox/c1/",
        is_recorded=True,
        colleagues=MEMBERS[1:],
    )
    page = p.Dock(version=1, pops=(pop,) if ringing else (), bar=bar if talking else None, error=error)
    return DockPlace(template="conversations/_dock.html", page=page)


def calls() -> p.CallsPage:
    """The list."""
    looks = (("Missed call, no message left", "danger", "missed"), ("Call, 6 minutes", "ok", "phonein"))
    return p.CallsPage(
        url="/calls/",
        filters=(
            p.Filter(name="missed", label="Which", choices=(Choice(value="", label="All calls"),)),
            p.Filter(name="line", label="Line", choices=(Choice(value="", label="Any line"),)),
        ),
        rows=tuple(
            p.CallRow(
                id=f"k{number}",
                version=1,
                order=f"{NOW} k{number}",
                url=f"/calls/k{number}/",
                title="Call in",
                icon="phonein",
                who="Denise Calloway",
                time_label="today 10:31 AM",
                time_iso=NOW,
                line_label="Main line",
                outcome=p.Badge(label=label, tone=tone, icon=icon),
                member="Ana Reyes",
                talked="6:02",
            )
            for number, (label, tone, icon) in enumerate(looks)
        ),
        empty=p.Empty(title="No calls yet"),
        older=p.OlderCalls(version=1, next_url="/calls/?after=x"),
        is_narrowed=True,
        live="calls missed=1",
        since=NOW,
    )


def call() -> p.CallPage:
    """One call, while it goes on, as a supervisor sees it."""
    bars = (
        p.LegBar(
            id="l0",
            name="(520) 555-0142",
            role="Caller",
            stretches=(
                p.LegStretch(kind="ring", label="Waited", span="0:08", x=0, width=60),
                p.LegStretch(kind="talk", label="Talked", span="2:00", x=60, width=940),
            ),
            moments=(("joined", "10:31 AM"), ("left", "10:33 AM")),
        ),
        p.LegBar(id="l1", name="Ana Reyes", role="Member", result="Ana Reyes took it"),
    )
    return p.CallPage(
        id="k1",
        version=3,
        card=call_card(),
        person=DENISE,
        number_label="(520) 555-0142",
        conversation_url="/inbox/c1/",
        contact_url="/contacts/p1/",
        facts=(("Line", "Main line"), ("Began", "today 10:31 AM"), ("Cost", "0.0420")),
        bars=bars,
        commands=(
            p.CommandItem(
                time_label="10:31 AM",
                verb="Ring",
                who="Ana Reyes",
                state=p.Badge(label="failed", tone="danger", icon="alert"),
                problem="422",
            ),
        ),
        act_url="/calls/k1/",
        monitors=(("LISTEN", "Listen"), ("WHISPER", "Whisper to the member"), ("BARGE", "Join the talk")),
    )
