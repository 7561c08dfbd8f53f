"""What a clinic keeps of a patient, who opened what nobody else may, and who read which part."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from core.secrets import EncryptedTextField


class Sex(models.TextChoices):
    """The administrative sex, as FHIR R4 counts it."""

    UNKNOWN = "unknown", _("not known")
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")


class PatientRecord(TenantModel):
    """A patient, one for a contact. `intake.domain.patients.rights` says which part is for whom."""

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    legal_name = models.CharField(max_length=160, blank=True)
    preferred_name = models.CharField(max_length=160, blank=True)
    previous_names = models.CharField(max_length=300, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=7, choices=Sex, default=Sex.UNKNOWN)
    gender_identity = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=40, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    record_number = EncryptedTextField(blank=True, default="")
    payer = models.CharField(max_length=120, blank=True)
    plan = models.CharField(max_length=120, blank=True)
    member_id = EncryptedTextField(blank=True, default="")
    subscriber = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "contact"], name="patient_once")]

    def __str__(self) -> str:
        return str(self.pk)


class GlassBreak(TenantModel):
    """A member opened a whole record for a while, and why. It stays with the contact it was opened under."""

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    reason = EncryptedTextField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "contact", "member", "-until"], name="glass_open"),
            models.Index(fields=["organisation", "-at"], name="glass_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class PatientAccess(TenantModel):
    """A member was shown parts of a record; never changed."""

    contact = tenant_key("contacts.Contact", models.CASCADE, related_name="+")
    member = tenant_key("accounts.Member", models.SET_NULL, null=True, related_name="+")
    groups = ArrayField(models.CharField(max_length=8))
    is_emergency = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "patient accesses"
        indexes = [models.Index(fields=["organisation", "-at"], name="patient_access_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
