"""What must be done before a booking is confirmed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something still to be done: a form to fill in, a consent to sign. `sentence` and `url` are for the customer."""

    key: str
    sentence: str
    url: str = ""
