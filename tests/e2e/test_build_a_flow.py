"""A flow is built by keyboard in the list and by mouse in the drawing, put right, published and called."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import Desk, Handset

ANA, FIRM = "ana@hale-ortiz.example", "+16025550110"


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


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-card='{name}']")


def drawn(page: Page, name: str) -> Locator:
    return page.locator(f"[data-node='{name}']")


def test_by_keyboard_in_the_list(
    desk: Callable[..., Desk], handset: Callable[[str], Handset], open_doors: None
) -> None:
    ana = desk(ANA)
    page = ana.page
    begin(page, "Evening line", choice="Nothing but a voicemail")
    add(page, "Menu")
    expect(page.locator("#problems")).to_contain_text("has no words to say")

    page.get_by_label("What is said (English)").focus()
    page.keyboard.type("This is the evening line. Press 1 to leave a message.")
    choose(page.get_by_label("Wrong key"), "Voicemail")
    page.locator("summary", has_text="More exits").press("Enter")
    choose(page.get_by_label("Key 1", exact=True), "Voicemail")
    page.get_by_role("button", name="Calls begin here").press("Enter")

    expect(page.locator(".pagehead")).to_contain_text("1 fault left")
    problem = page.locator("#problems .prob").first
    expect(problem).to_contain_text("Nothing pressed: leads nowhere")
    problem.get_by_role("link", name="Menu").press("Enter")
    choose(page.get_by_label("Nothing pressed"), "Voicemail")
    page.get_by_role("button", name="Save the node").press("Enter")
    expect(page.locator("#problems")).to_contain_text("Nothing is wrong")
    ana.picture("flow")

    page.get_by_role("link", name="Publish").press("Enter")
    page.get_by_label("Note for the others").fill("First evening")
    page.get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_text("Version 1 handles calls from now on.")).to_be_visible()
    line = page.locator("#lines input[type=checkbox]").first
    line.press("Space")
    page.get_by_role("button", name="Save the lines").press("Enter")
    expect(page.get_by_text("The lines are saved.")).to_be_visible()

    caller = handset("+16025550191")
    caller.dial(FIRM)
    caller.hears("This is the evening line.")
    caller.presses("1")
    caller.hears("Nobody is free right now.")
    caller.hangs_up()

    page.locator("#lines input[type=checkbox]").first.press("Space")
    page.get_by_role("button", name="Save the lines").press("Enter")
    expect(page.get_by_text("The lines are saved.")).to_be_visible()


def test_by_mouse_in_the_drawing(desk: Callable[..., Desk]) -> None:
    page = desk(ANA, height=1400).page
    begin(page, "Drawn line", choice="A template for your trade: Law firm")
    add(page, "Greeting")
    page.get_by_label("What is said (English)").fill("Good evening.")
    page.get_by_role("button", name="Save the node").click()
    expect(card(page, "Greeting")).to_contain_text("nowhere yet")

    drag(page, drawn(page, "Greeting"), drawn(page, "Menu"), from_edge=True)
    expect(card(page, "Greeting")).to_contain_text("Menu")
    expect(card(page, "Greeting")).not_to_contain_text("nowhere yet")

    x, y = place(page, "After hours")
    drag(page, drawn(page, "After hours"), None)
    expect(drawn(page, "After hours")).to_have_attribute("x", str(x + 60))
    page.wait_for_load_state("networkidle")
    page.reload()
    assert place(page, "After hours") == (x + 60, y + 40), "it stays where it was put"

    drawn(page, "Greeting").locator("a").focus()
    page.keyboard.press("Delete")
    expect(card(page, "Greeting")).to_have_count(0)
    expect(page.locator("#problems")).to_contain_text("Nothing is wrong")


def place(page: Page, name: str) -> tuple[int, int]:
    node = drawn(page, name)
    return int(node.get_attribute("x") or 0), int(node.get_attribute("y") or 0)


def drag(page: Page, node: Locator, onto: Locator | None, *, from_edge: bool = False) -> None:
    """Drag a node a little, or from its lower edge onto another."""
    box = node.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + (box["height"] - 5 if from_edge else 20)
    there = onto.bounding_box() if onto else None
    to = (there["x"] + 60, there["y"] + 25) if there else (x + 60, y + 40)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to[0]) / 2, (y + to[1]) / 2)
    page.mouse.move(*to)
    page.mouse.up()
