"""Names as people disguise them without meaning to, and names that only look alike."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.conflicts.engine import Hit, Policy, Query, Tier, read_query
from intake.domain.conflicts.index import Index
from intake.domain.conflicts.reasons import Why
from intake.domain.names.entries import entries, readings_of

# What is kept, what is asked; each pair is one person or one company.
PERSONS = [
    ("Lena Ortiz", "ORTIZ, LENA"), ("Jürgen Müller", "Jurgen Mueller"), ("Renée Lefèvre", "Renee Lefevre"),
    ("Sinéad O'Brien", "Sinead OBrien"), ("Pieter van der Berg", "Pieter Vanderberg"),
    ("Rosa de la Cruz", "Rosa Delacruz"), ("Ana dos Santos", "Ana Santos"), ("Kim St. John", "Kim Saint John"),
    ("Ian MacDonald", "Ian McDonald"), ("Dr. Nora Webb, PhD", "Nora Webb"), ("Otis Gray Jr.", "Otis Gray"),
    ("Walter Nash, III", "Walter Nash"), ("Robert Hale", "Bob Hale"), ("Margaret Lund", "Peggy Lund"),
    ("José Figueroa", "Pepe Figueroa"), ("Lucía Ibarra Quintana", "Lucia Ibarra"),
    ("Lucía Ibarra Quintana", "Lucía Ibarra-Quintana"), ("Dora Finch-Abbott", "Dora Finch"),
    ("Ana Ruiz née Vega", "Ana Vega"), ("Robert (Bob) Tully", "Bob Tully"), ("Greta Lee Holm", "Greta Holm"),
    ("Ruth Iris Vale", "Iris Vale"), ("Henrik Paul Strand", "H. P. Strand"), ("Mary Ann Colby", "Maryann Colby"),
    ("Wang Mengyao", "Mengyao Wang"), ("Chang Chia-hui", "Zhang Jiahui"), ("Hsiao Shu-chen", "Xiao Shuzhen"),
    ("Tran Thi Mai", "Mai Thi Tran"), ("Boris Jelzin", "Boris Yeltsin"),
    ("Sergei Rachmaninoff", "Sergei Rakhmaninov"), ("Goran Đorđević", "Goran Djordjevich"),
    ("Борис Ельцин", "Boris Yeltsin"), ("Omar Al-Zahrani", "Omar Alzahrani"),
    ("Samir Abd al-Aziz", "Samir Abdulaziz"), ("Stephen Moore", "Steven More"),
    ("Hayden Pennington", "Hayclen Penninqton"), ("Victor Marchetti", "V1ctor Marchett1"),
    ("Clarence Holthuis", "Clarence Hokthuis"), ("Evelyn Wagner", "Eveelyn Wagenr"),
    ("Hugo Brandt", "Hugo Branndt"),
]  # fmt: skip
COMPANIES = [
    ("Northglen Heating LLC", "The Northglen Htg. Incorporated"),
    ("Tallis & Crane Mfg.", "Tallis and Crane Manufacturing Inc"),
    ("Twenty First Odell Apparel", "21st Odell Apparel LLC"), ("4 Brixley Printing", "Four Brixley Printing"),
    ("W.R.T. Odell Mining", "WRT Odell Mining"), ("Sun Rise Bakery Odell", "Sunrise Bakery Odell Inc"),
    ("Law Offices of Nora Webb", "Nora Webb Law Office"), ("Odellpharm Inc", "Odellpharm (USA) Holdings Ltd"),
    ("Brixley First Media Corporation", "BFMC"), ("Ana Ruiz dba Brixley Pastry", "Brixley Pastry LLC"),
    ("Tallis Electric Corp", "Tallis Elcetric"), ("Caldcombe Systems", "Caldc0mbe Systems Inc"),
]  # fmt: skip
STRANGERS = [
    ("Megan Colby", "Regan Colby"), ("Martin Strand", "Martina Strand"), ("Christian Lund", "Christina Lund"),
    ("Yuki Holm", "Yuka Holm"), ("Xiaohong Vale", "Xiaoming Vale"), ("Lena Ortiz", "Lena Webb"),
    ("Hugo Brandt", "Iris Brandt"), ("Lucía Ibarra Quintana", "Lucía Ibarra Bahena"),
    ("Huang Jiahui", "Liang Jiahui"),
]  # fmt: skip
OTHER_COMPANIES = [
    ("Capital Dental LLC", "Capital Catering LLC"), ("Beard Brothers Optical", "Beard Brothers Wireless"),
    ("City of Milford Park", "City of Clinton Park"), ("Odell Dairy LLC", "Brixley Dairy LLC"),
    ("Northern Chemical Corp", "Eastern Chemical Corp"), ("Hinton & Sons Marine", "Hinton & Sons Paving"),
]  # fmt: skip

# Words that many names have: two of them together find the one meant, though one is spelled otherwise.
COMMON_WORDS = [
    ("Apex Dental LLC", "Apex Dentel Inc"), ("Apex Dentcal", "Apex Dental"), ("Coastal System", "Coastal Systems"),
    ("Green Leaf Dental Group", "Greenleaf Dental"), ("Haldersund Dental", "Hantersund Dental"),
    ("Apex Dental Dental", "Dental Apex"),
]  # fmt: skip


def ask(kept: str, asked: str, *, of_company: bool = False, **dates: date | None) -> Hit[str] | None:
    """Look for a name where one party is kept, among strangers who make words common."""
    index: Index[str] = Index()
    index.add("it", kept, of_company=of_company, dob=dates.get("kept_dob"))
    for place in ("Park", "Lake", "Ridge"):
        index.add("city", f"City of Ashby {place}", of_company=True)
    query = Query(asked, "COMPANY" if of_company else "PERSON", dates.get("dob"))
    return next((hit for hit in index.search(query, Policy()) if hit.party == "it"), None)


def looked_at(index: Index[str], query: Query) -> set[str]:
    """Give the parties whose names share a key with what is asked."""
    keys = {key for entry in read_query(query) for key in entry.asked_keys()}
    return {candidate.party for candidate in index.candidates(keys)}


@pytest.mark.parametrize(("kept", "asked"), PERSONS)
def test_a_person_is_found_under_another_spelling_both_ways(kept: str, asked: str) -> None:
    there, back = ask(kept, asked), ask(asked, kept)
    assert there is not None
    assert there.tier is Tier.BLOCKING
    assert there.reasons
    assert back is not None


@pytest.mark.parametrize(("kept", "asked"), COMPANIES)
def test_a_company_is_found_under_another_spelling(kept: str, asked: str) -> None:
    hit = ask(kept, asked, of_company=True)
    assert hit is not None
    assert hit.tier is Tier.BLOCKING


@pytest.mark.parametrize(("kept", "asked"), STRANGERS)
def test_a_person_whose_name_only_looks_alike_is_not_found(kept: str, asked: str) -> None:
    assert ask(kept, asked) is None or ask(kept, asked).tier is not Tier.BLOCKING  # type: ignore[union-attr]


@pytest.mark.parametrize(("kept", "asked"), OTHER_COMPANIES)
def test_a_company_that_shares_only_common_words_is_not_found(kept: str, asked: str) -> None:
    hit = ask(kept, asked, of_company=True)
    assert hit is None or hit.tier is not Tier.BLOCKING


@pytest.mark.parametrize(
    ("born", "tier", "why"),
    [
        (date(1971, 3, 4), Tier.BLOCKING, Why.DOB_SAME),
        (date(1971, 4, 3), Tier.BLOCKING, Why.DOB_NEAR),
        (date(1971, 3, 5), Tier.BLOCKING, Why.DOB_NEAR),
        (date(1981, 3, 4), Tier.BLOCKING, Why.DOB_NEAR),
        (date(1984, 11, 20), Tier.SUPPRESSED, Why.DOB_OTHER),
        (None, Tier.BLOCKING, None),
    ],
)
def test_dates_of_birth_tell_namesakes_apart(born: date | None, tier: Tier, why: Why | None) -> None:
    hit = ask("Lena Ortiz", "Lena Ortiz", kept_dob=date(1971, 3, 4), dob=born)
    assert hit is not None
    assert hit.tier is tier
    assert why is None or why in {reason.why for reason in hit.reasons}


def test_father_and_son_and_a_bare_surname_are_for_a_person_to_look_at() -> None:
    for asked in ("Otis Gray Sr.", "Gray"):
        hit = ask("Otis Gray, Jr.", asked)
        assert hit is not None
        assert hit.tier is Tier.LOW


NAMES = st.one_of(
    st.text(max_size=40), st.sampled_from([name for pair in PERSONS + COMPANIES for name in pair])
)


@settings(max_examples=25, deadline=None)
@given(kept=NAMES, asked=NAMES, of_company=st.booleans())
def test_any_two_texts_are_judged_alike_every_time(kept: str, asked: str, of_company: bool) -> None:
    first, again = (ask(kept, asked, of_company=of_company) for _ in range(2))
    assert first == again
    if first is not None:
        assert 0 <= first.score <= 1
    for entry in entries(kept, of_company=of_company):
        assert readings_of(entry.stored()) == (entry.persons, entry.words, entry.acronym)


@settings(max_examples=25, deadline=None)
@given(name=NAMES, of_company=st.booleans())
def test_every_name_finds_itself(name: str, of_company: bool) -> None:
    if entries(name, of_company=of_company):
        hit = ask(name, name, of_company=of_company)
        assert hit is not None
        assert hit.score >= 0.9


@pytest.mark.parametrize(("kept", "asked"), COMMON_WORDS)
def test_common_words_find_a_company_in_pairs_and_hardly_any_other(kept: str, asked: str) -> None:
    index: Index[str] = Index()
    for brand in ("Brixley", "Odell", "Tallis", "Caldcombe", "Zephyr", "Milford", "Northglen", "Farnworth"):
        for name in (f"{brand} Dental", f"Coastal {brand}", f"Apex {brand}"):
            index.add(name, name, of_company=True)
    index.add("it", kept, of_company=True)
    query = Query(asked, "COMPANY")
    # One of the others at most: names of two words are read as people's too.
    assert "it" in looked_at(index, query)
    assert len(looked_at(index, query)) <= 2
    (hit,) = index.search(query, Policy())
    assert hit.party == "it"


def test_a_full_name_looks_for_bare_family_names_and_a_bare_one_for_all() -> None:
    index: Index[str] = Index()
    for party in ("Ortiz", "Zelda Ortiz", "Marcus Ortiz"):
        index.add(party, party, of_company=False)
    assert looked_at(index, Query("Zelda Ortiz", "PERSON")) == {"Ortiz", "Zelda Ortiz"}
    assert len(looked_at(index, Query("Ortiz", "PERSON"))) == 3
