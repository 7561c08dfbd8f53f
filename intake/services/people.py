"""What becomes of forms and parties when contacts merge or are erased, and which two never become one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.ports import Keeper, Mover, Pair, Subject, register_keeper, register_merge_veto, register_mover
from contacts.selectors.personal import plain
from conversations.models import Conversation
from core.transactions import step
from intake.domain.patients.rights import FIELDS, Group, Level
from intake.models import (
    AnswersRead,
    ConflictCheck,
    GlassBreak,
    HealthItem,
    Inquiry,
    Job,
    JobEvent,
    JobPhoto,
    Matter,
    MatterParty,
    Party,
    PatientRecord,
    RedFlagAlert,
    ResumeCode,
    ServiceSite,
    Side,
    Signature,
    SitePerson,
    Submission,
    Upload,
)
from intake.policies import is_clinic
from intake.services import patients

_STORED = frozenset({"path", "sha256"})
FOLLOWERS = (Job, Party, Submission, RedFlagAlert, PatientRecord, HealthItem)


def register() -> None:
    """Let people's forms and parties move, be handed out and be erased, and keep the two sides of a matter apart."""
    register_mover("intake", Mover(merge=merge, unmerge=unmerge))
    register_merge_veto("intake", veto)
    keeper = Keeper(
        export=export, files=files, hindrance=hindrance, erase=erase, handed=handed, left_out=left_out
    )
    register_keeper("intake", keeper)


@step
def merge(pair: Pair) -> dict[str, Any]:
    """Give the absorbed contact's forms and parties to the kept one."""
    moved: dict[str, Any] = {}
    for model in FOLLOWERS:
        rows = model.objects.of(pair.by.organisation_id).filter(contact_id=pair.absorb_id)
        moved[model.__name__] = list(rows.values_list("pk", flat=True))
        rows.update(contact_id=pair.keep_id)
    moved["SitePerson"] = _move_sites(pair)
    return moved


@step
def unmerge(pair: Pair, written: Mapping[str, Any]) -> None:
    """Give back what came from the absorbed contact; what was begun since stays."""
    for model in (*FOLLOWERS, SitePerson):
        rows = model.objects.of(pair.by.organisation_id).filter(pk__in=written.get(model.__name__, ()))
        rows.filter(contact_id=pair.keep_id).update(contact_id=pair.absorb_id)


@step
def _move_sites(pair: Pair) -> list[UUID]:
    """Give places to the kept contact; what they are to one already stays with the absorbed, so that it comes back."""
    rows = SitePerson.objects.of(pair.by.organisation_id)
    own = set(rows.filter(contact_id=pair.keep_id, until=None).values_list("site_id", "role"))
    theirs = rows.filter(contact_id=pair.absorb_id).values_list("pk", "site_id", "role", "until")
    moved = [pk for pk, site_id, role, until in theirs if until is not None or (site_id, role) not in own]
    rows.filter(pk__in=moved).update(contact_id=pair.keep_id)
    return moved


def veto(pair: Pair) -> str:
    """Keep apart two patients, whom a wall treats differently, and who stand on different sides of one matter.

    One sentence for both of the latter, so that it tells nobody of a wall.
    """
    organisation_id = pair.by.organisation_id
    both = PatientRecord.objects.of(organisation_id).filter(contact__in=(pair.keep_id, pair.absorb_id))
    if len(both) > 1:
        return _("Both have a patient record. Two records are never put together by themselves.")
    kept_out = [_kept_out(organisation_id, key) for key in (pair.keep_id, pair.absorb_id)]
    ours, theirs = (_sides(organisation_id, key) for key in (pair.keep_id, pair.absorb_id))
    is_split = any({side, theirs.get(matter)} == {Side.OURS, Side.THEIRS} for matter, side in ours.items())
    if kept_out[0] != kept_out[1] or is_split:
        return _("These two are kept apart for reasons of a matter.")
    return ""


