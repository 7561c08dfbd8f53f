"""A day at the plumber's: a leak, the race for it, a visit booked by its postcode and driven to, the demo's own phone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from tests.e2e.people import Desk, Handset, number_by_day

PLUMBER = "+16025550170"
PHOENIX = ZoneInfo("America/Phoenix")
DEZ, LUZ, ROSA = "dez@brightwater.example", "luz@brightwater.example", "rosa@brightwater.example"


def test_two_members_reach_for_the_same_leak(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    luz, rosa = desk(LUZ), desk(ROSA)
    phone = handset("+16025550173")
    phone.text(PLUMBER, "Water is coming through the ceiling!")
    luz.find("Water is coming through the ceiling!", "Harlan Boone")
    rosa.find("Water is coming through the ceiling!", "Harlan Boone")
    # The slower one still has the button on her screen: she loses by the server's word, not by the screen's.
    rosa.page.context.set_offline(True)
    luz.page.get_by_role("button", name="Claim").click()
    expect(luz.page.get_by_role("button", name="Claim")).to_have_count(0)
    rosa.page.context.set_offline(False)
    button = rosa.page.get_by_role("button", name="Claim")
    # The news of who was faster may take the button away under the pointer.
    with suppress(PlaywrightTimeout):
        button.click(timeout=2_000)
    expect(rosa.page.locator(".conv-head")).to_contain_text("Luz Marin", timeout=20_000)

    luz.reply("Please close the main valve. Dez leaves now and is with you by four.")
    phone.waits_for("Dez leaves now")
    luz.picture("plumber-conversation")


def test_the_demo_phone_texts_the_business(desk: Callable[..., Desk]) -> None:
    rosa = desk(ROSA)
    rosa.page.goto("/demo/handset/?handset=%2B14805550174")
    rosa.page.locator("#phone-text").fill("The drain is slow again, unit 3")
    rosa.page.get_by_role("button", name="Send").click()
    expect(rosa.page.locator("#handset-screen")).to_contain_text("The drain is slow again, unit 3")
    rosa.picture("test-phone")
    rosa.find("The drain is slow again, unit 3", "Lu Park")


def test_the_ledger_adds_up(desk: Callable[..., Desk], handset: Callable[[str], Handset]) -> None:
    rosa = desk(ROSA)
    handset("+16025550173").text(PLUMBER, "Thank you, all dry now")
    rosa.find("Thank you, all dry now", "Harlan Boone")
    rosa.page.goto("/ledger/")
    sentence = rosa.page.locator(".page .banner b").first.inner_text()
    attempts, accounted = [int(word) for word in sentence.replace(",", "").split() if word.isdigit()][:2]
    assert attempts == accounted > 0
    rosa.picture("ledger")


@pytest.mark.usefixtures("hurried")
def test_a_caller_who_hangs_up_is_texted_and_their_answer_lands_in_the_same_thread(
    desk: Callable[..., Desk], handset: Callable[[str], Handset], open_doors: None
) -> None:
    luz = desk(LUZ)
    for number in ("+16235550171", "+16235550172", "+16235550173"):
        handset(number).takes_calls(no_answer=True)
    caller = handset("+16025550148")
    caller.dial(PLUMBER)
    caller.hears("One moment, please")
    caller.hears("hold")
    caller.hangs_up()
    caller.waits_for("Sorry we missed your call", seconds=60)
    caller.text(PLUMBER, "The boiler drips, can somebody look today?")
    luz.find("The boiler drips", "(602) 555-0148")
    luz.sees_entry("Hung up while it rang")
    luz.sees_entry("Sorry we missed your call")
    assert sum("Sorry we missed your call" in text for text in caller.received()) == 1
    luz.picture("plumber-missed-call")


def test_a_visit_is_booked_by_its_postcode_reminded_of_driven_to_and_done(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    dez, rosa, phone = desk(DEZ), desk(ROSA), handset(number_by_day("189"))
    page = dez.page
    page.goto("/book/brightwater/repair/")
    page.get_by_label("Postcode").fill("86001")
    page.get_by_role("button", name="Show times").click()
    expect(page.get_by_role("heading", name="We do not come to 86001")).to_be_visible()
    dez.picture("book-not-served")
    page.get_by_label("Another postcode").fill("85004")
    page.get_by_role("button", name="Show times").click()
    # A reminder is sent at most thirty days before.
    latest = min(page.locator("a.dd.free").count(), 15) - 1
    page.locator("a.dd.free").nth(latest).click()
    expect(page.locator("a.dd.free").nth(latest)).to_have_attribute("aria-current", "date")
    slot = page.locator("button.slot").first
    starts_at = datetime.fromisoformat(slot.get_attribute("value") or "")
    day = starts_at.astimezone(PHOENIX).date()
    dez.picture("book-arrival-windows")
    slot.click()
    page.get_by_label("First name").fill("Nell")
    page.get_by_label("Mobile number").fill(phone.number)
    page.get_by_label("Street and number").fill("512 E Moreland St")
    page.get_by_label("City").fill("Phoenix")
    page.get_by_label("You may text me about this").check()
    page.get_by_role("button", name="Book ").click()
    expect(page.get_by_role("heading", name="See you")).to_be_visible()
    _is_reminded(rosa, phone, starts_at)

    page.goto(f"/calendar/route/?day={day}")
    stop = page.locator("li.stop", has_text="Nell")
    # Whoever drives learns the street on the day itself.
    is_today = day == datetime.now(PHOENIX).date()
    expect(stop).to_contain_text(
        "512 E Moreland St" if is_today else "You see street and gate code on the day."
    )
    dez.picture("plumber-route")
    stop.get_by_role("button", name="On my way").first.click()
    # By night nobody is texted, and the van is told to call.
    said = page.get_by_text("The customer is told that you are on the way.")
    expect(said.or_(page.get_by_text("At this hour no text is sent to them."))).to_be_visible()
    if said.is_visible():
        phone.waits_for("on the way")
    stop.get_by_role("button", name="Arrived").click()
    stop.get_by_role("button", name="Done").click()
    expect(stop).to_have_class("card stop over")

    page.goto("/settings/booking/areas/")
    expect(page.locator("main")).to_contain_text("Beyond South Mountain")
    dez.picture("plumber-areas")


def _is_reminded(rosa: Desk, phone: Handset, starts_at: datetime) -> None:
    """Add the reminder that falls due at the next full minute, answer it, and see the answer where staff see it."""
    page = rosa.page
    page.goto("/settings/reminders/")
    page.get_by_label("Service").select_option(label="Repair visit")
    page.get_by_label("Unit").select_option(label="minutes")
    left = (starts_at - datetime.now(UTC)).total_seconds()
    # What is due in this very moment would be over before it is added.
    page.get_by_label("How long").fill(str(int((left - 8) // 60)))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("button", name="Remove Repair visit")).to_have_count(1)
    phone.waits_for("a reminder of your appointment", seconds=120)
    assert "Reply C to confirm" in phone.received()[-1]
    phone.text(PLUMBER, "C")
    phone.waits_for("Thank you. See you on")
    page.get_by_role("button", name="Remove Repair visit").click()
    page.goto("/inbox/?view=open")
    rosa.open("Nell")
    rosa.sees_entry("a reminder of your appointment")
    rosa.sees_entry("Thank you. See you on")
    page.locator("[id^=person-] a[href^='/calendar/appointments/']").first.click()
    expect(page.locator("article.appt")).to_contain_text("Will come")
    rosa.picture("plumber-reminded")
