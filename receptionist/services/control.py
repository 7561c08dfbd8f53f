"""Who may speak in a conversation: the assistant, until somebody takes over."""

from conversations.domain.states import Control
from conversations.models import Conversation
from receptionist.models import Dialogue


def may_speak(conversation: Conversation, dialogue: Dialogue) -> bool:
    """Say whether nobody has taken over since: read under the lock that a takeover needs too."""
    return (
        conversation.control == Control.AI
        and conversation.epoch == dialogue.epoch
        and (conversation.owner_id is None or _was_theirs(conversation, dialogue))
    )


def _was_theirs(conversation: Conversation, dialogue: Dialogue) -> bool:
    """Say whether the caller's conversation had its owner before they rang: nobody has taken over since."""
    since = conversation.owned_at
    return dialogue.channel == "voice" and since is not None and since < dialogue.started_at
