"""JSON logs that never carry message text, names or numbers."""

import functools
import json
import logging
import time
from datetime import UTC, datetime

# Only these extra fields are written; anything else a caller attaches stays out of the log by construction.
ALLOWED = (
    "organisation_id", "event", "handler", "delivery_id", "conversation_id", "entry_id", "account_id",
    "method", "route", "status", "milliseconds", "reason", "count", "task",
)  # fmt: skip

# What a standard record holds: some handlers format from the record's dictionary and miss every absent name.
_UNSAID = vars(logging.LogRecord("", logging.INFO, "", 0, "answered", None, None)) | {
    "thread": None, "threadName": "", "process": None, "processName": "", "msecs": 0.0, "relativeCreated": 0.0,
}  # fmt: skip


class AccessRecord(logging.LogRecord):
    """This will be a record of one answered request, made without looking for caller, thread and process.

    The standard record costs more than the rest of the access log together; what it would have looked up is empty.
    """

    def __init__(self, name: str, method: str, route: str, status: int, seconds: float) -> None:
        self.__dict__.update(_UNSAID)
        self.name = name
        self.created = time.time()
        self.method = method
        self.route = route
        self.status = status
        self.milliseconds = round(seconds * 1000, 1)

    def line(self) -> str:
        """Write the record as `JsonFormatter` would; quoting is remembered."""
        at = datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds")
        return (
            f'{{"at": "{at}", "level": "INFO", "logger": {_quoted(self.name)}, "message": "answered", "method":'
            f' {_quoted(self.method)}, "route": {_quoted(self.route)}, "status": "{self.status}",'
            f' "milliseconds": "{self.milliseconds}"}}'
        )


class JsonFormatter(logging.Formatter):
    """This will write one log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record, AccessRecord):
            return record.line()
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


@functools.lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    return json.dumps(value)
