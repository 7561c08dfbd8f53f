"""The public books, moves, cancels: on a small screen by keyboard, without scripts, in a race, on the firm's own site."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from launcher.stack import Stack
from tests.e2e.people import SCREENS, Desk, Handset, number_by_day, wait_until

FIRM = "/book/saguaro-clinic/"
SEED = """
from accounts.models import Organisation
from accounts.services import sites
from conversations.services.chat import ChatWords, set_chat
from core import clock
from core.transactions import tenant_transaction
from scheduling.models import Resource, Schedule, Service, ServiceProvider, WeeklyWindow
clinic = Organisation.objects.get(slug="saguaro-clinic")
with tenant_transaction(clinic):
    hours = Schedule.objects.create(organisation=clinic, name="Booked by the public")
    WeeklyWindow.objects.bulk_create(
        WeeklyWindow(organisation=clinic, schedule=hours, weekday=day, opens_minute=480, closes_minute=1080)
        for day in range(7)
    )
    doctor = Resource.objects.create(organisation=clinic, name="Dr Vera Holt", schedule=hours)
    for name, slug in (("Hearing test", "hearing-test"), ("Eye test", "eye-test")):
        service = Service.objects.create(organisation=clinic, name=name, slug=slug, durations=[40], position=900)
        ServiceProvider.objects.create(organisation=clinic, service=service, resource=doctor)
owner = clinic.members.filter(role="OWNER").first()
sites.allow_site(by=owner, address="$site", now=clock.now())
set_chat(by=owner, words=ChatWords(), is_open=True, now=clock.now())
"""
# What the settings tell an owner to paste, all three on one page.
OWN_PAGE = """<!doctype html><html lang="en"><title>Saguaro</title><h1>Saguaro Clinic</h1>
<p><a data-portico-popup href="$url/book/saguaro-clinic/eye-test/">Have your eyes tested</a></p>
<div data-portico-inline><a href="$url/book/saguaro-clinic/hearing-test/">Book a hearing test</a></div>
<script src="$url/static/js/embed.js" data-button="$url/book/saguaro-clinic/" data-label="Book here" defer></script>"""

CHAT_PAGE = """<!doctype html><html lang="en"><title>Saguaro</title><h1>Saguaro Clinic</h1>
<script src="$url/static/js/chat.js" data-chat="$url/chat/saguaro-clinic/" data-label="Chat with us" defer></script>"""


class OwnSite(BaseHTTPRequestHandler):
    """A website of the clinic's own: the same page at two origins, of which the clinic has listed the first."""

    words = b""
    chat = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.chat if self.path.startswith("/chat") else self.words)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


# A visit at ten o'clock of a day on which the doctor's afternoon is free, whatever day it is today.
BOOKED = """
from accounts.models import Organisation
from core import clock
from core.transactions import reading
from scheduling import services
from scheduling.models import Service
from scheduling.selectors import free
from zoneinfo import ZoneInfo
from datetime import timedelta
from contacts.models import Contact
clinic, now = Organisation.objects.get(slug="saguaro-clinic"), clock.now()
with reading(clinic):
    wish = free.Wish(service_id=Service.objects.get(slug="eye-test").pk)
    listed = free.next_free(organisation_id=clinic.pk, wish=wish, after=now + timedelta(days=21), count=40, now=now)
    person = Contact.objects.of(clinic).order_by("pk").first()
at = next(one for one in listed if one.starts_at.astimezone(ZoneInfo("America/Phoenix")).hour == 10)
row = services.book_appointment(
    organisation=clinic.pk, wanted=services.Wanted(wish=wish, starts_at=at.starts_at), now=now,
    customer=services.Customer(contact_id=person.pk), details=services.Details(source="PUBLIC"), by=services.CUSTOMER,
)
print("booked", row.pk, at.starts_at.astimezone(ZoneInfo("America/Phoenix")).strftime("%Y-%m-%d %H:%M"), row.provider_id)
"""


# A day on which the doctor is away, until somebody says otherwise.
AWAY = """
from accounts.models import Organisation
from core import clock
from core.transactions import reading
from scheduling import services
from scheduling.models import Resource
from scheduling.services import blocking
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo
clinic, now = Organisation.objects.get(slug="saguaro-clinic"), clock.now()
day = now.astimezone(ZoneInfo("America/Phoenix")).date() + timedelta(days=12)
midnight = datetime.combine(day, time(), ZoneInfo("America/Phoenix"))
with reading(clinic):
    doctor = Resource.objects.get(name="Dr Vera Holt")
row = blocking.block_time(
    organisation=clinic.pk, resource_id=doctor.pk, starts_at=midnight, ends_at=midnight + timedelta(days=1),
    by=services.PORTICO, now=now,
)
print("away", row.pk, day)
"""


