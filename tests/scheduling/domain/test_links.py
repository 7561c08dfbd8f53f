"""Signed links: one purpose, nothing forged, nothing after its end."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.domain.links import Fault, Link, LinkFaulty, Purpose, read_link, write_link

KEY, OLD_KEY, OTHER_KEY = b"key of today", b"key of last year", b"key of somebody else"
NOW = 1_795_000_000
LINK = Link(
    purpose=Purpose.CANCEL,
    organisation_id=UUID(int=7),
    target_id=UUID(int=2**128 - 1),
    version=3,
    expires_at=NOW + 600,
)


def fault(token: str, *, purpose: Purpose = Purpose.CANCEL, now: int = NOW) -> Fault:
    with pytest.raises(LinkFaulty) as raised:
        read_link(token, purpose=purpose, keys=(KEY, OLD_KEY), now=now)
    return raised.value.fault


@settings(max_examples=30, deadline=None)
@given(
    st.builds(
        Link,
        purpose=st.sampled_from(Purpose),
        organisation_id=st.uuids(),
        target_id=st.uuids(),
        version=st.integers(0, 0xFFFF),
        expires_at=st.integers(NOW + 1, 2**63),
    )
)
def test_what_is_written_is_read(link: Link) -> None:
    token = write_link(link, key=KEY)

    assert read_link(token, purpose=link.purpose, keys=(KEY,), now=NOW) == link
    assert len(token) == 79


def test_a_key_of_before_still_opens() -> None:
    assert (
        read_link(write_link(LINK, key=OLD_KEY), purpose=LINK.purpose, keys=(KEY, OLD_KEY), now=NOW) == LINK
    )


@pytest.mark.parametrize("purpose", [purpose for purpose in Purpose if purpose is not LINK.purpose])
def test_a_link_is_good_for_one_thing(purpose: Purpose) -> None:
    assert fault(write_link(LINK, key=KEY), purpose=purpose) is Fault.BROKEN


def test_a_foreign_key_opens_nothing() -> None:
    assert fault(write_link(LINK, key=OTHER_KEY)) is Fault.BROKEN


def test_it_ends_at_its_end() -> None:
    token = write_link(LINK, key=KEY)

    assert read_link(token, purpose=LINK.purpose, keys=(KEY,), now=LINK.expires_at - 1) == LINK
    assert fault(token, now=LINK.expires_at) is Fault.EXPIRED


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 78), letter=st.sampled_from("ABCabc019-_"))
def test_a_changed_letter_opens_nothing(place: int, letter: str) -> None:
    token = write_link(LINK, key=KEY)
    changed = token[:place] + letter + token[place + 1 :]

    if changed != token:
        assert fault(changed) is Fault.BROKEN


@pytest.mark.parametrize("token", ["", "a", "=" * 79, "é" * 79, "A" * 79, "A" * 100_000, "../../etc", "\x00"])
def test_rubbish_opens_nothing(token: str) -> None:
    assert fault(token) is Fault.BROKEN


def test_the_same_octets_have_one_spelling() -> None:
    token = write_link(LINK, key=KEY)

    assert fault(token + "=") is Fault.BROKEN
    assert fault(token.replace("-", "+").replace("_", "/") + "=") is Fault.BROKEN


@pytest.mark.parametrize("change", [{"version": -1}, {"version": 0x10000}, {"expires_at": -1}])
def test_what_a_token_cannot_hold_is_refused(change: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="versions"):
        write_link(replace(LINK, **change), key=KEY)
