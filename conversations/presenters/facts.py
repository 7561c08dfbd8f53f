"""Sentences of system facts, made where they are read, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.domain.calling_out import Why
from conversations.domain.states import Outcome
from conversations.ports.facts import Detail, words_of
from conversations.presenters import call_reasons
from conversations.presenters.labels import outcome_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label, wall_label

ICONS = {
    "claimed": "hand",
    "assigned": "person",
    "released": "people",
    "returned": "retry",
    "snoozed": "moon",
    "woken": "sun",
    "resolved": "check",
    "reopened": "reopen",
    "spam": "ban",
    "not_spam": "undo",
    "contact_chosen": "person",
    "merged": "merge",
    "unmerged": "merge",
    "opted_out": "ban",
    "opted_in": "check",
    "text_incomplete": "alert",
    "part_late": "clock",
    "called_anyway": "phone",
    "queued": "board",
    "offered": "person",
    "unqueued": "people",
    "routed": "flow",
    "auto_replied": "mail",
    "health_detail_sent": "alert",
    "promise_due": "clock",
}


def fact_icon(fact: str) -> str:
    """Give the icon of a fact, also one of a higher app."""
    theirs = words_of(fact)
    return theirs.icon if theirs else ICONS.get(fact, "info")


def fact_details(fact: str, values: Mapping[str, object]) -> tuple[Detail, ...]:
    """List what stands behind "more" of a higher app's fact."""
    theirs = words_of(fact)
    if theirs is None or theirs.more is None:
        return ()
    return theirs.more({key: str(value) for key, value in values.items()})


def fact_sentence(fact: str, values: Mapping[str, object], *, reader: Reader) -> str:
    """Say what happened; a fact this release does not know reads as its own name, never as an error."""
    said = {key: str(value) for key, value in values.items()}
    theirs = words_of(fact)
    if theirs is not None:
        return theirs.sentence(said, lambda at: moment_label(at, reader=reader))
    if fact in _OWN:
        return _OWN[fact](said, reader)
    if fact == "woken":
        if said.get("by"):
            return _("%(by)s brought this back.") % {"by": said["by"]}
        return _("The snooze is over.")
    if fact in _QUEUES:
        return _queued(fact, said)
    if fact == "routed":
        return _routed(said)
    names = {"by": said.get("by", ""), "to": said.get("to", ""), "from": said.get("from", "")}
    sentences = {
        "claimed": _("%(by)s claimed this.") % names,
        "assigned": _("%(by)s gave this to %(to)s.") % names,
        "released": _("%(by)s released this to the team.") % names,
        "returned": _("Back with the team: %(from)s had not answered in time.") % names,
        "reopened": _("%(by)s reopened this.") % names,
        "spam": _("%(by)s marked this as spam.") % names,
        "not_spam": _("%(by)s took this out of spam.") % names,
        "contact_chosen": _("%(by)s said that this is %(name)s.") % (names | {"name": said.get("name", "")}),
        "merged": _("%(by)s put the conversation with %(name)s together with this one.")
        % (names | {"name": said.get("name", "")}),
        "unmerged": _("%(by)s took the conversation with %(name)s out again.")
        % (names | {"name": said.get("name", "")}),
        "part_late": _("This is part %(number)s of %(total)s of an earlier text. It came late.")
        % {"number": said.get("number", ""), "total": said.get("total", "")},
        "opted_out": _("They asked for no more texts: “%(words)s”.") % {"words": said.get("words", "")},
        "opted_in": _("They allow texts again: “%(words)s”.") % {"words": said.get("words", "")},
        "health_detail_sent": _("%(by)s sent words about health (%(words)s): “%(reason)s”.")
        % (names | {"words": said.get("words", ""), "reason": said.get("reason", "")}),
        "auto_replied": _("An automatic reply came: “%(words)s”")
        % {"words": said.get("words") or said.get("subject", "")},
    }
    return sentences.get(fact, fact.replace("_", " ").capitalize())


def _routed(said: Mapping[str, str]) -> str:
    """Say what the flow of the line decided of a message, step by step."""
    steps = [line.split("\t", 1) for line in said.get("steps", "").split("\n") if "\t" in line]
    told = "; ".join(f"{call_reasons.node_label(node)}: {call_reasons.reason(why)}" for node, why in steps)
    return (
        _("The flow of the line was followed: %(steps)s.") % {"steps": told}
        if told
        else _("The flow of the line was followed.")
    )


