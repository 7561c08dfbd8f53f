"""Finding the tenant's own answer by its words, where the encoders are not sure; it is quoted, never made."""

import re
from collections.abc import Mapping
from typing import Final

STEM: Final = 5
_COMMON: Final = frozenset(
    """
    what when where which who how much many does your you are the and for with have can will would there this that
    from about
    take accept offer cost price qué que cuándo dónde cómo cuánto tienen hay para con una los las por
    """.split()  # noqa: SIM905 - a list one can read
)
# What people say for what a business writes down.
_SAME: Final = (
    ("insur", r"insur|seguro|aseguranza|coverage|medicaid|medicare|in network|delta|aetna|cigna|blue cross"),
    ("park", r"\bpark|estacion|garage"),
    ("addre", r"address|located|location|direcci[oó]n|where are you|d[oó]nde est[aá]n"),
    ("cance", r"cancel|no.?show|late fee"),
    ("teleh", r"tele ?health|video|zoom|online|virtual|remote"),
    ("warra", r"warrant|guarantee on|garant[ií]a"),
    ("servi", r"come out to|cover my area|service area|serve|do you (come|go) to"),
    ("licen", r"licen[sc]e|insured|bonded|certified"),
    ("cards", r"credit card|debit|visa|cards?\b|tarjeta"),
    ("brand", r"\bbrands?\b|marcas?"),
    ("finan", r"financ|payment plan|monthly payments|a plazos"),
    ("gift", r"gift"),
    ("pets", r"\bpets?\b|dogs?\b|cats?\b|mascota"),
    ("depos", r"deposit|dep[oó]sito"),
    ("exoti", r"exotic|rabbit|bird|reptile|hamster|parrot|iguana|snake|ferret"),
    ("labs", r"\blabs?\b|blood ?work|lab work|an[aá]lisis"),
    ("new pa", r"(new patients?|accepting|taking new)|pacientes nuevos"),
    ("conti", r"contingen|pay (only )?if|upfront|no fee"),
    ("pract", r"practice areas?|kind of (law|cases)|do you (handle|do) (family|injur|divorce|estate|wills?)"),
    ("state", r"licensed in|which states|other states|new jersey|connecticut"),
)  # fmt: skip


def find_answer(text: str, answers: Mapping[str, str]) -> str:
    """Give the question whose words are meant; empty where no one stands out."""
    said = _stems(text) | {stem for stem, words in _SAME if re.search(words, text.lower())}
    scored = sorted(
        ((_score(said, question, answer), question) for question, answer in answers.items()), reverse=True
    )
    if not scored or scored[0][0] < 2:
        return ""
    return scored[0][1] if len(scored) == 1 or scored[0][0] > scored[1][0] else ""


def _score(said: set[str], question: str, answer: str) -> int:
    plain = question.lower()
    named = sum(stem in plain for stem in said if " " in stem)
    return 2 * (len(said & _stems(question)) + named) + len(said & (_stems(answer) - _stems(question)))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-zà-ÿ]{4,}", text.lower())
    return {word[:STEM] for word in words if word not in _COMMON}
