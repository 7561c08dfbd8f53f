"""What intake refuses; one class per reason, each with a sentence to show."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, NotAllowed, NotFound, Refused
from intake.domain.clearance.deciding import Left
from intake.domain.forms.findings import Finding, Wrong
from intake.domain.forms.locks import Lock


class NoSuchForm(NotFound):
    """The organisation has no such form, or nothing of it is published."""


class NoSuchSubmission(NotFound):
    """The organisation has no such draft or submission."""


class NoSuchUpload(NotFound):
    """There is no such file."""


class FormNameTaken(Conflict):
    """Another form has this name or address."""

    sentence = _("Another form has this name. Choose another one.")


class FormFaulty(Refused):
    """The form cannot be published or kept; show the findings."""

    sentence = _("This form is not ready. See what is to be put right.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


class FormMoved(Conflict):
    """A colleague changed the form since the page was made; nothing was kept."""

    sentence = _(
        "A colleague changed this form meanwhile. Nothing of yours was kept yet: see what is other now."
    )


class NoSuchList(NotFound):
    """There is no such list of answers."""


class ListNameTaken(Conflict):
    """Another list of answers has this name."""

    sentence = _("Another list has this name. Choose another one.")


class ListEmpty(Refused):
    """A list of answers without a name or answers."""

    sentence = _("A list needs a name and at least one answer.")


class ListInUse(Conflict):
    """A draft or form names the list."""

    sentence = _("A form offers these answers. Let it offer others first.")


class NoSuchPlaybook(NotFound):
    """There is no such playbook."""


class NoSuchInquiry(NotFound):
    """There is no such inquiry, or no such outcome."""


class PlaybookTaken(Conflict):
    """The line, or the service of it, has a playbook."""

    sentence = _("There is a playbook for this line and service. Change that one.")


class PlaybookMoved(Conflict):
    """A colleague changed it since the page was made."""

    sentence = _("A colleague changed this playbook meanwhile. Here is how it stands now.")


class PlaybookFaulty(Refused):
    """A playbook lacks its name or an outcome, or an outcome something; its sentence says what."""


class OutcomeRefused(Refused):
    """An outcome cannot be recorded; its sentence says why."""


class NothingToPublish(Conflict):
    """The form has no draft."""

    sentence = _("There is no draft to publish.")


class AlreadySent(Conflict):
    """The submission is no draft any more."""

    sentence = _("This form was sent already.")


class NotSent(Conflict):
    """Only what was sent, and was not changed since, can be changed."""

    sentence = _("This was not sent yet, or was changed since. Open the newest one.")


class BeganMatter(Conflict):
    """Names a conflict check was run for are corrected where it sees them: on the matter."""

    sentence = _(
        "A matter was begun by this form. Correct names and facts on the matter, where they are checked."
    )


class StageLocked(Conflict):
    """A gate keeps answers, files or sending back; nothing was stored. Show the lock."""

    sentence = _("This part is locked for now.")

    def __init__(self, lock: Lock) -> None:
        super().__init__(lock.title or None)
        self.lock = lock


class AnswersWrong(Refused):
    """Answers are missing or wrong; show them beside their questions."""

    sentence = _("A few answers need another look.")

    def __init__(self, wrong: Mapping[str, Wrong], stage: str) -> None:
        super().__init__()
        self.wrong = dict(wrong)
        self.stage = stage


class UploadRefused(Refused):
    """The file cannot be taken; its sentence says why and what would do."""


class PieceElsewhere(Conflict):
    """A piece of a file does not begin where the one before ended; the next one begins at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class NotSigned(Refused):
    """A signature lacks its name, drawing or box."""

    sentence = _("Write or draw your name, and tick the box below it.")


class NowhereToSend(Refused):
    """The draft holds neither a phone number nor an e-mail address."""

    sentence = _("Give your phone number or e-mail address first, so that we know where to send the link.")


class NotYourStanding(NotAllowed):
    """What somebody is in the firm does not allow this act on a conflict check. Name who may."""

    sentence = _("Your part in the firm does not allow this. Ask a lawyer or conflicts counsel.")


class NoSuchMatter(NotFound):
    """No matter of the organisation, or one behind a wall; never say which."""


class NoSuchCheck(NotFound):
    """No check of the organisation, or one behind a wall; never say which."""


class NobodyNamed(Refused):
    """A matter needs at least one name."""

    sentence = _("Name at least the person who asks.")


class NumberTaken(Conflict):
    """Two matters may not share a number."""

    sentence = _("Another matter has this number.")


class CheckMovedOn(Conflict):
    """The check stands otherwise by now. Show how it stands."""

    sentence = _("This check has moved on meanwhile. Here is how it stands now.")


class FactsLocked(Conflict):
    """Nothing of the facts is taken in before a conflict check has cleared them. Nothing was stored."""

    sentence = _("Facts are locked until the conflict check is cleared. Nothing was stored.")


class ReasonNeeded(Refused):
    """A decision is kept for ever and says why."""

    sentence = _("Say why in a few words. It is kept for ever with the check.")


class NamedYourself(NotAllowed):
    """Somebody named in a hit does not decide about it."""

    sentence = _("You are named in a hit yourself. Somebody else must decide.")


class StillLeft(Refused):
    """Something keeps somebody from a decision; the sentence lists it."""

    def __init__(self, left: Sequence[Left]) -> None:
        super().__init__(" ".join(str(LEFT[one]) for one in left))
        self.left = tuple(left)


class NoSuchHit(NotFound):
    """The hit is not of this check's latest run, or is behind a wall."""


class ConsentMissing(Refused):
    """A consent without words or paper, without a signer, or from a day to come."""

    sentence = _(
        "Write the words they signed or choose the paper, say who signed, and give a day that has come."
    )


class NotAffected(Refused):
    """The consent is of nobody the conflict affects."""

    sentence = _("This party is not affected. Choose one whose consent is needed.")


class WallStands(Conflict):
    """The matter has a wall already."""

    sentence = _("A wall around this matter stands already.")


class NobodyKeptOut(Refused):
    """A wall keeps at least one member out, and somebody stays inside."""

    sentence = _("Choose at least one member to keep out, and leave somebody inside.")


class NoSuchWall(NotFound):
    """No wall of the organisation stands here."""


LEFT = {
    Left.HITS_UNANSWERED: _("Answer every hit first."),
    Left.HITS_UNSURE: _("A hit is answered “I cannot tell”. Pass it to conflicts counsel."),
    Left.HITS_ADVERSE: _("A hit is the same person on another side. Ask for a waiver, or decline."),
    Left.CANNOT_REPRESENT: _("Tick that the firm can act well for everybody."),
    Left.NOT_LAWFUL: _("Tick that no law forbids it."),
    Left.SAME_PROCEEDING: _("Two sides of one case can never be waived. Decline instead."),
    Left.NO_LAWYER: _("Write the name of the lawyer who says so."),
    Left.NOBODY_AFFECTED: _("Nobody is affected, so there is nothing to waive."),
    Left.CONSENTS_MISSING: _("The written consent of an affected client is missing."),
    Left.SECOND_PERSON: _("A second person must sign: somebody else than who asked for the waiver."),
}


class NoSuchAlert(NotFound):
    """There is no such red flag, or it is in a conversation the member does not see."""


class ListUnsigned(Refused):
    """A list of red flags counts once a clinician has signed it."""

    sentence = _("Name the clinician who signs the list, and their credential.")


class PhrasesWrong(Refused):
    """The clinic's own phrases cannot be taken; the sentence says which."""
