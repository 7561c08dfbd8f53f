"""The flow every line has until somebody draws another: hours, greeting, ring in order, voicemail."""

from dataclasses import dataclass

from routing.domain import settings
from routing.domain.graph import Flow, Node, NodeKind, Turn
from routing.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, in the line's language."""

    greeting: str
    closed: str
    notice: str
    voicemail: str
    blocked: str


def builtin_flow(*, words: Words, turns: tuple[Turn, ...], language: str = "en-US") -> Flow:
    """Draw it. A blocked caller is not rung through, but may leave a message: blocks are sometimes wrong."""

    def said(text: str) -> Text:
        return Text({language: text})

    return Flow(
        start="caller",
        languages=(language,),
        nodes={
            "caller": Node(NodeKind.CALLER, settings.Caller(), {"blocked": "screened", "other": "hours"}),
            "hours": Node(NodeKind.HOURS, settings.Hours(), {"open": "greeting", "closed": "closed"}),
            "greeting": Node(NodeKind.GREETING, settings.Greeting(said(words.greeting)), {"next": "notice"}),
            "notice": Node(NodeKind.NOTICE, settings.Notice(said(words.notice)), {"next": "ring"}),
            "ring": Node(NodeKind.RING, settings.Ring(turns=turns), {"nobody": "voicemail"}),
            "voicemail": Node(NodeKind.VOICEMAIL, settings.Voicemail(said(words.voicemail))),
            "closed": Node(NodeKind.VOICEMAIL, settings.Voicemail(said(words.closed))),
            "screened": Node(NodeKind.VOICEMAIL, settings.Voicemail(said(words.blocked))),
        },
    )
