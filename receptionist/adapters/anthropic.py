"""Anthropic's Messages API with one forced tool (docs: Messages, tool use)."""

from collections.abc import Mapping
from typing import Any

from receptionist.adapters import asking
from receptionist.adapters.wording import TASK, user_message
from receptionist.domain.reported import SCHEMA, TOOL
from receptionist.ports import Answer, NoAnswer, Turn

VERSION = "2023-06-01"
MOST_TOKENS = 600


class Anthropic:
    """A model at Anthropic, or at a gateway that speaks its API. Options: url, name, key, reaches_private."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.name = str(options["name"])
        self._options = options

    def report(self, turn: Turn, *, seconds: float) -> Answer:
        """Ask once, as `LanguageModel` says."""
        body = {
            "model": self.name,
            "max_tokens": MOST_TOKENS,
            "temperature": 0,
            "system": TASK,
            "tools": [{"name": TOOL, "description": "Report what the turn means.", "input_schema": SCHEMA}],
            "tool_choice": {"type": "tool", "name": TOOL},
            "messages": [{"role": "user", "content": user_message(turn)}],
        }
        found = asking.post(
            f"{str(self._options['url']).rstrip('/')}/v1/messages",
            body=body,
            headers={"x-api-key": str(self._options["key"]), "anthropic-version": VERSION},
            seconds=seconds,
            reaches_private=bool(self._options["reaches_private"]),
        )
        blocks = found.get("content")
        uses = [
            one
            for one in (blocks if isinstance(blocks, list) else ())
            if isinstance(one, dict) and one.get("type") == "tool_use" and one.get("name") == TOOL
        ]
        if not uses:
            raise NoAnswer("NO_REPORT")
        return Answer(
            report=uses[0].get("input"),
            tokens_in=asking.number(found, "usage", "input_tokens"),
            tokens_out=asking.number(found, "usage", "output_tokens"),
        )
