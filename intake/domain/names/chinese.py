"""Chinese names written in different romanisations: the sound of a syllable, whoever spelled it."""

import re
from functools import lru_cache
from typing import Final

from intake.domain.names.letters import words

_INITIALS: Final = {
    "zh": "c", "ch": "c", "j": "c", "q": "c", "ts": "z", "tz": "z", "c": "z", "z": "z", "sh": "s", "s": "s", "ss": "s",
    "sz": "s", "x": "x", "hs": "x", "g": "k", "k": "k", "d": "t", "t": "t", "b": "p", "p": "p", "m": "m", "f": "f",
    "n": "n", "l": "l", "h": "h", "r": "r", "y": "y", "w": "w",
}  # fmt: skip
_FINALS: Final = {
    "iang": "iang", "iong": "iong", "iung": "iong", "uang": "uang", "iao": "iao", "ian": "ian", "ien": "ian",
    "ing": "ing", "ang": "ang", "eng": "eng", "ong": "ong", "ung": "ong", "uai": "uai", "uan": "uan", "ueh": "ue",
    "ieh": "ie", "iu": "iu", "iou": "iu", "ie": "ie", "ia": "ia", "in": "in", "ai": "ai", "ei": "ei", "ao": "ao",
    "au": "ao", "ou": "ou", "an": "an", "en": "en", "ua": "ua", "uo": "o", "ui": "ui", "uei": "ui", "un": "un",
    "ue": "ue", "uen": "un", "er": "er", "eh": "e", "ih": "i", "ee": "i", "oo": "u", "a": "a", "o": "o", "e": "e",
    "i": "i", "u": "u",
}  # fmt: skip
_SYLLABLE: Final = re.compile(
    f"({'|'.join(sorted(_INITIALS, key=len, reverse=True))})?({'|'.join(sorted(_FINALS, key=len, reverse=True))})"
)
_WHOLE: Final = re.compile(f"(?:{_SYLLABLE.pattern.replace('(', '(?:', 2)}){{1,3}}")
# The surnames of nearly all, in Pinyin; after them how Cantonese, Hokkien and older spellings write them.
_SURNAMES: Final = words(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han
    feng deng cao peng zeng xiao tian dong yuan pan yu cai jiang du ye cheng su wei lu lyu ding ren shen yao yan fu
    zhong cui tan liao fan jin shi jia xia bai zou xiong meng qin qiu hou xue lei qian hao mao gong dai kang shao
    wan gu tao long duan zhan mo kong lai chang wen niu shang pang geng hong shu ou ning jian lan zhuang yin chu
    fang qi mi bao pei xing yue tong ji ouyang situ sima zhuge shangguan
    """
)
_ELSEWHERE: Final = {
    "wong": "huang wang", "chan": "chen", "cheung": "zhang", "leung": "liang", "kwok": "guo", "kwong": "kuang",
    "lau": "liu", "lam": "lin", "ng": "wu huang", "eng": "wu", "chow": "zhou", "chau": "zhou", "hui": "xu", "ho": "he",
    "tsang": "zeng", "tse": "xie", "tsui": "xu cui", "yeung": "yang", "yip": "ye", "siu": "xiao", "tam": "tan",
    "tong": "tang", "fung": "feng", "choi": "cai", "choy": "cai", "tsai": "cai", "chua": "cai", "chiu": "zhao",
    "teo": "zhang", "tan": "chen", "lim": "lin", "goh": "wu", "ong": "wang", "koh": "gao xu", "ko": "gao ke",
    "kwan": "guan", "mak": "mai", "poon": "pan", "pun": "pan", "lui": "lei", "loo": "lu", "szeto": "situ",
    "auyeung": "ouyang", "hwang": "huang", "tsou": "zou", "hsieh": "xie", "yuen": "yuan ruan", "kong": "jiang kong",
    "moy": "mei", "louie": "lei", "chin": "chen qian", "lee": "li", "woo": "wu hu", "soong": "song", "sung": "song",
    "tsao": "cao", "tso": "cao", "keung": "jiang", "kiang": "jiang", "cheng": "zheng cheng", "cheang": "zheng",
    "kuo": "guo", "lo": "luo lu", "law": "luo", "yu": "yu", "yue": "yu", "shum": "cen shen", "sum": "cen", "to": "du",
    "chu": "zhu chu", "hung": "hong", "au": "ou", "heung": "xiang", "ip": "ye", "mui": "mei", "hon": "han",
}  # fmt: skip


@lru_cache(maxsize=100_000)
def sound(token: str) -> str:
    """Write a word of Chinese syllables so that Pinyin and Wade-Giles fall together; empty if it is none."""
    bare = token.replace("'", "")
    if not _WHOLE.fullmatch(bare):
        return ""
    parts, place = [], 0
    for found in _SYLLABLE.finditer(bare):
        if found.start() != place:
            return ""
        place = found.end()
        parts.append(_merged(found[1] or "", found[2]))
    return ".".join(parts) if place == len(bare) else ""


def _merged(initial: str, final: str) -> str:
    first = _INITIALS.get(initial, "")
    last = _FINALS[final]
    if first in ("k", "h") and last == "e":
        last = "o"
    if first == "y":
        first, last = (
            "",
            {"an": "ian", "en": "ian", "in": "in", "e": "ie", "eh": "ie", "i": "i"}.get(last, "i" + last),
        )
    if first == "w":
        first, last = "", last if last == "u" else "u" + last
    if first == "c" and last.startswith("ü"):
        last = last[1:]
    return f"{first}{last}"


_SOUNDS: Final = frozenset(spoken for name in _SURNAMES if (spoken := sound(name)))
_ALSO: Final = {
    spelled: frozenset(sound(name) for name in names.split()) for spelled, names in _ELSEWHERE.items()
}


# Surnames that stand first where they come from: Vietnam and Korea.
FAMILY_FIRST: Final = words(
    """
    nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh truong doan mai trinh lam dao vuong
    luong kim lee park choi jung jeong kang cho yoon jang lim shin han seo kwon hwang ahn song ryu hong moon bae
    baek yang nam noh pak rhee chung chang ro
    """
)


@lru_cache(maxsize=100_000)
def surname_sounds(token: str) -> frozenset[str]:
    """Give the sounds of a Chinese surname, however it is spelled; none if it is no such name."""
    own = sound(token)
    return (frozenset({own} if own else ()) & _SOUNDS) | _ALSO.get(token, frozenset())
