"""One chokepoint for every address."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.domain.addresses import (
    WITHHELD,
    Address,
    AddressInvalid,
    AddressKind,
    SearchKeys,
    from_carrier,
    normalise,
    search_keys,
)
from contacts.domain.faults import Fault
from contacts.errors import address_sentence, fault_sentence

LENA = Address(AddressKind.PHONE, "+16025550134", "(602) 555-0134")
ABROAD = Address(AddressKind.PHONE, "+34600123456", "+34 600 12 34 56")
INCOMPLETE = "That is not a complete phone number."


@pytest.mark.parametrize(
    "raw",
    [
        "602 555 0134",
        "(602) 555-0134",
        "602.555.0134",
        "+1 602-555-0134",
        "1 602 555 0134",
        "6025550134",
        "tel:+16025550134",
        "６０２５５５０１３４",
        "٦٠٢٥٥٥٠١٣٤",
        "\u202a+16025550134\u202c",
        "602\x005550134",
        "  602 555 0134\n",
        "001 602 555 0134",
    ],
)
def test_a_number_in_any_format_is_one_address(raw: str) -> None:
    assert normalise(raw) == LENA


@pytest.mark.parametrize("raw", ["+34 600 123 456", "0034 600 123 456", "011 34 600 123 456", "34600123456"])
def test_a_foreign_number(raw: str) -> None:
    assert normalise(raw) == ABROAD


def test_the_region_decides_how_a_number_is_read_and_shown() -> None:
    assert normalise("600 123 456", region="ES") == Address(AddressKind.PHONE, "+34600123456", "600 12 34 56")
    assert normalise("+16025550134", region="ES").display == "+1 602-555-0134"


def test_an_extension_is_shown_and_not_stored() -> None:
    assert normalise("602 555 0134 ext 5") == Address(AddressKind.PHONE, LENA.value, "(602) 555-0134 ext. 5")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("602 555 01", "2 digits are missing. Write it like 602 555 0123."),
        ("602 555 012", "1 digit is missing. Write it like 602 555 0123."),
        ("+1 602 555 012", "1 digit is missing. Write it like 602 555 0123."),
        ("555 0134", "3 digits are missing. Write it like 602 555 0123."),
        ("602 555 0134 5", "That is 1 digit too many. Write it like 602 555 0123."),
        ("602 555 0134 5678 90", "That is 6 digits too many. Write it like 602 555 0123."),
        ("023 555 0134", "No phone number starts like that. Write it like 602 555 0123."),
        ("call me", "That is not a phone number. Write it like 602 555 0123."),
        (
            "+34 600",
            f"{INCOMPLETE} Write it with its country code, like +34 600 123 456.",
        ),
        ("1", f"{INCOMPLETE} Write it like 602 555 0123."),
        ("", "Enter a phone number or an e-mail address."),
        ("\x00 \u200b", "Enter a phone number or an e-mail address."),
        ("lena@", "That is not a complete e-mail address. Write it like name@example.com."),
    ],
)
def test_what_is_wrong_is_said(raw: str, sentence: str) -> None:
    with pytest.raises(AddressInvalid) as raised:
        normalise(raw)

    assert address_sentence(raised.value) == sentence
    with translation.override("es"):
        said = address_sentence(raised.value)
    assert said != sentence
    assert said.endswith(".")


@pytest.mark.parametrize(
    "raw",
    [
        "Lena@Example.COM",
        " lena@example.com ",
        "mailto:lena@example.com",
        "Lena Ortiz <Lena@example.com>",
        "lena@example.com.",
    ],
)
def test_an_email_address_is_lower_case(raw: str) -> None:
    assert normalise(raw) == Address(AddressKind.EMAIL, "lena@example.com", "lena@example.com")


def test_an_international_domain_is_stored_as_the_wire_has_it() -> None:
    expected = Address(AddressKind.EMAIL, "info@xn--caf-dma.example", "info@café.example")

    assert normalise("Info@Café.example") == expected
    assert normalise("info@xn--caf-dma.example").value == expected.value


@pytest.mark.parametrize(
    "raw",
    [
        "a@b",
        "a b@example.com",
        "a@@example.com",
        ".a@example.com",
        "a.@example.com",
        "a..b@example.com",
        "a@-b.com",
        f"{'a' * 65}@example.com",
        f"a@{'b' * 70}.com",
        f"{'a' * 60}@{'b.' * 110}com",
        "a@b.c",
        "@example.com",
    ],
)
def test_what_is_no_email_address(raw: str) -> None:
    with pytest.raises(AddressInvalid):
        normalise(raw, kind=AddressKind.EMAIL)


def test_short_codes() -> None:
    assert normalise("55501") == Address(AddressKind.SHORT_CODE, "55501", "55501")
    assert normalise("555-01", kind=AddressKind.SHORT_CODE).value == "55501"
    with pytest.raises(AddressInvalid):
        normalise("12", kind=AddressKind.SHORT_CODE)


@pytest.mark.parametrize("raw", ["Anonymous", "unknown", "WITHHELD", "restricted", "private number"])
def test_a_withheld_number_identifies_nobody(raw: str) -> None:
    assert normalise(raw) is WITHHELD
    assert from_carrier(raw, "voice") is WITHHELD
    assert not WITHHELD.identifies
    assert LENA.identifies


def test_a_kind_that_is_told_is_not_guessed() -> None:
    assert normalise("anything", kind=AddressKind.WITHHELD) is WITHHELD
    assert normalise("Front door", kind=AddressKind.OTHER) == Address(
        AddressKind.OTHER, "FRONT DOOR", "Front door"
    )
    assert normalise("602 555 0134", kind=AddressKind.MESSENGER).value == "602 555 0134"
    with pytest.raises(AddressInvalid, match=Fault.ID_TOO_LONG):
        normalise("x" * 201, kind=AddressKind.MESSENGER)


@pytest.mark.parametrize(
    ("raw", "channel", "expected"),
    [
        ("16025550134", "sms", LENA),
        ("+16025550134", "mms", LENA),
        ("6025550134", "voice", LENA),
        ("sip:16025550134", "voice", LENA),
        ("34600123456", "sms", ABROAD),
        ("447770348617", "sms", Address(AddressKind.PHONE, "+447770348617", "+44 7770 348617")),
        ("16020550134", "sms", Address(AddressKind.PHONE, "+16020550134", "(602) 055-0134")),
        ("55501", "sms", Address(AddressKind.SHORT_CODE, "55501", "55501")),
        ("Northwind", "sms", Address(AddressKind.OTHER, "NORTHWIND", "Northwind")),
        ("999999999999999", "sms", Address(AddressKind.OTHER, "999999999999999", "999999999999999")),
        ("+61 8888 8888 8", "sms", Address(AddressKind.PHONE, "+61888888888", "+61 8 8888 8888")),
        ("34600123456", "whatsapp", Address(AddressKind.WHATSAPP, "+34600123456", "+34 600 12 34 56")),
        ("US.13491208", "whatsapp", Address(AddressKind.WHATSAPP, "US.13491208", "US.13491208")),
        ("999999999999999", "whatsapp", Address(AddressKind.WHATSAPP, "999999999999999", "999999999999999")),
        ("34600123456", "viber_service", Address(AddressKind.VIBER, "+34600123456", "+34 600 12 34 56")),
        ("16025550134", "messenger", Address(AddressKind.MESSENGER, "16025550134", "16025550134")),
        ("16025550134", "RCS", Address(AddressKind.RCS, "+16025550134", "+1 602-555-0134")),
        ("Lena@Example.com", "email", Address(AddressKind.EMAIL, "lena@example.com", "lena@example.com")),
        ("mailer daemon", "email", Address(AddressKind.OTHER, "mailer daemon", "mailer daemon")),
        ("id-7", "carrier pigeon", Address(AddressKind.OTHER, "ID-7", "id-7")),
        (None, "sms", WITHHELD),
        ("", "whatsapp", WITHHELD),
        ("0000000", "voice", WITHHELD),
        ("+266696687", "voice", WITHHELD),
        ("sip:anonymous@anonymous.invalid", "voice", WITHHELD),
    ],
)
def test_what_carriers_report(raw: str | None, channel: str, expected: Address) -> None:
    assert from_carrier(raw, channel) == expected


@settings(deadline=None)
@given(
    st.text(max_size=300), st.sampled_from(["sms", "voice", "email", "whatsapp", "messenger", "viber", "x"])
)
def test_a_carrier_is_never_refused(raw: str, channel: str) -> None:
    address = from_carrier(raw, channel)

    assert address.value
    assert len(address.value) <= 254
    assert "\x00" not in address.value + address.display


def read(raw: str) -> Address | AddressInvalid:
    try:
        return normalise(raw)
    except AddressInvalid as invalid:
        return invalid


@settings(deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"[+0-9 ().-]{5,18}", fullmatch=True))
def test_a_normalised_address_stays_as_it_is(raw: str) -> None:
    address = read(raw)

    if isinstance(address, AddressInvalid):
        assert address_sentence(address)
    else:
        assert normalise(address.value, kind=address.kind).value == address.value


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Núñez  Lena", SearchKeys(("nunez", "lena"), "", None)),
        ("(602) 555-0134", SearchKeys(("(602)", "555-0134"), "6025550134", "+16025550134")),
        ("555 01", SearchKeys(("555", "01"), "55501", None)),
        ("0134", SearchKeys(("0134",), "0134", None)),
        ("555", SearchKeys(("555",), "", None)),
        ("020 7946 0018", SearchKeys(("020", "7946", "0018"), "2079460018", None)),
        ("011 34 600 123 456", SearchKeys(("011", "34", "600", "123", "456"), "34600123456", "+34600123456")),
        ("Lena@Example.com", SearchKeys(("lena@example.com",), "", "lena@example.com")),
        ("lena@", SearchKeys(("lena@",), "", None)),
        ("Suite 200", SearchKeys(("suite", "200"), "", None)),
        ("unknown", SearchKeys(("unknown",), "", None)),
        ("", SearchKeys((), "", None)),
    ],
)
def test_search_keys(text: str, keys: SearchKeys) -> None:
    assert search_keys(text) == keys


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_in_both_languages(fault: Fault) -> None:
    said = {}
    for language in ("en", "es"):
        with translation.override(language):
            said[language] = fault_sentence(fault, count=2, typed="Purple")

    assert said["en"] != said["es"]
    assert all(sentence.endswith(".") and "%" not in sentence for sentence in said.values())
