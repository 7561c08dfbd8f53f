"""E-mail as a way to and from people."""

from conversations.services.mail.addressing import message_id_of, read_token, reply_address
from conversations.services.mail.notices import note_automatic_step, note_bounce_step
from conversations.services.mail.receiving import Arrival, StoredFile, receive_mail_step

__all__ = [
    "Arrival", "StoredFile", "message_id_of", "note_automatic_step", "note_bounce_step", "read_token",
    "receive_mail_step", "reply_address",
]  # fmt: skip
