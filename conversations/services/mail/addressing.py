"""The addresses and message ids of our mails, sealed with the installation's key."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from conversations.domain.mail import tokens
from conversations.domain.mail.tokens import Named, Target


def reply_address(mailbox: str, target: Target, target_id: UUID, *, organisation_id: UUID) -> str:
    """Write the address of a mailbox at which answers about one thing are known as such."""
    token = tokens.write_token(Named(target, target_id), organisation_id=organisation_id, key=_keys()[0])
    return tokens.with_token(mailbox, token)


def message_id_of(entry_id: UUID, mailbox: str, *, organisation_id: UUID) -> str:
    """Write the id of the mail that an entry is, without brackets; always the same one."""
    token = tokens.write_token(Named(Target.ENTRY, entry_id), organisation_id=organisation_id, key=_keys()[0])
    return f"{token}@{mailbox.rpartition('@')[2]}"


def read_token(text: str, *, organisation_id: UUID) -> Named | None:
    """Read what a token of the organisation names; None for anything that is none."""
    return tokens.read_token(text, organisation_id=organisation_id, keys=_keys())


def entry_of(message_id: str, *, organisation_id: UUID) -> UUID | None:
    """Say which entry a message id of ours names."""
    named = read_token(tokens.token_of_id(message_id), organisation_id=organisation_id)
    return named.id if named is not None and named.target is Target.ENTRY else None


def _keys() -> Sequence[bytes]:
    return [str(key).encode() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
