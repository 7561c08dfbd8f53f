"""Pages of the assistant: how it is set up is written, what it did is only read."""

from django.contrib import admin

from core.administration import OrganisationAdmin, ReadOnlyAdmin
from receptionist.admin import reviewing
from receptionist.models import Dialogue, FaqEntry, Handoff, ReceptionistSettings, Turn


@admin.register(ReceptionistSettings)
class ReceptionistSettingsAdmin(OrganisationAdmin):
    """How each assistant is set up."""

    list_display = ("trade", "is_active", "answers_calls", "is_private", "promise_minutes")


@admin.register(FaqEntry)
class FaqEntryAdmin(OrganisationAdmin):
    """What is answered in the business's own words."""

    list_display = ("question", "answer", "position")


@admin.register(Dialogue)
class DialogueAdmin(ReadOnlyAdmin):
    """How dialogues ended."""

    list_display = ("channel", "outcome", "reason", "started_at", "ended_at")


@admin.register(Turn)
class TurnAdmin(ReadOnlyAdmin):
    """What was heard, which rule acted, what was said."""

    list_display = ("number", "act", "rule", "asks", "happened_at")


@admin.register(Handoff)
class HandoffAdmin(ReadOnlyAdmin):
    """Cards that were handed over."""

    list_display = ("summary", "reason", "urgency", "made_at", "taken_at")


__all__ = ["reviewing"]
