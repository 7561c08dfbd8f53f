"""A day at the clinic: two people on one number, nothing guessed; everything on a phone's screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.people import Desk, Handset, wait_until

CLINIC = "+16025550150"
COLE, PRIYA = "cole@saguaro-clinic.example", "priya@saguaro-clinic.example"
SHARED = "+14805550154"


def test_two_people_on_one_number_are_both_shown(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    cole = desk(COLE)
    handset(SHARED).text(CLINIC, "It is about Tuesday morning")
    cole.find("It is about Tuesday morning", "(480) 555-0154")

    person = cole.page.locator("[id^=person-]")
    expect(person).to_contain_text("Joan Petrakis")
    expect(person).to_contain_text("Eli Petrakis")
    cole.picture("clinic-two-people")


def test_a_patient_is_answered_from_a_phone(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    priya = desk(PRIYA, width=360, height=740)
    phone = handset("+16025550152")
    phone.text(CLINIC, "May I bring my daughter along?")
    priya.find("May I bring my daughter along?", "Walter Ames")
    priya.reply("Of course. The waiting room has a corner for children.")
    phone.waits_for("a corner for children")
    assert priya.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_page_left_offline_catches_up(desk: Callable[..., Desk], handset: Callable[[str], Handset]) -> None:
    cole = desk(COLE)
    phone = handset("+16025550186")
    phone.text(CLINIC, "First words")
    cole.find("First words", "(602) 555-0186")
    cole.live()

    cole.page.context.set_offline(True)
    phone.text(CLINIC, "Words sent while the desk was away")
    cole.page.wait_for_timeout(2_500)
    cole.page.context.set_offline(False)

    expect(cole.page.locator("[id^=entry-]", has_text="Words sent while the desk was away")).to_have_count(
        1, timeout=30_000
    )


@pytest.mark.usefixtures("hurried")
def test_nobody_is_free_so_a_message_is_left_written_down_and_answered_by_a_text(
    desk: Callable[..., Desk], handset: Callable[[str], Handset], open_doors: None
) -> None:
    priya = desk(PRIYA)
    for number in ("+16235550151", "+16235550152"):
        handset(number).takes_calls(busy=True)
    caller = handset("+16025550187")
    caller.dial(CLINIC)
    caller.hears("Nobody is free")
    caller.hears("beep")
    caller.says("This is Nora. Please call me back about my results. I am home until six.")
    caller.presses("#")
    caller.is_hung_up()
    caller.waits_for("Sorry we missed your call", seconds=60)
    priya.find("Sorry we missed your call", "(602) 555-0187")
    priya.sees_entry("Please call me back about my results")
    expect(priya.page.locator("audio").first).to_be_visible()
    priya.picture("clinic-voicemail")
    priya.page.goto("/tasks/")
    wait_until(
        lambda: priya.page.reload() is not None and "Call back (602) 555-0187" in priya.page.content(),
        "somebody owes a call",
    )


def test_three_times_are_offered_by_text_one_is_taken_and_kept(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    cole = desk(COLE)
    phone = handset("+16025550152")
    phone.text(CLINIC, "When may I come for a check-up?")
    cole.find("When may I come for a check-up?", "Walter Ames")
    cole.page.locator("select[name=service]").select_option(label="Check-up")
    cole.page.get_by_role("button", name="Offer three by text").click()
    phone.waits_for("3) ")
    cole.picture("clinic-times-offered")
    phone.text(CLINIC, "2")
    phone.waits_for("You are booked on")
    cole.page.reload()
    visit = cole.page.locator("[id^=person-] a[href^='/calendar/appointments/']").first
    day = (visit.locator("time").get_attribute("datetime") or "")[:10]
    visit.click()

    expect(cole.page.locator("article.appt")).to_contain_text("Walter Ames")
    cole.page.goto(f"/calendar/?view=week&date={day}")
    expect(cole.page.locator("main")).to_contain_text("Walter Ames")
    cole.picture("clinic-calendar")
