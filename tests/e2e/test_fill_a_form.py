"""The public fills in a form: on a telephone question by question, in Spanish, later again; and without scripts."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from launcher.stack import Stack
from tests.e2e.people import Desk, picture

PLACE = ("12 Palm St", "Mesa", "AZ", "85201")
CODE = """
from accounts.models import Organisation
from core.transactions import reading
from core import clock
from intake.models import ResumeCode, Submission
from intake.services.forms import resuming
clinic = Organisation.objects.get(slug="saguaro-clinic")
with reading(clinic):
    row = Submission.objects.select_related("hold").get(pk=resuming.read_token("$token", 1, now=clock.now())[1])
    code = ResumeCode.objects.filter(submission=row).first()
    print("link", resuming.resume_token(row, now=clock.now()), resuming.code_of(code) if code else "")
"""
NEWEST = """
from accounts.models import Organisation
from core.transactions import reading
from intake.models import Submission
firm = Organisation.objects.get(slug="hale-ortiz")
with reading(firm):
    print("draft", Submission.objects.of(firm.pk).filter(state="DRAFT").order_by("created_at").last().pk)
"""
SENT = """
from accounts.models import Organisation
from core.transactions import reading
from intake.models import Submission
for slug in ("saguaro-clinic", "brightwater"):
    firm = Organisation.objects.get(slug=slug)
    with reading(firm):
        for row in Submission.objects.exclude(state="DRAFT").select_related("form_version__form"):
            print("sent", slug, row.state, row.language, row.conversation_id is not None)
