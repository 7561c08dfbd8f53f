"""Questions and answers in the text of a website, or in what was pasted: found, cut to length, never reworded.

Three ways in which firms write them are read: data for search engines (schema.org FAQPage), a question as a heading or
as what unfolds, and lines of plain text. What stands under a heading like "Parking" is offered as what it answers.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

MOST: Final = 30
LONGEST_QUESTION: Final = 200
LONGEST_ANSWER: Final = 400
SHORTEST_ANSWER: Final = 8
# Headings that are no question, and the question they answer, in English and Spanish.
TOPICS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"parking|directions|getting here", "Where can I park?", "en"),
    (r"insurance( we accept| accepted| plans)?|accepted insurance", "Which insurance do you take?", "en"),
    (r"payments?( options| plans)?|financing", "How can I pay?", "en"),
    (r"fees|prices|pricing|rates", "What does it cost?", "en"),
    (r"service areas?|areas? we serve|where we work", "Which areas do you serve?", "en"),
    (r"cancell?ations?( policy)?", "What if I have to cancel?", "en"),
    (r"warranty|guarantees?|our guarantee", "Do you guarantee your work?", "en"),
    (r"new patients?|new clients?", "Are you taking new people?", "en"),
    (r"what to bring", "What should I bring?", "en"),
    (r"languages?|se habla español", "Which languages do you speak?", "en"),
    (r"estacionamiento|c[óo]mo llegar", "¿Dónde me estaciono?", "es"),
    (r"seguros?( aceptados)?", "¿Qué seguros aceptan?", "es"),
    (r"formas de pago|pagos?", "¿Cómo puedo pagar?", "es"),
    (r"precios?|tarifas?|honorarios", "¿Cuánto cuesta?", "es"),
    (r"zonas? de servicio|d[óo]nde trabajamos", "¿En qué zonas trabajan?", "es"),
    (r"cancelaciones?", "¿Y si tengo que cancelar?", "es"),
    (r"garant[íi]as?", "¿Garantizan su trabajo?", "es"),
)
_TOPICS: Final = tuple(
    (re.compile(rf"(?:our |nuestr[ao]s? )?(?:{one})", re.IGNORECASE), question)
    for one, question, _language in TOPICS
)
_ABOUT_QUESTIONS: Final = re.compile(r"faq|f\.a\.q|questions|preguntas", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^(?:(?:q|question|p|pregunta|a|answer|r|respuesta)\s*[:.)]|[-*•–]|\d{1,2}[.)])\s+", re.IGNORECASE
)
_SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "form", "button", "select"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_BLOCKS: Final = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "dd", "details", "div", "dl", "fieldset", "figure",
    "footer", "header", "hr", "li", "main", "ol", "p", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A question with its answer as it stands there; `is_cut` where the answer was longer, `is_guess` where the
    question is ours."""

    question: str
    answer: str
    is_cut: bool = False
    is_guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was read of a page; `links` lead to pages of the same host that are about questions, best first."""

    found: tuple[Found, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    words: str
    is_heading: bool = False


def read_html(text: str, *, address: str) -> Page:
    """Read a page. Nothing of it is run, and nothing else is fetched."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    told = [found for one in reader.data for found in _of_data(one)]
    return Page(found=_tidy([*told, *_pairs(reader.texts)]), links=_links(reader.links, address))


def read_text(text: str) -> tuple[Found, ...]:
    """Read lines that somebody pasted: a line that asks, then what answers it."""
    lines = (line.strip() for line in text.splitlines())
    return _tidy(_pairs(_Text(line) for line in lines))


def same_question(one: str, other: str) -> bool:
    """Say whether two questions differ by case, marks and spaces alone."""
    return _bare(one) == _bare(other)


