"""What kinds of nodes, their exits, settings and faults are called on the pages."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from routing.domain.editing import WhyNot
from routing.domain.faults import Fault, Found
from routing.domain.kinds import NodeKind

Said = str | Promise

# Label, drawing and tint of each kind; tints are those of the families: entry, decision, voice, people, receptionist.
KINDS: Final[Mapping[NodeKind, tuple[Said, str, str]]] = {
    NodeKind.GREETING: (later("Greeting"), "bell", "t2"),
    NodeKind.HOURS: (later("Open now?"), "clock", "t1"),
    NodeKind.HOLIDAY: (later("Holiday?"), "cal", "t1"),
    NodeKind.MENU: (later("Menu"), "keys", "t3"),
    NodeKind.ASK: (later("Question"), "mic", "t3"),
    NodeKind.CALLER: (later("Who calls?"), "person", "t1"),
    NodeKind.LANGUAGE: (later("Which language?"), "globe", "t1"),
    NodeKind.PLACE: (later("From where?"), "pin", "t1"),
    NodeKind.TIME: (later("What time is it?"), "clock", "t1"),
    NodeKind.NOTICE: (later("Recording notice"), "shield", "t3"),
    NodeKind.RING: (later("Ring members"), "phone", "t4"),
    NodeKind.QUEUE: (later("Queue"), "people", "t4"),
    NodeKind.ON_CALL: (later("On-call ladder"), "bell", "t4"),
    NodeKind.RECEPTIONIST: (later("Receptionist"), "spark", "t5"),
    NodeKind.VOICEMAIL: (later("Voicemail"), "vm", "t3"),
    NodeKind.CALLBACK: (later("Offer to call back"), "retry", "t3"),
    NodeKind.TEXT_BACK: (later("Text back"), "text", "t2"),
    NodeKind.TRANSFER: (later("Put through outside"), "xfer", "t4"),
    NodeKind.WEBHOOK: (later("Ask a program"), "link", "t1"),
    NodeKind.SET: (later("Note about the call"), "tag", "t1"),
    NodeKind.MESSAGE: (later("Text to the caller"), "text", "t2"),
    NodeKind.HANG_UP: (later("Hang up"), "hang", ""),
}
EXITS: Final[Mapping[str, Said]] = {
    "next": later("Then"),
    "open": later("Open"),
    "closed": later("Closed"),
    "holiday": later("Holiday"),
    "ordinary": later("Ordinary day"),
    "nothing": later("Nothing pressed"),
    "wrong": later("Wrong key"),
    "blocked": later("Blocked"),
    "vip": later("VIP"),
    "client": later("Client"),
    "known": later("Known"),
    "withheld": later("Number withheld"),
    "spam": later("Likely spam"),
    "other": later("Everybody else"),
    "nobody": later("Nobody answers"),
    "full": later("Queue is full"),
    "too_long": later("Waited too long"),
    "callback": later("Wants to be called back"),
    "done": later("All settled"),
    "failed": later("It failed"),
    "ok": later("It answered"),
    "en-US": later("English"),
    "es-US": later("Spanish"),
    "0": later("Key 0, a person"),
}
# Label and hint of each box.
SETTINGS: Final[Mapping[str, tuple[Said, Said]]] = {
    "text": (later("What is said"), later("{business}, {opens} and {caller} are filled in.")),
    "words": (
        later("Words that stand for keys"),
        later("So that callers may say what they want; commas in between."),
    ),
    "key": (later("Key"), ""),
    "said": (later("Words"), ""),
    "repeats": (later("Asked again, times"), ""),
    "wait_seconds": (later("Waits for a key, seconds"), ""),
    "variable": (
        later("Kept under the name"),
        later("Small letters, digits and _. Texts may use it in braces."),
    ),
    "takes": (later("Answered by"), ""),
    "most_digits": (later("Digits at most"), ""),
    "spam_score": (later("Spam begins at"), later("Of 100. Known callers are never spam.")),
    "by": (later("Told by"), ""),
    "places": (
        later("Places"),
        later("How a number, area code or answer begins. Each is an exit."),
    ),
    "place": (later("Name"), ""),
    "begins": (later("Begins with"), ""),
    "windows": (
        later("Parts of the week"),
        later("Those of one name are one exit; the first that fits counts."),
    ),
    "window": (later("Name"), ""),
    "days": (later("Days"), ""),
    "from": (later("From"), ""),
    "to_time": (later("To"), ""),
    "strategy": (later("In which order"), ""),
    "members": (later("Who is rung"), later("Choose nobody to leave a row out.")),
    "member": (later("Member"), ""),
    "seconds": (later("Seconds"), ""),
    "queue": (later("Queue"), ""),
    "skills": (
        later("Skills the caller needs"),
        later("60: 2 means: after 60 seconds level 2 is enough."),
    ),
    "skill": (later("Skill"), ""),
    "level": (later("Level"), ""),
    "relaxes": (later("Relaxes, seconds: level"), ""),
    "longest_seconds": (later("Seconds at most"), later("In a queue, 0 is as the queue has it.")),
    "places_most": (later("Callers at most"), ""),
    "ladder": (later("Ladder"), ""),
    "to": (later("Telephone number"), later("With + and country code.")),
    "url": (later("Address"), later("Begins with https://")),
    "timeout_seconds": (later("Waits for the answer, seconds"), ""),
    "priority": (later("Priority"), ""),
    "tag": (later("Tag"), ""),
    "language": (later("Language spoken from here on"), ""),
}
CHOICES: Final[Mapping[str, Said]] = {
    "": later("As it is"),
    "FIXED": later("One after another"),
    "ROUND_ROBIN": later("In turn"),
    "LONGEST_IDLE": later("Who is idle longest"),
    "FEWEST_TODAY": later("Who had the fewest today"),
    "ALL": later("All at once"),
    "DIGITS": later("Keys"),
    "SPEECH": later("Speech"),
    "DIALLED": later("The number that was called"),
    "AREA_CODE": later("The caller’s area code"),
    "VARIABLE": later("A kept answer"),
    "EMERGENCY": later("Emergency"),
    "URGENT": later("Urgent"),
    "NORMAL": later("Normal"),
    "LOW": later("Low"),
    "en-US": later("English"),
    "es-US": later("Spanish"),
    "MON": later("Mon"),
    "TUE": later("Tue"),
    "WED": later("Wed"),
    "THU": later("Thu"),
    "FRI": later("Fri"),
    "SAT": later("Sat"),
    "SUN": later("Sun"),
}
_FAULTS: Final[Mapping[Fault, Said]] = {
    Fault.NOT_AN_OBJECT: later("must be an object of names and values"),
    Fault.NOT_A_LIST: later("must be a list"),
    Fault.NOT_TEXT: later("must be text"),
    Fault.NOT_A_NUMBER: later("must be a whole number"),
    Fault.NOT_YES_OR_NO: later("must be true or false"),
    Fault.NOT_AN_ID: later("is no id"),
    Fault.NOT_A_TELEPHONE: later("is no telephone number with + and country code"),
    Fault.NOT_AN_ADDRESS: later("is no address that begins with https://"),
    Fault.NOT_A_CLOCK: later("is no time of day like 09:30"),
    Fault.NOT_A_NAME: later("is no name: letters, digits, spaces, - and _, at most 40"),
    Fault.NOT_A_PLACE: later("must be two whole numbers, across and down"),
    Fault.NOT_ONE_OF: later("must be one of %(values)s"),
    Fault.NOT_BETWEEN: later("must be between %(least)s and %(most)s"),
    Fault.TOO_LONG: later("is longer than %(most)s characters"),
    Fault.TOO_MANY: later("has more than %(most)s"),
    Fault.TWICE: later("stands here twice"),
    Fault.MISSING: later("is missing"),
    Fault.NOT_KNOWN: later("is not known here"),
    Fault.OTHER_FORMAT: later("is a format this release does not read; it reads %(format)s"),
    Fault.NOT_SPOKEN: later("is no language of this flow"),
    Fault.NO_NODES: later("has no node"),
    Fault.NO_START: later("no node “%(name)s” to begin with"),
    Fault.NO_EXIT: later("leads nowhere: choose what follows"),
    Fault.NO_SUCH_EXIT: later("is no exit of this node"),
    Fault.NO_NODE: later("no node “%(name)s”"),
    Fault.CIRCLE: later("comes back to itself without waiting for the caller"),
    Fault.SAYS_NOTHING: later("has no words to say"),
    Fault.NOT_SET: later("is not set"),
    Fault.NO_WAY: later("no way leads here"),
    Fault.NOT_FILLED: later("nothing fills in {%(name)s}"),
}
_WHY_NOT: Final[Mapping[WhyNot, Said]] = {
    WhyNot.NO_SUCH_NODE: later("There is no node “%(name)s” any more."),
    WhyNot.NAME_TAKEN: later("Another node is called “%(name)s”."),
    WhyNot.NOT_A_NAME: later("“%(name)s” is no name: letters, digits, spaces, - and _, at most 40."),
    WhyNot.TOO_MANY: later("A flow has at most %(name)s nodes."),
    WhyNot.NO_SUCH_KIND: later("There is no kind of node “%(name)s”."),
    WhyNot.LAST_NODE: later("A flow needs a node. Add another before this one goes."),
}


def kind_label(kind: str) -> str:
    """Name a kind of node."""
    return str(KINDS[NodeKind(kind)][0])


def exit_label(name: str) -> str:
    """Name an exit; keys and names of the owner's own stand for themselves."""
    if name in EXITS:
        return str(EXITS[name])
    return _("Key %(key)s") % {"key": name} if len(name) == 1 else name


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
