"""E-mail on its way in and out."""

from carrier.services.mail.accepting import Handed, accept_mail
from carrier.services.mail.applying import apply_mail, sweep
from carrier.services.mail.boxes import add_mailbox, retire_mailbox
from carrier.services.mail.keeping import drop_old
from carrier.services.mail.sending import note_tracked, send_mail

__all__ = [
    "Handed", "accept_mail", "add_mailbox", "apply_mail", "drop_old", "note_tracked", "retire_mailbox", "send_mail",
    "sweep",
]  # fmt: skip