"""


def check(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert found == [], [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def page_of(browser: Browser, stack: Stack, **more: object) -> Page:
    context = browser.new_context(base_url=stack.url, bypass_csp=True, reduced_motion="reduce", **more)
    return context.new_page()


def onward(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).locator("visible=true").click()


@pytest.mark.browser
def test_on_a_telephone_in_spanish_later_again_and_signed(browser: Browser, stack: Stack) -> None:
    page = page_of(browser, stack, viewport={"width": 360, "height": 740}, locale="en-US")
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto("/f/saguaro-clinic/new-patient/?lang=es")
    page.get_by_role("button", name="Empezar").click()
    expect(page.locator("#a-full_name")).to_be_visible()
    expect(page.locator("#a-birth_date")).not_to_be_visible()
    check(page)
    page.locator("#a-full_name").fill("Rosa Ibarra")
    onward(page, "Siguiente")
    page.locator("#a-phone").fill("602 555 0177")
    onward(page, "Siguiente")
    page.locator("#a-email").fill("rosa@example.com")
    onward(page, "Siguiente")
    page.locator("#a-birth_date").fill("4 de marzo de 1990")
    with page.expect_response(re.compile("/field/")):
        onward(page, "Siguiente")
    expect(page.locator("#saved")).to_contain_text("Guardado")
    token = re.search(r"/fill/([^/]+)/", page.url)
    assert token
    page.get_by_role("button", name="Envíenme un enlace").click()
    expect(page.get_by_text("r…@example.com")).to_be_visible()

    code = CODE.replace("$token", token[1])
    link = re.findall(r"link (\S+)", stack.manage("shell", "-c", code))[0]
    page.goto(f"/f/saguaro-clinic/new-patient/back/{link}/?lang=es")
    page.locator(".sheet .btn.primary").click()
    expect(page.locator("#code")).to_be_visible()
    digits = re.findall(r"link \S+ (\d{6})", stack.manage("shell", "-c", code))[0]
    page.locator("#code").fill(digits)
    page.locator(".sheet .btn.primary").click()
    expect(page.locator("#a-full_name")).to_have_value("Rosa Ibarra")

    page.set_viewport_size({"width": 1100, "height": 900})
    for part, value in zip(("line1", "city", "region", "postcode"), PLACE, strict=True):
        page.locator(f"#a-home-{part}").fill(value)
    check(page)
    page.locator(".qfoot .primary").click()
    page.get_by_label("No, pago yo").check()
    page.locator(".qfoot .primary").click()
    page.locator("#a-reason").fill("Me duele la rodilla")
    # The first piece is cut off on its way: the file goes on by itself.
    cuts: list[str] = []
    page.route(
        re.compile("/part/.*offset="),
        lambda route: route.continue_() if cuts else (cuts.append(route.request.url), route.abort())[-1],
    )
    page.get_by_label("Fotos de los frascos").set_input_files(
        {"name": "frasco.png", "mimeType": "image/png", "buffer": page.screenshot()}
    )
    expect(page.get_by_text("frasco.png").first).to_be_visible()
    assert cuts
    page.locator(".qfoot .primary").click()
    for box in page.get_by_label("Estoy de acuerdo", exact=True).all():
        box.check()
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 40 + 30 * step, box["y"] + 60 + 25 * (step % 3))
    page.mouse.up()
    page.get_by_label("Esta es mi firma").check()
    check(page)
    page.locator(".qfoot .primary").click()
    expect(page.get_by_role("heading", name="Gracias")).to_be_visible()
    assert problems == []
    assert page.context.cookies() == []
    page.context.close()


@pytest.mark.browser
def test_an_owner_builds_a_form_by_keyboard_and_a_customer_opens_it(
    desk: Callable[..., Desk], browser: Browser, stack: Stack
) -> None:
    page = desk("ana@hale-ortiz.example").page
    keys = page.keyboard
    page.goto("/settings/forms/")
    page.get_by_label("Name").first.fill("Second talk")
    page.get_by_role("button", name="Law: before we talk").press("Enter")
    pieces = page.locator(".piece.l3 > a")
    expect(pieces.first).to_contain_text("Your full name")
    page.locator(".adder summary", has_text="Add a question").first.press("Enter")
    page.locator("#words-0\\.0").fill("Who sent you?")
    page.locator("#type-0\\.0").select_option("choice")
    page.locator("#words-0\\.0").press("Enter")
    expect(page.locator("#problems")).to_contain_text("offers no answers")
    expect(page.get_by_role("button", name="Publish the draft")).to_have_count(0)
    place = page.locator(".piece.on").get_attribute("data-place")
    assert place
    page.locator(".piece.on > a").focus()
    keys.press("Alt+ArrowUp")
    expect(page.locator(".piece.on")).not_to_have_attribute("data-place", place)
    expect(page.locator(".piece.on > a")).to_be_focused()
    page.locator("#b-answer\\.0\\.label\\.en").fill("A friend")
    page.locator("#b-answer\\.0\\.label\\.es").fill("Un amigo")
    page.locator("#b-label\\.es").fill("¿Quién le recomendó?")
    keys.press("Tab")
    expect(page.locator("#problems")).to_have_count(0)
    look = page.frame_locator("iframe.look")
    expect(look.get_by_text("Who sent you?")).to_have_count(1)
    page.get_by_role("button", name="Publish the draft").press("Enter")
    page.get_by_role("link", name="Fill in", exact=True).wait_for()
    customer = page_of(browser, stack, locale="en-US")
    customer.goto("/f/hale-ortiz/second-talk/")
    customer.get_by_role("button", name="Begin").click()
    expect(customer.get_by_label("A friend")).to_have_count(1)
    _fill_in_together(customer, page, stack)
    customer.context.close()


def _fill_in_together(customer: Page, desk: Page, stack: Stack) -> None:
    """The customer and the firm fill in one form at once: each sees what the other writes, nothing is overwritten."""
    draft = re.findall(r"draft (\S+)", stack.manage("shell", "-c", NEWEST))[0]
    desk.goto(f"/submissions/{draft}/")
    customer.locator("#a-full_name").fill("Zoe Quill")
    customer.keyboard.press("Tab")
    expect(desk.locator("#a-full_name")).to_have_value("Zoe Quill", timeout=12_000)
    expect(desk.get_by_text("The customer wrote this.").first).to_be_visible()
    # Both write into one box at the same time; the firm is through first.
    customer.locator("#a-email").press_sequentially("zoe@quill.example")
    desk.locator("#a-email").fill("office@quill.example")
    desk.keyboard.press("Tab")
    desk.locator("#a-phone").fill("602 555 0176")
    desk.keyboard.press("Tab")
    expect(customer.locator("#a-phone")).to_have_value(re.compile("555.?0176"), timeout=12_000)
    expect(customer.locator("#a-email")).to_have_value("zoe@quill.example")
    expect(customer.locator("#a-email")).to_be_focused()
    customer.keyboard.press("Tab")
    told = customer.locator("#q-email").get_by_role("alert")
    expect(told).to_contain_text("has just written here: office@quill.example")
    picture(customer, "filling-together")
    check(customer)
    told.get_by_role("button", name="Keep what I wrote").click()
    expect(told).to_have_count(0)
    expect(desk.locator("#a-email")).to_have_value("zoe@quill.example", timeout=12_000)
    picture(desk, "filling-at-the-desk")
    check(desk)


@pytest.mark.browser
def test_without_scripts(browser: Browser, stack: Stack) -> None:
    page = page_of(browser, stack, java_script_enabled=False, locale="en-US")
    page.goto("/f/brightwater/the-job/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Your full name").fill("Zoe Quill")
    page.get_by_label("Phone").first.fill("555")
    page.get_by_role("button", name="Continue").last.click()
    expect(page.get_by_text("Write a phone number with its area code.")).to_be_visible()
    page.get_by_label("Phone").first.fill("602 555 0178")
    for part, value in zip(("line1", "city", "region", "postcode"), PLACE, strict=True):
        page.locator(f"#a-address-{part}").fill(value)
    page.get_by_label("The owner").check()
    page.get_by_role("button", name="Continue").last.click()
    page.get_by_label("A blocked drain").check()
    page.get_by_label("What do you see?").fill("Water comes back up")
    page.get_by_role("button", name="Send", exact=True).last.click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.context.close()
    told = stack.manage("shell", "-c", SENT)
    assert "sent saguaro-clinic SIGNED es True" in told
    assert "sent brightwater SUBMITTED en True" in told
