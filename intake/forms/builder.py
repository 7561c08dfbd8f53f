"""What the builder of forms sends: the properties of one stage, section or question."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.http import QueryDict

from intake.domain.forms.boxes import COMPUTES_ONE, LIMITS, TICKS
from intake.domain.forms.condition_rows import AGE, COMPARISONS, ConditionRow, condition_of
from intake.domain.forms.grammar import LANGUAGES
from intake.domain.forms.kinds import CHOSEN, FieldType

_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_ROW: Final = re.compile(r"(answer|part)\.(\d{1,3})\.")
_TEXTS: Final = ("sensitivity", "prefill", "writeback", "autocomplete", "option_set")


def read_piece(
    sent: QueryDict, node: Mapping[str, Any], level: int, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """Read what was sent about a piece of that level; None for what is empty now, nothing for what was not shown."""
    made: dict[str, Any] = {}
    for name in ("title", "intro", "closing", "label", "help", "why", "text"):
        if any(f"{name}.{language}" in sent for language in LANGUAGES):
            made[name] = words(sent, name) or None
    if level == 0:
        made["languages"] = sent.getlist("languages")
        made["title"] = made.get("title") or node["title"]
    elif level < 3:
        made["title"] = made.get("title") or node["title"]
    if "key" in sent:
        made["key"] = sent.get("key", "").strip()
    if level == 1:
        made["allows"] = sent.getlist("allows") or None
    if "cond.joint" in sent:
        made["show_if"] = _condition(sent, fields)
    if level == 3:
        made |= _field(sent, node)
    return made


def words(sent: QueryDict, name: str) -> dict[str, str]:
    """Read words in each language."""
    found = {language: sent.get(f"{name}.{language}", "").strip() for language in LANGUAGES}
    return {language: text.replace("\r\n", "\n") for language, text in found.items() if text}


def _field(sent: QueryDict, node: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {name: sent.get(name, "").strip() or None for name in _TEXTS if name in sent}
    if sent.get("type") in list(FieldType):
        made["type"] = sent["type"]
    made |= {name: bool(sent.get(name)) or None for name in ("required", "later") if f"has.{name}" in sent}
    kind = FieldType(node["type"])
    limits = {name: value for name in LIMITS.get(kind, ()) if (value := _limit(sent, name)) not in (None, [])}
    made["validate"] = limits or None
    if kind in CHOSEN:
        made["options"] = None if made.get("option_set") else read_answers_offered(sent) or None
    if kind is FieldType.REPEAT:
        made["fields"] = _parts(sent) or None
    if kind is FieldType.COMPUTED and sent.get("compute.how"):
        names = [one.strip() for one in sent.get("compute.of", "").split(",") if one.strip()]
        how = sent.get("compute.how", "")
        made["compute"] = {how: (names or [""])[0] if how in COMPUTES_ONE else names}
    if "fhir.link_id" in sent:
        fhir = {name: sent.get(f"fhir.{name}", "").strip() for name in ("link_id", "code", "system")}
        made["fhir"] = {name: one for name, one in fhir.items() if one} or None
    return made


def _limit(sent: QueryDict, name: str) -> Any:
    if name == "accept":
        return sent.getlist("validate.accept")
    text = sent.get(f"validate.{name}", "").strip()
    if name in TICKS:
        return True if text else None
    return _number(text) if text else None


def _number(text: str) -> Any:
    """Give a number; what is none stays as it was typed, and the form says so."""
    if not _NUMBER.fullmatch(text):
        return text[:40]
    return float(text) if "." in text else int(text)


def _condition(sent: QueryDict, fields: Mapping[str, Any]) -> dict[str, Any] | None:
    rows = []
    for n in range(20):
        on = sent.get(f"cond.{n}.on", "")
        op = sent.get(f"cond.{n}.op", "")
        if on and op in COMPARISONS:
            value = sent.get(f"cond.{n}.value", "")
            rows.append(
                ConditionRow(field=on.removeprefix(AGE), op=op, value=value, is_age=on.startswith(AGE))
            )
    return condition_of(sent.get("cond.joint", ""), rows, fields)


def _numbers(sent: QueryDict, what: str) -> Iterator[int]:
    found = (_ROW.match(name) for name in sent)
    yield from sorted({int(one[2]) for one in found if one and one[1] == what})


def read_answers_offered(sent: QueryDict) -> list[dict[str, Any]]:
    """Read the answers that are offered: rows without words are gone, new ones get a value of their words."""
    made: list[dict[str, Any]] = []
    for n in _numbers(sent, "answer"):
        label = words(sent, f"answer.{n}.label")
        if not label:
            continue
        value = sent.get(f"answer.{n}.value", "").strip() or own_value(label, made)
        made.append({"value": value[:80], "label": label})
    return _moved(made, sent.get("up", ""))


def _moved(rows: list[dict[str, Any]], up: str) -> list[dict[str, Any]]:
    place = int(up) if up.isdecimal() and len(up) < 4 else 0
    if 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return rows


def own_value(label: Mapping[str, str], taken: list[dict[str, Any]]) -> str:
    """Make a name of words that none of those taken has."""
    text = unicodedata.normalize("NFKD", next(iter(label.values()))).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:60] or "answer"
    used = {one["value"] for one in taken}
    return (
        base if base not in used else next(name for n in range(2, 999) if (name := f"{base}_{n}") not in used)
    )


def _parts(sent: QueryDict) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for n in _numbers(sent, "part"):
        label = words(sent, f"part.{n}.label")
        if not label:
            continue
        part: dict[str, Any] = {
            "key": sent.get(f"part.{n}.value", "").strip()
            or own_value(label, [{"value": one["key"]} for one in made])[:40],
            "type": sent.get(f"part.{n}.type", "text"),
            "label": label,
        }
        if sent.get(f"part.{n}.required"):
            part["required"] = True
        offered = _part_answers(sent.get(f"part.{n}.answers", ""))
        if part["type"] == "choice" and offered:
            part["options"] = offered
        made.append(part)
    return _moved(made, sent.get("up", ""))


def _part_answers(text: str) -> list[dict[str, Any]]:
    """Read "Mild / Leve, Severe / Grave"."""
    made: list[dict[str, Any]] = []
    for one in text.split(","):
        pieces = [piece.strip() for piece in one.split("/")]
        label = {language: piece for language, piece in zip(LANGUAGES, pieces, strict=False) if piece}
        if label:
            made.append({"value": own_value(label, made), "label": label})
    return made
