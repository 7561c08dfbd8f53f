"""The flow every line has until somebody draws another: hours, greeting, ring in order, voicemail."""

from dataclasses import dataclass

from routing.domain.graph import Flow, Node, NodeKind, Turn


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
    return Flow(
        start="caller",
        language=language,
        nodes={
            "caller": Node(NodeKind.CALLER, {"blocked": "screened", "welcome": "hours"}),
            "hours": Node(NodeKind.HOURS, {"open": "greeting", "closed": "closed"}),
            "greeting": Node(NodeKind.SAY, {"next": "notice"}, text=words.greeting),
            "notice": Node(NodeKind.NOTICE, {"next": "ring"}, text=words.notice),
            "ring": Node(NodeKind.RING, {"nobody": "voicemail"}, turns=turns),
            "voicemail": Node(NodeKind.VOICEMAIL, text=words.voicemail),
            "closed": Node(NodeKind.VOICEMAIL, text=words.closed),
            "screened": Node(NodeKind.VOICEMAIL, text=words.blocked),
        },
    )
