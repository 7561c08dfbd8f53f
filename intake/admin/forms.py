"""Pages of forms and of what was filled in; answers are not shown here."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import (
    AnswerEvent,
    AnswersRead,
    Form,
    FormVersion,
    OptionSet,
    ResumeCode,
    ServiceForm,
    Signature,
    Submission,
    Upload,
)


@admin.register(OptionSet)
class OptionSetAdmin(ReadOnlyAdmin):
    """Lists of answers."""

    list_display = ("name", "slug", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("name", "organisation__name")


@admin.register(Form)
class FormAdmin(ReadOnlyAdmin):
    """Forms."""

    list_display = ("name", "slug", "organisation", "is_public")
    list_select_related = ("organisation",)
    search_fields = ("name", "organisation__name")


@admin.register(FormVersion)
class FormVersionAdmin(ReadOnlyAdmin):
    """Versions of forms."""

    list_display = ("form", "n", "status", "published_at")
    list_filter = ("status",)
    list_select_related = ("form",)
    search_fields = ("form__name",)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """What was filled in, without the answers."""

    list_display = ("form_version", "state", "saved_at", "sent_at")
    list_filter = ("state",)
    list_select_related = ("form_version",)
    exclude = ("answers", "sealed_answers")
    search_fields = ("form_version__form__name",)


@admin.register(AnswerEvent)
class AnswerEventAdmin(ReadOnlyAdmin):
    """Who answered what when."""

    list_display = ("field", "kind", "source", "at")
    list_filter = ("kind", "source")
    search_fields = ("field",)


@admin.register(AnswersRead)
class AnswersReadAdmin(ReadOnlyAdmin):
    """Who was shown sensitive answers."""

    list_display = ("at", "member", "file")
    list_select_related = ("member__user",)
    search_fields = ("member__user__name",)
    date_hierarchy = "at"


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    """Files of answers."""

    list_display = ("field", "name", "mime", "size")
    search_fields = ("name",)


@admin.register(Signature)
class SignatureAdmin(ReadOnlyAdmin):
    """Signatures."""

    list_display = ("name", "kind", "signed_at", "sha256")
    search_fields = ("name",)


@admin.register(ResumeCode)
class ResumeCodeAdmin(ReadOnlyAdmin):
    """Codes that open drafts again."""

    list_display = ("asked_at", "kind", "tries", "used_at")
    search_fields = ("submission__form_version__form__name",)


@admin.register(ServiceForm)
class ServiceFormAdmin(ReadOnlyAdmin):
    """Which form a service asks for."""

    list_display = ("service", "form", "before")
    list_select_related = ("service", "form")
    search_fields = ("form__name", "service__name")
