"""Why a conversation could not be changed or answered; one class per reason, each with a sentence to show."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.domain.consent import Rule
from contacts.errors import rule_sentence
from conversations.errors.calls import (
    AskedForNoCalls,
    CallOver,
    CallTaken,
    KeysUnreadable,
    MayNotCall,
    NobodyChosen,
    NoTelephone,
    NotInCall,
    NoWayToCall,
    NumberUnreadable,
    OnAnotherCall,
    QuietHours,
    ReasonMissing,
    RecordingDeclined,
)
from core.errors import Conflict, Refused

__all__ = [
    "AlreadyClaimed",
    "AskedForNoCalls",
    "BlockUnreadable",
    "CallOver",
    "CallTaken",
    "ColleagueReplied",
    "HealthDetail",
    "KeysUnreadable",
    "MayNotCall",
    "MayNotText",
    "MoveRefused",
    "NameTaken",
    "NoLineToText",
    "NoTelephone",
    "NoWayToCall",
    "NoWayToChat",
    "NoWayToMail",
    "NoWayToText",
    "NobodyChosen",
    "NotInCall",
    "NotRetryable",
    "NumberUnreadable",
    "OnAnotherCall",
    "OutcomeMissing",
    "Quarantined",
    "QuietHours",
    "ReasonMissing",
    "RecordingDeclined",
    "SeveralPeople",
    "SnoozeMissing",
    "SubjectMissing",
    "TaskMovedOn",
    "TemplateTells",
    "TextEmpty",
    "TextTooLong",
    "TitleMissing",
    "TooLateToUndo",
    "ValuesMissing",
]


class Quarantined(Conflict):
    """What was said is closed for everybody until a check is cleared. Lead to the conversation, which shows the check."""

    def __init__(self) -> None:
        super().__init__(_("Closed for everybody until the conflict check is cleared."))


class AlreadyClaimed(Conflict):
    """Someone was first; show who."""

    def __init__(self, claimed_by: str) -> None:
        self.claimed_by = claimed_by
        super().__init__(_("Taken by %(name)s.") % {"name": claimed_by})


class MoveRefused(Conflict):
    """The state table has no line for this; show the fresh state."""

    def __init__(self, status: str) -> None:
        self.status = status
        super().__init__(_("This conversation has moved on meanwhile. Here is how it stands now."))


class ColleagueReplied(Conflict):
    """A colleague replied since the member last looked; keep the text, offer to read it or send anyway."""

    def __init__(self, *, entry_id: object, author: str, seconds: int, excerpt: str) -> None:
        self.entry_id = entry_id
        self.author = author
        self.seconds = seconds
        self.excerpt = excerpt
        sentence = ngettext(
            "%(name)s replied %(count)d second ago. Your text is kept.",
            "%(name)s replied %(count)d seconds ago. Your text is kept.",
            seconds,
        )
        super().__init__(sentence % {"name": author, "count": seconds})


class TextEmpty(Refused):
    """Nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Write something first."))


class TextTooLong(Refused):
    """More than one message can carry."""

    def __init__(self, most: int) -> None:
        super().__init__(_("This is too long to send. Keep it under %(most)d characters.") % {"most": most})


class MayNotText(Refused):
    """The person or the law does not allow this text; `rule` says which, the sentence what to do instead."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        super().__init__(rule_sentence(rule))


class NoWayToText(Refused):
    """No line of ours and no address of theirs fit."""

    def __init__(self) -> None:
        super().__init__(_("There is no number to text this person on. Add one to the contact."))


class NoLineToText(Refused):
    """No number of ours is there to text from."""

    sentence = _("No number of yours is set up to text from.")


class NoWayToChat(Refused):
    """They wrote in no chat that is open."""

    sentence = _("This chat is closed. Text, call or write to them instead.")


class NoWayToMail(Refused):
    """No mailbox of ours and no address of theirs fit."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no mailbox to write from, or no e-mail address of this person. Add what is missing.")
        )


class SubjectMissing(Refused):
    """A first mail without a subject looks like spam to whoever gets it."""

    sentence = _("Say in the subject what the mail is about.")


class ValuesMissing(Refused):
    """A canned reply still holds variables without a value."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(_("Fill in %(names)s before sending.") % {"names": ", ".join(names)})


class TooLateToUndo(Conflict):
    """The message has left."""

    def __init__(self) -> None:
        super().__init__(_("The text has already left. Send a correction instead."))


class NotRetryable(Conflict):
    """Only a failed message can be sent again."""

    def __init__(self) -> None:
        super().__init__(_("Only a text that failed can be sent again."))


class OutcomeMissing(Refused):
    """A conversation needs an outcome to be resolved."""

    def __init__(self) -> None:
        super().__init__(_("Choose how this ended; a disqualified inquiry needs its reason."))


class SnoozeMissing(Refused):
    """A snooze needs a time to come or a reply to wait for."""

    def __init__(self) -> None:
        super().__init__(_("Choose a time that is still to come, or wait for a reply."))


class TaskMovedOn(Conflict):
    """A colleague changed the task first; show it as it stands."""

    def __init__(self, done_by: str) -> None:
        super().__init__(
            _("%(name)s finished this task meanwhile.") % {"name": done_by}
            if done_by
            else _("A colleague changed this task meanwhile. Here is how it stands now.")
        )


class TitleMissing(Refused):
    """A task or view needs a name."""

    def __init__(self) -> None:
        super().__init__(_("Give it a name."))


class NameTaken(Conflict):
    """There is one of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already one called %(name)s.") % {"name": name})


class SeveralPeople(Conflict):
    """More than one contact holds this number; nobody guesses which. Name the contact."""

    def __init__(self) -> None:
        super().__init__(_("Several people share this number. Choose the contact instead."))


class BlockUnreadable(Refused):
    """What was typed is no number, prefix or pattern that may be kept out."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Enter a whole number, the beginning of one like +1900, or a pattern with at least four digits."
            )
        )


class HealthDetail(Refused):
    """A clinic's text or mail would tell about somebody's health; `words` are those found. Ask for a reason."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        sentence = _("This tells about health: %(words)s. Texts and e-mails are read by others too.")
        super().__init__(sentence % {"words": ", ".join(words)})


class TemplateTells(Refused):
    """Words that a clinic would send time and again tell about health, or could; show which."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        sentence = _(
            "Texts and e-mails of a clinic cannot carry anything about health. Leave this out: %(words)s."
        )
        super().__init__(sentence % {"words": ", ".join(words)})
