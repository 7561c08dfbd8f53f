"""A member writes to somebody first: to a number nobody knows, by the keyboard, and by mail to a contact."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.people import Desk, Handset, number_by_day

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("open_doors")]
ANA = "ana@hale-ortiz.example"


def test_a_number_nobody_knows_is_texted_and_answers_in_the_thread(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    number = number_by_day("188")
    ana, marta = desk(ANA), handset(number)
    page = ana.page
    page.goto("/inbox/?view=open")
    page.get_by_role("link", name="New message").click()

    page.locator("#write-to").press_sequentially("den")
    expect(page.locator("#found")).to_contain_text("Denise Calloway")
    ana.picture("write-whom")
    page.locator("#write-to").fill(number)
    page.locator("#found").locator(f"a[href$='{number[1:]}']").click()
    page.get_by_label("Their name").fill("Marta Okafor")
    page.get_by_label("Text message").fill(
        "Ms. Okafor, your papers are ready. You can pick them up until five."
    )
    expect(page.locator("[data-meter-out]")).to_contain_text("1 segment")
    ana.picture("write-text")
    page.get_by_label("Text message").press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".conv-head h2")).to_contain_text("Marta Okafor")
    marta.waits_for("your papers are ready")
    marta.text("+16025550110", "Thank you, I will be there at four.")
    ana.sees_entry("I will be there at four.")


def test_a_contact_is_written_to_by_mail_from_their_page(desk: Callable[..., Desk]) -> None:
    ana = desk(ANA)
    page = ana.page
    page.goto("/contacts/?q=calloway")
    page.get_by_role("link", name="Denise Calloway").click()
    page.get_by_role("link", name="Write a message").click()
    page.get_by_label("Text message").fill("Half a thought")
    page.get_by_role("button", name="d.calloway@example.com").click()
    expect(page.get_by_role("textbox", name="E-mail")).to_have_value("Half a thought")
    page.get_by_role("textbox", name="E-mail").fill(
        "Dear Ms. Calloway,\n\nthe hearing is on the third.\n\nAna Ruiz"
    )
    page.get_by_label("Subject").fill("Your hearing")
    ana.picture("write-mail")
    page.get_by_role("button", name="Send e-mail").click()

    expect(page.locator(".conv-head h2")).to_contain_text("Denise Calloway")
    ana.sees_entry("the hearing is on the third")
