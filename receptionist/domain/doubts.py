"""Which turns somebody should look at."""

from typing import Final

from receptionist.domain.policy import ActKind, Heard

UNSURE, MISSED, MEMBER = "unsure", "missed", "member"
# Under this the best guess is as likely wrong as right.
SURE: Final = 0.5
_MISSES: Final = frozenset({"misses.again", "misses.clarify"})
_VALUES: Final = frozenset(
    {
        "name",
        "phone",
        "email",
        "address",
        "postcode",
        "unit",
        "dob",
        "insurance",
        "opposing_party",
        "vehicle",
        "pet_name",
    }
)


def doubt_of(heard: Heard, *, asked: str, act: str, rule: str, reason: str = "") -> str:
    """Say why somebody should look at a turn, empty where nobody need; `asked` is the question it answered."""
    if heard.is_silence or heard.key or not heard.text.strip():
        return ""
    if (
        rule in _MISSES
        or act in {ActKind.CLARIFY.value, ActKind.NO_ANSWER.value}
        or reason == "not_understood"
    ):
        return MISSED
    is_answer = bool(heard.reply) or asked in heard.values or asked in _VALUES or heard.wanted is not None
    if is_answer or heard.safety == "hard" or heard.faq:
        return ""
    return UNSURE if heard.p < SURE else ""
