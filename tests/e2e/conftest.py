"""A whole Portico on free ports, a real Chromium, and make-believe handsets."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from carrier.simulator.client import SimulatorControl
from launcher.stack import Stack
from tests.e2e.people import Desk, Handset, wait_until

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "portico-demo"
PACE = 4.0
# Five seconds are soon over on a machine that runs the rest of the suite as well.
expect.set_options(timeout=15_000)
EXPECTED = ("Failed to load resource", "ERR_INTERNET_DISCONNECTED")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey, and leave them out loudly where there is no browser."""
    for item in items:
        if "tests/e2e" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            if os.environ.get("PORTICO_SKIP_BROWSER"):
                item.add_marker(pytest.mark.skip(reason="no browser on this machine"))


@pytest.fixture(scope="package")
def stack() -> Iterator[Stack]:
    """Portico with its demo, in a folder that goes away."""
    with (
        tempfile.TemporaryDirectory(prefix="portico-e2e-", ignore_cleanup_errors=True) as folder,
        Stack(Path(folder) / "data", embedded=True, is_throwaway=True) as running,
    ):
        running.tend_in_background()
        yield running


@pytest.fixture(scope="package")
def control(stack: Stack) -> Iterator[SimulatorControl]:
    """The carrier simulator of that Portico, once it knows every line."""
    with SimulatorControl(stack.simulator_control_url, stack.environment["SIMULATOR_TOKEN"]) as client:
        wait_until(lambda: len(client.numbers()) >= 6, "the simulator knows the demo's lines", seconds=30)
        yield client


@pytest.fixture
def hurried(control: SimulatorControl) -> Iterator[None]:
    """Let telephone time pass faster than life."""
    control.set_clock(mode="factor", factor=PACE)
    yield
    control.set_clock(mode="real")


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(
        executable_path=os.environ.get("PORTICO_CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
    )
    yield chromium
    chromium.close()


# A journey is told at any hour of the week.
OPEN_ALWAYS = """
from accounts.models import Member
from accounts.services import hours
from core import clock
for owner in Member.objects.filter(role="OWNER", is_active=True).select_related("organisation"):
    for place in owner.organisation.locations.all():
        week = [hours.Window(weekday=day, opens_minute=0, closes_minute=1440) for day in range(7)]
        hours.set_week(by=owner, location_id=place.pk, windows=week, now=clock.now())
"""


@pytest.fixture(scope="package")
def open_doors(stack: Stack) -> None:
    """Let every demo house be open around the clock."""
    stack.manage("shell", "-c", OPEN_ALWAYS)


@pytest.fixture
def desk(browser: Browser, stack: Stack) -> Iterator[Callable[..., Desk]]:
    """Sit a member down at a browser of their own, logged in; every console error fails the journey."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def sit_down(email: str, *, width: int = 1440, height: int = 900, dark: bool = False) -> Desk:
        context = browser.new_context(
            base_url=stack.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="en-US",
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: _note(problems, message.type, message.text))
        page.on("pageerror", lambda error: problems.append(f"{email}: {error}"))
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form button[type=submit], form button.primary").first.click()
        page.wait_for_url("**/inbox/**")
        return Desk(page, email)

    yield sit_down
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def handset(control: SimulatorControl) -> Callable[[str], Handset]:
    """Give a make-believe phone by its number."""
    return lambda number: Handset(control, number)


def _note(problems: list[str], kind: str, text: str) -> None:
    # A browser reports refused requests and lost connections as errors; both are part of the journeys.
    if kind == "error" and not any(words in text for words in EXPECTED):
        problems.append(text)
