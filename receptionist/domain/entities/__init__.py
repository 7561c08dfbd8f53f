"""Entities as they are said: telephones, e-mails, names, addresses, birthdays, numbers of papers, in English and Spanish.

    from receptionist.domain import entities
    entities.phone("nine one seven five five five twenty two thirty three", caller_id="+14155550199").number

Each reader takes one utterance and returns what it says, or `None`; none raises. What is read is read back before it is
kept. `without_secrets` blanks card and social security numbers, which nobody may collect by talk.
"""

from receptionist.domain.entities.addresses import Address, address
from receptionist.domain.entities.birthdays import birth_date
from receptionist.domain.entities.emails import email
from receptionist.domain.entities.names import name
from receptionist.domain.entities.papers import insurer, member_id, opposing, plate
from receptionist.domain.entities.phones import Phone, phone
from receptionist.domain.entities.postcodes import postcode
from receptionist.domain.entities.secrets import CARD, SOCIAL, Secrets, without_secrets

__all__ = [
    "CARD", "SOCIAL", "Address", "Phone", "Secrets", "address", "birth_date", "email", "insurer", "member_id", "name",
    "opposing", "phone", "plate", "postcode", "without_secrets",
]  # fmt: skip
