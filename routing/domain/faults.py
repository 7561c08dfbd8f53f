"""What is wrong with a flow, each with the place in its document and a plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Fault(StrEnum):
    """Everything that can be wrong. The first group is of a document, the second of the graph it draws."""

    NOT_AN_OBJECT = "NOT_AN_OBJECT"
    NOT_A_LIST = "NOT_A_LIST"
    NOT_TEXT = "NOT_TEXT"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    NOT_YES_OR_NO = "NOT_YES_OR_NO"
    NOT_AN_ID = "NOT_AN_ID"
    NOT_A_TELEPHONE = "NOT_A_TELEPHONE"
    NOT_AN_ADDRESS = "NOT_AN_ADDRESS"
    NOT_A_CLOCK = "NOT_A_CLOCK"
    NOT_A_NAME = "NOT_A_NAME"
    NOT_A_PLACE = "NOT_A_PLACE"
    NOT_ONE_OF = "NOT_ONE_OF"
    NOT_BETWEEN = "NOT_BETWEEN"
    TOO_LONG = "TOO_LONG"
    TOO_MANY = "TOO_MANY"
    TWICE = "TWICE"
    MISSING = "MISSING"
    NOT_KNOWN = "NOT_KNOWN"
    OTHER_FORMAT = "OTHER_FORMAT"
    NOT_SPOKEN = "NOT_SPOKEN"
    NO_NODES = "NO_NODES"

    NO_START = "NO_START"
    NO_EXIT = "NO_EXIT"
    NO_SUCH_EXIT = "NO_SUCH_EXIT"
    NO_NODE = "NO_NODE"
    SAYS_NOTHING = "SAYS_NOTHING"
    NOT_SET = "NOT_SET"
    NO_WAY = "NO_WAY"
    NOT_FILLED = "NOT_FILLED"


SENTENCES: Final[Mapping[Fault, str]] = MappingProxyType(
    {
        Fault.NOT_AN_OBJECT: "must be an object of names and values",
        Fault.NOT_A_LIST: "must be a list",
        Fault.NOT_TEXT: "must be text",
        Fault.NOT_A_NUMBER: "must be a whole number",
        Fault.NOT_YES_OR_NO: "must be true or false",
        Fault.NOT_AN_ID: "is no id",
        Fault.NOT_A_TELEPHONE: "is no telephone number with + and country code",
        Fault.NOT_AN_ADDRESS: "is no address that begins with https://",
        Fault.NOT_A_CLOCK: "is no time of day like 09:30",
        Fault.NOT_A_NAME: "is no name: letters, digits, spaces, - and _, at most 40",
        Fault.NOT_A_PLACE: "must be two whole numbers, across and down",
        Fault.NOT_ONE_OF: "must be one of %(values)s",
        Fault.NOT_BETWEEN: "must be between %(least)s and %(most)s",
        Fault.TOO_LONG: "is longer than %(most)s characters",
        Fault.TOO_MANY: "has more than %(most)s",
        Fault.TWICE: "stands here twice",
        Fault.MISSING: "is missing",
        Fault.NOT_KNOWN: "is not known here",
        Fault.OTHER_FORMAT: "is a format this release does not read; it reads %(format)s",
        Fault.NOT_SPOKEN: "is no language of this flow",
        Fault.NO_NODES: "has no node",
        Fault.NO_START: "no node '%(name)s' to begin with",
        Fault.NO_EXIT: "leads nowhere: choose what follows",
        Fault.NO_SUCH_EXIT: "is no exit of this node",
        Fault.NO_NODE: "no node '%(name)s'",
        Fault.SAYS_NOTHING: "has no words to say",
        Fault.NOT_SET: "is not set",
        Fault.NO_WAY: "no way leads here",
        Fault.NOT_FILLED: "nothing fills in {%(name)s}",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """One fault and where: `nodes.menu.exits.2`. Values fill in the sentence."""

    path: str
    fault: Fault
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> str:
        """Say in English what is wrong; pages translate by `fault`."""
        return SENTENCES[self.fault] % self.values

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence
