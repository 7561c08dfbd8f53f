"""What is known of names: what joins them, what keeps them apart, and that any token has an answer."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.names.folding import fold
from intake.domain.names.lexicon import (
    LinkKind,
    cross_groups,
    given_clusters,
    is_given,
    lexicon,
    link,
    sexes,
)

NICKNAMES = {
    "english": "bob/robert rob/robert bob/rob hank/henry peggy/margaret "
    "bert/albert bert/herbert bert/gilbert patty/patricia "
    "polly/mary ned/edward bill/william ted/theodore jack/john daisy/margaret "
    "sadie/sarah hetty/henrietta dot/dorothy chip/charles",
    "spanish": "pepe/jose paco/francisco lupe/guadalupe chuy/jesus "
    "concha/concepcion nacho/ignacio lalo/eduardo beto/roberto "
    "chela/graciela memo/guillermo chayo/rosario quique/enrique kike/enrique toño/antonio",
    "portuguese": "joaozinho/joao ze/jose chico/francisco zeca/jose beto/roberto bia/beatriz tiao/sebastiao",
    "italian": "beppe/giuseppe gigi/luigi pippo/filippo mimmo/domenico "
    "toto/salvatore lella/gabriella nino/giovanni",
    "french": "manu/emmanuel margot/marguerite jojo/georges titi/thierry fanchon/francoise dede/andre",
    "german": "sepp/josef hans/johannes uli/ulrich heinz/heinrich "
    "resi/theresia lisl/elisabeth kathi/katharina fritz/friedrich",
    "polish": "kasia/katarzyna gosia/małgorzata wojtek/wojciech staszek/stanisław kuba/jakub asia/joanna",
    "russian": "sasha/aleksandr sasha/aleksandra misha/mikhail vanya/ivan dima/dmitri natasha/natalya katya/ekaterina "
    "zhenya/yevgeny sashko/oleksandr",
    "czech": "honza/jan pepa/josef jirka/jiří vašek/václav kačka/kateřina",
    "hungarian": "pista/istván laci/lászló jancsi/jános sanyi/sándor",
    "greek": "kostas/konstantinos mitsos/dimitrios vaso/vasiliki",
    "irish": "paddy/pádraig shay/séamus podge/pádraig",
    "welsh": "guto/gruffydd ianto/ieuan dai/dafydd",
    "nordic": "lasse/lars pelle/per bosse/bo nisse/nils",
    "dutch": "kees/cornelis truus/geertruida koos/jacobus",
    "hebrew": "moishe/moshe yossi/yosef rivki/rivka",
    "japanese": "hiro/hiroshi",
}
SPELLINGS = {
    "irish": "siobhan/shevaun caoimhe/keeva niamh/neve sean/shane padraig/padraic",
    "arabic": "mohamed/muhammad mohd/mohammad nasser/naser osama/ousama yousef/yusuf khadija/khadijah jamal/gamal",
    "persian": "hossein/hussain omid/umid",
    "indian": "lakshmi/laxmi krishna/krishnan subramaniam/subramanyam venkatesh/venkatesan",
    "slavic": "dmitri/dmytro evgeny/yevgeni lyudmila/liudmyla sergei/serhiy yulia/iuliia",
    "korean": "jihoon/jihun hyunwoo/hyeonu lee/rhee park/pak choi/choe",
    "japanese": "ohno/ono saito/saitou yuki/yuuki shinji/sinzi",
    "surnames": "smith/smyth rodriguez/rodrigues meyer/maier clark/clarke mcdonald/macdonald gaddafi/qaddafi "
    "shaykh/sheikh yeltsin/jelzin đorđević/djordjevich ivanov/ivanoff tchaikovsky/tschaikowski "
    "nguyen/nguyễn müller/mueller",
}
APART = (
    "megan/regan priya/priti yuki/yuka larry/barry andrey/aleksey "
    "dean/joan hugo/diego tatyana/natalya brandon/brenda "
    "aleksandr/anatoly hung/huong xiaohong/xiaoming dan/tan ann/dan kenta/kenji erika/derek jason/mason "
    "karen/sharon alan/allison gary/barry donald/ronald"
)
HIS_AND_HERS = (
    "martin/martina christian/christina michael/michaela alexander/alexandra "
    "paul/paula andrew/andrea robert/roberta "
    "victor/victoria francis/frances juan/juana joseph/josephine daniel/daniela mario/maria"
)
ABROAD = "john/juan john/giovanni ivan/john joseph/giuseppe william/guillermo stephen/esteban michael/miguel"


def pairs(words: str) -> list[tuple[str, str]]:
    return [(fold(one), fold(other)) for one, _, other in (word.partition("/") for word in words.split())]


@pytest.mark.parametrize("language", NICKNAMES)
def test_pet_forms_are_joined_to_their_names(language: str) -> None:
    wrong = [
        pair
        for pair in pairs(NICKNAMES[language])
        if link(*pair) not in {LinkKind.NICKNAME, LinkKind.SPELLING}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", SPELLINGS)
def test_spellings_are_joined(language: str) -> None:
    right = {LinkKind.SPELLING, LinkKind.TRANSLITERATION}
    found = [(one, other, link(one, other)) for one, other in pairs(SPELLINGS[language]) if one != other]
    assert [pair for pair in found if pair[2] not in right] == []


def test_names_of_different_people_are_not_joined() -> None:
    assert [pair for pair in pairs(APART) if link(*pair) is not None] == []


def test_his_and_hers_are_never_one() -> None:
    assert [pair for pair in pairs(HIS_AND_HERS) if link(*pair) is not LinkKind.GENDER_PAIR] == []
    assert link("alex", "alexander") is link("alex", "alexandra") is LinkKind.NICKNAME
    assert sexes("alex") == {"m", "f"}


def test_names_across_languages_are_told_from_nicknames() -> None:
    assert [pair for pair in pairs(ABROAD) if link(*pair) is not LinkKind.CROSS_LANGUAGE] == []


def test_it_is_large_and_quick_to_read() -> None:
    lexicon.cache_clear()
    began = time.process_time()
    known = lexicon()
    assert time.process_time() - began < 0.6  # 0.15 on a quiet machine
    assert known.given_count >= 7_000
    assert known.surname_count >= 2_500
    sizes = Counter(len(where) for where in known.given.values())
    assert max(sizes) < 80, "a token in so many clusters says nothing"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_tokens_have_an_answer(one: str, other: str) -> None:
    left, right = fold(one), fold(other)
    assert fold(left) == left
    assert link(left, right) == link(right, left)
    assert link(left, left) is None
    assert bool(given_clusters(left)) == is_given(left)
    assert cross_groups(left) == cross_groups(fold(left))
