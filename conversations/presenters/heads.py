"""The head of a conversation: who, whose, and every act this reader may do now."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.pages import Link
from contacts.domain.addresses import AddressKind
from conversations.domain.states import LIVE, Move, Status, is_legal
from conversations.models import Conversation
from conversations.pages import Badge, ResolveMenu, ThreadHead
from conversations.presenters import labels
from conversations.presenters.choices import member_choices, outcome_choices, reason_choices, snooze_choices
from conversations.presenters.reader import Reader
from conversations.presenters.rows import snooze_badge
from conversations.presenters.times import span_label


def thread_head(
    row: Conversation, *, members: Sequence[Member], reader: Reader, suffix: str = "", error: str = ""
) -> ThreadHead:
    """Print the head.

    `suffix` is the query string of the list beside it; `error` says why the latest act was refused.
    """
    status = Status(row.status)
    acts = _acts(row, status) if reader.can_write else {}
    return ThreadHead(
        conversation_id=str(row.pk),
        version=row.version,
        name=labels.party_person(row).name,
        status=row.status.lower(),
        status_label=labels.status_label(row.status),
        line_label=row.line.name,
        owner_label=_owner_label(row, reader),
        owner=labels.member_person(row.owner) if row.owner else None,
        badges=tuple(_badges(row, reader)),
        due=_due(row, reader),
        back_url=reverse("conversations:inbox") + suffix,
        person_url=_here(row, suffix, "person"),
        members=member_choices(members, chosen=row.owner_id),
        snoozes=snooze_choices(reader=reader),
        resolve=_resolve(row) if reader.can_write and is_legal(status, Move.RESOLVE) else None,
        error=error,
        claim_url=acts.get("claim", ""),
        release_url=acts.get("release", ""),
        assign_url=acts.get("assign", ""),
        snooze_url=acts.get("snooze", ""),
        wake_url=acts.get("wake", ""),
        reopen_url=acts.get("reopen", ""),
        spam_url=acts.get("spam", ""),
        not_spam_url=acts.get("not_spam", ""),
        unread_url=acts.get("unread", ""),
        call_url=_call_url(row, status) if reader.can_write else "",
        links=_links(row, reader),
    )


def _links(row: Conversation, reader: Reader) -> tuple[Link, ...]:
    """Offer to keep a number out where its owner may be somebody nobody wants to hear from."""
    if row.party_kind != "PHONE" or not reader.can_write:
        return ()
    url = f"{reverse('conversations:blocks')}?{urlencode({'number': row.party_value})}"
    return (Link(label=_("Block this caller"), url=url),)


def _acts(row: Conversation, status: Status) -> dict[str, str]:
    """Address the acts that are possible now; the others are missing and not offered."""
    possible = {
        "claim": row.owner_id is None and status in LIVE,
        "release": row.owner_id is not None and status in LIVE,
        "assign": status in LIVE,
        "snooze": is_legal(status, Move.SNOOZE),
        "wake": is_legal(status, Move.WAKE),
        "reopen": is_legal(status, Move.REOPEN),
        "spam": status is not Status.SPAM and is_legal(status, Move.MARK_SPAM),
        "not_spam": is_legal(status, Move.NOT_SPAM),
        "unread": row.latest_inbound_seq > 0,
    }
    return {name: reverse(f"conversations:{name}", args=[row.pk]) for name, may in possible.items() if may}


def _resolve(row: Conversation) -> ResolveMenu:
    return ResolveMenu(
        url=reverse("conversations:resolve", args=[row.pk]),
        outcomes=outcome_choices(),
        reasons=reason_choices(),
        reason_for="DISQUALIFIED",
    )


def _call_url(row: Conversation, status: Status) -> str:
    """Address calling, where there may be a number; whether there is one is known once it is asked for."""
    may = row.party_kind == AddressKind.PHONE or row.contact_id is not None
    return reverse("conversations:place_call") if may and status is not Status.MERGED else ""


def _owner_label(row: Conversation, reader: Reader) -> str:
    if row.owner is None:
        return _("Nobody's yet")
    return _("Yours") if row.owner_id == reader.member_id else row.owner.name


def _badges(row: Conversation, reader: Reader) -> list[Badge]:
    badges: list[Badge] = []
    if row.status == Status.SNOOZED:
        badges.append(snooze_badge(row, reader=reader))
    elif row.status == Status.RESOLVED and row.outcome:
        badges.append(Badge(label=labels.outcome_label(row.outcome), tone="ok", icon="check"))
    elif row.status != Status.OPEN:
        badges.append(Badge(label=labels.status_label(row.status)))
    return badges + [Badge(label=tag, tone="accent") for tag in row.tags[:3]]


def _due(row: Conversation, reader: Reader) -> Badge | None:
    if row.status != Status.OPEN or row.due_at is None or row.waiting_since is None:
        return None
    late = row.due_at < reader.now
    span = (reader.now - row.due_at) if late else (row.due_at - reader.now)
    return Badge(
        label=_("Answer was due") if late else _("Answer due"),
        tone="danger" if late else "warn",
        icon="clock",
        until_iso=row.due_at.isoformat(),
        clock_label=span_label(span),
    )


def _here(row: Conversation, suffix: str, pane: str) -> str:
    return (
        reverse("conversations:conversation", args=[row.pk])
        + f"{suffix or '?'}{'&' if suffix else ''}pane={pane}"
    )