class _Reader(HTMLParser):
    """Makes a page a list of texts, one a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[_Text] = []
        self.data: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._skipped: list[str] = []
        self._heading = ""
        self._is_data = False
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and (values.get("type") or "").casefold() == "application/ld+json":
            self._is_data = True
        elif tag in _SKIPPED:
            self._skipped.append(tag)
        if tag == "a":
            self._href = values.get("href") or ""
        if tag in _BLOCKS:
            self._flush()
            self._heading = tag if tag in _HEADINGS else self._heading

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._is_data:
            self._is_data = False
        elif tag in self._skipped:
            del self._skipped[self._skipped.index(tag) :]
        if tag == "a":
            self._href = ""
        if tag in _BLOCKS:
            self._flush()
            self._heading = "" if tag == self._heading else self._heading

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.data.append(data)
            return
        if self._href:
            self.links.append((self._href, data))
        if not self._skipped:
            self._words.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if words:
            self.texts.append(_Text(words, bool(self._heading)))


def _pairs(texts: Iterable[_Text]) -> Iterator[Found]:
    """Pair what asks with what stands below it, up to the next question, heading or, in plain text, empty line."""
    asked, is_guess, answer = "", False, list[str]()
    for one in [*texts, _Text("")]:
        words = _LABEL.sub("", one.words)
        question = "" if len(words) > LONGEST_QUESTION else words if words.endswith("?") else ""
        topic = _topic(words) if one.is_heading and not question else ""
        is_break = not words and bool(answer)
        if question or topic or one.is_heading or is_break:
            if asked and answer:
                yield Found(question=asked, answer=" ".join(answer), is_guess=is_guess)
            asked, is_guess, answer = question or topic, bool(topic), []
        elif asked and words:
            answer.append(words)


def _topic(heading: str) -> str:
    bare = heading.strip(" :.!")
    return next((question for pattern, question in _TOPICS if pattern.fullmatch(bare)), "")


def _of_data(text: str) -> Iterator[Found]:
    """Read schema.org FAQPage data; what is no JSON is passed by."""
    try:
        top = json.loads(text)
    except ValueError:
        return
    for one in _objects(top):
        answer = one.get("acceptedAnswer") or one.get("suggestedAnswer")
        answer = answer[0] if isinstance(answer, list) and answer else answer
        asked, told = one.get("name"), answer.get("text") if isinstance(answer, Mapping) else None
        if isinstance(asked, str) and isinstance(told, str):
            yield Found(question=_plain(asked), answer=_plain(told))


def _objects(top: Any) -> Iterator[Mapping[str, Any]]:
    rest = [top]
    while rest:
        one = rest.pop(0)
        if isinstance(one, list):
            rest += one
        elif isinstance(one, Mapping):
            if one.get("@type") == "Question":
                yield one
            rest += [value for value in one.values() if isinstance(value, list | Mapping)]


def _plain(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return " ".join(one.words for one in reader.texts)


def _tidy(found: Iterable[Found]) -> tuple[Found, ...]:
    """Keep the first of each question, its answer cut where a sentence ends."""
    kept: dict[str, Found] = {}
    for one in found:
        question = " ".join(one.question.split())
        answer, is_cut = _cut(" ".join(one.answer.split()))
        if question and len(question) <= LONGEST_QUESTION and len(answer) >= SHORTEST_ANSWER:
            kept.setdefault(_bare(question), replace(one, question=question, answer=answer, is_cut=is_cut))
    return tuple(kept.values())[:MOST]


def _cut(answer: str) -> tuple[str, bool]:
    if len(answer) <= LONGEST_ANSWER:
        return answer, False
    head = answer[:LONGEST_ANSWER]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    return (head[: end + 1] if end > 0 else head.rsplit(" ", 1)[0]), True


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def _links(links: Iterable[tuple[str, str]], address: str) -> tuple[str, ...]:
    """Give the pages of the same host whose address or name is about questions, without this one."""
    host, here = urlsplit(address).netloc, address.split("#", maxsplit=1)[0]
    found = dict.fromkeys(
        urljoin(address, href).split("#")[0]
        for href, words in links
        if _ABOUT_QUESTIONS.search(href) or _ABOUT_QUESTIONS.search(words)
    )
    return tuple(
        one for one in found if one != here and urlsplit(one).netloc == host and one.startswith("http")
    )