def export(subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """Give what a person filled in and signed, the closed answers too.

    Of a clinic's patient whoever takes it gets the parts that are for them, answers with the health part.
    """
    submissions, shut = _submissions(subject), _shut(subject)
    closed = {name for group in shut for name in FIELDS[group]}
    unsaid = {"answers", "sealed_answers"} if Group.HEALTH in shut else set()
    events = JobEvent.objects.of(subject.organisation_id)
    photos = JobPhoto.objects.of(subject.organisation_id)
    signed = Signature.objects.of(subject.organisation_id).filter(submission__in=submissions)
    return {
        "forms": plain(submissions.order_by("saved_at"), without=frozenset({"visitor"} | unsaid)),
        "signatures": plain(signed.order_by("signed_at")),
        "red_flags": plain(
            _flags(subject).order_by("raised_at"),
            without=frozenset({"told", "words", "remark"} if unsaid else {"told"}),
        ),
        "uploads": [] if unsaid else plain(_uploads(subject).order_by("pk"), without=_STORED),
        "jobs": plain(_jobs(subject).order_by("opened_at")),
        "job_events": plain(events.filter(job__in=_jobs(subject)).order_by("at", "pk")),
        "job_photos": plain(photos.filter(job__in=_jobs(subject)).order_by("pk"), without=_STORED),
        "inquiries": plain(_inquiries(subject).order_by("opened_at")),
        "patient_record": plain(_patients(subject), without=frozenset(closed)),
        "patient_health": [] if unsaid else plain(_health(subject).order_by("recorded_at", "pk")),
        "left_out": [{"part": group.value} for group in shut],
        "places": plain(_places(subject), without=frozenset({"gate_code"})),
    }


def files(subject: Subject) -> dict[str, str]:
    """Give what was uploaded; of a clinic's patient with the health part."""
    if Group.HEALTH in _shut(subject):
        return {}
    photos = JobPhoto.objects.of(subject.organisation_id).filter(job__in=_jobs(subject), upload_id=None)
    found = [(row.pk, row.name, row.path) for row in _uploads(subject)]
    found += [(row.pk, row.name, row.path) for row in photos]
    return {f"{pk}-{name}".replace("/", "-"): path for pk, name, path in found}


@step
def handed(subject: Subject) -> None:
    """Keep that the parts of a patient record left with whoever took them."""
    reader = subject.reader
    if reader is None or not is_clinic(reader):
        return
    _levels, until = patients.standing(by=reader, contact_id=subject.contact_ids[0], now=subject.now)
    seen = [group for group in Group if group not in _shut(subject)]
    kept = {*_patients(subject).values_list("contact", flat=True)}
    kept |= {*_health(subject).values_list("contact", flat=True)} if Group.HEALTH in seen else set()
    for contact_id in sorted(kept):
        patients.keep_look(
            by=reader, contact_id=contact_id, parts=seen, is_emergency=until is not None, now=subject.now
        )


def left_out(subject: Subject) -> list[str]:
    """Say which parts of a patient's data are not for whoever takes it, and how they come to be handed out."""
    held = [_patients(subject).exists(), _submissions(subject).exists(), _health(subject).exists()]
    if not any(held):
        return []
    words = {
        Group.IDENTITY: _("Who they are by their patient record. Your role does not see it."),
        Group.COVERAGE: _("Their insurance. Only the front desk, clinicians and owners see it."),
        Group.HEALTH: _(
            "Their health: allergies, medications and history, what they answered in forms, and the files with them. "
            "Only clinicians see it. A clinician who supervises can download it whole; in an emergency, "
            "so can whoever opens the patient record with a reason first."
        ),
    }
    return [words[group] for group in _shut(subject) if held[0] or group is Group.HEALTH]


def hindrance(subject: Subject) -> str:
    """Say that conflict checks need them: of a matter nothing is forgotten."""
    parties = Party.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)
    matters = Matter.objects.of(subject.organisation_id)
    checks = ConflictCheck.objects.of(subject.organisation_id)
    talked = {"conversation__contact__in": subject.contact_ids}
    if parties.exists() or matters.filter(**talked).exists() or checks.filter(**talked).exists():
        return _("They belong to a matter, and what conflict checks look for has to be kept.")
    return ""


