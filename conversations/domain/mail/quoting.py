"""What somebody wrote in a mail, and what their program put below it: our own words once more, and signatures."""

import re
from typing import Final

_QUOTED: Final = re.compile(r"^\s*>")
_WROTE: Final = re.compile(
    r"^\s*(?:On|Le|El|Am)\b.{4,240}\b(?:wrote|a écrit|escribió|schrieb)\s*:\s*$", re.IGNORECASE
)
_ORIGINAL: Final = re.compile(
    r"^\s*-{2,}\s*(?:original message|mensaje original|original appointment)\s*-{2,}\s*$", re.IGNORECASE
)
_FROM: Final = re.compile(r"^\s*\*?(?:From|De)\s*:\*?\s+\S", re.IGNORECASE)
_HEADS: Final = re.compile(
    r"^\s*\*?(?:Sent|Date|Enviado|Enviado el|Fecha|To|Para|Subject|Asunto)\s*:", re.IGNORECASE
)
_RULE: Final = re.compile(r"^\s*_{8,}\s*$")
_SIGNATURE: Final = re.compile(r"^-- ?$")
_DEVICE: Final = re.compile(
    r"^\s*(?:Sent from my|Sent from|Get Outlook for|Enviado desde mi|Enviado desde|Obtener Outlook para)\b.{0,60}$",
    re.IGNORECASE,
)
_MOST_LINES: Final = 3


def split_history(text: str) -> tuple[str, str]:
    """Give what was written, and the rest; where somebody wrote between quoted lines, all of it is what they wrote."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = _history_start(lines)
    if start is not None and not _is_written_after(lines, start):
        written, rest = lines[:start], lines[start:]
    else:
        written, rest = lines, []
    cut = _signature_start(written)
    written, rest = written[:cut], [*written[cut:], *rest]
    said, below = "\n".join(written).strip(), "\n".join(rest).strip()
    return (said, below) if said else (text.strip(), "")


def _history_start(lines: list[str]) -> int | None:
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line) or _is_said_by(lines, number) or _is_head(lines, number):
            return number
        if _QUOTED.match(line):
            # Nobody introduced it: what is quoted begins here.
            return number
    return None


def _is_said_by(lines: list[str], number: int) -> bool:
    """Say whether "On … wrote:" begins here; programs break it over up to three lines."""
    return any(
        _WROTE.match(" ".join(part.strip() for part in lines[number : number + count]))
        for count in range(1, _MOST_LINES + 1)
    )


def _is_head(lines: list[str], number: int) -> bool:
    """Say whether the heads of the mail before begin here, as Outlook writes them."""
    begin = number + 1 if _RULE.match(lines[number]) else number
    if begin >= len(lines) or not _FROM.match(lines[begin]):
        return False
    return sum(bool(_HEADS.match(line)) for line in lines[begin + 1 : begin + 6]) >= 2


def _is_written_after(lines: list[str], start: int) -> bool:
    """Say whether somebody went on writing among or below what is quoted."""
    quoted = [number for number in range(start, len(lines)) if _QUOTED.match(lines[number])]
    if not quoted:
        return False
    below = [line for line in lines[quoted[0] :] if line.strip() and not _QUOTED.match(line)]
    cut = _signature_start(below)
    return any(not _is_said_by([line], 0) for line in below[:cut])


def _signature_start(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        if _SIGNATURE.match(line.rstrip("\n")) or (
            _DEVICE.match(line) and not any(later.strip() for later in lines[number + 1 :])
        ):
            return number
    return len(lines)
