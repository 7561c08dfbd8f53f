"""Names in parts, and what stands for them."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.domain.names import NameParts, display_name, initials, split_name, tint


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("Lena Ortiz", "en", NameParts(first="Lena", last="Ortiz")),
        ("Ortiz, Lena", "en", NameParts(first="Lena", last="Ortiz")),
        ("  lena \x00 ortiz ", "en", NameParts(first="Lena", last="Ortiz")),
        ("LENA ORTIZ", "en", NameParts(first="Lena", last="Ortiz")),
        ("Lena (Leni) Ortiz", "en", NameParts(first="Lena", last="Ortiz", nickname="Leni")),
        ("Lena M. Ortiz", "es", NameParts(first="Lena", middle="M.", last="Ortiz")),
        ("Ana García López", "es", NameParts(first="Ana", last="García López")),
        ("María José García López", "es", NameParts(first="María", middle="José", last="García López")),
        ("García López, Ana", "es", NameParts(first="Ana", last="García López")),
        ("Ana García López", "en", NameParts(first="Ana", middle="García", last="López")),
        ("Dr. Juan Q. de la Vega III", "en", NameParts("Dr.", "Juan", "Q.", "de la Vega", "III")),
        ("Lena", "en", NameParts(first="Lena")),
        ("", "en", NameParts()),
    ],
)
def test_a_name_is_split(text: str, language: str, parts: NameParts) -> None:
    assert split_name(text, language=language) == parts


@pytest.mark.parametrize(
    ("parts", "preferred", "company", "shown"),
    [
        (NameParts(first="Lena", middle="M.", last="Ortiz"), "", "", "Lena Ortiz"),
        (NameParts(first="Lena", last="Ortiz", suffix="III"), " Leni ", "Ortiz Roofing", "Leni Ortiz III"),
        (NameParts(prefix="Mr.", last="Ortiz"), "", "", "Mr. Ortiz"),
        (NameParts(), "", " Ortiz Roofing ", "Ortiz Roofing"),
        (NameParts(prefix="Dr."), "", "", ""),
    ],
)
def test_what_is_shown(parts: NameParts, preferred: str, company: str, shown: str) -> None:
    assert display_name(parts, preferred=preferred, company=company) == shown


@pytest.mark.parametrize(
    ("display", "letters"),
    [
        ("Lena Ortiz", "LO"),
        ("ana garcía lópez", "AL"),
        ("Cher", "C"),
        ("(602) 555-0134", ""),
        ("", ""),
        ("O'Neil & Sons", "OS"),
    ],
)
def test_initials(display: str, letters: str) -> None:
    assert initials(display) == letters


@settings(deadline=None)
@given(st.uuids())
def test_a_tint_is_one_of_five(contact_id: UUID) -> None:
    assert tint(contact_id) in range(1, 6)
    assert tint(contact_id) == tint(UUID(str(contact_id)))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_a_name(text: str) -> None:
    shown = display_name(split_name(text))

    assert len(initials(shown)) <= 2
    assert shown.isprintable()
