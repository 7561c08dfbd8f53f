"""Calls through the carrier's Voice API: every verb of the port, as raw dictionaries."""

import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from carrier.vonage import client, media, ncco, users
from carrier.vonage.addresses import of_leg
from carrier.vonage.credentials import Account, BadCredentials, Mode, check_host
from carrier.vonage.parse.legs import parse_call
from carrier.vonage.parse.values import Fields, inner, items, whole, word
from carrier.vonage.refusals import HttpRefusal
from carrier.vonage.words import LONGEST_TALK, plain_talk
from conversations.ports import (
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    Endpoint,
    FailureReason,
    Fetched,
    LegState,
    PlacedCall,
    Plan,
    RateLimited,
    Rendered,
)

log = logging.getLogger(__name__)
CALLS = "/v1/calls"
RING_SECONDS = (1, 120)
PAGE_SIZE = 100
MOST_PAGES = 50
# Waits before an idempotent request is repeated; the carrier limits us, so it is few.
REPEATS = (0.3, 1.0)
# A leg cannot be hung up in its first second or two: the carrier answers 400 (research/vonage.md §2.5).
TOO_EARLY_SECONDS = 2.0
REGION_HOSTS = (".nexmo.com", ".vonage.com")
_DIGITS = re.compile(r"[0-9*#p]{1,100}", re.ASCII)
pause: Callable[[float], None] = time.sleep


