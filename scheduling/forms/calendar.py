"""What members type, choose and drag in the calendar."""

from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def identifier(text: str) -> UUID | None:
    """Read an id; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def back_url(request: HttpRequest, data: QueryDict | None = None) -> str:
    """Read where somebody came from; the calendar where that is no address of ours."""
    said = (data if data is not None else request.GET).get("back", "")
    is_ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if is_ours else reverse("scheduling:calendar")
