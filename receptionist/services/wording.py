"""The words of an act, as they leave the house."""

from receptionist.domain.policy import ActKind, Business, DialogueState, Line
from receptionist.domain.policy.acts import Act
from receptionist.domain.policy.guard import faults
from receptionist.domain.policy.speech import speak


def worded(act: Act, state: DialogueState, business: Business) -> str:
    """Word an act; what the guard refuses is replaced by words that are safe."""
    words = speak(act.says, state.language)
    quoted = [*business.answers.values(), *(one.tell for one in business.plan), state.last_said]
    has_row = act.kind in {ActKind.DONE, ActKind.ANSWER, ActKind.REPEAT}
    wrong = [
        one
        for one in faults(words, channel=state.channel, has_row=has_row, quoted=quoted)
        if "long" not in one
    ]
    return speak((Line("clarify"),), state.language) if wrong else words
