"""Words of conflict checks: states, levels, answers, what happened, what was searched."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.pages import Mark
from intake.domain.clearance.deciding import Level, Verdict
from intake.domain.clearance.states import CheckState
from intake.models import MatterStatus, PartyRole

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATES: "Mapping[CheckState, tuple[StrOrPromise, str]]" = {
    CheckState.NOT_RUN: (gettext_lazy("Not searched yet"), "warn"),
    CheckState.SEARCHING: (gettext_lazy("Searching"), "info"),
    CheckState.CLEAR_PENDING: (gettext_lazy("Nothing found, not cleared yet"), "warn"),
    CheckState.POTENTIAL: (gettext_lazy("Possible conflict"), "danger"),
    CheckState.IN_REVIEW: (gettext_lazy("In review"), "danger"),
    CheckState.WAIVER_REQUESTED: (gettext_lazy("Waiting for consent"), "warn"),
    CheckState.CLEARED: (gettext_lazy("Cleared"), "ok"),
    CheckState.WAIVED: (gettext_lazy("Waived"), "ok"),
    CheckState.SCREENED: (gettext_lazy("Cleared behind a wall"), "ok"),
    CheckState.STALE: (gettext_lazy("Out of date"), "warn"),
    CheckState.EXPIRED: (gettext_lazy("Lapsed"), "warn"),
    CheckState.DECLINED: (gettext_lazy("Declined"), ""),
}
LEVELS: "Mapping[Level, tuple[StrOrPromise, str]]" = {
    Level.EXACT: (gettext_lazy("Same number or address"), "danger"),
    Level.STRONG: (gettext_lazy("Strong"), "danger"),
    Level.POSSIBLE: (gettext_lazy("Possible"), "warn"),
    Level.LOW: (gettext_lazy("Unlikely"), ""),
    Level.SUPPRESSED: (gettext_lazy("Ruled out by birth date"), ""),
}
VERDICTS: "Mapping[Verdict, StrOrPromise]" = {
    Verdict.SAME_ADVERSE: gettext_lazy("Same, adverse"),
    Verdict.SAME_HARMLESS: gettext_lazy("Same, not adverse"),
    Verdict.NOT_SAME: gettext_lazy("Not the same"),
    Verdict.UNSURE: gettext_lazy("I cannot tell"),
}
SOURCES: "Mapping[str, StrOrPromise]" = {
    "CLIENTS": gettext_lazy("Clients"),
    "FORMER_CLIENTS": gettext_lazy("Former clients"),
    "OTHER_SIDES": gettext_lazy("Other sides"),
    "PROSPECTS": gettext_lazy("Prospects"),
    "DECLINED": gettext_lazy("Declined prospects"),
    "RELATED": gettext_lazy("Related parties"),
    "WALLED": gettext_lazy("Walled matters"),
    "OWN_INTERESTS": gettext_lazy("Our own interests"),
    "NO_MATTER": gettext_lazy("Parties without a matter"),
}
MISSED: "Mapping[str, StrOrPromise]" = {
    "DOCUMENTS": gettext_lazy("documents and scanned files"),
    "TIME_ENTRIES": gettext_lazy("time entries"),
    "OTHER_MAIL": gettext_lazy("mail kept elsewhere"),
}
EVENTS: "Mapping[str, tuple[str, StrOrPromise]]" = {
    "OPENED": ("plus", gettext_lazy("Names were given")),
    "MATTER": ("form", gettext_lazy("A matter was made of the conversation")),
    "HEARD": ("bell", gettext_lazy("Names were heard in the conversation")),
    "SENT": ("form", gettext_lazy("The form was sent")),
    "SEARCH": ("shield", gettext_lazy("Search begun")),
    "FIND_NOTHING": ("shieldok", gettext_lazy("Nothing was found")),
    "FIND_HITS": ("shield", gettext_lazy("Hits were found, facts are locked")),
    "REVIEW": ("eye", gettext_lazy("Taken up for review")),
    "ANSWERED": ("check", gettext_lazy("A hit was answered")),
    "ESCALATE": ("send", gettext_lazy("Passed to conflicts counsel")),
    "CLEAR": ("check", gettext_lazy("Cleared, facts may be heard")),
    "ASK_WAIVER": ("send", gettext_lazy("A waiver was asked for")),
    "CONSENT_READ": ("eye", gettext_lazy("A signed consent was opened")),
    "CONSENT": ("check", gettext_lazy("A client's consent was recorded")),
    "WAIVE": ("check", gettext_lazy("Waived, facts may be heard")),
    "DECLINE": ("x", gettext_lazy("Declined, facts are sealed")),
    "SCREEN": ("lock", gettext_lazy("Cleared behind a wall")),
    "OUTDATE": ("hist", gettext_lazy("Out of date: there are new names")),
    "EXPIRE": ("hist", gettext_lazy("Lapsed without an engagement")),
    "ENGAGED": ("check", gettext_lazy("The firm was engaged")),
    "READ": ("eye", gettext_lazy("The report was read")),
    "TAKEN_OUT": ("dl", gettext_lazy("The report was taken out as a file")),
    "WALL_NEWCOMER": ("lock", gettext_lazy("Somebody who joined was kept out")),
    "WALL_RAISED": ("lock", gettext_lazy("A wall was raised")),
    "WALL_LIFTED": ("lock", gettext_lazy("The wall was lifted")),
    "WALL_ACKNOWLEDGED": ("check", gettext_lazy("The wall was acknowledged")),
}
MATTER_TONES = {MatterStatus.INQUIRY: "warn", MatterStatus.OPEN: "ok"}


def state_mark(state: str) -> Mark:
    """Say how a check stands."""
    label, tone = STATES[CheckState(state)]
    return Mark(label=str(label), tone=tone)


def level_mark(level: str) -> Mark:
    """Say how grave a hit is."""
    label, tone = LEVELS[Level(level)]
    return Mark(label=str(label), tone=tone)


def status_mark(status: str) -> Mark:
    """Say where a matter stands."""
    return Mark(label=str(MatterStatus(status).label), tone=MATTER_TONES.get(MatterStatus(status), ""))


def role_label(role: str) -> str:
    """Say what somebody is to a matter."""
    return str(PartyRole(role).label) if role in set(PartyRole.values) else _("Named")


def event_words(verb: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Say what happened, with its icon; figures of it stand behind."""
    icon, label = EVENTS.get(verb, ("info", verb.replace("_", " ").capitalize()))
    words = str(label)
    if verb in ("FIND_HITS", "FIND_NOTHING"):
        words = _("%(what)s (run %(run)s)") % {"what": words, "run": values.get("run", "")}
    if verb == "ANSWERED":
        verdict = VERDICTS.get(Verdict(values["verdict"]), "") if values.get("verdict") else ""
        words = _("Hit %(number)s: %(answer)s") % {"number": values.get("hit", ""), "answer": verdict}
    return icon, words
