"""May a call be recorded, and who must agree? The strictest state of the parties decides.

Source: research/contact-center.md §6, read November 2026; lists disagree, so an organisation may set its own reading
per state (`RecordingRule`). Not legal advice. Kearney v. Salomon Smith Barney (2006) is why the strictest counts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

READ_ON: Final = date(2026, 11, 22)

# Everybody on the call must agree. The contested ones (CT, DE, MI, NV, OR, VT) stand here too: the strict reading
# costs a sentence of notice, the other one a lawsuit.
ALL_PARTY: Final = frozenset(
    {"CA", "CT", "DE", "FL", "IL", "MA", "MD", "MI", "MT", "NH", "NV", "OR", "PA", "VT", "WA"}
)
ONE_PARTY: Final = frozenset(
    {
        "AK", "AL", "AR", "AZ", "CO", "DC", "GA", "HI", "IA", "ID", "IN", "KS", "KY", "LA", "ME", "MN", "MO", "MS",
        "NC", "ND", "NE", "NJ", "NM", "NY", "OH", "OK", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "WI", "WV", "WY",
    }
)  # fmt: skip


class Needs(StrEnum):
    """What has to happen before a word is recorded."""

    NOTHING = "NOTHING"
    NOTICE = "NOTICE"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What recording needs, and the state that decided ("" when no party's state is known)."""

    needs: Needs
    decided_by: str
    why: str


def verdict(
    states: Collection[str], *, own_readings: Mapping[str, bool] | None = None, is_inbound: bool = True
) -> Verdict:
    """Decide for a call between parties in `states` (postal abbreviations; "" when a party's is not known).

    `own_readings` says per state whether everybody must agree, in place of the table. A party who may be anywhere
    counts as being in an all-party state. The direction changes nothing: consent is of everybody on the line, whoever
    dialled; it is asked for so that a difference would have to be written down here.
    """
    readings = own_readings or {}
    strict = sorted(state for state in states if state and needs_everybody(state, readings))
    if strict:
        return Verdict(Needs.NOTICE, strict[0], f"{strict[0]}: everybody must agree")
    if not states or "" in states:
        return Verdict(Needs.NOTICE, "", "a party may be in a state where everybody must agree")
    some = min(states)
    return Verdict(Needs.NOTHING, some, f"{some}: one party's consent is enough")


def needs_everybody(state: str, readings: Mapping[str, bool]) -> bool:
    """Say whether everybody must agree in a state; one that no table knows is read strictly."""
    return readings.get(state, state not in ONE_PARTY)
