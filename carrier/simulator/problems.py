"""Failures the simulated carrier answers with: the carrier's own problem+json shapes."""

from collections.abc import Mapping

_TYPES = "https://developer.vonage.com/api-errors"


class Problem(Exception):
    """A request the carrier refuses; carries the HTTP status and what its body says."""

    def __init__(self, status: int, title: str, detail: str, *, fragment: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.fragment = fragment or title.lower().replace(" ", "-")

    def body(self, instance: str) -> dict[str, object]:
        """Return the problem+json body; `instance` identifies the occurrence."""
        return {
            "type": f"{_TYPES}#{self.fragment}",
            "title": self.title,
            "detail": self.detail,
            "instance": instance,
        }


class InvalidParameters(Problem):
    """One or more fields are wrong; the body names each with its reason."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        listed = "; ".join(f"{name} {reason}" for name, reason in reasons.items())
        super().__init__(422, "Invalid params", f"The value of one or more parameters is invalid: {listed}.")
        self.reasons = dict(reasons)

    def body(self, instance: str) -> dict[str, object]:
        """Return the problem+json body with `invalid_parameters`."""
        listed = [{"name": name, "reason": reason} for name, reason in self.reasons.items()]
        return {**super().body(instance), "invalid_parameters": listed}


def unauthorised() -> Problem:
    """Return the answer to missing or wrong credentials."""
    return Problem(401, "Unauthorized", "You did not provide correct credentials.")


def not_found(what: str) -> Problem:
    """Return the answer to an unknown `what`."""
    return Problem(404, "Not Found", f"There is no such {what}.")


def throttled() -> Problem:
    """Return the answer to a request above the account's rate."""
    return Problem(429, "Rate Limit Hit", "Please wait, then retry your request.", fragment="throttled")


def fault_injected(status: int) -> Problem:
    """Return the answer of a REST fault the operator of the simulator asked for."""
    titles = {429: "Rate Limit Hit", 402: "Low balance", 500: "Internal Error", 503: "Service Unavailable"}
    return Problem(status, titles.get(status, "Simulated fault"), "A fault was set in the carrier simulator.")
