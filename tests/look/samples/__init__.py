"""Sample page objects: one lived-in law firm, drawn by the tests and by render.py. Names are invented."""

from tests.look.samples.calls import call, call_card, calls, dock
from tests.look.samples.demo import handset, ledger, mail
from tests.look.samples.frames import frame, shell
from tests.look.samples.lists import list_pane, row, rows, views
from tests.look.samples.people import person, tasks, tasks_panel
from tests.look.samples.screens import empty_inbox, inbox, my_day, search
from tests.look.samples.threads import composer, entries, head, thread

__all__ = [
    "call",
    "call_card",
    "calls",
    "composer",
    "dock",
    "empty_inbox",
    "entries",
    "frame",
    "handset",
    "head",
    "inbox",
    "ledger",
    "list_pane",
    "mail",
    "my_day",
    "person",
    "row",
    "rows",
    "search",
    "shell",
    "tasks",
    "tasks_panel",
    "thread",
    "views",
]
