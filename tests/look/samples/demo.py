"""The make-believe phone, the ledger, the kept mail."""

from accounts.pages import Choice, Link, MailPage, SentMail
from conversations import pages as p
from tests.look.samples.cast import NOW


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
        text="Ana Reyes invites you to work with her in Portico.\n\nThe link works for seven days.",
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
