"""What members said of turns, what was learnt from it, and who reads the digest: looked at, not changed here."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from receptionist.models import BrainVersion, DigestReader, OwnPhrase, Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    """Turns to look at."""

    list_display = ("reason", "verdict", "intent", "happened_at", "decided_at")
    search_fields = ("reason", "intent", "=turn__id")


@admin.register(OwnPhrase)
class OwnPhraseAdmin(ReadOnlyAdmin):
    """What a firm's customers say."""

    list_display = ("text", "intent", "language", "added_at")
    search_fields = ("text",)


@admin.register(BrainVersion)
class BrainVersionAdmin(ReadOnlyAdmin):
    """Versions of what was learnt."""

    list_display = ("number", "state", "digest", "is_active", "made_at", "activated_at")
    search_fields = ("digest",)
    exclude = ("vectors",)


@admin.register(DigestReader)
class DigestReaderAdmin(ReadOnlyAdmin):
    """Who reads the digest."""

    list_display = ("member", "sent_on")
    search_fields = ("=member__id",)
