"""Days and times as they are said."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

_DAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}


def day_names(language: str) -> tuple[str, ...]:
    """List the weekdays, Monday first."""
    return _DAYS.get(language, _DAYS["en"])


def say_day(moment: datetime, language: str) -> str:
    """Say a weekday and a date, so that a wrong one is noticed."""
    language = language if language in _DAYS else "en"
    day, month = _DAYS[language][moment.weekday()], _MONTHS[language][moment.month - 1]
    return f"{day} {moment.day} de {month}" if language == "es" else f"{day}, {month} {moment.day}"


def say_time(moment: datetime, language: str) -> str:
    """Say a time of day."""
    hour, minute = moment.hour % 12 or 12, f":{moment.minute:02}" if moment.minute else ""
    if language == "es":
        part = "de la mañana" if moment.hour < 12 else ("de la tarde" if moment.hour < 20 else "de la noche")
        return f"{'la' if hour == 1 else 'las'} {hour}{minute} {part}"
    return f"{hour}{minute} {'AM' if moment.hour < 12 else 'PM'}"


def say_list(moments: Sequence[datetime], language: str) -> str:
    """Say a few times, each day once."""
    either, at = ("o", "a") if language == "es" else ("or", "at")
    by_day: dict[str, list[str]] = {}
    for one in moments:
        by_day.setdefault(say_day(one, language), []).append(say_time(one, language))
    return "; ".join(f"{day} {at} {_joined(times, either)}" for day, times in by_day.items())


def _joined(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_number(number: str) -> str:
    """Say a telephone number in groups."""
    digits = "".join(one for one in number if one.isdigit())
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else number
