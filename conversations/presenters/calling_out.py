"""A call that was not placed: why, and what a member may say to place it all the same."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from conversations import errors
from conversations.domain.calling_out import Why
from conversations.pages import CallAnyway
from conversations.presenters.facts import call_reason
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label, wall_label

POSTED = ("conversation", "address", "line")


def not_placed(refusal: errors.MayNotCall, *, reader: Reader) -> str:
    """Say why, with their clock and the reader's."""
    if not isinstance(refusal, errors.QuietHours):
        return str(refusal.sentence)
    if refusal.until is None or refusal.there is None:
        return _("There is no hour at which a call is right everywhere they may be. Write instead.")
    names = {
        "time": wall_label(refusal.there, reader=reader),
        "until": moment_label(refusal.until, reader=reader),
    }
    if refusal.may_insist:
        return _("It is %(time)s where they are. Call from %(until)s on, or say why you call now.") % names
    return _("It is %(time)s where they are, and they never turned to you. Call from %(until)s on.") % names


def call_anyway(sentence: str, posted: Mapping[str, str], *, error: str = "") -> CallAnyway:
    """Print the form that asks for a reason, with what was posted; `error` says what the reason lacks."""
    chosen = posted.get("anyway", "")
    labels = {why: call_reason(why) for why in Why} | {Why.OTHER: _("another reason")}
    return CallAnyway(
        sentence=sentence,
        url=reverse("conversations:place_call"),
        back_url=reverse("conversations:dock"),
        fields=tuple((name, posted[name]) for name in POSTED if posted.get(name)),
        reasons=tuple(
            Choice(value=why.value, label=labels[why][:1].upper() + labels[why][1:], is_current=why == chosen)
            for why in Why
        ),
        words=posted.get("words", ""),
        error=error,
    )
