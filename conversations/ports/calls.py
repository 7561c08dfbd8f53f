"""The verbs a carrier is asked to carry out with a call. Leg and room ids are the carrier's opaque text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from conversations.domain.plans import Endpoint, Plan
from conversations.ports.messages import Fetched
from conversations.ports.voice import LegState


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A leg the carrier has begun to ring."""

    leg_id: str
    room_id: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer to the carrier's question for a plan, in the carrier's form."""

    status: int
    content_type: str
    body: bytes


class VoiceCarrier(Protocol):
    """The verbs. `region` is the host later commands of a leg must go to, "" for the account's own.

    Every verb raises CarrierUnavailable or RateLimited (nothing was done), CarrierRejected (nothing was done, do
    not repeat) or CarrierUnknown (it may have been done). Only `place_call` must never be repeated blindly.
    """

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
        """Ring `to`, and run `plan` on the leg once it answers. News of it comes to `leg_ref`."""

    def run(self, leg_id: str, plan: Plan, *, leg_ref: UUID, region: str = "") -> None:
        """Replace whatever the leg is going through by `plan`."""

    def hang_up(self, leg_id: str, *, region: str = "") -> None:
        """End the leg; one that has ended already is no error."""

    def speak(self, leg_id: str, text: str, *, language: str = "en-US", region: str = "") -> None:
        """Say something to this leg alone."""

    def play(self, leg_id: str, url: str, *, times: int = 1, region: str = "") -> None:
        """Play a file to this leg alone; `times` of 0 repeats it."""

    def stop_audio(self, leg_id: str, *, region: str = "") -> None:
        """Stop what `speak` or `play` began."""

    def send_digits(self, leg_id: str, digits: str, *, region: str = "") -> None:
        """Send tones (0-9, *, #, p for half a second) into the leg."""

    def mute(self, leg_id: str, *, is_muted: bool, region: str = "") -> None:
        """Let the others hear the leg, or not."""

    def deafen(self, leg_id: str, *, is_deaf: bool, region: str = "") -> None:
        """Let the leg hear the others, or not."""

    def find_leg(self, leg_id: str, *, region: str = "") -> LegState | None:
        """Ask for the state of one leg, None when the carrier knows none. Changes nothing, may be repeated."""

    def list_legs(self, *, since: datetime, until: datetime) -> Iterator[LegState]:
        """Give the legs begun from `since` to just before `until`. Changes nothing, may be repeated."""

    def fetch_media(self, url: str) -> Fetched:
        """Download a recording or transcript, from the carrier's own hosts only."""

    def ensure_user(self, name: str, *, shown_as: str) -> None:
        """Let there be a user `name` whose browser can be rung; doing it again changes nothing."""

    def user_token(self, name: str, *, seconds: int) -> str:
        """Give a browser the right to ring and be rung as `name`, for `seconds`."""

    def render(self, plan: Plan, *, leg_ref: UUID) -> Rendered:
        """Write a plan in the carrier's form, as the answer to its question about the leg `leg_ref`."""
