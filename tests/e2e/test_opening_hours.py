"""An owner sets the hours of a place: by mouse, by keyboard, in boxes; and looks at any day."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from launcher.stack import Stack
from tests.e2e.conftest import PASSWORD
from tests.e2e.people import Desk

ROSA = "rosa@brightwater.example"
QUARTER = 5  # pixels of a quarter of an hour


@pytest.fixture
def rosa(desk: Callable[..., Desk]) -> Desk:
    """Sit the plumber's owner down at the hours of her place, Saturday and Sunday closed."""
    there = desk(ROSA)
    there.page.goto("/settings/locations/")
    there.page.locator("a[href$='/hours/']").first.click()
    expect(there.page.locator("[data-weekgrid]")).to_be_visible()
    for day in range(7):
        for box in there.page.locator(f"input[name^='opens-{day}-'], input[name^='closes-{day}-']").all():
            box.fill("09:00" if day == 0 and box.get_attribute("name") == "opens-0-0" else "")
    there.page.locator("input[name='closes-0-0']").fill("12:00")
    return there


def window(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def at(page: Page, day: int, hour: float) -> tuple[float, float]:
    """Give where on the screen an hour of a day is drawn."""
    box = page.locator(".wk-track").nth(day).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + hour * 4 * QUARTER + 1


def test_a_week_by_mouse(rosa: Desk) -> None:
    page = rosa.page
    page.set_viewport_size({"width": 1440, "height": 1400})
    drag(page, at(page, 0, 13), at(page, 0, 17))
    expect(window(page, "Monday, 13:00 to 17:00")).to_be_visible()

    x, y = middle(window(page, "Monday, 09:00 to 12:00"))
    drag(page, (x, y), (at(page, 2, 0)[0], y + 2 * QUARTER))
    expect(window(page, "Wednesday, 09:30 to 12:30")).to_be_visible()
    expect(page.locator("input[name='opens-0-0']")).to_have_value("")

    box = window(page, "Wednesday, 09:30 to 12:30").bounding_box()
    assert box
    drag(page, (at(page, 2, 0)[0], box["y"] + box["height"] - 2), at(page, 2, 14))
    expect(window(page, "Wednesday, 09:30 to 14:00")).to_be_visible()

    drag(page, at(page, 5, 20), (at(page, 5, 0)[0], at(page, 5, 26)[1]))
    expect(window(page, "Saturday, 20:00 to 02:00")).to_be_visible()
    drag(page, at(page, 0, 10), at(page, 0, 14))
    expect(page.locator("[data-clash]")).to_contain_text("overlap")
    rosa.picture("settings-hours")
    window(page, "Monday, 10:00 to 14:00").focus()
    page.keyboard.press("Delete")
    expect(page.locator("[data-clash]")).to_be_empty()

    page.get_by_role("button", name="Save the hours").last.click()
    expect(page.get_by_text("The hours are saved.")).to_be_visible()
    for name in ("Monday, 13:00 to 17:00", "Wednesday, 09:30 to 14:00", "Saturday, 20:00 to 02:00"):
        expect(window(page, name)).to_be_visible()


def test_the_same_by_keyboard(rosa: Desk) -> None:
    page = rosa.page
    page.get_by_role("button", name="Add a window on Sunday").focus()
    page.keyboard.press("Enter")
    expect(window(page, "Sunday, 09:00 to 17:00")).to_be_focused()
    for key, name in (
        ("ArrowDown", "Sunday, 09:15 to 17:15"),
        ("Shift+ArrowUp", "Sunday, 09:15 to 17:00"),
        ("Alt+ArrowUp", "Sunday, 09:00 to 17:00"),
        ("ArrowRight", "Monday, 09:00 to 17:00"),
    ):
        page.keyboard.press(key)
        expect(window(page, name)).to_be_focused()
        expect(page.locator("[data-said]")).to_have_text(name)
    expect(page.locator("[data-clash]")).to_have_text(
        "Monday, 09:00 to 12:00 and Monday, 09:00 to 17:00 overlap."
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("input[name='opens-1-0']")).to_be_focused()

    page.get_by_label("More for Tuesday").press("Enter")
    page.get_by_role("button", name="Copy to every day").locator("visible=true").press("Enter")
    expect(window(page, "Sunday, 09:00 to 17:00")).to_be_visible()
    page.get_by_role("button", name="Save the hours").last.press("Enter")
    expect(page.get_by_text("The hours are saved.")).to_be_visible()
    expect(page.locator(".wk-win")).to_have_count(7)


def test_a_day_ahead(rosa: Desk) -> None:
    page = rosa.page
    page.get_by_label("Day", exact=True).first.fill("2026-12-25")
    page.get_by_role("button", name="Show me").click()
    expect(page.locator(".preview-day")).to_have_text("Fri 25 Dec: closed, Christmas Day")
    expect(page.locator("q[lang=es]")).to_contain_text("Cerrado hasta")


def test_it_works_without_scripts(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(base_url=stack.url, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(ROSA)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.goto("/settings/locations/")
    page.locator("a[href$='/hours/']").first.click()
    typed = {"opens-6-0": "10:00", "closes-6-0": "12:00", "opens-6-1": "11:30", "closes-6-1": "13:00"}
    for name, value in typed.items():
        page.locator(f"input[name='{name}']").fill(value)
    page.get_by_role("button", name="Save the hours").last.click()
    expect(page.get_by_text("Sunday 10:00–12:00 and Sunday 11:30–13:00 overlap.").last).to_be_visible()
    page.locator("input[name='opens-6-1']").fill("12:30")
    page.get_by_role("button", name="Save the hours").last.click()
    expect(page.locator("input[name='closes-6-1']")).to_have_value("13:00")
    context.close()
