"""Whether a message begins something, or goes on with what is under way."""

from conversations.models import Conversation, Entry, EntryKind

_TALK = (EntryKind.MESSAGE_IN, EntryKind.MESSAGE_OUT, EntryKind.CALL)


def opens(conversation: Conversation, entry: Entry) -> bool:
    """Say whether nobody had talked yet since the conversation began, or was resolved last."""
    rows = Entry.objects.of(conversation.organisation_id).filter(conversation=conversation, seq__lt=entry.seq)
    closed = rows.filter(kind=EntryKind.FACT, fact="resolved").order_by("-seq").values_list("seq", flat=True)
    return not rows.filter(seq__gt=closed.first() or 0, kind__in=_TALK).exists()
