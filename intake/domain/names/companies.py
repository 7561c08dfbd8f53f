"""Names of companies taken into the words that tell them apart."""

import re
from functools import lru_cache
from typing import Final

from intake.domain.names.letters import fold, word_list, words

LEGAL_FORMS: Final = words(
    """
    inc incorporated corp corporation co company llc llp lllp pllc plc ltd limited lp gmbh ag kg ug ohg bv nv sa sas
    sarl srl spa sl slu ab as asa oy oyj aps pty pte pc pa dba sro doo kft zrt bvba sprl lc lda ltda eirl scs se kk
    oao ooo pjsc cv sapi
    """
)
# Forms that begin an acronym's last letter: the C of First Marine Corporation.
_SPELLED_FORMS: Final = frozenset(
    ["incorporated", "corporation", "company", "limited", "inc", "corp", "co", "ltd"]
)
_STOP: Final = words(
    """
    the of and by for a an in at on de la el y und et & los las des du
    """
)
_ABBREVIATED: Final = {
    "mfg": "manufacturing", "mfr": "manufacturing", "mfrs": "manufacturing", "intl": "international",
    "internat": "international", "htg": "heating", "ins": "insurance", "sys": "systems", "svc": "service",
    "svcs": "services", "serv": "services", "assoc": "associates", "assocs": "associates", "assn": "association",
    "bros": "brothers", "transp": "transportation", "trans": "transportation", "elec": "electric",
    "eng": "engineering", "engr": "engineering", "engrg": "engineering", "constr": "construction",
    "const": "construction", "mgmt": "management", "mgt": "management", "natl": "national", "nat": "national",
    "univ": "university", "hosp": "hospital", "dept": "department", "dev": "development", "devel": "development",
    "prop": "properties", "props": "properties", "prod": "products", "prods": "products", "ind": "industries",
    "inds": "industries", "indus": "industries", "tech": "technology", "techs": "technologies", "lab": "laboratory",
    "labs": "laboratories", "med": "medical", "ctr": "center", "cntr": "center", "centre": "center",
    "cent": "central", "bldg": "building", "bldrs": "builders", "blds": "builders", "equip": "equipment",
    "fin": "financial", "finl": "financial", "govt": "government", "grp": "group", "gp": "group",
    "hldg": "holdings", "hldgs": "holdings", "holding": "holdings", "inst": "institute", "inv": "investments",
    "invs": "investments", "invest": "investments", "lic": "license", "mach": "machinery", "mkt": "market",
    "mktg": "marketing", "mtg": "mortgage", "mtge": "mortgage", "pharm": "pharmacy", "plbg": "plumbing",
    "plmb": "plumbing", "refrig": "refrigeration", "rlty": "realty", "rst": "restaurant", "sch": "school",
    "sci": "sciences", "sec": "security", "soc": "society", "sol": "solutions", "solns": "solutions",
    "sply": "supply", "telecom": "telecommunications", "util": "utilities", "whse": "warehouse",
    "whsle": "wholesale", "whol": "wholesale", "dist": "distribution", "distr": "distribution",
    "distrib": "distribution", "ent": "enterprises", "entpr": "enterprises", "enterprise": "enterprises",
    "exp": "express", "fdn": "foundation", "frt": "freight", "gen": "general", "ntl": "national", "acad": "academy",
    "admin": "administration", "adv": "advertising", "agr": "agriculture", "ag": "ag", "aero": "aerospace",
    "amer": "american", "arch": "architects", "auto": "automotive", "bk": "bank", "bev": "beverage",
    "cap": "capital", "chem": "chemical", "comm": "communications", "comms": "communications",
    "commun": "communications", "cons": "consulting", "consult": "consulting", "cty": "county", "dent": "dental",
    "furn": "furniture", "hlth": "health", "hvac": "heating", "ldscp": "landscaping", "logis": "logistics",
    "maint": "maintenance", "mtn": "mountain", "mt": "mount", "mun": "municipal", "pac": "pacific",
    "pkg": "packaging", "ptg": "printing", "petro": "petroleum", "pet": "petroleum", "rd": "road",
    "rehab": "rehabilitation", "rest": "restaurant", "ry": "railway", "rr": "railroad", "st": "saint",
    "so": "southern", "no": "northern", "vet": "veterinary", "atty": "attorney", "attys": "attorneys",
    "ofc": "office", "offices": "office", "partnership": "partners", "ptnrs": "partners", "ptrs": "partners",
    "cleaners": "cleaning", "ft": "fort", "hts": "heights", "un": "united", "utd": "united", "us": "usa",
    "uk": "uk",
}  # fmt: skip
_ONES: Final = word_list(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """
)
_TENS: Final = {
    word: 10 * place
    for place, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_ORDINALS: Final = word_list(
    """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth
    """
)
_ROUND: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_TENTHS: Final = {f"{word[:-1]}ieth": number for word, number in _TENS.items()}
_CARDINALS: Final = {word: place for place, word in enumerate(_ONES)} | _TENS
_WORD: Final = re.compile(r"[^\W_](?:[\w.']*[\w'])?|&")
_OCR: Final = str.maketrans({"0": "o", "1": "l", "5": "s", "8": "b", "6": "g"})


@lru_cache(maxsize=20_000)
def read_company(text: str) -> tuple[tuple[str, ...], str]:
    """Give the words of a name without legal forms and little words, and the letters an acronym of it has."""
    spelled = _lettered(_split(fold(text)))
    core = _numbers(spelled)
    kept = [word for word in core if word not in LEGAL_FORMS and word not in _STOP]
    if not kept:
        kept = [word for word in core if word not in _STOP] or core
    return tuple(_ABBREVIATED.get(word, word) for word in kept), _acronym(spelled)


def _split(plain: str) -> list[str]:
    parted: list[str] = []
    for found in _WORD.findall(plain.replace("-", " ").replace("/", " ")):
        word = found.replace("'", "")
        letters = word.split(".")
        if all(len(one) <= 1 for one in letters):
            parted.append("".join(letters))
        else:
            parted += [one for one in letters if one]
    return parted


def _lettered(words: list[str]) -> list[str]:
    """Join single letters that stand together (W M T) and undo digits a scanner read for letters."""
    done: list[str] = []
    single = False
    for given in words:
        word = _letters(given)
        alone = len(word) == 1 and word.isalpha()
        if alone and single:
            done[-1] += word
        else:
            done.append(word)
        single = alone
    return done


def _letters(word: str) -> str:
    digits = sum(letter.isdigit() for letter in word)
    if not digits or digits == len(word) or re.fullmatch(r"\d+(st|nd|rd|th|s|[a-z])|[a-z]{1,2}\d+", word):
        return word
    return word.translate(_OCR) if digits * 2 < len(word) else word


def _numbers(words: list[str]) -> list[str]:
    """Write number words as digits: Twenty First and 21st are one, so are Four and 4."""
    done: list[str] = []
    waiting: int | None = None
    for word in words:
        cardinal, ordinal = _cardinal(word), _ordinal(word)
        if waiting is not None and ordinal is not None and 0 < ordinal < 10:
            done.append(f"{waiting + ordinal}th")
            waiting = None
            continue
        if waiting is not None and cardinal is not None and 0 < cardinal < 10:
            done.append(str(waiting + cardinal))
            waiting = None
            continue
        if waiting is not None:
            done.append(str(waiting))
            waiting = None
        if word in _TENS:
            waiting = _TENS[word]
        elif word in _ROUND:
            before = int(done.pop()) if done and done[-1] in {str(one) for one in range(1, 1000)} else 1
            done.append(str(before * _ROUND[word]))
        elif ordinal is not None:
            done.append(f"{ordinal}th")
        else:
            done.append(str(cardinal) if cardinal is not None else word)
    return [*done, str(waiting)] if waiting is not None else done


def _cardinal(word: str) -> int | None:
    return _CARDINALS.get(word)


def _ordinal(word: str) -> int | None:
    if word in _TENTHS:
        return _TENTHS[word]
    if word in _ORDINALS:
        return _ORDINALS.index(word)
    found = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", word)
    return int(found[1]) if found else None


def _acronym(words: list[str]) -> str:
    meant = [
        word for word in words if word not in _STOP and (word not in LEGAL_FORMS or word in _SPELLED_FORMS)
    ]
    return "".join(word[0] for word in meant)
