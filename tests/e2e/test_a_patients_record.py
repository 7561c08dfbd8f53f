"""A clinician keeps a patient's record: what is known of their health, who said it, and what is no longer so."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.people import Desk

MINA = "mina@saguaro-clinic.example"


def test_an_allergy_is_written_down_and_a_mistake_stays_to_be_read(desk: Callable[..., Desk]) -> None:
    mina = desk(MINA)
    page = mina.page
    page.goto("/contacts/?q=Walter+Ames")
    page.locator("main a", has_text="Walter Ames").first.click()
    page.get_by_role("link", name="Open the patient record").click()
    expect(page.locator("main")).to_contain_text("Lisinopril")
    mina.picture("clinic-record")
    page.locator("section", has_text="Allergies, medications, history").get_by_role(
        "link", name="Edit"
    ).click()
    page.get_by_text("Add an allergy").first.click()
    page.get_by_label("Allergic to").fill("Bee stings")
    page.get_by_label("It may be life-threatening").check()
    page.get_by_role("button", name="Save Add an allergy").click()
    expect(page.locator("main")).to_contain_text("Bee stings")
    mina.picture("clinic-record-health")
    page.get_by_role("button", name="A mistake Bee stings").click()
    page.get_by_text("Past things and mistakes (1)").click()
    expect(page.locator("main li", has_text="Bee stings")).to_contain_text("a mistake")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