class VonageVoice:
    """The port's `VoiceCarrier` on one account. Holds no connection, so threads may share it.

    `hooks` is the account's public webhook address, `https://host/hooks/<token>`.
    """

    def __init__(self, account: Account, *, hooks: str) -> None:
        self._account, self._hooks = account, hooks

    def place_call(
        self,
        *,
        leg_ref: UUID,
        to: Endpoint,
        sender: str,
        plan: Plan,
        ring_seconds: int,
        detects_machine: bool = False,
        region: str = "",
    ) -> PlacedCall:
        """Place one call, once; see the port for what each error promises."""
        body = self._call_body(leg_ref, to, sender, plan, ring_seconds)
        if detects_machine:
            body["machine_detection"] = "continue"
        answer = client.ask(self._at(region), "POST", CALLS, body)
        leg_id = word(answer, "uuid")
        if not leg_id:
            raise CarrierUnknown("The carrier took the call and gave no id.")
        return PlacedCall(leg_id, word(answer, "conversation_uuid"))

    def _call_body(
        self, leg_ref: UUID, to: Endpoint, sender: str, plan: Plan, ring_seconds: int
    ) -> dict[str, Any]:
        digits = sender.removeprefix("+")
        if not ncco.PHONE.fullmatch(digits):
            raise CarrierRejected(FailureReason.SENDER_REFUSED, code="from")
        try:
            endpoint = ncco.endpoint(to)
        except ncco.UnfitPlan:
            raise CarrierRejected(FailureReason.BAD_NUMBER, code="to") from None
        return {
            "to": [endpoint],
            "from": {"type": "phone", "number": digits},
            "ncco": self._script(plan, leg_ref),
            "event_url": [of_leg(self._hooks, leg_ref).leg],
            "event_method": "POST",
            "ringing_timer": max(RING_SECONDS[0], min(ring_seconds, RING_SECONDS[1])),
        }

    def run(self, leg_id: str, plan: Plan, *, leg_ref: UUID, region: str = "") -> None:
        """Replace what the leg goes through, once."""
        destination = {"type": "ncco", "ncco": self._script(plan, leg_ref)}
        body = {"action": "transfer", "destination": destination}
        client.ask(self._at(region), "PUT", _path(leg_id), body)

    def hang_up(self, leg_id: str, *, region: str = "") -> None:
        """End the leg; asked in its first moments, this waits and asks again."""
        try:
            self._hang_up(leg_id, region)
        except HttpRefusal as refusal:
            if refusal.status != 400:
                raise
            pause(TOO_EARLY_SECONDS)
            self._hang_up_late(leg_id, region)

    def _hang_up_late(self, leg_id: str, region: str) -> None:
        try:
            self._hang_up(leg_id, region)
        except HttpRefusal:
            found = self.find_leg(leg_id, region=region)
            if found is not None and not found.is_terminal:
                raise

    def _hang_up(self, leg_id: str, region: str) -> None:
        for account in self._places(region):
            try:
                self._repeated(account, "PUT", _path(leg_id), {"action": "hangup"})
            except HttpRefusal as refusal:
                if refusal.status != 404:
                    raise

    def speak(self, leg_id: str, text: str, *, language: str = "en-US", region: str = "") -> None:
        """Say something to this leg alone, once."""
        said = plain_talk(text)
        if not 0 < len(said) <= LONGEST_TALK:
            raise CarrierRejected(FailureReason.CONTENT_REFUSED, code="text")
        client.ask(self._at(region), "PUT", _path(leg_id, "talk"), {"text": said, "language": language})

    def play(self, leg_id: str, url: str, *, times: int = 1, region: str = "") -> None:
        """Play a file to this leg alone, once."""
        body = {"stream_url": [url], "loop": max(0, times)}
        client.ask(self._at(region), "PUT", _path(leg_id, "stream"), body)

    def stop_audio(self, leg_id: str, *, region: str = "") -> None:
        """Stop words and sounds; the carrier minds neither being asked for what is not playing."""
        for what in ("talk", "stream"):
            self._repeated(self._at(region), "DELETE", _path(leg_id, what))

    def send_digits(self, leg_id: str, digits: str, *, region: str = "") -> None:
        """Send tones into the leg, once."""
        if not _DIGITS.fullmatch(digits):
            raise CarrierRejected(FailureReason.CONTENT_REFUSED, code="digits")
        client.ask(self._at(region), "PUT", _path(leg_id, "dtmf"), {"digits": digits})

    def mute(self, leg_id: str, *, is_muted: bool, region: str = "") -> None:
        """Let the others hear the leg, or not."""
        body = {"action": "mute" if is_muted else "unmute"}
        self._repeated(self._at(region), "PUT", _path(leg_id), body)

    def deafen(self, leg_id: str, *, is_deaf: bool, region: str = "") -> None:
        """Let the leg hear the others, or not."""
        body = {"action": "earmuff" if is_deaf else "unearmuff"}
        self._repeated(self._at(region), "PUT", _path(leg_id), body)

    def find_leg(self, leg_id: str, *, region: str = "") -> LegState | None:
        """Ask for one leg, in its region and else at the account's own host."""
        for account in self._places(region):
            try:
                answer = self._repeated(account, "GET", _path(leg_id))
            except HttpRefusal as refusal:
                if refusal.status != 404:
                    raise
            else:
                found = parse_call(answer)
                if found is None:
                    raise CarrierUnavailable("The carrier describes the leg in words we do not know.")
                return found
        return None

    def list_legs(self, *, since: datetime, until: datetime) -> Iterator[LegState]:
        """Give the legs begun in a span; a page that overlaps another gives nothing twice."""
        query: dict[str, Any] = {
            "date_start": _stamp(since),
            "date_end": _stamp(until),
            "page_size": PAGE_SIZE,
            "order": "asc",
        }
        seen: set[str] = set()
        for _page in range(MOST_PAGES):
            # Whether this counts calls or pages is documented both ways, hence the check of the total below.
            answer = self._repeated(self._account, "GET", CALLS, query | {"record_index": len(seen)})
            rows = items(inner(answer, "_embedded"), "calls")
            fresh = [row for row in rows if word(row, "uuid") not in seen]
            seen.update(word(row, "uuid") for row in fresh)
            yield from filter(None, map(parse_call, fresh))
            if not fresh or len(seen) >= (whole(answer, "count") or 0):
                break
        if len(seen) < (whole(answer, "count") or 0):
            raise CarrierUnavailable("The carrier did not list all the calls it counts.")

    def fetch_media(self, url: str) -> Fetched:
        """Download a recording or transcript; see `media.fetch_media`."""
        return media.fetch_media(self._account, url, largest=media.LARGEST_RECORDING)

    def ensure_user(self, name: str, *, shown_as: str) -> None:
        """Make a browser's user unless there is one."""
        users.ensure_user(self._account, name, shown_as=shown_as)

    def user_token(self, name: str, *, seconds: int) -> str:
        """Sign a token for a browser, valid for a day at most."""
        return users.token(self._account, name, seconds=seconds)

    def render(self, plan: Plan, *, leg_ref: UUID) -> Rendered:
        """Write a plan as the answer to a webhook.

        Raises:
            UnfitPlan: the carrier could not carry it out.
        """
        actions = ncco.render(plan, addresses=of_leg(self._hooks, leg_ref))
        return Rendered(200, "application/json", json.dumps(actions, separators=(",", ":")).encode())

    def _script(self, plan: Plan, leg_ref: UUID) -> list[ncco.Action]:
        try:
            return ncco.render(plan, addresses=of_leg(self._hooks, leg_ref))
        except ncco.UnfitPlan as unfit:
            raise CarrierRejected(FailureReason.CONTENT_REFUSED, code="plan", detail=str(unfit)) from unfit

    def _repeated(
        self, account: Account, method: str, path: str, body: dict[str, Any] | None = None
    ) -> Fields:
        """Make a request that may be carried out twice without harm, until its answer is known."""
        for wait in REPEATS:
            try:
                return client.ask(account, method, path, body)
            except CarrierUnknown:
                pause(wait)
            except RateLimited as limited:
                pause(min(limited.retry_after, wait))
        return client.ask(account, method, path, body)

    def _at(self, region: str) -> Account:
        """Give the account at the host a leg lives at; an address that is not the carrier's is left aside."""
        host = region_host(self._account, region)
        return replace(self._account, api_host=host) if host else self._account

    def _places(self, region: str) -> list[Account]:
        """Give where a leg may be found: asked of the wrong region the carrier says 404 (java-sdk#143)."""
        there = self._at(region)
        return [there] if there == self._account else [there, self._account]


def region_host(account: Account, region: str) -> str:
    """Give the host of a region address if it is the carrier's own, else nothing."""
    try:
        parts = urlsplit(region if "://" in region else f"https://{region}")
        host, port = (parts.hostname or "").lower(), parts.port
        if not host or "@" in parts.netloc:
            return ""
        if account.mode is Mode.SIMULATOR:
            check_host(Mode.SIMULATOR, parts.netloc)
            is_ours = port == urlsplit(f"//{account.api_host}").port
            return f"{parts.netloc}{parts.path.rstrip('/')}" if is_ours else ""
    except (ValueError, BadCredentials):
        return ""
    return host if parts.scheme == "https" and port in {None, 443} and host.endswith(REGION_HOSTS) else ""


def _path(leg_id: str, *rest: str) -> str:
    if not leg_id:
        raise CarrierRejected(FailureReason.CONTENT_REFUSED, code="leg")
    return "/".join([CALLS, quote(leg_id, safe=""), *rest])


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
