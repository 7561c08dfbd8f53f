"""Turns the ledger and the make-believe handset into page objects."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.pages import Choice
from carrier.models import Attempt, AttemptOutcome
from carrier.selectors import LedgerDay
from carrier.simulator.records import HandsetMessage as SimulatedMessage
from carrier.simulator.records import HandsetView
from contacts.domain.addresses import AddressInvalid, normalise
from conversations.models import Entry, Line
from conversations.pages import (
    Badge,
    Empty,
    HandsetMessage,
    HandsetPage,
    LedgerPage,
    LedgerRow,
    LedgerTotal,
)

TONES = {
    AttemptOutcome.CALL: "ok",
    AttemptOutcome.ENTRY: "ok",
    AttemptOutcome.RECOVERED: "info",
    AttemptOutcome.PARTIAL: "",
}
DEFINITIONS = {
    AttemptOutcome.ENTRY: gettext_lazy("Stands in a conversation."),
    AttemptOutcome.RECOVERED: gettext_lazy(
        "Never reached us by itself; found in the carrier's report and entered."
    ),
    AttemptOutcome.PARTIAL: gettext_lazy("One part of a text whose whole is counted by itself."),
    AttemptOutcome.UNREADABLE: gettext_lazy("Kept as it came, because it could not be read."),
    AttemptOutcome.NO_LINE: gettext_lazy("Sent to a number that is not one of your lines."),
    AttemptOutcome.CALL: gettext_lazy("A call; how it ended stands in its conversation."),
    AttemptOutcome.FALLBACK: gettext_lazy(
        "A call that was put through to the fallback telephone, because nothing could be decided in time."
    ),
}


def ledger_page(
    day: date, totals: LedgerDay, attempts: list[Attempt], entries: dict[UUID, Entry], *, chosen: str
) -> LedgerPage:
    """Show a day's attempts; `entries` maps entry ids to the ids of their conversations."""
    url = reverse("carrier:ledger")
    balanced = totals.attempts == totals.accounted
    counted = ngettext("%(count)d attempt", "%(count)d attempts", totals.attempts) % {
        "count": totals.attempts
    }
    explanation = (
        _("Every call and text that reached your numbers has exactly one outcome.")
        if balanced
        else _("The rest is stored and being worked on; nothing is lost.")
    )
    if totals.trials:
        left_out = ngettext(
            "%(count)d call that tried a draft is left out.",
            "%(count)d calls that tried a draft are left out.",
            totals.trials,
        )
        explanation = f"{explanation} {left_out % {'count': totals.trials}}"
    tomorrow = day + timedelta(days=1)
    return LedgerPage(
        day_label=formats.date_format(day, "l j F"),
        sentence=_("%(attempts)s, %(accounted)d accounted for")
        % {"attempts": counted, "accounted": totals.accounted},
        is_balanced=balanced,
        explanation=explanation,
        totals=tuple(
            LedgerTotal(
                label=str(outcome.label),
                count=str(totals.by_outcome.get(outcome, 0)),
                definition=str(DEFINITIONS[outcome]),
                url=f"{url}?day={day.isoformat()}&outcome={outcome}",
                is_hot=outcome in {AttemptOutcome.UNREADABLE, AttemptOutcome.NO_LINE, AttemptOutcome.FALLBACK}
                and bool(totals.by_outcome.get(outcome)),
                is_current=chosen == outcome,
            )
            for outcome in AttemptOutcome
        ),
        rows=tuple(_row(attempt, entries) for attempt in attempts),
        previous_url=f"{url}?day={(day - timedelta(days=1)).isoformat()}",
        next_day_url=f"{url}?day={tomorrow.isoformat()}" if tomorrow <= timezone.localdate() else "",
        empty=Empty(title=_("Nobody rang or wrote on this day.")),
    )


def _row(attempt: Attempt, entries: dict[UUID, Entry]) -> LedgerRow:
    entry = entries.get(attempt.entry_id) if attempt.entry_id else None
    conversation_id = getattr(entry, "conversation_id", None)
    outcome = AttemptOutcome(attempt.outcome)
    return LedgerRow(
        time_label=formats.time_format(timezone.localtime(attempt.occurred_at), "H:i:s"),
        time_iso=attempt.occurred_at.isoformat(),
        kind=attempt.channel,
        sender=display_number(getattr(entry, "address", "")),
        line=str(getattr(entry, "line", "") or ""),
        outcome=Badge(label=str(outcome.label), tone=TONES.get(outcome, "warn")),
        url=reverse("conversations:conversation", args=[conversation_id]) if conversation_id else "",
    )


def handset_page(
    view: HandsetView | None,
    *,
    handset: str,
    handsets: list[tuple[str, str]],
    line: Line | None,
    lines: list[Line],
    conversation_id: object = None,
    error: str = "",
) -> HandsetPage:
    """Show a make-believe phone and its talk with one business number."""
    number = line.address if line else ""
    digits = number.removeprefix("+")
    messages = [item for item in (view.messages if view else ()) if item.business.removeprefix("+") == digits]
    return HandsetPage(
        handsets=tuple(
            Choice(value=value, label=f"{name} · {display_number(value)}", is_current=value == handset)
            for value, name in handsets
        ),
        lines=tuple(
            Choice(
                value=str(item.pk),
                label=f"{item.name} · {display_number(item.address)}",
                is_current=item == line,
            )
            for item in lines
        ),
        handset=handset,
        line=str(line.pk) if line else "",
        line_name=line.name if line else "",
        clock_label=formats.time_format(timezone.localtime(), "H:i"),
        messages=tuple(_bubble(item) for item in messages),
        url=reverse("carrier:handset"),
        screen_url=f"{reverse('carrier:handset')}?handset={handset.replace('+', '%2B')}&line={line.pk if line else ''}",
        send_url=reverse("carrier:handset_send"),
        suggestions=(
            _("Hello, I need some help. Is anybody there?"),
            _("Can I come on Thursday afternoon?"),
            _("Thank you. See you then."),
            "STOP",
        ),
        conversation_url=reverse("conversations:conversation", args=[conversation_id])
        if conversation_id
        else "",
        error=error,
    )


def _bubble(item: SimulatedMessage) -> HandsetMessage:
    at = datetime.fromtimestamp(item.at, UTC)
    mine = item.direction == "out"
    return HandsetMessage(
        id=item.message_uuid,
        text=item.text,
        time_label=formats.time_format(timezone.localtime(at), "H:i"),
        is_mine=mine,
        status_label="" if mine else item.status,
    )


def display_number(value: str) -> str:
    """Write a number as people do; other addresses as they are."""
    try:
        return normalise(value).display if value.startswith("+") else value
    except AddressInvalid:
        return value
