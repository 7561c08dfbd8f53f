"""What speaks OpenAI's chat completions with a strict JSON schema: OpenAI, and most servers of open models."""

import json
from collections.abc import Mapping
from typing import Any

from receptionist.adapters import asking
from receptionist.adapters.wording import TASK, user_message
from receptionist.domain.reported import SCHEMA, TOOL
from receptionist.ports import Answer, NoAnswer, Turn

MOST_TOKENS = 600


class OpenAI:
    """A model behind such an address. Options: url, name, key (may be empty), reaches_private."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.name = str(options["name"])
        self._options = options

    def report(self, turn: Turn, *, seconds: float) -> Answer:
        """Ask once, as `LanguageModel` says."""
        body = {
            "model": self.name,
            "max_completion_tokens": MOST_TOKENS,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": TASK},
                {"role": "user", "content": user_message(turn)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": TOOL, "strict": True, "schema": SCHEMA},
            },
        }
        key = str(self._options["key"])
        found = asking.post(
            f"{str(self._options['url']).rstrip('/')}/v1/chat/completions",
            body=body,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            seconds=seconds,
            reaches_private=bool(self._options["reaches_private"]),
        )
        return Answer(
            report=_report(found),
            tokens_in=asking.number(found, "usage", "prompt_tokens"),
            tokens_out=asking.number(found, "usage", "completion_tokens"),
        )


def _report(found: Mapping[str, Any]) -> object:
    """Read the report out of the first choice; what is no JSON is handed on as it is, to be refused with a reason.

    Raises:
        NoAnswer: there is no choice, or the model declined.
    """
    choices = found.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("NO_REPORT")
    try:
        return json.loads(content)
    except ValueError:
        return content
