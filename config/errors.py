"""Error pages that need neither database nor session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.presenters import page_frame


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"errors/{status}.html", {"frame": page_frame(request)}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request cannot be read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for this role."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing at this address."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault; it is in the log."""
    return _page(request, 500)
