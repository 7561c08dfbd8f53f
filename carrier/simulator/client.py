"""A typed client of the control interface, for the demo's handset page, its loader, scripts and trials."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import requests

from carrier.simulator.records import (
    Body,
    CarrierApplication,
    CarrierNumber,
    ClockState,
    DeliveryPage,
    HandsetMessage,
    HandsetView,
    SimulatorRefused,
    SimulatorUnavailable,
    read_delivery,
    read_handset,
    read_message,
    read_number,
)
from carrier.simulator.voice.client import CallControl, HeardEntry, LegView, TranscriptView

__all__ = [
    "CarrierApplication",
    "CarrierNumber",
    "ClockState",
    "DeliveryPage",
    "HandsetMessage",
    "HandsetView",
    "HeardEntry",
    "LegView",
    "SimulatorControl",
    "SimulatorRefused",
    "SimulatorUnavailable",
    "TranscriptView",
]


class SimulatorControl(CallControl):
    """Talks to one simulator; not for use by several threads at once.

    Every method raises `SimulatorUnavailable` or `SimulatorRefused`.
    """

    def __init__(self, base_url: str, token: str, *, timeout: float = 5.0) -> None:
        self._base, self._timeout = base_url.rstrip("/"), timeout
        self._session = requests.Session()
        # A proxy of the environment must not see, or be asked for, loopback.
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def ensure_account(
        self, *, api_key: str, api_secret: str, signature_secret: str, name: str = "", has_credit: bool = True
    ) -> None:
        """Make or change an account; the signature secret needs 32 characters."""
        self._post(
            "/_sim/accounts",
            {
                "api_key": api_key,
                "api_secret": api_secret,
                "signature_secret": signature_secret,
                "name": name,
                "has_credit": has_credit,
            },
        )

    def ensure_application(
        self,
        *,
        application_id: str,
        account: str,
        inbound_url: str,
        status_url: str,
        public_key: str = "",
        name: str = "",
        receipt_url: str = "",
        is_signed: bool = True,
        answer_url: str = "",
        event_url: str = "",
        fallback_url: str = "",
        voice_method: str = "POST",
    ) -> CarrierApplication:
        """Make or change an application; without a public key the known one is kept, or a pair is made.

        Addresses that begin with a slash are joined to the simulator's `--webhooks` address. `voice_method` is
        how all three addresses of calls are asked.
        """
        found = self._post(
            "/_sim/applications",
            {
                "id": application_id,
                "account": account,
                "name": name or application_id,
                "public_key": public_key,
                "inbound_url": inbound_url,
                "status_url": status_url,
                "receipt_url": receipt_url,
                "is_signed": is_signed,
                "answer_url": answer_url,
                "event_url": event_url,
                "fallback_url": fallback_url,
                **{f"{kind}_method": voice_method for kind in ("answer", "event", "fallback")},
            },
        )
        return CarrierApplication(found["id"], found["public_key"], found["private_key"])

    def ensure_number(
        self, *, msisdn: str, account: str, application: str, label: str = "", country: str = "US"
    ) -> CarrierNumber:
        """Give a business number to an application; scripts may write its label instead of the number."""
        body = {"msisdn": msisdn, "account": account, "application": application, "label": label}
        return read_number(self._post("/_sim/numbers", {**body, "country": country}))

    def numbers(self) -> tuple[CarrierNumber, ...]:
        """Return all business numbers."""
        return tuple(read_number(row) for row in self._get("/_sim/numbers")["numbers"])

    def send_mo(
        self, *, handset: str, to: str, text: str, channel: str = "sms", media: Sequence[Body] = ()
    ) -> HandsetMessage:
        """Send a message from a handset; media are `{"url": …}` or `{"base64": …, "name": …}`."""
        body = {"from": handset, "to": to, "text": text, "channel": channel, "media": list(media)}
        return read_message(self._post("/_sim/messages", body))

    def send_many(self, messages: Sequence[Body]) -> tuple[str, ...]:
        """Send messages of `{"from", "to", "text"[, "channel", "media"]}` in order; return their ids."""
        return tuple(self._post("/_sim/messages", {"messages": list(messages)})["message_uuids"])

    def handset(self, msisdn: str) -> HandsetView:
        """Return a handset with its conversation, made if unknown."""
        return read_handset(self._get(f"/_sim/handsets/{quote(msisdn)}"))

    def handset_numbers(self) -> frozenset[str]:
        """Return the numbers of all handsets that have been named or used."""
        return frozenset(str(row["msisdn"]) for row in self._get("/_sim/handsets")["handsets"])

    def set_policy(self, msisdn: str, **policy: object) -> HandsetView:
        """Replace a handset's policy: deliver_after, slow, opted_out, reject, dlr, and its name."""
        return read_handset(self._post(f"/_sim/handsets/{quote(msisdn)}/sms_policy", policy))

    def set_faults(self, faults: Sequence[Body]) -> tuple[Mapping[str, Any], ...]:
        """Replace the faults in force; an empty list ends them all."""
        return tuple(self._post("/_sim/faults", {"faults": list(faults)})["faults"])

    def faults(self) -> tuple[Mapping[str, Any], ...]:
        """Return the faults in force with `seen` and `hits`."""
        return tuple(self._get("/_sim/faults")["faults"])

    def deliveries(self, *, limit: int = 200, **filters: str | int) -> DeliveryPage:
        """Return the newest attempts; filters: since, kind, application, message_uuid, outcome."""
        found = self._get("/_sim/deliveries", {**filters, "limit": limit})
        return DeliveryPage(
            found["count"], found["counts"], tuple(read_delivery(row) for row in found["deliveries"])
        )

    def requests(self, *, since: int = 0, limit: int = 200) -> tuple[Mapping[str, Any], ...]:
        """Return the newest requests the business made."""
        return tuple(self._get("/_sim/requests", {"since": since, "limit": limit})["requests"])

    def clock(self) -> ClockState:
        """Return the simulated clock."""
        return ClockState(**self._get("/_sim/clock"))

    def set_clock(
        self, *, mode: str | None = None, factor: float | None = None, advance: float | None = None
    ) -> ClockState:
        """Change the pace (real, factor, virtual) or advance a virtual clock by simulated seconds."""
        asked = {"mode": mode, "factor": factor, "advance": advance}
        body = {name: value for name, value in asked.items() if value is not None}
        return ClockState(**self._post("/_sim/clock", body, timeout=120.0))

    def settings(self, **changes: object) -> Mapping[str, Any]:
        """Change and return settings: retry {first, ceiling, horizon}, timeouts, rate_limits, per_second."""
        return dict(self._post("/_sim/settings", changes))

    def reset(self, *, seed: str | None = None, everything: bool = False) -> None:
        """Forget traffic, faults and handsets; with `everything` accounts, applications and numbers too."""
        asked = {"seed": seed, "everything": "1" if everything else None}
        self._call("POST", "/_sim/reset", {name: value for name, value in asked.items() if value}, None)

    def is_quiescent(self) -> bool:
        """Say whether nothing is on its way and nothing is left to happen."""
        try:
            return bool(self._get("/_sim/assert/quiescent")["quiescent"])
        except SimulatorRefused as refused:
            if refused.status == 409:
                return False
            raise

    def _get(self, path: str, query: Mapping[str, str | int] | None = None) -> Any:
        return self._call("GET", path, query, None)

    def _post(self, path: str, body: Body, *, timeout: float | None = None) -> Any:
        return self._call("POST", path, None, body, timeout=timeout)

    def _call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | int] | None,
        body: Body | None,
        *,
        timeout: float | None = None,
    ) -> Any:
        try:
            response = self._session.request(
                method, self._base + path, params=query, json=body, timeout=timeout or self._timeout
            )
            found = response.json()
        except requests.RequestException as error:
            raise SimulatorUnavailable(f"The carrier simulator at {self._base} does not answer.") from error
        if response.status_code >= 400:
            raise SimulatorRefused(response.status_code, str(found.get("detail", found)))
        return found
