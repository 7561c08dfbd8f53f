"""Who may do what with a conflict check: one table, by the standing somebody has in the firm."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Standing(StrEnum):
    """What somebody is to a check."""

    INTAKE = "INTAKE"
    AGENT = "AGENT"
    PARALEGAL = "PARALEGAL"
    LAWYER = "LAWYER"
    COUNSEL = "COUNSEL"
    CLIENT = "CLIENT"


class Act(StrEnum):
    """What is done with a check. Nobody deletes one: it is no act."""

    START = "START"
    ADD_PARTY = "ADD_PARTY"
    SEE_LEVEL = "SEE_LEVEL"
    SEE_COUNT = "SEE_COUNT"
    SEE_NAMES = "SEE_NAMES"
    SEE_RESTRICTED = "SEE_RESTRICTED"
    DISMISS_LOW = "DISMISS_LOW"
    DISMISS = "DISMISS"
    CLEAR = "CLEAR"
    DECLINE = "DECLINE"
    ESCALATE = "ESCALATE"
    DRAFT_WAIVER = "DRAFT_WAIVER"
    ASK_WAIVER = "ASK_WAIVER"
    RECORD_CONSENT = "RECORD_CONSENT"
    SIGN_CONSENT = "SIGN_CONSENT"
    WAIVE = "WAIVE"
    SECOND_WAIVER = "SECOND_WAIVER"
    WALL = "WALL"
    IMPORT = "IMPORT"


_LOOKING: Final = frozenset({Act.START, Act.SEE_LEVEL, Act.SEE_COUNT, Act.ESCALATE})
_REVIEWING: Final = _LOOKING | {Act.ADD_PARTY, Act.SEE_NAMES, Act.DISMISS_LOW, Act.DRAFT_WAIVER}
_DECIDING: Final = _REVIEWING | {
    Act.DISMISS,
    Act.CLEAR,
    Act.DECLINE,
    Act.ASK_WAIVER,
    Act.RECORD_CONSENT,
    Act.SECOND_WAIVER,
}
ALLOWED: Final[Mapping[Standing, frozenset[Act]]] = MappingProxyType(
    {
        Standing.INTAKE: _LOOKING | {Act.ADD_PARTY},
        Standing.AGENT: frozenset({Act.START, Act.SEE_LEVEL}),
        Standing.PARALEGAL: _REVIEWING,
        Standing.LAWYER: _DECIDING,
        Standing.COUNSEL: _DECIDING | {Act.SEE_RESTRICTED, Act.WAIVE, Act.WALL, Act.IMPORT},
        Standing.CLIENT: frozenset({Act.SIGN_CONSENT}),
    }
)
_BY_CAPABILITY: Final = {
    "paralegal": Standing.PARALEGAL,
    "lawyer": Standing.LAWYER,
    "conflicts_counsel": Standing.COUNSEL,
}


def standings(*, capabilities: Collection[str], is_owner: bool, is_writer: bool) -> frozenset[Standing]:
    """Say what a member is to a check; owners count as conflicts counsel, and whoever only looks is nothing."""
    if not is_writer:
        return frozenset()
    found = {_BY_CAPABILITY[name] for name in capabilities if name in _BY_CAPABILITY}
    return frozenset(found | {Standing.INTAKE} | ({Standing.COUNSEL} if is_owner else set()))


def may(held: Collection[Standing], act: Act) -> bool:
    """Say whether any of the standings allows the act."""
    return any(act in ALLOWED[standing] for standing in held)
