"""JSON logs that never carry message text, names or numbers."""

import json
import logging
from datetime import UTC, datetime

# Only these extra fields are written; anything else a caller attaches stays out of the log by construction.
ALLOWED = (
    "organisation_id", "event", "handler", "delivery_id", "conversation_id", "entry_id", "account_id",
    "method", "route", "status", "milliseconds", "reason", "count", "task",
)  # fmt: skip


class JsonFormatter(logging.Formatter):
    """This will write one log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if record.name.split(".")[0] != "django" else record.msg,
        }
        line.update({key: str(getattr(record, key)) for key in ALLOWED if hasattr(record, key)})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