@step
def erase(subject: Subject) -> list[str]:
    """Erase answers, signatures and uploads; that a form was filled in stays."""
    submissions, uploads = _submissions(subject), _uploads(subject)
    paths = [path for path in uploads.values_list("path", flat=True) if path]
    uploads.delete()
    for model in (Signature, ResumeCode):
        model.objects.of(subject.organisation_id).filter(submission__in=submissions).delete()
    _flags(subject).update(words="", who="", remark="")
    jobs = _jobs(subject)
    photos = JobPhoto.objects.of(subject.organisation_id).filter(job__in=jobs)
    paths += [path for path in photos.values_list("path", flat=True) if path not in paths]
    photos.delete()
    JobEvent.objects.of(subject.organisation_id).filter(job__in=jobs).update(note="")
    jobs.update(problem="", reason="")
    _inquiries(subject).update(reason="")
    _health(subject).delete()
    _patients(subject).delete()
    # That a record was opened in an emergency, and answers were read, stays; what for and which file does not.
    glass = GlassBreak.objects.of(subject.organisation_id)
    glass.filter(contact__in=subject.contact_ids).update(reason="")
    AnswersRead.objects.of(subject.organisation_id).filter(submission__in=submissions).update(file="")
    places = list(_places(subject).values_list("pk", flat=True))
    SitePerson.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids).delete()
    # A house outlives who lived there; what only they told of it does not.
    alone = ServiceSite.objects.of(subject.organisation_id).filter(pk__in=places, people=None)
    alone.update(raw="", gate_code="", access_notes="", hazards="", pets="")
    for row in submissions:
        row.answers, row.sealed_answers, row.origin, row.visitor = {}, "", {}, ""
        row.save(update_fields=["answers", "sealed_answers", "origin", "visitor"])
    return paths


def _shut(subject: Subject) -> list[Group]:
    """List the parts of a clinic's patient record that are not for whoever is handed it."""
    reader = subject.reader
    if reader is None or not is_clinic(reader):
        return []
    levels, _until = patients.standing(by=reader, contact_id=subject.contact_ids[0], now=subject.now)
    return [group for group in Group if levels[group] < Level.SEE]


def _submissions(subject: Subject) -> QuerySet[Submission]:
    rows = Submission.objects.of(subject.organisation_id)
    ids = subject.contact_ids
    return rows.filter(Q(contact__in=ids) | Q(contact=None, conversation__contact__in=ids))


def _flags(subject: Subject) -> QuerySet[RedFlagAlert]:
    ids = subject.contact_ids
    mine = Q(contact__in=ids) | Q(contact=None, conversation__contact__in=ids)
    return RedFlagAlert.objects.of(subject.organisation_id).filter(
        mine | Q(submission__in=_submissions(subject))
    )


def _inquiries(subject: Subject) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.of(subject.organisation_id)
    return rows.filter(conversation__contact__in=subject.contact_ids)


def _jobs(subject: Subject) -> QuerySet[Job]:
    return Job.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)


def _places(subject: Subject) -> QuerySet[ServiceSite]:
    rows = SitePerson.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)
    return ServiceSite.objects.of(subject.organisation_id).filter(pk__in=rows.values("site_id"))


def _patients(subject: Subject) -> QuerySet[PatientRecord]:
    return PatientRecord.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)


def _health(subject: Subject) -> QuerySet[HealthItem]:
    return HealthItem.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)


def _uploads(subject: Subject) -> QuerySet[Upload]:
    return Upload.objects.of(subject.organisation_id).filter(submission__in=_submissions(subject))


def _kept_out(organisation_id: UUID, contact_id: UUID) -> frozenset[UUID]:
    rows = Conversation.objects.of(organisation_id).filter(contact=contact_id).exclude(walled_from=[])
    return frozenset(member for each in rows.values_list("walled_from", flat=True) for member in each)


def _sides(organisation_id: UUID, contact_id: UUID) -> dict[UUID, str]:
    rows = MatterParty.objects.of(organisation_id).filter(party__contact=contact_id)
    return dict(rows.exclude(side=Side.NEUTRAL).values_list("matter_id", "side"))
