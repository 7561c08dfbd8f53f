"""Opening hours as they are said."""

from collections.abc import Iterable
from datetime import UTC, datetime

from receptionist.domain.policy.spoken import day_names, say_time

Window = tuple[int, int, int]


def hours_words(windows: Iterable[Window], language: str) -> str:
    """Say when a place is open: days in a row with the same hours are one; empty where nothing is known."""
    days: dict[int, list[tuple[int, int]]] = {}
    for weekday, opens, closes in sorted(windows):
        days.setdefault(weekday, []).append((opens, closes))
    if not days:
        return ""
    runs: list[tuple[int, int, list[tuple[int, int]]]] = []
    for weekday in sorted(days):
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2] == days[weekday]:
            runs[-1] = (runs[-1][0], weekday, days[weekday])
        else:
            runs.append((weekday, weekday, days[weekday]))
    said = "; ".join(_run(run, language) for run in runs)
    return f"Abrimos {said}." if language == "es" else f"We're open {said}."


def _run(run: tuple[int, int, list[tuple[int, int]]], language: str) -> str:
    first, last, spans = run
    names, to = day_names(language), "a" if language == "es" else "to"
    days = names[first] if first == last else f"{names[first]} {to} {names[last]}"
    times = ", ".join(f"{_clock(opens, language)} {to} {_clock(closes, language)}" for opens, closes in spans)
    return f"{days}, {times}"


def _clock(minutes: int, language: str) -> str:
    return say_time(datetime(2000, 1, 1, minutes // 60 % 24, minutes % 60, tzinfo=UTC), language)