_QUEUES = frozenset({"queued", "offered", "unqueued"})


def _queued(fact: str, said: Mapping[str, str]) -> str:
    """Say where a conversation waits for an owner, who is asked and why, or why it waits there no more."""
    names = {"queue": said.get("queue", ""), "to": said.get("to", "")}
    if fact == "queued":
        return _("Waits in %(queue)s.") % names
    reasons = {
        "LAST_OWNER": _("looked after this person last"),
        "OWNER": _("answers for this conversation"),
        "FIXED": _("comes first in the order"),
        "ROUND_ROBIN": _("is next in turn"),
        "LONGEST_IDLE": _("is free the longest"),
        "FEWEST_TODAY": _("had the fewest today"),
        "BY_HAND": _("chosen by hand"),
        "TOO_LONG": _("it waited as long as the queue allows"),
        "CLOSED": _("the queue is closed"),
        "NOBODY": _("nobody of it is on shift who could take it"),
        "FULL": _("the queue is full"),
    }
    why = reasons.get(said.get("why", ""), "")
    words = (
        _("Offered to %(to)s in %(queue)s") if fact == "offered" else _("Back with the team from %(queue)s")
    )
    return f"{words % names}: {why}." if why else f"{words % names}."


def _incomplete(said: Mapping[str, str]) -> str:
    """Name the missing parts; the numbers come as a list ready to read."""
    missing, total = said.get("missing", ""), said.get("total", "")
    return ngettext(
        "This text is incomplete: part %(missing)s of %(total)s never came.",
        "This text is incomplete: parts %(missing)s of %(total)s never came.",
        missing.count(",") + 1,
    ) % {"missing": missing, "total": total}


def _snoozed(said: Mapping[str, str], *, reader: Reader) -> str:
    if not said.get("until"):
        return _("%(by)s put this aside until they reply.") % {"by": said.get("by", "")}
    until = moment_label(datetime.fromisoformat(said["until"]), reader=reader)
    return _("%(by)s put this aside until %(until)s.") % {"by": said.get("by", ""), "until": until}


def _resolved(said: Mapping[str, str]) -> str:
    outcome = said.get("outcome", "")
    ended = outcome_label(outcome) if outcome in set(Outcome) else outcome
    if said.get("reason"):
        ended = f"{ended}, {said['reason']}"
    return _("%(by)s resolved this: %(outcome)s.") % {"by": said.get("by", ""), "outcome": ended}


def _called_anyway(said: Mapping[str, str], *, reader: Reader) -> str:
    why = call_reason(said.get("why", ""), said.get("words", ""))
    names = {"by": said.get("by", ""), "why": why}
    if said.get("rule") == "CALLS_REFUSED":
        return _("%(by)s called although they had asked for no calls: %(why)s.") % names
    there = said.get("there", "")
    names["time"] = wall_label(datetime.fromisoformat(there), reader=reader) if there else ""
    return _("%(by)s called at %(time)s where they are: %(why)s.") % names


def call_reason(why: str, words: str = "") -> str:
    """Say why a call was right all the same; a member's own words go beside what they chose."""
    chosen = {
        Why.ASKED: _("they asked for the call"),
        Why.AGREED: _("the call was agreed for this time"),
        Why.URGENT: _("it cannot wait, for their sake"),
    }
    label = chosen.get(Why(why), "") if why in set(Why) else ""
    return ", ".join(part for part in (label, words) if part)


def _promise_due(said: Mapping[str, str], *, reader: Reader) -> str:
    values = {"title": said["title"], "due": moment_label(datetime.fromisoformat(said["due"]), reader=reader)}
    if said.get("who"):
        return _("Promised by %(due)s, and %(who)s owes it: %(title)s") % (values | {"who": said["who"]})
    return _("Promised by %(due)s, and nobody has taken it: %(title)s") % values


_OWN: Mapping[str, Callable[[Mapping[str, str], Reader], str]] = {
    "snoozed": lambda said, reader: _snoozed(said, reader=reader),
    "resolved": lambda said, _reader: _resolved(said),
    "promise_due": lambda said, reader: _promise_due(said, reader=reader),
    "text_incomplete": lambda said, _reader: _incomplete(said),
    "called_anyway": lambda said, reader: _called_anyway(said, reader=reader),
}
