"""A CSV file on its way in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class ImportState(models.TextChoices):
    """How far an import is."""

    PREVIEW = "PREVIEW", _("Preview")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    STOPPED = "STOPPED", _("Stopped")
    FAILED = "FAILED", _("Failed")


class ContactImport(TenantModel):
    """One uploaded list: its rows, how columns map, progress, and the rows that could not be read.

    `lines` says for each row on which line of the file it begins.
    """

    member = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict, help_text=_("Column heading → contact field."))
    rows = models.JSONField(default=list)
    lines = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.PREVIEW)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list, help_text=_("Row number, column, sentence."))
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="import_newest")]

    def __str__(self) -> str:
        return self.file_name
