"""The words of a mail that was written as a page. Nothing of the page itself is ever shown."""

from html.parser import HTMLParser
from typing import Final

import nh3

_BLOCKS: Final = {
    "p",
    "div",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "table",
}
_ALLOWED: Final = _BLOCKS | {"br", "a", "ul", "ol", "td"}
_KEPT: Final = {"a": {"href"}, "div": {"class", "id"}, "blockquote": {"class", "type"}}
_HISTORY: Final = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg", "appendonsend")
MOST: Final = 2_000_000


def to_text(page: str) -> str:
    """Give the words of a page by lines; what it quotes has a > before each line."""
    reader = _Reader()
    reader.feed(nh3.clean(page[:MOST], tags=_ALLOWED, attributes=_KEPT, url_schemes={"http", "https"}))
    reader.close()
    return reader.words()


class _Reader(HTMLParser):
    """This will write down the words of a clean page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._marks: list[bool] = [False]
        self._open: list[tuple[str, bool]] = []
        self._link = ""

    def words(self) -> str:
        """Give the lines, at most one empty one between two."""
        told: list[str] = []
        for line, is_history in zip(self._lines, self._marks, strict=True):
            tidy = " ".join(line.split())
            if tidy or (told and told[-1]):
                told.append(f"> {tidy}".rstrip() if is_history and tidy else tidy)
        return "\n".join(told).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        if tag == "br":
            self._break()
        elif tag == "a":
            self._link = named.get("href", "")
        elif tag in _BLOCKS:
            marks = f"{named.get('class', '')} {named.get('id', '')}".lower()
            is_history = (tag == "blockquote" and named.get("type") == "cite") or any(
                one in marks for one in _HISTORY
            )
            self._open.append((tag, is_history))
            self._break()
        elif tag == "td":
            self._lines[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            if self._link not in self._lines[-1]:
                self._lines[-1] += f" ({self._link})"
            self._link = ""
        elif tag in _BLOCKS:
            while self._open and self._open.pop()[0] != tag:
                continue
            self._break()

    def handle_data(self, data: str) -> None:
        self._lines[-1] += data

    def _break(self) -> None:
        self._lines.append("")
        self._marks.append(any(is_history for _tag, is_history in self._open))
