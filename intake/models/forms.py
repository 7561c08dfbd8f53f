"""Forms, their versions, and what was filled in."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField
from intake.domain.forms.states import SubmissionState, VersionStatus


def _choices(kind: type[VersionStatus | SubmissionState]) -> list[tuple[str, str]]:
    return [(item.value, item.value.capitalize()) for item in kind]


class AnswerSource(models.TextChoices):
    """Where an answer came from."""

    CUSTOMER = "CUSTOMER", _("Customer")
    MEMBER = "MEMBER", _("Member")
    AI = "AI", _("Receptionist")
    PREFILL = "PREFILL", _("Known before")
    IMPORT = "IMPORT", _("Import")


class AnswerKind(models.TextChoices):
    """What became of an answer."""

    ANSWERED = "ANSWERED", _("Answered")
    CLEARED = "CLEARED", _("Taken out")
    DROPPED = "DROPPED", _("Not sent, since it was no longer asked")


class SignatureKind(models.TextChoices):
    """How somebody signed."""

    DRAWN = "DRAWN", _("Drawn")
    TYPED = "TYPED", _("Typed")


class OptionSet(TenantModel):
    """A list of answers that several forms offer; a published version carries its own copy."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    options = models.JSONField(default=list, help_text="[{value, label: {en, es}}]")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="option_set_once")]

    def __str__(self) -> str:
        return self.name


class Form(TenantModel):
    """Something that is asked under one address; its line is where its conversations come in."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60)
    line = tenant_key("conversations.Line", models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="form_slug_once"),
            models.UniqueConstraint("organisation", Lower("name"), name="form_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FormVersion(TenantModel):
    """A form as it stood; the database refuses any change of one that was published."""

    form = tenant_key("intake.Form", models.CASCADE, related_name="versions")
    n = models.PositiveIntegerField()
    status = models.CharField(
        max_length=9, choices=_choices(VersionStatus), default=VersionStatus.DRAFT.value
    )
    document = models.JSONField()
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the document, once published.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-n"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "form", "n"], name="form_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "form"], condition=models.Q(status="DRAFT"), name="form_one_draft"
            ),
            models.UniqueConstraint(
                fields=["organisation", "form"],
                condition=models.Q(status="PUBLISHED"),
                name="form_one_published",
            ),
            models.CheckConstraint(
                condition=models.Q(status="DRAFT")
                | (models.Q(published_at__isnull=False) & ~models.Q(sha256="")),
                name="form_published_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.status}"


class Submission(TenantModel):
    """One form being filled in, on the version it was begun with.

    Answers of sensitive fields stand in `sealed_answers` alone. `stage` is the furthest stage that was reached.
    """

    form_version = tenant_key("intake.FormVersion", models.PROTECT, related_name="submissions")
    state = models.CharField(
        max_length=9, choices=_choices(SubmissionState), default=SubmissionState.DRAFT.value
    )
    contact = tenant_key(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    conversation = tenant_key(
        "conversations.Conversation", models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    hold = tenant_key("scheduling.Hold", models.SET_NULL, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=40, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    sealed_answers = EncryptedTextField(blank=True, default="")
    language = models.CharField(max_length=8, default="en")
    origin = models.JSONField(default=dict, blank=True, help_text="utm_…, referrer, embedded.")
    visitor = models.CharField(max_length=64, blank=True, help_text="Tells visitors apart; a hash.")
    begun_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    amends_id = models.UUIDField(
        null=True, blank=True, editable=False, help_text="What was sent before, and is changed by this."
    )
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["DRAFT", "VOID"]) | models.Q(sent_at__isnull=False),
                name="submission_sent_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "contact", "-saved_at"], name="submission_of_contact"),
            models.Index(fields=["organisation", "conversation", "-saved_at"], name="submission_of_thread"),
            models.Index(fields=["organisation", "hold"], name="submission_of_hold"),
            models.Index(
                fields=["organisation", "amends_id"],
                condition=models.Q(amends_id__isnull=False),
                name="submission_amends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.saved_at:%Y-%m-%d %H:%M}"


class AnswersRead(TenantModel):
    """A member was shown sensitive answers, or was given such a file; rows are only added."""

    submission = tenant_key("intake.Submission", models.CASCADE, related_name="reads")
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    file = models.CharField(max_length=120, blank=True, help_text="The file's name; empty: the answers.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "answers read"
        indexes = [models.Index(fields=["organisation", "submission", "-at"], name="answers_read_of")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class AnswerEvent(TenantModel):
    """Who answered which question when, and how sure they were; never what the answer was. Append-only."""

    submission = tenant_key("intake.Submission", models.CASCADE, related_name="answer_events")
    field = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=AnswerKind, default=AnswerKind.ANSWERED)
    source = models.CharField(max_length=8, choices=AnswerSource)
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1, where a machine read it.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["organisation", "submission", "at"], name="answer_event_of")]

    def __str__(self) -> str:
        return f"{self.field} {self.kind}"


class Upload(TenantModel):
    """A file of an answer, kept by what its bytes are under a name of ours."""

    submission = tenant_key("intake.Submission", models.CASCADE, related_name="uploads")
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    mime = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    seen_latitude = models.FloatField(
        null=True, blank=True, help_text="Where a picture was taken, until it is compared."
    )
    seen_longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name


class Signature(TenantModel):
    """What somebody signed, how, when and from where. The database refuses any change of it."""

    submission = tenant_key("intake.Submission", models.CASCADE, related_name="signatures")
    field = models.CharField(max_length=40)
    kind = models.CharField(max_length=5, choices=SignatureKind)
    name = models.CharField(max_length=160)
    strokes = models.TextField(blank=True, help_text="A drawing as the path of an SVG.")
    text = models.TextField(help_text="The words that were signed.")
    language = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, help_text="Of the words, the form's version and the answers.")
    intent = models.CharField(max_length=300, help_text="The words of the box that was ticked.")
    network_address = models.CharField(max_length=64, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="DRAWN") | ~models.Q(strokes=""), name="signature_drawn_pair"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResumeCode(TenantModel):
    """A code that opens a draft again, sent to an address that stands in it.

    The code stands nowhere: it is made of the row's id with the installation's key, so that reading the table opens
    nothing.
    """

    submission = tenant_key("intake.Submission", models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=8, help_text="PHONE or EMAIL.")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["organisation", "submission", "-asked_at"], name="resume_code_asked")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class ServiceForm(TenantModel):
    """A form that belongs to a service: `before` says that a time is only confirmed once it was sent."""

    service = tenant_key("scheduling.Service", models.CASCADE, related_name="+")
    form = tenant_key("intake.Form", models.CASCADE, related_name="services")
    before = models.BooleanField(
        default=False, help_text=_("A time is only confirmed once the form was sent.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "service", "form"], name="service_form_once")
        ]

    def __str__(self) -> str:
        return str(self.form_id)