@pytest.fixture(scope="module")
def sites(stack: Stack) -> Iterator[tuple[str, str]]:
    """Give the address of the listed site and of the other; both are foreign to that of Portico."""
    OwnSite.words = Template(OWN_PAGE).substitute(url=stack.url).encode()
    OwnSite.chat = Template(CHAT_PAGE).substitute(url=stack.url).encode()
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), OwnSite) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    listed, other = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    yield listed, other
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def clinic(stack: Stack, sites: tuple[str, str]) -> Stack:
    """A clinic at which Dr Holt gives two services every day."""
    stack.manage("shell", "-c", Template(SEED).substitute(site=sites[0]))
    return stack


@pytest.fixture
def visitor(browser: Browser, clinic: Stack) -> Iterator[Page]:
    """Somebody with a telephone, at whom axe may look; every error of a script fails the journey."""
    problems: list[str] = []
    context = browser.new_context(
        base_url=clinic.url,
        viewport={"width": 360, "height": 740},
        bypass_csp=True,
        locale="en-US",
        # Colours on their way from light to dark have no contrast to measure.
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert context.cookies() == []
    context.close()
    assert problems == []


def clean(page: Page) -> None:
    """Look at the page as axe does, in light and dark, and for sideways scrolling."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == [], (page.url, scheme)
    page.emulate_media(color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Choose something without a mouse."""
    target = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
    target.focus()
    page.keyboard.press("Enter")


def test_book_move_cancel_by_keyboard_on_a_small_screen(visitor: Page) -> None:
    page = visitor
    page.goto(FIRM)
    clean(page)
    press(page, "Hearing test")
    expect(page.get_by_role("heading", name="When suits you?")).to_be_visible()
    Desk(page, "").picture("book-times")
    clean(page)
    page.locator("a.dd.free").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#day-name")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("We keep .* for you"))).to_be_visible()
    press(page, re.compile("^Book "))
    expect(page.get_by_text("Tell us your first name.")).to_be_visible()
    clean(page)
    page.get_by_label("First name").fill("Zoe")
    page.get_by_label("Mobile number").fill("602 555 0177")
    press(page, re.compile("^Book "))
    expect(page.get_by_role("heading", name="See you on")).to_be_visible()
    Desk(page, "").picture("book-done")
    clean(page)

    press(page, "Move to another time")
    clean(page)
    page.locator("button.slot").nth(3).press("Enter")
    expect(page.get_by_role("heading", name="See you on")).to_be_visible()
    press(page, "Cancel")
    clean(page)
    press(page, "Cancel the booking")
    expect(page.get_by_role("heading", name="This booking is cancelled")).to_be_visible()


def test_without_scripts(browser: Browser, clinic: Stack) -> None:
    context = browser.new_context(base_url=clinic.url, java_script_enabled=False, locale="es-ES")
    page = context.new_page()
    page.goto(FIRM)
    page.get_by_role("link", name="Eye test").click()
    page.locator("a.dd.free").last.click()
    page.locator("button.slot").last.click()
    page.locator("[name=first_name]").fill("Iris")
    page.locator("[name=email]").fill("iris@luna.example")
    page.get_by_role("button", name="Reservar").click()
    expect(page.get_by_role("heading", name="Nos vemos el")).to_be_visible()
    assert context.cookies() == []
    context.close()


def test_whoever_waits_sees_a_time_come_free_and_takes_it(
    visitor: Page, desk: Callable[..., Desk], clinic: Stack, handset: Callable[[str], Handset]
) -> None:
    found = re.search(r"away (\S+) (\S+)", clinic.manage("shell", "-c", AWAY))
    assert found is not None
    block, day = found.groups()
    phone = handset(number_by_day("176"))
    visitor.goto(f"{FIRM}eye-test/wait/")
    visitor.get_by_label("First day that suits").fill(day)
    visitor.get_by_label("Last day that suits").fill(day)
    visitor.get_by_label("First name").fill("Wanda")
    visitor.get_by_label("Mobile number").fill(phone.number)
    visitor.get_by_label("You may text me about this").check()
    visitor.get_by_role("button", name="Put me on the list").click()
    expect(visitor.get_by_role("heading", name="You are on the list")).to_be_visible()
    clean(visitor)
    if SCREENS:
        visitor.screenshot(path=f"{SCREENS}/book-waiting-360.png")

    priya = desk("priya@saguaro-clinic.example")
    priya.page.goto(f"/calendar/time/{block}/")
    priya.page.get_by_role("button", name="Let it be booked again").click()
    expect(visitor.get_by_role("heading", name="This time came free")).to_be_visible(timeout=90_000)
    phone.waits_for("a time came free")
    clean(visitor)
    if SCREENS:
        visitor.screenshot(path=f"{SCREENS}/book-waiting-free-360.png")
    visitor.get_by_role("button", name="Take it").click()
    expect(visitor.get_by_role("heading", name="See you")).to_be_visible()


def test_two_race_for_one_time(visitor: Page, browser: Browser, clinic: Stack) -> None:
    other = browser.new_context(base_url=clinic.url, locale="en-US", user_agent="Another visitor").new_page()
    for page in (visitor, other):
        page.goto(f"{FIRM}hearing-test/")
        page.locator("a.dd.free").last.click()
        expect(page.locator("button.slot").nth(5)).to_be_visible()
    wanted = visitor.locator("button.slot").nth(5).get_attribute("value")
    visitor.locator(f"button.slot[value='{wanted}']").click()
    expect(visitor.get_by_role("heading", name="Who is coming?")).to_be_visible()

    other.locator(f"button.slot[value='{wanted}']").click()

    expect(other.get_by_role("alert")).to_contain_text("Somebody has just taken this time.")
    expect(other.locator("button.slot").first).to_be_visible()
    assert other.locator(f"button.slot[value='{wanted}']").count() == 0
    other.context.close()


def book(frame: FrameLocator, name: str) -> None:
    """Book the third time of the last day of the month inside a frame."""
    expect(frame.get_by_role("heading", name="When suits you?")).to_be_visible()
    frame.locator("a.dd.free").last.click()
    frame.locator("button.slot").nth(2).click()
    frame.get_by_label("First name").fill(name)
    frame.get_by_label("E-mail address").fill(f"{name.lower()}@luna.example")
    frame.get_by_role("button", name="Book ").click()
    expect(frame.get_by_role("heading", name="See you on")).to_be_visible()


def test_on_the_firms_own_site(browser: Browser, clinic: Stack, sites: tuple[str, str]) -> None:
    listed, other = sites
    problems: list[str] = []
    context = browser.new_context(locale="en-US", viewport={"width": 1024, "height": 800})
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(listed)
    inline = page.frame_locator("[data-portico-inline] iframe")
    book(inline, "Ines")
    expect(page.get_by_role("link", name="Book a hearing test")).to_be_hidden()
    # The frame is as tall as what stands in it: only the page itself scrolls.
    assert inline.locator("html").evaluate("html => html.scrollHeight - html.clientHeight") <= 1

    link = page.get_by_role("link", name="Have your eyes tested")
    link.press("Enter")
    popup = page.frame_locator(".portico-popup iframe")
    book(popup, "Otto")
    popup.get_by_role("link", name="Cancel").press("Escape")
    expect(page.locator(".portico-popup")).to_have_count(0)
    expect(link).to_be_focused()
    button = page.get_by_role("button", name="Book here")
    button.click()
    expect(popup.get_by_role("heading", name="What do you need?")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0

    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(other)
    expect(page.get_by_role("link", name="Book a hearing test")).to_be_visible()
    assert page.locator("[data-portico-inline] iframe").get_attribute("height") == "0"
    assert problems == []
    context.close()


def test_a_chat_on_the_firms_own_site_is_taken_over_by_a_member(
    browser: Browser, clinic: Stack, sites: tuple[str, str], desk: Callable[..., Desk]
) -> None:
    listed, other = sites
    problems: list[str] = []
    context = browser.new_context(locale="en-US", viewport={"width": 1024, "height": 800})
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{listed}/chat")
    page.get_by_role("button", name="Chat with us").click()
    chat = page.frame_locator(".portico-chat iframe")
    chat.get_by_label("Your name").fill("Imara Chatwell")
    chat.get_by_label("Your message").fill("Can I bring my old glasses along?")
    chat.get_by_role("button", name="Start the chat").click()
    expect(chat.get_by_role("log")).to_contain_text("my old glasses")

    cole = desk("cole@saguaro-clinic.example")
    cole.find("Can I bring my old glasses along?", "Imara Chatwell")
    cole.live()
    box = chat.get_by_label("Write a message")
    # Told at most every three seconds: long enough for a second telling.
    box.press_sequentially("And the new", delay=400)
    expect(cole.page.locator("[id^=typing-]")).to_contain_text("Imara Chatwell", timeout=10_000)
    cole.page.locator("[data-mode-to=chat]").click()
    answer = cole.page.locator("textarea[name=text]")
    answer.press_sequentially("Of course, bring both.", delay=20)
    expect(chat.locator(".writing")).to_contain_text("is writing", timeout=10_000)
    cole.page.locator("button[data-send][data-for=chat]").click()
    expect(chat.get_by_role("log")).to_contain_text("Of course, bring both.", timeout=20_000)
    expect(chat.get_by_role("log")).to_contain_text("Cole")
    # What was half written is still there, and a danger is met with the number to call.
    expect(box).to_have_value("And the new")
    box.fill("My chest hurts since breakfast")
    chat.get_by_role("button", name="Send").first.click()
    expect(chat.get_by_role("link", name="Call 911")).to_be_visible()
    cole.sees_entry("My chest hurts since breakfast")
    expect(cole.page.locator(".redflag")).to_contain_text("Red flag: chest pain", timeout=15_000)
    cole.picture("clinic-red-flag")
    cole.page.get_by_role("button", name="I take care of it").click()
    expect(cole.page.locator(".redflag")).to_contain_text("Acknowledged by", timeout=10_000)
    assert context.cookies() == []
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(f"{other}/chat")
        page.get_by_role("button", name="Chat with us").click()
    assert problems == []
    context.close()

    plain = browser.new_context(base_url=clinic.url, java_script_enabled=False, locale="es-ES").new_page()
    plain.goto("/chat/saguaro-clinic/")
    plain.locator("[name=text]").fill("¿Abren el sábado?")
    plain.locator("main form button[type=submit]").click()
    expect(plain.get_by_role("log")).to_contain_text("¿Abren el sábado?")
    plain.context.close()


def test_staff_drags_stretches_is_refused_and_undoes(desk: Callable[..., Desk], clinic: Stack) -> None:
    _word, key, day, at, doctor = clinic.manage("shell", "-c", BOOKED).strip().splitlines()[-1].split()
    page = desk("cole@saguaro-clinic.example").page
    page.goto(f"/calendar/?view=resources&date={day}&only={doctor}")
    visit, said = page.locator(f".cal-ev[data-id='{key}']"), page.locator(".cal-said")
    start = int(at[:2]) * 60 + int(at[3:])

    def pull(*, from_bottom: bool, minutes: int) -> None:
        # The news of what was done draws the day anew.
        page.wait_for_load_state("networkidle")
        wait_until(lambda: visit.bounding_box() is not None, "the visit is drawn")
        box, lane = visit.bounding_box(), page.locator(".lane").bounding_box()
        board = page.locator("#calendar")
        assert box
        assert lane
        drawn = [int(board.get_attribute(name) or "") for name in ("data-first", "data-last")]
        unit = lane["height"] / (drawn[1] - drawn[0]) / 15
        x, y = box["x"] + 60, box["y"] + (box["height"] - 3 if from_bottom else 8)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + minutes * unit / 2)
        page.mouse.move(x, y + minutes * unit)
        page.mouse.up()

    pull(from_bottom=False, minutes=60)
    expect(said).to_contain_text("is now booked")
    expect(visit).to_have_attribute("data-start", str(start + 60))
    said.get_by_role("button", name="Undo").click()
    expect(visit).to_have_attribute("data-start", str(start))
    # The answer is slow: by the time it draws the day anew the next move has begun, by keyboard.
    asked: list[Route] = []

    def hold_back(route: Route) -> None:
        asked.append(route)

    page.route("**/drag/", hold_back)
    pull(from_bottom=True, minutes=30)
    wait_until(lambda: bool(page.evaluate("true")) and bool(asked), "the stretch is asked for")
    answer = asked[0].fetch()
    expect(visit).to_have_attribute("data-minutes", "70")
    # First to before the doctor is there, which is refused in words, then a quarter of an hour later.
    visit.focus()
    for _press in range(start // 15 - 28):
        page.keyboard.press("ArrowUp")
    drawn = page.locator("#calendar-frame").element_handle()
    asked[0].fulfill(response=answer)
    drawn.evaluate("old => new Promise(gone => setInterval(() => old.isConnected || gone(), 20))")
    expect(visit).to_be_focused()
    page.unroute("**/drag/")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("outside the hours")
    expect(visit).to_have_attribute("data-start", str(start))
    visit.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    expect(visit).to_have_attribute("data-start", str(start + 15))
    expect(visit).to_have_attribute("data-minutes", "55")
    page.keyboard.press("Escape")
