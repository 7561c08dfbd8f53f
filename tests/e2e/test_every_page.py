"""Every page a member opens: nothing for axe to find, no sideways scrolling, in light, dark and at 360 px."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from launcher.stack import Stack
from tests.e2e.conftest import PASSWORD

PAGES = (
    "/inbox/",
    "/inbox/?view=unowned",
    "/inbox/new/?q=de",
    "/inbox/new/?to=%2B16025550144",
    "/tasks/",
    "/calls/",
    "/contacts/",
    "/contacts/new/",
    "/contacts/imports/",
    "/search/?q=den",
    "/ledger/",
    "/demo/handset/",
    "/demo/mail/",
    "/settings/",
    "/settings/members/",
    "/settings/locations/",
    "/settings/teams/",
    "/settings/api-keys/",
    "/settings/profile/",
    "/settings/booking/",
    "/settings/booking/services/new/",
    "/settings/booking/resources/new/",
    "/settings/booking/embed/",
    "/settings/booking/areas/",
    "/settings/receptionist/",
    "/settings/reminders/",
    "/settings/mailboxes/",
    "/calendar/",
    "/calendar/?view=list",
    "/calendar/new/",
    "/calendar/waiting/",
    "/calendar/route/",
    "/settings/calls/",
    "/settings/flows/",
    "/settings/queues/",
    "/settings/queues/new/",
    "/settings/skills/",
    "/settings/coverage/",
    "/settings/coverage/booking/",
    "/settings/on-call/",
    "/wallboard/",
    "/settings/telephone/",
    "/settings/blocked/",
    "/settings/recording/",
    "/settings/recording/state/?state=NV",
    "/demo/call/",
    "/accounts/2fa/",
)
LOOKS = (("light", 1440), ("dark", 1440), ("light", 360), ("dark", 360))


@pytest.fixture(scope="module")
def member(browser: Browser, stack: Stack) -> Iterator[Page]:
    # axe is put into the page as a script, which the strict policy of the product would rightly stop.
    context = browser.new_context(base_url=stack.url, bypass_csp=True, locale="en-US")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("ana@hale-ortiz.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/**")
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path: str, member: Page) -> None:
    found = [problem for look in LOOKS for problem in _look_at(member, path, *look)]

    assert found == []


def test_axe_finds_nothing_in_a_conversation_and_a_contact(member: Page) -> None:
    member.set_viewport_size({"width": 1440, "height": 900})
    member.goto("/inbox/?view=open")
    conversation = member.locator("li.item a").first.get_attribute("href") or ""
    member.goto("/contacts/")
    contact = member.locator(
        "main a[href^='/contacts/'][href$='/']:not([href$='/new/']):not([href$='/imports/'])"
    )
    paths = (conversation, contact.first.get_attribute("href") or "")

    found = [problem for path in paths for look in LOOKS for problem in _look_at(member, path, *look)]

    assert found == []


def test_axe_finds_nothing_where_a_line_is_set(member: Page) -> None:
    member.set_viewport_size({"width": 1440, "height": 900})
    member.goto("/settings/calls/")
    line = member.locator("main table a").first.get_attribute("href") or ""

    found = [problem for look in LOOKS for problem in _look_at(member, line, *look)]

    assert found == []


def test_axe_finds_nothing_where_hours_are_set(member: Page) -> None:
    member.set_viewport_size({"width": 1440, "height": 900})
    member.goto("/settings/locations/")
    hours = member.locator("a[href$='/hours/']").first.get_attribute("href") or ""

    found = [problem for look in LOOKS for problem in _look_at(member, hours, *look)]

    assert found == []


def test_axe_finds_nothing_where_a_flow_is_built(member: Page) -> None:
    member.set_viewport_size({"width": 1440, "height": 900})
    member.goto("/settings/flows/")
    member.get_by_label("Title").fill("Looked at")
    member.get_by_role("button", name="Begin the flow").click()
    member.wait_for_url("**/settings/flows/*-*/")
    flow = member.url
    paths = (flow, f"{flow}?node=Menu&at=2026-12-25T10:00", f"{flow}changes/")

    found = [problem for path in paths for look in LOOKS for problem in _look_at(member, path, *look)]

    assert found == []


def test_axe_finds_nothing_before_log_in(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(base_url=stack.url, bypass_csp=True)
    page = context.new_page()

    found = [
        problem
        for path in ("/accounts/login/", "/accounts/password/reset/", "/nowhere/")
        for look in LOOKS
        for problem in _look_at(page, path, *look)
    ]
    context.close()

    assert found == []


def _look_at(page: Page, path: str, scheme: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(path)
    where = f"{path} {scheme} {width}"
    problems = [
        f"{where}: {rule['id']} at {rule['nodes'][0]['target']}"
        for rule in Axe().run(page).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        problems.append(f"{where}: scrolls sideways")
    return problems
