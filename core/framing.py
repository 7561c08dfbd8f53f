"""Exceptions to "no page of ours stands in a frame": said by a view on its answer, obeyed by the policy's middleware.

Everything else keeps `frame-ancestors 'none'` and X-Frame-Options DENY.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.http import HttpResponse

SELF: Final = "'self'"
_MARK: Final = "policy_exceptions"


def let_be_framed(response: HttpResponse, origins: Sequence[str]) -> None:
    """Let our own pages, and those of `origins` (each read by `accounts.domain.origins`), show this answer in a frame."""
    _except(response, "frame-ancestors", (SELF, *origins))
    if origins:
        # The old header knows no list; browsers that know the policy ignore it.
        response.xframe_options_exempt = True
    else:
        response.headers["X-Frame-Options"] = "SAMEORIGIN"


def let_frame_our_pages(response: HttpResponse) -> None:
    """Let this answer show pages of ours in frames."""
    _except(response, "frame-src", (SELF,))


def exceptions_of(response: HttpResponse) -> Mapping[str, Sequence[str]]:
    """Give the directives that are other for this answer."""
    found: Mapping[str, Sequence[str]] = getattr(response, _MARK, {})
    return found


def _except(response: HttpResponse, directive: str, sources: Sequence[str]) -> None:
    setattr(response, _MARK, {**exceptions_of(response), directive: tuple(sources)})
