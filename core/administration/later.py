"""Work that must wait for the page's transaction to end.

A page of the administration runs inside one transaction of the chosen organisation, and a use case refuses to nest. An
admin action therefore only notes what to do; the site does it after the commit.
"""

from collections.abc import Callable

from django.http import HttpRequest

Work = Callable[[], None]
_NOTED = "work_after_page"


def after_page(request: HttpRequest, work: Work) -> None:
    """Run `work` once the page's transaction is committed; never when it is rolled back."""
    noted: list[Work] = getattr(request, _NOTED, [])
    setattr(request, _NOTED, [*noted, work])


def run_later(request: HttpRequest) -> None:
    """Do what was noted, in order and once."""
    noted: list[Work] = getattr(request, _NOTED, [])
    setattr(request, _NOTED, [])
    for work in noted:
        work()
