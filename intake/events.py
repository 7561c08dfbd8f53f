"""What happens to what a firm must know, as facts other apps react to. Ids and enum values only, never names."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("intake.form_changed")
@dataclass(frozen=True, kw_only=True)
class FormChanged(Fact):
    """A form was made, edited, published or retired: `change` says which."""

    form_id: UUID
    version: int
    change: str


@event("intake.form_answered")
@dataclass(frozen=True, kw_only=True)
class FormAnswered(Fact):
    """Answers of a draft changed."""

    submission_id: UUID
    version: int
    conversation_id: UUID | None


@event("intake.form_stage_finished")
@dataclass(frozen=True, kw_only=True)
class FormStageFinished(Fact):
    """A stage of a draft was filled in; what waits for its answers may begin."""

    submission_id: UUID
    stage: str


@event("intake.red_flag_seen")
@dataclass(frozen=True, kw_only=True)
class RedFlagSeen(Fact):
    """Somebody described an emergency in a form or a conversation; `flags` are kinds of danger, never the words."""

    submission_id: UUID | None
    conversation_id: UUID | None
    flags: tuple[str, ...]
    alert_id: UUID | None = None


@event("intake.red_flag_changed")
@dataclass(frozen=True, kw_only=True)
class RedFlagChanged(Fact):
    """Somebody on call was told of a red flag, or it was acknowledged or settled; `change` says which."""

    alert_id: UUID
    conversation_id: UUID | None
    change: str


@event("intake.red_flags_signed")
@dataclass(frozen=True, kw_only=True)
class RedFlagsSigned(Fact):
    """A clinician signed a clinic's list of red flags."""

    list_id: UUID
    version: int


@event("intake.form_submitted")
@dataclass(frozen=True, kw_only=True)
class FormSubmitted(Fact):
    """A form was sent."""

    submission_id: UUID
    conversation_id: UUID | None
    contact_id: UUID | None
    is_signed: bool


@event("intake.resume_code_asked")
@dataclass(frozen=True, kw_only=True)
class ResumeCodeAsked(Fact):
    """Somebody wants to go on with a draft and asked for a code."""

    code_id: UUID


@event("intake.resume_link_asked")
@dataclass(frozen=True, kw_only=True)
class ResumeLinkAsked(Fact):
    """Somebody stops for now and wants the link to go on."""

    submission_id: UUID


@event("intake.party_changed")
@dataclass(frozen=True, kw_only=True)
class PartyChanged(Fact):
    """A party is new, or has a name, number or relation it had not; `what` says which. Checks it is in are stale."""

    party_id: UUID
    what: str
    version: int


@event("intake.parties_listed")
@dataclass(frozen=True, kw_only=True)
class PartiesListed(Fact):
    """A part of a list was read in: these parties are new, or have a name or number they had not."""

    import_id: UUID
    party_ids: tuple[UUID, ...]


@event("intake.matter_changed")
@dataclass(frozen=True, kw_only=True)
class MatterChanged(Fact):
    """A matter was opened, taken on, closed or declined."""

    matter_id: UUID
    version: int


@event("intake.clearance_changed")
@dataclass(frozen=True, kw_only=True)
class ClearanceChanged(Fact):
    """A link was added to the chain of a conflict check; `is_open` says whether facts may be heard now."""

    check_id: UUID
    conversation_id: UUID | None
    state: str
    version: int
    is_open: bool


@event("intake.wall_changed")
@dataclass(frozen=True, kw_only=True)
class WallChanged(Fact):
    """An ethical wall was raised, lifted or acknowledged; `change` says which."""

    wall_id: UUID
    matter_id: UUID
    change: str


@event("intake.site_changed")
@dataclass(frozen=True, kw_only=True)
class SiteChanged(Fact):
    """A place where work is done is new or changed: `change` says how."""

    site_id: UUID
    version: int
    change: str


@event("intake.job_changed")
@dataclass(frozen=True, kw_only=True)
class JobChanged(Fact):
    """A job is new, changed or stands otherwise."""

    job_id: UUID
    contact_id: UUID | None
    conversation_id: UUID | None
    state: str
    version: int


@event("intake.form_voided")
@dataclass(frozen=True, kw_only=True)
class FormVoided(Fact):
    """A draft or submission counts no more."""

    submission_id: UUID
    version: int


@event("intake.inquiry_changed")
@dataclass(frozen=True, kw_only=True)
class InquiryChanged(Fact):
    """An inquiry was opened, came further or was lost."""

    inquiry_id: UUID
    conversation_id: UUID
    stage: str
    version: int


@event("intake.patient_changed")
@dataclass(frozen=True, kw_only=True)
class PatientChanged(Fact):
    """A part of a patient record was written: which fields, never what they say."""

    contact_id: UUID
    group: str
    fields: tuple[str, ...]
    version: int


@event("intake.glass_broken")
@dataclass(frozen=True, kw_only=True)
class GlassBroken(Fact):
    """A member opened a whole patient record in an emergency."""

    glass_id: UUID
    contact_id: UUID
