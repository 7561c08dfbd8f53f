"""A flow is built by keyboard in the list and by mouse in the drawing, put right, published and called."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from launcher.stack import Stack
from tests.e2e.people import Desk, Handset

ANA, FIRM = "ana@hale-ortiz.example", "+16025550110"
# The verifier judges in the worker, which the other journeys keep busy too.
JUDGED = 30_000
DESK = """
from accounts.models import Member
from core import clock
from core.transactions import tenant_transaction
from routing.domain.presence import Choice
from routing.models import Queue, QueueSeat
from routing.services import queues
ana = Member.objects.get(user__email="ana@hale-ortiz.example")
with tenant_transaction(ana.organisation):
    desk = Queue.objects.create(organisation=ana.organisation, name="Evening desk")
    QueueSeat.objects.create(organisation=ana.organisation, queue=desk, member=ana, position=0)
queues.choose_presence(by=ana, choice=Choice.AVAILABLE, now=clock.now())
"""


@pytest.fixture(scope="module")
def evening_desk(stack: Stack) -> str:
    """Let Ana sit in a queue."""
    stack.manage("shell", "-c", DESK)
    return "Evening desk"


def begin(page: Page, title: str, *, choice: str) -> None:
    page.goto("/settings/flows/")
    page.get_by_label("Title").focus()
    page.keyboard.type(title)
    page.get_by_label(choice).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Begin the flow").press("Enter")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def choose(select: Locator, label: str) -> None:
    """Choose by typing, as one does who has no mouse."""
    select.focus()
    select.press_sequentially(label)
    expect(select.locator("option:checked")).to_have_text(label)


def add(page: Page, kind: str) -> None:
    page.locator("summary", has_text="Add a node").press("Enter")
    page.locator(".nodes .menu").get_by_role("button", name=kind, exact=True).press("Enter")
    expect(page.locator("#node-title")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the node").press("Enter")
    page.wait_for_load_state("networkidle")


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-card='{name}']")


def drawn(page: Page, name: str) -> Locator:
    return page.locator(f"[data-node='{name}']")


def judged(page: Page) -> Locator:
    """Wait, on the page as it is, until the verifier has said its word."""
    expect(page.locator("#problems[data-proof='done']")).to_have_count(1, timeout=JUDGED)
    return page.locator("#problems")


def test_by_mouse_in_the_drawing(desk: Callable[..., Desk]) -> None:
    ana = desk(ANA, height=1400)
    page = ana.page
    begin(page, "Drawn line", choice="A template for your trade: Law firm")
    add(page, "Greeting")
    page.get_by_label("What is said (English)").fill("Good evening.")
    page.get_by_role("button", name="Save the node").click()
    expect(card(page, "Greeting")).to_contain_text("nowhere yet")

    drag(page, drawn(page, "Greeting"), drawn(page, "Menu"), by=port(page, "Greeting", "next"))
    expect(card(page, "Greeting")).to_contain_text("Menu")
    expect(card(page, "Greeting")).not_to_contain_text("nowhere yet")

    drag(page, drawn(page, "Menu"), drawn(page, "Voicemail"), by=port(page, "Menu", "wrong"))
    wrong = card(page, "Menu").locator("[data-exit-name='wrong']")
    expect(wrong).to_contain_text("Voicemail")
    line = page.locator(".hit[data-from='Menu'][data-exit='wrong']")
    line.focus()
    expect(page.locator(".canvas .cut")).to_have_count(1)
    page.locator(".canvas .cut").click()
    expect(wrong).to_contain_text("nowhere yet")
    page.get_by_role("button", name="Undo").click()
    expect(wrong).to_contain_text("Voicemail")
    page.wait_for_load_state("networkidle")
    line.focus()
    page.keyboard.press("Delete")
    expect(wrong).to_contain_text("nowhere yet")
    ana.picture("flow-canvas")
    page.get_by_role("button", name="Undo").click()
    expect(wrong).to_contain_text("Voicemail")

    x, y = place(page, "After hours")
    with page.expect_response(lambda answer: answer.url.endswith("/edit/")):
        drag(page, drawn(page, "After hours"), None)
    expect(drawn(page, "After hours")).to_have_attribute("x", str(x + 60))
    page.reload()
    assert place(page, "After hours") == (x + 60, y + 40), "it stays where it was put"

    drawn(page, "Greeting").locator("a").focus()
    page.keyboard.press("Delete")
    expect(card(page, "Greeting")).to_have_count(0)
    expect(judged(page).locator(".prob .danger")).to_have_count(0)


def test_by_keyboard_in_the_list(
    desk: Callable[..., Desk], handset: Callable[[str], Handset], open_doors: None, evening_desk: str
) -> None:
    ana = desk(ANA)
    page = ana.page
    begin(page, "Evening line", choice="Nothing but a voicemail")
    add(page, "Menu")
    expect(page.locator("#problems")).to_contain_text("has no words to say")

    page.get_by_label("What is said (English)").focus()
    page.keyboard.type("This is the evening line. Press 1 for somebody, 2 for our address.")
    choose(page.get_by_label("Nothing pressed"), "Voicemail")
    choose(page.get_by_label("Wrong key"), "Voicemail")
    page.locator("summary", has_text="More exits").press("Enter")
    page.get_by_label("Key 1", exact=True).select_option(label="Queue")
    page.get_by_label("Key 2", exact=True).select_option(label="Hang up")
    page.get_by_role("button", name="Calls begin here").press("Enter")

    expect(card(page, "Queue")).to_contain_text("no queue chosen")
    card(page, "Queue").get_by_role("link").first.press("Enter")
    choose(page.locator("#box-queue"), evening_desk)
    for exit_ in ("Queue is full", "Closed", "Waited too long", "Nobody answers"):
        choose(page.get_by_label(exit_, exact=True), "Voicemail")
    save(page)

    problem = judged(page).locator(".prob", has_text="A caller is let go with nothing kept")
    expect(problem).to_contain_text("press 2")
    expect(card(page, "Hang up")).to_contain_text("A caller is let go with nothing kept")
    expect(drawn(page, "Hang up").locator("a.bad")).to_have_count(1)
    expect(page.locator(".pagehead")).to_contain_text("1 fault left")
    ana.picture("flow-editor")
    problem.get_by_role("link", name="Walk this path").press("Enter")
    expect(page.locator(".preview .res summary")).to_contain_text("The call ends without a message")
    expect(card(page, "Hang up")).to_have_class("step on gone")
    ana.picture("flow-editor-path")

    card(page, "Hang up").get_by_role("button", name="Delete Hang up").press("Enter")
    expect(card(page, "Hang up")).to_have_count(0)
    page.locator("body").press("Control+z")
    expect(card(page, "Hang up")).to_have_count(1)
    page.locator("body").press("Control+Shift+z")
    expect(card(page, "Hang up")).to_have_count(0)
    expect(judged(page)).to_contain_text("Nothing is wrong")

    page.get_by_role("link", name="Publish").press("Enter")
    page.get_by_label("Note for the others").fill("First evening")
    page.get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_text("Version 1 handles calls from now on.")).to_be_visible(timeout=JUDGED)
    line = page.locator("#lines input[type=checkbox]").first
    line.press("Space")
    page.get_by_role("button", name="Save the lines").press("Enter")
    expect(page.get_by_text("The lines are saved.")).to_be_visible(timeout=JUDGED)

    page.goto("/wallboard/")
    ana.live()
    caller = handset("+16025550191")
    caller.dial(FIRM)
    caller.hears("This is the evening line.")
    caller.presses("1")
    expect(page.locator("#board")).to_contain_text("(602) 555-0191", timeout=20_000)
    caller.hangs_up()

    page.goto("/settings/flows/")
    page.get_by_role("link", name="Evening line").press("Enter")
    page.get_by_role("link", name="Versions").press("Enter")
    page.locator("#lines input[type=checkbox]").first.press("Space")
    page.get_by_role("button", name="Save the lines").press("Enter")
    expect(page.get_by_text("The lines are saved.")).to_be_visible()


def port(page: Page, node: str, exit_: str) -> Locator:
    return page.locator(f"[data-of='{node}'][data-port='{exit_}']")


def place(page: Page, name: str) -> tuple[int, int]:
    node = drawn(page, name)
    return int(node.get_attribute("x") or 0), int(node.get_attribute("y") or 0)


def drag(page: Page, node: Locator, onto: Locator | None, *, by: Locator | None = None) -> None:
    """Drag a node a little, or one of its dots onto another node."""
    box = (by or node).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + (box["height"] / 2 if by else 20)
    there = onto.bounding_box() if onto else None
    to = (there["x"] + 60, there["y"] + 25) if there else (x + 60, y + 40)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to[0]) / 2, (y + to[1]) / 2)
    page.mouse.move(*to)
    page.mouse.up()
