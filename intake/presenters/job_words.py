"""What jobs, their urgency and their moves are called."""

from django.utils.translation import gettext as _

from contacts.pages import Mark
from intake.domain.homes.jobs import JobMove, JobState
from intake.domain.homes.urgency import Urgency
from intake.presenters.urgency_panel import TONES, urgency_words

STATE_TONES = {
    JobState.INQUIRY: "warn", JobState.BOOKED: "info", JobState.ON_THE_WAY: "accent", JobState.ARRIVED: "accent",
    JobState.DONE: "ok", JobState.CANCELLED: "", JobState.NOT_SERVED: "",
}  # fmt: skip


def state_words(state: str) -> str:
    """Say how a job stands."""
    return {
        JobState.INQUIRY: _("Inquiry"),
        JobState.BOOKED: _("Booked"),
        JobState.ON_THE_WAY: _("On the way"),
        JobState.ARRIVED: _("There"),
        JobState.DONE: _("Done"),
        JobState.CANCELLED: _("Cancelled"),
        JobState.NOT_SERVED: _("Not served"),
    }[JobState(state)]


def state_mark(state: str) -> Mark:
    """Say how a job stands, in its colour."""
    return Mark(label=state_words(state), tone=STATE_TONES[JobState(state)])


def urgency_mark(urgency: str) -> Mark:
    """Say how urgent it is."""
    one = Urgency(urgency)
    return Mark(label=f"{one.value} {urgency_words(one)[0]}", tone=TONES.get(one, ""))


def urgency_choices() -> list[tuple[str, str]]:
    """Give the urgencies to choose from."""
    return [(one.value, urgency_mark(one.value).label) for one in Urgency]


def event_words(move: str, note: str, *, is_first: bool) -> str:
    """Say what happened to a job."""
    if note == "SAFE":
        return _("They are safe")
    if note == "ANSWERED":
        return _("The questions are answered")
    if not move:
        return _("Written down") if is_first else _("Changed")
    return {
        JobMove.BOOK: _("Booked"),
        JobMove.SET_OUT: _("On the way"),
        JobMove.ARRIVE: _("Arrived"),
        JobMove.FINISH: _("Done"),
        JobMove.CANCEL: _("Cancelled"),
        JobMove.TURN_AWAY: _("Not served"),
        JobMove.TAKE_BACK: _("Taken back"),
        JobMove.REOPEN: _("Opened again"),
    }[JobMove(move)]
