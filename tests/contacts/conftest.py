"""A contact with a number, kept by the owner."""

from datetime import datetime

import pytest

from accounts.models import Member
from contacts.models import Contact, ContactAddress
from tests.factories import contacts as make


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    """Lena Ortiz, a lead."""
    return make.contact(by=alice, now=now, name="Lena Ortiz", tags=["Family"])


@pytest.fixture
def phone(lena: Contact, alice: Member, now: datetime) -> ContactAddress:
    """Lena's number."""
    return make.address(by=alice, contact=lena, now=now, value="(602) 555-0134", label="Mobile")
