"""Segments against a slow reading of the standard."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.domain.segments import BASIC, EXTENSION, Encoding, Segments, count

GSM = st.text(st.sampled_from(sorted(BASIC | EXTENSION)), max_size=700)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def test_the_alphabet_is_complete() -> None:
    assert len(BASIC) == 127
    assert len(EXTENSION) == 10
    assert not BASIC & EXTENSION


def test_an_empty_text_has_no_segment() -> None:
    assert count("") == Segments(Encoding.GSM_7, 0, 160, 0, 160)


def test_the_edges_of_plain_text() -> None:
    assert count("a" * 160) == Segments(Encoding.GSM_7, 160, 160, 1, 0)
    assert count("a" * 161) == Segments(Encoding.GSM_7, 161, 153, 2, 145)
    assert count("a" * 306) == Segments(Encoding.GSM_7, 306, 153, 2, 0)
    assert count("a" * 307).count == 3


def test_an_extension_character_counts_twice_and_is_never_split() -> None:
    assert count("€" * 80) == Segments(Encoding.GSM_7, 160, 160, 1, 0)
    assert count("a" * 152 + "€" + "a" * 20) == Segments(Encoding.GSM_7, 174, 153, 2, 131)


def test_one_foreign_character_changes_the_alphabet() -> None:
    assert count("ñandú") == Segments(Encoding.UCS_2, 5, 70, 1, 65)
    assert count("ñandu").encoding is Encoding.GSM_7
    assert count("á" * 70).count == 1
    assert count("á" * 71) == Segments(Encoding.UCS_2, 71, 67, 2, 63)


def test_an_emoji_counts_twice_and_is_never_split() -> None:
    assert count("😀" * 35) == Segments(Encoding.UCS_2, 70, 70, 1, 0)
    assert count("a" * 66 + "😀" * 3) == Segments(Encoding.UCS_2, 72, 67, 2, 61)


@settings(deadline=None)
@given(GSM | ANY)
def test_the_parts_hold_the_whole_text(text: str) -> None:
    size = count(text)

    if size.encoding is Encoding.UCS_2:
        assert size.units == len(text.encode("utf-16-be")) // 2
    held = size.count * size.per_segment - size.left
    assert size.units <= held + (size.per_segment if not text else 0)
    assert size.count * (size.per_segment - 1) - size.left <= size.units
    assert 0 <= size.left <= size.per_segment


@settings(deadline=None)
@given(GSM)
def test_more_text_never_needs_fewer_parts(text: str) -> None:
    assert count(text + "a").count >= count(text).count
