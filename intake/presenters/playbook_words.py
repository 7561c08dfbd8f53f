"""What stages and next steps of inquiries are called, and what they mean."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from intake.domain.playbooks.stages import Next, Stage

Words = Callable[[], str]
STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    Stage.NEW: (lambda: _("New"), "warn"),
    Stage.CONTACTED: (lambda: _("Contacted"), ""),
    Stage.QUALIFIED: (lambda: _("Qualified"), "info"),
    Stage.BOOKED: (lambda: _("Booked"), "info"),
    Stage.DONE: (lambda: _("Done"), "ok"),
    Stage.LOST: (lambda: _("Lost"), "danger"),
}
MEANS: Final[Mapping[str, Words]] = {
    Stage.NEW: lambda: _("Somebody wrote, called or sent a form to a line that has a playbook."),
    Stage.CONTACTED: lambda: _("A member answered or wrote back; what leaves by itself does not count."),
    Stage.QUALIFIED: lambda: _("Somebody recorded an outcome that says so, or a booking was cancelled."),
    Stage.BOOKED: lambda: _("An appointment of the conversation is requested or agreed."),
    Stage.DONE: lambda: _("An appointment of the conversation is over, or an outcome says so."),
}
NEXTS: Final[Mapping[str, Words]] = {
    Next.NOTHING: lambda: _("Nothing"),
    Next.BOOK: lambda: _("Book a time"),
    Next.TASK: lambda: _("Make a task"),
    Next.ASSIGN: lambda: _("Give it to"),
    Next.TEXT: lambda: _("Text them"),
    Next.ESCALATE: lambda: _("Task within 15 minutes"),
}
