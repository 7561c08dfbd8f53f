"""Photos of jobs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class PhotoOrigin(models.TextChoices):
    """By which way a photo came."""

    FORM = "FORM", _("Form")
    LINK = "LINK", _("Link in a text")
    MEMBER = "MEMBER", _("Member")


class JobPhoto(TenantModel):
    """A photo of a job, drawn anew without what its camera wrote. `metres_off`: how far from the place it was taken."""

    job = tenant_key("intake.Job", models.CASCADE, related_name="photos")
    name = models.CharField(max_length=120)
    mime = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=6, choices=PhotoOrigin)
    upload_id = models.UUIDField(null=True, blank=True, editable=False)
    metres_off = models.PositiveIntegerField(null=True, blank=True)
    is_elsewhere = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "job", "upload_id"],
                condition=models.Q(upload_id__isnull=False),
                name="job_photo_of_upload",
            )
        ]

    def __str__(self) -> str:
        return self.name
