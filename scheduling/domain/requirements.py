"""What must be done before a booking is confirmed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something still to be done: a form to fill in, a consent to sign. `sentence` and `url` are for the customer.

    `label` is what the way to `url` is called, where the sentence is too long for it.
    """

    key: str
    sentence: str
    url: str = ""
    label: str = ""
