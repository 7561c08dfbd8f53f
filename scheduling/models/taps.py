"""Short addresses that fit into a text."""

from django.db import models

from accounts.models import Organisation
from core.ids import new_id


class TapLink(models.Model):
    """A short address under which somebody takes a time that is held for them, found by the hash of its code.

    Directory table, no customer content: read before an organisation is known, since a text has no room for its id.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, editable=False, related_name="+")
    hold = models.ForeignKey("scheduling.Hold", models.CASCADE, db_constraint=False, related_name="+")
    code_hash = models.CharField(
        max_length=64, unique=True, editable=False, help_text="SHA-256, hexadecimal."
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
