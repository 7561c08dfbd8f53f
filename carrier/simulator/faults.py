"""Seeded faults: what goes wrong, how often, for whom, and how many times it has gone wrong so far."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from carrier.simulator.fields import Fields
from carrier.simulator.problems import InvalidParameters


class FaultKind(StrEnum):
    """Everything that can be made to go wrong; the first nine concern webhooks, the rest the REST side."""

    DROP = "drop"
    DUPLICATE = "duplicate"
    DELAY = "delay"
    REORDER = "reorder"
    TRUNCATE = "truncate"
    WRONG_SIGNATURE = "wrong_signature"
    UNSIGNED = "unsigned"
    OLD_IAT = "old_iat"
    UNKNOWN_FIELD = "unknown_field"
    OUTAGE = "outage"
    REST_STATUS = "rest_status"
    REST_DROP = "rest_drop"
    REST_SLOW = "rest_slow"
    SILENT = "silent"
    UNKNOWN_STATUS = "unknown_status"
    RECORDING_EMPTY = "recording_empty"
    RECORDING_STATUS = "recording_status"
    WRONG_REGION = "wrong_region"


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong with probability `p` within its scope and window.

    `n` copies (duplicate) · `ms` lateness (delay, duplicate, rest_slow, flush of reorder) · `k` window
    (reorder) · `seconds` age (old_iat) · `status` answer (rest_status) · `attempts` how many of the first
    attempts are concerned · `limit` most hits, nought for no limit · `resign` sign the truncated bytes.
    Empty scope fields match everything.
    """

    id: str
    kind: FaultKind
    p: float = 1.0
    n: int = 1
    ms: float = 0.0
    k: int = 5
    seconds: float = 86_400.0
    status: int = 500
    attempts: int = 1
    limit: int = 0
    resign: bool = False
    account: str = ""
    application: str = ""
    webhook: str = ""
    opens_at: float = 0.0
    closes_at: float = float("inf")
    seen: int = 0
    hits: int = 0
    draw: random.Random = field(default_factory=random.Random, repr=False)

    def concerns(self, account: str, application: str, webhook: str, now: float) -> bool:
        """Say whether the scope and the window fit."""
        return (
            self.opens_at <= now < self.closes_at
            and self.account in ("", account)
            and self.application in ("", application)
            and self.webhook in ("", webhook)
        )


def read_fault(source: Fields, *, number: int, now: float, seed: str) -> Fault:
    """Read one fault of the control interface; its dice depend only on the seed and its place in the list."""
    try:
        kind = FaultKind(source.text("kind"))
    except ValueError as error:
        raise InvalidParameters({"kind": f"must be one of {', '.join(FaultKind)}"}) from error
    opens_at = now + source.number("starts_after", 0.0)
    return Fault(
        id=f"{number}-{kind}",
        kind=kind,
        p=source.number("p", 1.0, most=1.0),
        n=source.integer("n", 1, least=1, most=100),
        ms=source.number("ms", 0.0),
        k=source.integer("k", 5, least=2, most=10_000),
        seconds=source.number("seconds", 86_400.0),
        status=source.integer("status", 500, least=400, most=599),
        attempts=source.integer("attempts", 1, least=1),
        limit=source.integer("limit", 0),
        resign=source.flag("resign"),
        account=source.text("account", ""),
        application=source.text("application", ""),
        webhook=source.text("webhook", ""),
        opens_at=opens_at,
        closes_at=opens_at + source.number("lasts", 0.0) if "lasts" in source else float("inf"),
        draw=random.Random(f"{seed}:{number}:{kind}"),  # noqa: S311 - dice, which must repeat by their seed
    )


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        self.listed: Sequence[Fault] = ()

    def strike(
        self,
        kind: FaultKind,
        *,
        account: str,
        application: str,
        now: float,
        webhook: str = "",
        attempt: int = 1,
    ) -> Fault | None:
        """Throw the dice of every fitting fault of `kind` and return the first that hits, counting both."""
        for fault in self.listed:
            if fault.kind is not kind or not fault.concerns(account, application, webhook, now):
                continue
            # An outage is a state of the world, so it meets every attempt; the others spare the retries.
            if kind is not FaultKind.OUTAGE and attempt > fault.attempts:
                continue
            fault.seen += 1
            if fault.limit and fault.hits >= fault.limit:
                continue
            if fault.draw.random() < fault.p:
                fault.hits += 1
                return fault
        return None
