"""Words of the path a call took: places of a flow and why each decided as it did, in the language in force."""

import re
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def node_label(node: str) -> str:
    """Name a place of the flow; one that somebody drew keeps its own name."""
    known = {
        "caller": _("Caller"),
        "hours": _("Hours"),
        "greeting": _("Greeting"),
        "notice": _("Recording notice"),
        "ring": pgettext("flow", "Ring"),
        "voicemail": _("Voicemail"),
        "closed": _("Closed: voicemail"),
        "screened": _("Kept out: voicemail"),
        "transfer": _("Transfer"),
        "consult": _("Asking a colleague"),
        "monitor": _("Supervisor"),
        "dial": _("Dialling"),
        "may-call": _("May we call?"),
        "carrier": _("Carrier"),
        "fallback": _("Fallback"),
        "text-back": _("Text back"),
        "queue": _("Queue"),
        "callback": _("Callback"),
        "on-call": _("On call"),
        "assistant": _("Receptionist"),
        "!message": _("Message after all"),
        "try-out": _("Try-out"),
    }
    return known.get(node, node)


def reason(why: str) -> str:
    """Say why something was decided; words nobody translated stand as they were written down."""
    whole = _REASONS.get(why)
    if whole is not None:
        return whole()
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(why):
            return words() % found.groupdict()
    return why


