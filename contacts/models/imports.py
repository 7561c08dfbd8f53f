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
    """One uploaded list: how its columns map, and how far it is; its rows are in its parts."""

    kind = models.CharField(max_length=12, default="PEOPLE", db_default="PEOPLE")
    label = models.CharField(max_length=80, blank=True, default="", db_default="")
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    headings = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    columns = models.JSONField(default=dict, help_text=_("Column number → contact field."))
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.PREVIEW)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    mistake_count = models.PositiveIntegerField(default=0, db_default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="import_newest")]

    def __str__(self) -> str:
        return self.file_name


class ImportPart(TenantModel):
    """Some hundred rows of a list, read in by one transaction, and those of them that could not be read.

    `first` numbers its first row within the list, from 1. A row is [line of the file it begins on, cells]; a mistake
    says in which of the part's rows, in which column and why; with `is_new` the row is read again at the end of the list.
    Once read in, only rows with a mistake are kept, and after a month none.
    """

    listed = tenant_key("contacts.ContactImport", models.CASCADE, related_name="parts")
    first = models.PositiveIntegerField()
    rows = models.JSONField(default=list)
    mistakes = models.JSONField(default=list)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "listed", "first"], name="import_part_once")
        ]

    def __str__(self) -> str:
        return str(self.first)
