"""What owners send about a playbook."""

import re
from typing import Any
from uuid import UUID

from django.http import QueryDict

from intake.forms.builder import own_value, words

_ROW = re.compile(r"outcome\.(\d{1,2})\.label\.")


def read_playbook(sent: QueryDict) -> dict[str, Any]:
    """Read it as the page shows it; what is no id is none."""
    return {
        "name": sent.get("name", ""),
        "line_id": identifier(sent.get("line", "")),
        "service_id": identifier(sent.get("service", "")),
        "form_id": identifier(sent.get("form", "")),
        "asked": sent.getlist("asked"),
        "outcomes": _outcomes(sent),
    }


def _outcomes(sent: QueryDict) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for n in sorted({int(found[1]) for name in sent if (found := _ROW.match(name))}):
        label = words(sent, f"outcome.{n}.label")
        if not label:
            continue
        hours = sent.get(f"outcome.{n}.hours", "")
        used = [{"value": one["key"]} for one in made]
        who, team = (identifier(sent.get(f"outcome.{n}.{key}", "")) for key in ("who", "team"))
        made.append(
            {
                "key": (sent.get(f"outcome.{n}.key", "").strip() or own_value(label, used))[:40],
                "label": {language: text[:120] for language, text in label.items()},
                "stage": sent.get(f"outcome.{n}.stage", ""),
                "next": sent.get(f"outcome.{n}.next", ""),
                "words": " ".join(sent.get(f"outcome.{n}.words", "").split())[:200],
                "hours": min(int(hours), 999)
                if hours.isascii() and hours.isdecimal() and len(hours) < 4
                else 24,
                "who": str(who or ""),
                "team": str(team or ""),
            }
        )
    return made


def identifier(text: str) -> UUID | None:
    """Read an id."""
    try:
        return UUID(text)
    except ValueError:
        return None
