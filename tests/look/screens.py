"""Every template that stands alone, with sample objects: what the tests render and render.py photographs."""

from collections.abc import Callable, Mapping

from tests.look import samples as s

Context = Mapping[str, object]


def _shelled(current: str, page: object) -> Callable[[str], Context]:
    return lambda theme: {"shell": s.shell(current=current, theme=theme), "page": page}


def _docked(**dock: bool | str) -> Callable[[str], Context]:
    place = s.dock(**dock)  # type: ignore[arg-type]
    return lambda theme: {"shell": s.shell(theme=theme, dock=place), "page": s.inbox()}


def _framed(page: object = None) -> Callable[[str], Context]:
    return lambda theme: {"frame": s.frame(theme=theme), "page": page}


SCREENS: Mapping[str, tuple[str, Callable[[str], Context]]] = {
    "inbox": ("conversations/inbox.html", _shelled("inbox", s.inbox())),
    "inbox-list": ("conversations/inbox.html", _shelled("inbox", s.inbox(pane="list", filtered=True))),
    "inbox-person": ("conversations/inbox.html", _shelled("inbox", s.inbox(pane="person", shared=True))),
    "inbox-note": (
        "conversations/inbox.html",
        _shelled("inbox", s.inbox(composer=s.composer(mode="note", guarded=False))),
    ),
    "inbox-readonly": (
        "conversations/inbox.html",
        _shelled("inbox", s.inbox(composer=None, locked="You can read here, not reply.")),
    ),
    "inbox-empty": ("conversations/inbox.html", _shelled("inbox", s.empty_inbox())),
    "inbox-ring": ("conversations/inbox.html", _docked(ringing=True)),
    "inbox-call": ("conversations/inbox.html", _docked(talking=True)),
    "inbox-refused": (
        "conversations/inbox.html",
        _docked(talking=True, error="Press keys: the digits, * and #."),
    ),
    "calls": ("conversations/calls.html", _shelled("calls", s.calls())),
    "call": ("conversations/call.html", _shelled("calls", s.call())),
    "my-day": ("conversations/my_day.html", _shelled("tasks", s.my_day())),
    "search": ("conversations/search.html", _shelled("inbox", s.search())),
    "handset": ("conversations/handset.html", _shelled("", s.handset())),
    "ledger": ("conversations/ledger.html", _shelled("", s.ledger())),
    "mail": ("conversations/mail.html", _framed(s.mail())),
    **{
        f"error-{code}": (f"errors/{code}.html", _framed())
        for code in (400, 403, 404, 409, 413, 422, 429, 500)
    },
}

FRAGMENTS: Mapping[str, tuple[str, Context]] = {
    "views": ("conversations/_views.html", {"groups": s.views()}),
    "list": ("conversations/_list.html", {"pane": s.list_pane(filtered=True)}),
    "rows": ("conversations/_rows.html", {"pane": s.list_pane()}),
    "row": ("conversations/_conversation_row.html", {"row": s.rows()[0]}),
    "desk": ("conversations/_desk.html", {"desk": s.inbox().desk}),
    "head": (
        "conversations/_thread_head.html",
        {"head": s.head(error="Ben was faster.", claim_url="/claim")},
    ),
    "entry": ("conversations/_entry.html", {"entry": s.entries()[6]}),
    "dock": ("conversations/_dock.html", {"dock": s.dock(ringing=True, talking=True).page}),
    "entries": ("conversations/_entries.html", {"thread": s.thread()}),
    "composer": ("conversations/_composer.html", {"composer": s.composer()}),
    "reply-sent": (
        "conversations/_reply_sent.html",
        {"composer": s.composer(guarded=False), "entry": s.entries()[3]},
    ),
    "person": ("conversations/_person.html", {"person": s.person(shared=True)}),
    "person-tasks": ("conversations/_tasks_panel.html", {"panel": s.tasks_panel()}),
    "task": ("conversations/_task.html", {"task": s.tasks()[0]}),
    "tasks": ("conversations/_tasks.html", {"page": s.my_day()}),
    "handset-screen": ("conversations/_handset_screen.html", {"page": s.handset()}),
}
