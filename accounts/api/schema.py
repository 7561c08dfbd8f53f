"""The description of the API, as OpenAPI; open to everybody, as it says nothing about anybody."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from accounts.api.problems import CONTENT_TYPE, ProblemSerializer

PROBLEMS = {
    "400": "The request cannot be used; the sentence says why.",
    "401": "No key, or one that does not work.",
    "403": "The key lacks the scope, or its member's role does not permit this.",
    "404": "There is nothing at this address, for this key.",
    "409": "Somebody was first, or the state has moved on.",
    "412": "It changed since it was read.",
    "413": "More than 64 KiB were sent.",
    "415": "Something else than JSON was sent.",
    "422": "It is understood and cannot be done; the sentence says why.",
    "429": "The key calls too often.",
}
WRITING = {"409", "412", "413", "415", "422"}


class PorticoSchema(AutoSchema):
    """This will add the refusals every address shares."""

    def get_operation_id(self) -> str:
        """Name the operation as the view does, else as its method is decorated."""
        return getattr(self.view, "operation_name", "") or super().get_operation_id()

    def get_description(self) -> str:  # type: ignore[override]  # spectacular leaves DRF's arguments out
        """Describe a verb by its class, everything else by its method."""
        is_named = bool(getattr(self.view, "operation_name", ""))
        return str(type(self.view).__doc__) if is_named else super().get_description()

    def get_request_serializer(self) -> Any:
        """Return what the view takes."""
        return getattr(self.view, "takes", None) or super().get_request_serializer()

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        problem: ResolvedComponent = self.resolve_serializer(ProblemSerializer, direction)
        for status, about in PROBLEMS.items():
            if status in WRITING and self.method in {"GET", "HEAD"}:
                continue
            bodies[status] = {"description": about, "content": {CONTENT_TYPE: {"schema": problem.ref}}}
        if self.method == "GET":
            bodies["304"] = {"description": "The caller has this version already."}
        return bodies
