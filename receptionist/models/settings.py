"""What the assistant of an organisation is told."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class ReceptionistSettings(TenantModel):
    """One row an organisation: who its assistant is, what it asks, what it does in an emergency."""

    is_active = models.BooleanField(
        default=False, help_text=_("Whether it answers texts that open a conversation.")
    )
    answers_calls = models.BooleanField(
        default=False,
        db_default=False,
        help_text=_("Whether it talks with callers whom a flow hands to the receptionist."),
    )
    greeting = models.CharField(max_length=300, blank=True, help_text=_("Empty: the usual words."))
    greeting_es = models.CharField(max_length=300, blank=True)
    trade = models.CharField(
        max_length=20,
        blank=True,
        help_text=_("A narrower trade, like dental or plumbing; empty: that of the house."),
    )
    intake = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    plan = models.JSONField(default=list, blank=True, help_text="[{concerns, tell, number}]")
    spam_numbers = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_private = models.BooleanField(
        default=False, help_text=_("Name and date of birth before anything about an appointment.")
    )
    promise_minutes = models.PositiveSmallIntegerField(
        default=240,
        validators=[MinValueValidator(5), MaxValueValidator(7 * 24 * 60)],
        help_text=_("Business minutes within which a message is answered."),
    )
    guided = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text=_("Steps of the guided set-up that somebody kept or put off: {step: done|later}."),
    )
    owner = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "receptionist settings"
        constraints = [models.UniqueConstraint(fields=["organisation"], name="receptionist_settings_once")]

    def __str__(self) -> str:
        return self.trade or str(self.pk)


class FaqEntry(TenantModel):
    """A question customers ask and the words the business answers with. They are quoted, never rewritten."""

    question = models.CharField(max_length=200)
    answer = models.CharField(max_length=400)
    answer_es = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "question"]
        verbose_name_plural = "FAQ entries"
        constraints = [models.UniqueConstraint(fields=["organisation", "question"], name="faq_question_once")]

    def __str__(self) -> str:
        return self.question
