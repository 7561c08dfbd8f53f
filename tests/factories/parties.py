"""Parties, made by the services members use."""

from datetime import date, datetime

from accounts.models import Member
from intake.models import Party, PartyKind
from intake.services import parties


def person(*, by: Member, now: datetime, name: str = "Lena Ortiz", dob: date | None = None) -> Party:
    """Keep a person."""
    return parties.add_party(by=by, new=parties.NewParty(name=name, dob=dob), now=now)


def company(*, by: Member, now: datetime, name: str = "Ortiz Heating LLC") -> Party:
    """Keep a company."""
    return parties.add_party(by=by, new=parties.NewParty(name=name, kind=PartyKind.COMPANY), now=now)
