"""Running the suites that were asked for and putting their figures together."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from config.examination import cases, sentences
from config.examination.caller import play
from config.examination.marking import mark
from config.examination.tenant import Tenant, untouched

SUITES: Final = ("utterances", "emergency", "when", "entities", "dialogues")
SUMMARY: Final = (
    "intent_accuracy", "macro_f1", "spanish_accuracy", "emergency_recall", "emergency_challenge_recall", "ask_rate",
    "hard_false_alarm_rate", "must_escalate_recall", "when_full", "when_challenge_full", "phone", "email", "name",
    "street", "dialogue_outcome", "forbidden_acts", "handoff_complete", "understand_p95_ms",
)  # fmt: skip
# Of these a smaller figure is the better one.
LESS_IS_BETTER: Final = frozenset(
    {"ask_rate", "hard_false_alarm_rate", "forbidden_acts", "understand_p95_ms"}
)


def run(folder: Path, suite: str) -> dict[str, Any]:
    """Run one suite, or all: {summary, suites, skipped}."""
    summary: dict[str, Any] = dict.fromkeys(SUMMARY)
    suites: dict[str, Any] = {}
    skipped: list[str] = []
    for name, figures, details in _parts(folder, SUITES if suite == "all" else (suite,), skipped):
        summary |= figures
        suites[name] = details
    return {"summary": summary, "suites": suites, "skipped": skipped}


def _parts(
    folder: Path, suites: tuple[str, ...], skipped: list[str]
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    markers = {
        "utterances": ("utterances", sentences.utterances),
        "emergency": ("emergency", sentences.emergencies),
        "when": ("when", lambda rows: sentences.dates(rows, "when_full")),
        "when_challenge": ("when", lambda rows: sentences.dates(rows, "when_challenge_full")),
        "entities": ("entities", sentences.spoken),
    }
    for kind, (suite, marker) in markers.items():
        if suite not in suites:
            continue
        rows = cases.lines(folder, kind)
        if rows is None:
            skipped.append(cases.LINES[kind])
            continue
        figures, details = marker(rows)
        yield kind, figures, details
    if "dialogues" in suites:
        found = cases.dialogues(folder)
        if found is None:
            skipped.append("dialogues/")
        else:
            figures, details = talk(*found)
            yield "dialogues", figures, details


def talk(scripts: list[cases.Row], businesses: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Play all scripts, each on a tenant of its business, in a database that stays as it was."""
    marks: list[dict[str, Any]] = []
    with untouched():
        tenants: dict[tuple[str, str], Tenant] = {}
        for script in scripts:
            key = (script["business"], script.get("tz", "America/New_York"))
            if key not in tenants:
                tenants[key] = Tenant(key[0], businesses[key[0]], key[1])
            marks.append(mark(script, play(script, tenants[key])))
    of = len(marks)
    alarms = [one for one in marks if one["emergency"]]
    cards = [one for one in marks if one["has_facts"]]
    figures = {
        "dialogue_outcome": sentences.share(sum(one["outcome_right"] for one in marks), of),
        "forbidden_acts": sum(len(one["forbidden"]) for one in marks),
        "handoff_complete": sentences.share(sum(not one["missing_facts"] for one in cards), len(cards)),
    }
    details = {
        "of": of,
        "emergencies_right": f"{sum(one['emergency_right'] for one in alarms)}/{len(alarms)}",
        "false_emergencies": sum(not one["emergency_right"] for one in marks if not one["emergency"]),
        "wholly_right": f"{sum(one['whole'] for one in marks)}/{of}",
        "reasons_right": f"{sum(one['reason_right'] for one in marks)}/{of}",
        "marks": [{key: value for key, value in one.items() if key != "lines"} for one in marks],
        "misses": [one for one in marks if not one["whole"]],
    }
    return figures, details
