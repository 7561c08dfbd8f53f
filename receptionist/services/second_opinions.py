"""Asking a language model about a turn: within a budget, repaired once at most, and never waited for beyond that.

No transaction is open while it is asked. Whatever goes wrong, the turn is what our own encoders read.
"""

import logging
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.conf import settings

from receptionist.domain.meaning import Understanding
from receptionist.domain.reported import Misreported, Reported, read
from receptionist.domain.second_opinion import merge
from receptionist.ports import LanguageModel, NoAnswer, Turn, find_model

log = logging.getLogger(__name__)


class How(StrEnum):
    """What came of asking."""

    NOT_ASKED = "not asked"
    TAKEN = "taken"
    REPAIRED = "repaired"
    MISREPORTED = "misreported"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a model said of a turn, how long it took and what it cost, for the turn's record."""

    how: How = How.NOT_ASKED
    model: str = ""
    reported: Reported | None = None
    ms: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    fault: str = ""

    def to_json(self) -> dict[str, object]:
        """Write down what may be kept: no words of the caller beside those the turn keeps anyway."""
        return {
            "how": self.how.value,
            "model": self.model,
            "ms": self.ms,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "fault": self.fault,
            "dropped": list(self.reported.dropped) if self.reported else [],
        }

    def kept(self) -> dict[str, object]:
        """Give what the turn keeps of it; nothing where nobody was asked."""
        return {} if self.how is How.NOT_ASKED else {"opinion": self.to_json()}


NOT_ASKED: Final = Opinion()


def opinion_of(turn: Turn) -> Opinion:
    """Ask the model that is set; nobody is asked where none is, or nothing was said."""
    model = find_model(settings.LANGUAGE_MODEL, settings.LANGUAGE_MODEL_OPTIONS)
    if model is None or not turn.text.strip():
        return NOT_ASKED
    return ask(model, turn, seconds=settings.LANGUAGE_MODEL_SECONDS)


def read_by_both(own: Understanding, opinion: Opinion) -> Understanding:
    """Give a turn as both read it; as we did where the model gave nothing."""
    if opinion.reported is None:
        return own
    return merge(own, opinion.reported, model=opinion.model)


def ask(model: LanguageModel, turn: Turn, *, seconds: float) -> Opinion:
    """Ask once, and once more where the answer was not of the right shape and time is left."""
    began, spent_in, spent_out, fault = time.monotonic(), 0, 0, ""
    reported, how = None, How.MISREPORTED
    for again in (False, True):
        shown = Turn(text=turn.text, asked=turn.asked, industry=turn.industry, fault=fault)
        try:
            answer = model.report(shown, seconds=seconds - (time.monotonic() - began))
        except NoAnswer as error:
            fault = error.reason
            how = How.MISREPORTED if again else How.UNREACHED
            break
        spent_in, spent_out = spent_in + answer.tokens_in, spent_out + answer.tokens_out
        try:
            reported, fault = read(answer.report, turn.text), ""
        except Misreported as error:
            fault = str(error)
        else:
            how = How.REPAIRED if again else How.TAKEN
            break
    opinion = Opinion(
        how=how,
        model=model.name,
        reported=reported,
        ms=round((time.monotonic() - began) * 1000),
        tokens_in=spent_in,
        tokens_out=spent_out,
        fault=fault,
    )
    log.info("turn shown to a language model", extra=opinion.to_json())
    return opinion
