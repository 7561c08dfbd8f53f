"""Segment counts against the rules of 3GPP TS 23.038, and by property."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrier.simulator.segments import Encoding, segment


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("", Encoding.GSM7, 1),
        ("a" * 160, Encoding.GSM7, 1),
        ("a" * 161, Encoding.GSM7, 2),
        ("a" * 306, Encoding.GSM7, 2),
        ("a" * 307, Encoding.GSM7, 3),
        ("€" * 80, Encoding.GSM7, 1),
        ("€" * 81, Encoding.GSM7, 2),
        ("[" * 153, Encoding.GSM7, 3),  # 76 pairs to a part: an escape is never divided from its character
        ("ñ" * 160, Encoding.GSM7, 1),
        ("ó", Encoding.UCS2, 1),
        ("ó" * 70, Encoding.UCS2, 1),
        ("ó" * 71, Encoding.UCS2, 2),
        ("🙂" * 35, Encoding.UCS2, 1),
        ("🙂" * 36, Encoding.UCS2, 2),
        ("🙂" * 67, Encoding.UCS2, 3),  # 33 to a part
    ],
)
def test_known_counts(text: str, encoding: Encoding, count: int) -> None:
    found = segment(text)
    assert (found.encoding, found.count) == (encoding, count)


@settings(deadline=None)
@given(st.text(max_size=2_000))
def test_parts_join_to_the_text_and_fit(text: str) -> None:
    found = segment(text)
    assert "".join(found.parts) == text
    limit = {Encoding.GSM7: 153, Encoding.UCS2: 67}[found.encoding]
    if found.count > 1 and found.encoding is Encoding.UCS2:
        assert all(len(part.encode("utf-16-be", "surrogatepass")) // 2 <= limit for part in found.parts)
    if found.count > 1:
        assert all(0 < len(part) <= limit for part in found.parts)


@settings(deadline=None)
@given(st.text(alphabet="abc [€]ó🙂", max_size=800), st.text(alphabet="abc [€]ó🙂", max_size=50))
def test_more_text_never_costs_fewer_parts(text: str, more: str) -> None:
    assert segment(text + more).count >= segment(text).count
