"""A label on a conversation, as an index can find it."""

from django.db import models

from accounts.models import TenantModel, tenant_key


class Label(TenantModel):
    """One label of one conversation, with what lists sort and filter by; a trigger on conversations keeps it.

    Labels are written as `Conversation.tags`. `tags @> …` is not leakproof, so that behind a policy no index would
    serve it, and a list by a seldom label would read every conversation of its view.
    """

    conversation = tenant_key(
        "conversations.Conversation", models.CASCADE, related_name="labels", db_index=False
    )
    tag = models.CharField(max_length=40)
    status = models.CharField(max_length=8)
    is_owned = models.BooleanField()
    latest_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "conversation", "tag"], name="label_once")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "tag", "status", "-latest_at", "-conversation"], name="label_latest"
            ),
            models.Index(
                fields=["organisation", "tag", "waiting_since", "conversation"],
                name="label_waiting",
                condition=models.Q(status="OPEN", is_owned=False),
            ),
        ]

    def __str__(self) -> str:
        return self.tag