_REASONS: Final[dict[str, Callable[[], str]]] = {
    "put through": lambda: _("put through"),
    "found in the carrier's list; no news of it reached us": lambda: _(
        "found in the carrier's list; no news of it reached us"
    ),
    "open": lambda: _("open now"),
    "closed": lambda: _("closed now"),
    "outside hours": lambda: _("outside opening hours"),
    "no hours are set": lambda: _("no hours are set"),
    "does not want to be recorded": lambda: _("does not want to be recorded"),
    "heard the notice and stayed": lambda: _("heard the notice and stayed"),
    "recorded without a notice": lambda: _("recorded without a notice"),
    "nobody took it": lambda: _("nobody took it"),
    "the queue is closed": lambda: _("the queue is closed"),
    "the queue is full": lambda: _("the queue is full"),
    "would wait longer than the queue allows": lambda: _("would wait longer than the queue allows"),
    "waited as long as the queue allows": lambda: _("waited as long as the queue allows"),
    "nobody of the queue is on shift who could take it": lambda: _("nobody in the queue could take it"),
    "nobody to ring": lambda: _("nobody was free to be rung"),
    "asked for a message": lambda: _("asked for a message"),
    "ended": lambda: _("ended"),
    "nobody took the transfer": lambda: _("nobody took the transfer"),
    "nobody took the transfer; rings back": lambda: _("nobody took the transfer; rings back"),
    "may call: ALLOWED": lambda: _("by day, and nothing speaks against it"),
    "may call: RETURNS_CALL": lambda: _("they rang within the hour"),
    "may call: QUIET_HOURS": lambda: _("night there; the member gave a reason"),
    "may call: CALLS_REFUSED": lambda: _("they asked for no calls; the member gave a reason"),
    "holiday": lambda: _("a holiday"),
    "no holiday": lambda: _("no holiday"),
    "withheld number": lambda: _("withholds the number"),
    "is a VIP": lambda: _("is a VIP"),
    "is a client": lambda: _("is a client"),
    "is known": lambda: _("is known"),
    "language not known": lambda: _("language not known"),
    "speaks en-US": lambda: _("speaks English from here on"),
    "speaks es-US": lambda: _("speaks Spanish from here on"),
    "no time window": lambda: _("at no set time"),
    "nothing pressed": lambda: _("pressed nothing"),
    "nothing said": lambda: _("said nothing"),
    "no number to put through to": lambda: _("no number is set to put through to"),
    "no text: the number is withheld": lambda: _("no text was sent: the number is withheld"),
    "a text follows should nobody talk with them": lambda: _("is texted should nobody talk with them"),
    "no queues yet": lambda: _("there is no queue yet"),
    "no on-call ladders yet": lambda: _("nobody is on call yet"),
    "nobody on call took it": lambda: _("nobody on call took it"),
    "no callbacks yet": lambda: _("callbacks are not offered yet"),
    "wants to be called back": lambda: _("wants to be called back"),
    "asks to be called back": lambda: _("asks to be called back"),
    "wants no callback": lambda: _("wants no callback"),
    "no receptionist yet": lambda: _("there is no receptionist yet"),
    "the receptionist failed": lambda: _("the receptionist failed"),
    "the receptionist was switched off": lambda: _("the receptionist was switched off"),
    "a colleague took the conversation": lambda: _("a colleague took the conversation"),
    "nothing was said": lambda: _("nothing was said"),
    "the receptionist is done": lambda: _("the receptionist is done"),
    "hands over to a person": lambda: _("hands over to a person"),
    "hands over an emergency": lambda: _("hands over an emergency"),
    "commands cannot be given": lambda: _("the carrier could not be reached"),
    "no address to ask": lambda: _("no program is set to be asked"),
    "the program answered": lambda: _("the program answered"),
    "the program did not answer": lambda: _("the program did not answer"),
    "the program did not answer: asked too often": lambda: _("too many programs were to be asked"),
    "the program did not answer: took too long": lambda: _("the program took too long"),
    "the program did not answer: could not be reached": lambda: _("the program could not be reached"),
    "the program did not answer: not a public address": lambda: _("the program's address is not public"),
    "went round too often": lambda: _("went round too often"),
    "priority emergency": lambda: _("priority: emergency"),
    "priority urgent": lambda: _("priority: urgent"),
    "priority normal": lambda: _("priority: normal"),
    "priority low": lambda: _("priority: low"),
    "send": lambda: _("missed: a text was sent"),
    "cooldown": lambda: _("texted not long ago: no second text"),
}
_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[], str]], ...]] = (
    (
        re.compile(r"walks draft (?P<number>\d+) of (?P<title>.+), not what is live"),
        lambda: _("walks draft %(number)s of %(title)s, not what is live"),
    ),
    (re.compile(r"(?P<name>.+): accepted"), lambda: _("%(name)s took it")),
    (
        re.compile(r"(?P<name>.+): not put through"),
        lambda: _("%(name)s took it, and the carrier did not put them through"),
    ),
    (re.compile(r"(?P<name>.+): missed"), lambda: _("%(name)s missed it")),
    (re.compile(r"(?P<name>.+): declined"), lambda: _("%(name)s declined")),
    (re.compile(r"(?P<name>.+): unreachable"), lambda: _("%(name)s could not be reached")),
    (re.compile(r"rings the ladder (?P<name>.+)"), lambda: _("rings the on-call ladder %(name)s")),
    (
        re.compile(r"rung (?P<rung>\d+) of (?P<rungs>\d+): (?P<name>.+), (?P<seconds>\d+) s"),
        lambda: _("rung %(rung)s of %(rungs)s: %(name)s is rung, for %(seconds)s seconds"),
    ),
    (
        re.compile(r"rung (?P<rung>\d+): (?P<name>.+) cannot be rung"),
        lambda: _("rung %(rung)s: %(name)s cannot be rung now"),
    ),
    (re.compile(r"rings (?P<count>\d+) at once"), lambda: _("rings %(count)s at once")),
    (
        re.compile(r"puts through to (?P<to>\S+), (?P<seconds>\d+) s"),
        lambda: _("puts through to %(to)s, for %(seconds)s seconds"),
    ),
    (
        re.compile(r"says for (?P<seconds>\d+) s what keeps people safe"),
        lambda: _("says for %(seconds)s seconds what keeps people safe"),
    ),
    (re.compile(r"heard “(?P<words>.*)”"), lambda: _("heard “%(words)s”")),
    (re.compile(r"pressed (?P<keys>\S+)"), lambda: _("pressed %(keys)s")),
    (re.compile(r"pressed (?P<keys>\S+): no choice"), lambda: _("pressed %(keys)s, which is no choice")),
    (re.compile(r"said “(?P<words>.*)”: (?P<key>\S)"), lambda: _("said “%(words)s”, taken as %(key)s")),
    (re.compile(r"said “(?P<words>.*)”: no choice"), lambda: _("said “%(words)s”, which is no choice")),
    (re.compile(r"answered “(?P<words>.*)”"), lambda: _("answered “%(words)s”")),
    (re.compile(r"spam score (?P<score>\d+) of 100"), lambda: _("spam score %(score)s of 100")),
    (re.compile(r"time: (?P<name>.+)"), lambda: _("time: %(name)s")),
    (re.compile(r"labelled (?P<tag>.+)"), lambda: _("labelled %(tag)s")),
    (re.compile(r"area code not known: .+"), lambda: _("area code not known")),
    (re.compile(r"answer not known: .+"), lambda: _("gave no answer")),
    (re.compile(r"area code (?P<value>.+): other"), lambda: _("area code %(value)s: no place of ours")),
    (re.compile(r"answer (?P<value>.+): other"), lambda: _("answer %(value)s: no place of ours")),
    (re.compile(r"dialled (?P<value>.+): other"), lambda: _("dialled %(value)s: no place of ours")),
    (re.compile(r"dialled (?P<value>.+): (?P<place>.+)"), lambda: _("dialled %(value)s: %(place)s")),
    (re.compile(r"area code (?P<value>.+): (?P<place>.+)"), lambda: _("area code %(value)s: %(place)s")),
    (re.compile(r"answer (?P<value>.+): (?P<place>.+)"), lambda: _("answer %(value)s: %(place)s")),
    (
        re.compile(r"the program did not answer: status (?P<status>\d+)"),
        lambda: _("the program answered with error %(status)s"),
    ),
    (re.compile(r"nothing follows (?P<exit>.+)"), lambda: _("nothing is drawn after “%(exit)s”")),
    (re.compile(r"blocked: (?P<why>.*)"), lambda: _("blocked: %(why)s")),
    (
        re.compile(r"turn (?P<turn>\d+) of (?P<turns>\d+), (?P<seconds>\d+) s"),
        lambda: _("turn %(turn)s of %(turns)s, for %(seconds)s seconds"),
    ),
    (re.compile(r"waits in (?P<queue>.+)"), lambda: _("waits in %(queue)s")),
    (re.compile(r"offered to (?P<name>.+?): (?P<why>.+)"), lambda: _("offered to %(name)s")),
    (re.compile(r"callback offered to (?P<name>.+)"), lambda: _("callback offered to %(name)s")),
    (
        re.compile(r"callback dropped by (?P<name>.+?): (?P<why>.+)"),
        lambda: _("callback dropped by %(name)s: %(why)s"),
    ),
    (re.compile(r"handed over by (?P<name>.+)"), lambda: _("handed over by %(name)s")),
    (re.compile(r"called by (?P<name>.+)"), lambda: _("called by %(name)s")),
    (re.compile(r"listen: (?P<name>.+)"), lambda: _("%(name)s listens")),
    (re.compile(r"whisper: (?P<name>.+)"), lambda: _("%(name)s whispers to the member")),
    (re.compile(r"barge: (?P<name>.+)"), lambda: _("%(name)s joins the talk")),
    (re.compile(r"holiday (?P<name>.+)"), lambda: _("holiday: %(name)s")),
    (re.compile(r"closure (?P<name>.+)"), lambda: _("closed: %(name)s")),
    (re.compile(r"open (?P<name>.+)"), lambda: _("open, %(name)s")),
)
