"""Those who act in the journeys: a member at a desk, and a customer with a phone."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from carrier.simulator.client import SimulatorControl

SCREENS = os.environ.get("PORTICO_SCREENS", "")


def wait_until(holds: Callable[[], bool], what: str, *, seconds: float = 15.0) -> None:
    """Wait for something outside the browser, or fail with its name."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"still not so after {seconds:g} s: {what}"
        time.sleep(0.1)


def number_by_day(ends: str) -> str:
    """Give a fictional number, by its last three digits, of a town where it is day: by night nobody is texted."""
    now = datetime.now(UTC)
    towns = (
        ("Europe/London", "+4420794600" + ends[1:]),
        ("America/New_York", "+12125550" + ends),
        ("Pacific/Honolulu", "+18085550" + ends),
        ("Europe/Helsinki", "+35850000" + "0" + ends),
    )
    return next(
        (number for zone, number in towns if 9 <= now.astimezone(ZoneInfo(zone)).hour < 20), towns[-1][1]
    )


class Handset:
    """A customer's phone."""

    def __init__(self, control: SimulatorControl, number: str) -> None:
        self.control = control
        self.number = number
        self._leg = ""

    def text(self, to: str, words: str) -> None:
        """Send a text to the business."""
        self.control.send_mo(handset=self.number.removeprefix("+"), to=to.removeprefix("+"), text=words)

    def received(self) -> list[str]:
        """List the texts the business sent to this phone, oldest first."""
        view = self.control.handset(self.number.removeprefix("+"))
        return [message.text for message in view.messages if message.direction == "in"]

    def waits_for(self, words: str, *, seconds: float = 25.0) -> None:
        """Wait until a text with these words has arrived."""
        wait_until(
            lambda: any(words in text for text in self.received()),
            f"{self.number} got {words!r}",
            seconds=seconds,
        )

    def takes_calls(self, **policy: object) -> None:
        """Say how this telephone treats calls: answer_after, busy, no_answer, voicemail, script…"""
        self.control.set_voice(self.number.removeprefix("+"), **policy)

    def dial(self, to: str) -> None:
        """Ring the business."""
        self._leg = self.control.dial(handset=self.number.removeprefix("+"), to=to.removeprefix("+")).uuid

    def heard(self) -> str:
        """Give what this telephone has heard on its call."""
        return "\n".join(entry.words for entry in self.control.transcript(self.leg).entries)

    def hears(self, words: str, *, seconds: float = 40.0) -> None:
        """Wait until these words (or, of sounds, their kind) were heard."""
        wait_until(lambda: words in self._heard_kinds(), f"{self.number} hears {words!r}", seconds=seconds)

    def _heard_kinds(self) -> str:
        entries = self.control.transcript(self.leg).entries
        return "\n".join(f"{entry.kind} {entry.words} {entry.text}" for entry in entries)

    def says(self, words: str) -> None:
        """Speak on the call, to the last word."""
        self.control.act(self.leg, say=words)

        def is_said() -> bool:
            told = self.control.transcript(self.leg)
            spoken = [entry.until for entry in told.entries if entry.kind == "speech"]
            return bool(spoken) and told.now >= spoken[-1]

        wait_until(is_said, f"{self.number} has said {words!r}", seconds=40)

    def rings(self, *, seconds: float = 20.0) -> None:
        """Wait until this telephone rings at the carrier; a screen knows of it a moment before."""
        party = self.number.removeprefix("+")
        wait_until(
            lambda: bool(self.control.legs(party=party, status="ringing")),
            f"{self.number} rings",
            seconds=seconds,
        )

    def presses(self, keys: str) -> None:
        """Press keys on the call."""
        self.control.act(self.leg, press=keys)

    def hangs_up(self) -> None:
        """End the call from this end."""
        self.control.act(self.leg, hang_up=True)

    def is_hung_up(self, *, seconds: float = 40.0) -> None:
        """Wait until the call is over at this end."""
        wait_until(lambda: self.control.leg(self.leg).is_over, f"{self.number} was hung up", seconds=seconds)

    @property
    def leg(self) -> str:
        """Give the leg of the call this telephone is on, its own or one that rang it, the newest."""
        if not self._leg:
            legs = self.control.legs(party=self.number.removeprefix("+"))
            assert legs, f"no call has reached {self.number}"
            return legs[-1].uuid
        return self._leg


class Desk:
    """A member at a browser."""

    def __init__(self, page: Page, email: str) -> None:
        self.page = page
        self.email = email

    def row(self, name: str) -> Locator:
        """Find the list's row of a person."""
        return self.page.locator("li.item", has_text=name).first

    def sees_row(self, name: str, words: str) -> None:
        """Wait until the list shows a person's latest words, without a reload."""
        expect(self.row(name)).to_contain_text(words, timeout=10_000)

    def live(self) -> None:
        """Wait until the page hears live changes."""
        expect(self.page.locator("html[data-live=on]")).to_have_count(1, timeout=15_000)

    def sees_new_row(self, name: str, words: str) -> None:
        """Wait for a new conversation at the edge of the list, show it, and read its words."""
        bar = self.page.locator("#new-rows")
        expect(bar.or_(self.row(name)).first).to_be_visible(timeout=10_000)
        if not self.row(name).is_visible():
            bar.click()
        self.sees_row(name, words)

    def find(self, words: str, name: str) -> None:
        """Reload the open view until a text has arrived, and open its conversation."""
        wait_until(lambda: self._shows(words), f"{self.email} finds {words!r}", seconds=20)
        self.open(name)
        self.sees_entry(words)

    def _shows(self, words: str) -> bool:
        self.page.goto("/inbox/?view=open")
        return self.page.locator("li.item", has_text=words[:28]).count() > 0

    def resolve(self, outcome: str) -> None:
        """End the open conversation."""
        self.page.locator(".conv-head summary", has_text="Resolve").click()
        self.page.locator(".conv-head button[name=outcome]", has_text=outcome).first.click()
        expect(self.page.get_by_role("button", name="Reopen")).to_be_visible()

    def open(self, name: str) -> None:
        """Open the conversation with a person from the list."""
        self.row(name).locator("a").first.click()
        expect(self.page.locator(".conv-head h2")).to_contain_text(name)

    def sees_entry(self, words: str) -> None:
        """Wait until the open thread shows these words, without a reload."""
        expect(self.page.locator("[id^=entry-]", has_text=words).last).to_be_visible(timeout=10_000)

    def reply(self, words: str) -> None:
        """Write a reply and send it."""
        self.page.locator("textarea[name=text]").fill(words)
        self.page.locator("button[data-send][data-for=text]").click()
        self.sees_entry(words)

    def note(self, words: str) -> None:
        """Write a private note."""
        self.page.locator("[data-mode-to=note]").click()
        self.page.locator("textarea[name=note]").fill(words)
        self.page.locator("button[data-send][data-for=note]").click()
        self.sees_entry(words)
        self.page.locator("[data-mode-to=text]").click()

    def picture(self, name: str) -> None:
        """Take the screen for docs/screens, when asked for."""
        picture(self.page, name)


def picture(page: Page, name: str) -> None:
    """Take the screen for docs/screens in light, dark and at 360 px, when asked for by PORTICO_SCREENS."""
    if not SCREENS:
        return
    folder = Path(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 1440, "height": 900}
    page.screenshot(path=folder / f"{name}.png")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.wait_for_timeout(400)
    page.screenshot(path=folder / f"{name}-dark.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(400)
    page.screenshot(path=folder / f"{name}-360.png")
    page.set_viewport_size(size)
