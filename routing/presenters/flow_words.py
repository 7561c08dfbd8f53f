"""What kinds of nodes, their exits, settings and faults are called on the pages."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from routing.domain.editing import WhyNot
from routing.domain.faults import Fault, Found
from routing.domain.kinds import NodeKind

Said = str | Promise

# Label, drawing and tint of each kind; tints are those of the families: entry, decision, voice, people, receptionist.
KINDS: Final[Mapping[NodeKind, tuple[Said, str, str]]] = {
    NodeKind.GREETING: (_("Greeting"), "bell", "t2"),
    NodeKind.HOURS: (_("Open now?"), "clock", "t1"),
    NodeKind.HOLIDAY: (_("Holiday?"), "cal", "t1"),
    NodeKind.MENU: (_("Menu"), "keys", "t3"),
    NodeKind.ASK: (_("Question"), "mic", "t3"),
    NodeKind.CALLER: (_("Who calls?"), "person", "t1"),
    NodeKind.LANGUAGE: (_("Which language?"), "globe", "t1"),
    NodeKind.PLACE: (_("From where?"), "pin", "t1"),
    NodeKind.TIME: (_("What time is it?"), "clock", "t1"),
    NodeKind.NOTICE: (_("Recording notice"), "shield", "t3"),
    NodeKind.RING: (_("Ring members"), "phone", "t4"),
    NodeKind.QUEUE: (_("Queue"), "people", "t4"),
    NodeKind.ON_CALL: (_("On-call ladder"), "bell", "t4"),
    NodeKind.RECEPTIONIST: (_("Receptionist"), "spark", "t5"),
    NodeKind.VOICEMAIL: (_("Voicemail"), "vm", "t3"),
    NodeKind.CALLBACK: (_("Offer to call back"), "retry", "t3"),
    NodeKind.TEXT_BACK: (_("Text back"), "text", "t2"),
    NodeKind.TRANSFER: (_("Put through outside"), "xfer", "t4"),
    NodeKind.WEBHOOK: (_("Ask a program"), "link", "t1"),
    NodeKind.SET: (_("Note about the call"), "tag", "t1"),
    NodeKind.MESSAGE: (_("Text to the caller"), "text", "t2"),
    NodeKind.HANG_UP: (_("Hang up"), "hang", ""),
}
EXITS: Final[Mapping[str, Said]] = {
    "next": _("Then"),
    "open": _("Open"),
    "closed": _("Closed"),
    "holiday": _("Holiday"),
    "ordinary": _("Ordinary day"),
    "nothing": _("Nothing pressed"),
    "wrong": _("Wrong key"),
    "blocked": _("Blocked"),
    "vip": _("VIP"),
    "client": _("Client"),
    "known": _("Known"),
    "withheld": _("Number withheld"),
    "spam": _("Likely spam"),
    "other": _("Everybody else"),
    "nobody": _("Nobody answers"),
    "full": _("Queue is full"),
    "too_long": _("Waited too long"),
    "callback": _("Wants to be called back"),
    "done": _("All settled"),
    "person": _("Wants a person"),
    "emergency": _("Emergency"),
    "failed": _("It failed"),
    "ok": _("It answered"),
    "en-US": _("English"),
    "es-US": _("Spanish"),
    "0": _("Key 0, a person"),
}
# Label and hint of each box.
SETTINGS: Final[Mapping[str, tuple[Said, Said]]] = {
    "text": (_("What is said"), _("{business}, {opens} and {caller} are filled in.")),
    "words": (
        _("Words that stand for keys"),
        _("So that callers may say what they want; commas in between."),
    ),
    "key": (_("Key"), ""),
    "said": (_("Words"), ""),
    "repeats": (_("Asked again, times"), ""),
    "wait_seconds": (_("Waits for a key, seconds"), ""),
    "variable": (
        _("Kept under the name"),
        _("Small letters, digits and _. Texts may use it in braces."),
    ),
    "takes": (_("Answered by"), ""),
    "most_digits": (_("Digits at most"), ""),
    "spam_score": (_("Spam begins at"), _("Of 100. Known callers are never spam.")),
    "by": (_("Told by"), ""),
    "places": (
        _("Places"),
        _("How a number, area code or answer begins. Each is an exit."),
    ),
    "place": (_("Name"), ""),
    "begins": (_("Begins with"), ""),
    "windows": (
        _("Parts of the week"),
        _("Those of one name are one exit; the first that fits counts."),
    ),
    "window": (_("Name"), ""),
    "days": (_("Days"), ""),
    "from": (_("From"), ""),
    "to_time": (_("To"), ""),
    "strategy": (_("In which order"), ""),
    "members": (_("Who is rung"), _("Choose nobody to leave a row out.")),
    "member": (_("Member"), ""),
    "seconds": (_("Seconds"), ""),
    "queue": (_("Queue"), ""),
    "skills": (
        _("Skills the caller needs"),
        _("60: 2 means: after 60 seconds level 2 is enough."),
    ),
    "skill": (_("Skill"), ""),
    "level": (_("Level"), ""),
    "relaxes": (_("Relaxes, seconds: level"), ""),
    "longest_seconds": (_("Seconds at most"), _("In a queue, 0 is as the queue has it.")),
    "places_most": (_("Callers at most"), ""),
    "ladder": (_("Ladder"), ""),
    "to": (_("Telephone number"), _("With + and country code.")),
    "url": (_("Address"), _("Begins with https://")),
    "timeout_seconds": (_("Waits for the answer, seconds"), ""),
    "priority": (_("Priority"), ""),
    "tag": (_("Tag"), ""),
    "language": (_("Language spoken from here on"), ""),
}
CHOICES: Final[Mapping[str, Said]] = {
    "": _("As it is"),
    "FIXED": _("One after another"),
    "ROUND_ROBIN": _("In turn"),
    "LONGEST_IDLE": _("Who is idle longest"),
    "FEWEST_TODAY": _("Who had the fewest today"),
    "ALL": _("All at once"),
    "DIGITS": _("Keys"),
    "SPEECH": _("Speech"),
    "DIALLED": _("The number that was called"),
    "AREA_CODE": _("The caller’s area code"),
    "VARIABLE": _("A kept answer"),
    "EMERGENCY": _("Emergency"),
    "URGENT": _("Urgent"),
    "NORMAL": _("Normal"),
    "LOW": _("Low"),
    "en-US": _("English"),
    "es-US": _("Spanish"),
    "MON": _("Mon"),
    "TUE": _("Tue"),
    "WED": _("Wed"),
    "THU": _("Thu"),
    "FRI": _("Fri"),
    "SAT": _("Sat"),
    "SUN": _("Sun"),
}
_FAULTS: Final[Mapping[Fault, Said]] = {
    Fault.NOT_AN_OBJECT: _("must be an object of names and values"),
    Fault.NOT_A_LIST: _("must be a list"),
    Fault.NOT_TEXT: _("must be text"),
    Fault.NOT_A_NUMBER: _("must be a whole number"),
    Fault.NOT_YES_OR_NO: _("must be true or false"),
    Fault.NOT_AN_ID: _("is no id"),
    Fault.NOT_A_TELEPHONE: _("is no telephone number with + and country code"),
    Fault.NOT_AN_ADDRESS: _("is no address that begins with https://"),
    Fault.NOT_A_CLOCK: _("is no time of day like 09:30"),
    Fault.NOT_A_NAME: _("is no name: letters, digits, spaces, - and _, at most 40"),
    Fault.NOT_A_PLACE: _("must be two whole numbers, across and down"),
    Fault.NOT_ONE_OF: _("must be one of %(values)s"),
    Fault.NOT_BETWEEN: _("must be between %(least)s and %(most)s"),
    Fault.TOO_LONG: _("is longer than %(most)s characters"),
    Fault.TOO_MANY: _("has more than %(most)s"),
    Fault.TWICE: _("stands here twice"),
    Fault.MISSING: _("is missing"),
    Fault.NOT_KNOWN: _("is not known here"),
    Fault.OTHER_FORMAT: _("is a format this release does not read; it reads %(format)s"),
    Fault.NOT_SPOKEN: _("is no language of this flow"),
    Fault.NO_NODES: _("has no node"),
    Fault.NO_START: _("no node “%(name)s” to begin with"),
    Fault.NO_EXIT: _("leads nowhere: choose what follows"),
    Fault.NO_SUCH_EXIT: _("is no exit of this node"),
    Fault.NO_NODE: _("no node “%(name)s”"),
    Fault.SAYS_NOTHING: _("has no words to say"),
    Fault.NOT_SET: _("is not set"),
    Fault.NO_WAY: _("no way leads here"),
    Fault.NOT_FILLED: _("nothing fills in {%(name)s}"),
}
_WHY_NOT: Final[Mapping[WhyNot, Said]] = {
    WhyNot.NO_SUCH_NODE: _("There is no node “%(name)s” any more."),
    WhyNot.NAME_TAKEN: _("Another node is called “%(name)s”."),
    WhyNot.NOT_A_NAME: _("“%(name)s” is no name: letters, digits, spaces, - and _, at most 40."),
    WhyNot.TOO_MANY: _("A flow has at most %(name)s nodes."),
    WhyNot.NO_SUCH_KIND: _("There is no kind of node “%(name)s”."),
    WhyNot.NO_LANGUAGE: _("Choose at least one language."),
    WhyNot.LAST_NODE: _("A flow needs a node. Add another before this one goes."),
}


def kind_label(kind: str) -> str:
    """Name a kind of node."""
    return str(KINDS[NodeKind(kind)][0])


def exit_label(name: str) -> str:
    """Name an exit; keys and names of the owner's own stand for themselves."""
    if name in EXITS:
        return str(EXITS[name])
    return str(_("Key %(key)s")) % {"key": name} if len(name) == 1 else name


def setting_label(name: str) -> str:
    """Name a setting or box."""
    return str(SETTINGS[name][0]) if name in SETTINGS else name


def choice_label(value: str) -> str:
    """Name one of a few values."""
    return str(CHOICES.get(value, value))


def fault_sentence(found: Found) -> str:
    """Say what is wrong, without its place."""
    return str(_FAULTS[found.fault]) % dict(found.values)


def why_not(why: WhyNot, name: str) -> str:
    """Say why an edit cannot be made."""
    return str(_WHY_NOT[why]) % {"name": name}
