"""Calls as members see them: who rings, taking it, hold, a word with a colleague, a whisper, the browser as telephone.

Telephone time passes faster than life here; each journey ends on the page of its call.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from carrier.simulator.client import HeardEntry, SimulatorControl
from tests.e2e.people import Desk, Handset, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("open_doors", "hurried")]
FIRM, CLINIC, PLUMBER = "+16025550110", "+16025550150", "+16025550170"
ANA, BEN, LOU = "ana@hale-ortiz.example", "ben@hale-ortiz.example", "lou@hale-ortiz.example"
COLE, PRIYA, ROSA = "cole@saguaro-clinic.example", "priya@saguaro-clinic.example", "rosa@brightwater.example"
ANAS, BENS, LOUS = "+16235550111", "+16235550112", "+16235550113"
COLES, PRIYAS = "+16235550152", "+16235550151"
PRESSES_ONE = [{"hears": "(?i)press 1", "press": "1"}]
PACE = 3.0
Sit, Give = Callable[..., Desk], Callable[[str], Handset]


@pytest.fixture(scope="module")
def hurried(control: SimulatorControl) -> Iterator[None]:
    """Let telephone time pass faster than life."""
    control.set_clock(mode="factor", factor=PACE)
    yield
    control.set_clock(mode="real")


def rings(handset: Give, *quiet: str, accepts: str = "") -> None:
    """Let the telephones of a team behave: `accepts` is picked up and 1 is pressed, the `quiet` ones ring out."""
    for number in quiet:
        handset(number).takes_calls(no_answer=True)
    if accepts:
        handset(accepts).takes_calls(answer_after=1, script=PRESSES_ONE)


def opens_call(desk: Desk) -> None:
    """Go from the bar or the panel of a call to its page."""
    entry = desk.page.locator("[id^=entry-] a[href^='/calls/']").last
    desk.page.goto(entry.get_attribute("href") or "")


def follows(desk: Desk) -> None:
    """Open the conversation of the call the member is on."""
    desk.page.locator(".call-dock .dock-who a").click()
    expect(desk.page.locator(".conv-head h2")).to_be_visible()


def test_who_rings_what_they_asked_last_and_both_who_share_the_number(desk: Sit, handset: Give) -> None:
    rings(handset, COLES, PRIYAS)
    shared = handset("+14805550154")
    cole, priya = desk(COLE), desk(PRIYA)
    shared.text(CLINIC, "Do you see children on Saturdays?")
    cole.find("Do you see children on Saturdays?", "(480) 555-0154")
    cole.page.goto("/contacts/")
    cole.live()
    priya.live()
    shared.dial(CLINIC)

    pop = cole.page.locator("aside.ring.pop")
    expect(pop).to_be_visible(timeout=20_000)
    expect(pop).to_contain_text("(480) 555-0154")
    expect(pop).to_contain_text(re.compile("Joan Petrakis, Eli Petrakis|Eli Petrakis, Joan Petrakis"))
    expect(pop).to_contain_text("Do you see children on Saturdays?")
    expect(pop).to_contain_text("Answer on your phone: press 1")
    assert priya.page.locator("aside.ring.pop").count() == 0, "it does not ring at her yet"
    cole.picture("clinic-who-rings")

    handset(COLES).rings()
    shared.hangs_up()
    expect(pop).to_have_count(0, timeout=20_000)
    note = cole.page.locator(".ring-note")
    expect(note).to_contain_text("is no longer with you")
    note.locator("a").click()
    opens_call(cole)
    expect(cole.page.locator("header.pagehead")).to_contain_text("Hung up while it rang")
    expect(cole.page.locator(".legs")).to_contain_text("the caller hung up before Cole Becker answered")


def test_a_1_on_the_telephone_is_seen_at_once_then_hold_music_and_back(desk: Sit, handset: Give) -> None:
    rings(handset, ANAS, LOUS, accepts=BENS)
    ben, bens, caller = desk(BEN), handset(BENS), handset("+19285550131")
    ben.page.goto("/tasks/")
    ben.live()
    ben.page.evaluate("window.neverLeft = true")
    caller.dial(FIRM)

    bar = ben.page.locator(".call-dock")
    expect(bar).to_contain_text("(928) 555-0131", timeout=20_000)
    expect(bar).to_contain_text("On the phone with Ben Hale")
    assert ben.page.locator("aside.ring.pop").count() == 0
    assert ben.page.evaluate("window.neverLeft"), "it came without a reload"
    ben.picture("firm-on-the-phone")

    ben.page.locator("#act-hold").click()
    expect(bar).to_contain_text("On hold")
    wait_until(lambda: len(music(caller)) == 2, "the caller hears music again")
    caller.says("Is anybody there?")
    # A hold of less than a second has nothing to show on the page of the call.
    ben.page.wait_for_timeout(1_200)
    ben.page.locator("#act-resume").click()
    expect(bar).to_contain_text("On the phone with Ben Hale")
    wait_until(lambda: met(caller) == 2, "the two are joined again")
    caller.says("There you are.")
    bens.hears("There you are.")
    assert "Is anybody there?" not in bens.heard()

    follows(ben)
    ben.page.locator("#act-hang-up").click()
    caller.is_hung_up()
    ben.sees_entry("Call, 1 minute")
    opens_call(ben)
    expect(ben.page.locator("header.pagehead")).to_contain_text("Call, 1 minute")
    expect(ben.page.locator(".call-figures")).to_contain_text("On hold")
    expect(ben.page.locator("aside[aria-label=Facts]")).to_contain_text("Hung up by")
    expect(ben.page.locator("aside[aria-label=Facts]")).to_contain_text("a member")


def test_a_caller_is_handed_over_after_a_word_and_never_meets_silence(desk: Sit, handset: Give) -> None:
    rings(handset, LOUS, accepts=ANAS)
    rings(handset, accepts=BENS)
    ben, caller, bens, anas = desk(BEN), handset("+19285550132"), handset(BENS), handset(ANAS)
    ben.live()
    caller.dial(FIRM)
    bar = ben.page.locator(".call-dock")
    expect(bar).to_contain_text("On the phone with Ben Hale", timeout=20_000)
    follows(ben)

    ben.page.locator("#open-transfer").click()
    ben.page.locator("#call-to").select_option(label="Ana Reyes")
    ben.page.locator("#act-consult").click()
    expect(bar).to_contain_text("asking Ana Reyes")
    join = ben.page.locator("#act-join")
    expect(join).to_be_visible(timeout=20_000)
    bens.says("A will is contested, can you take him?")
    anas.hears("can you take him?")
    ben.picture("firm-asking-a-colleague")
    join.click()
    expect(bar).to_contain_text("On the phone")
    wait_until(lambda: met(caller) >= 2, "the three are joined")
    anas.says("This is Ana speaking.")
    caller.hears("This is Ana speaking.")

    ben.page.locator("#act-hang-up").click()
    expect(bar).to_have_count(0)
    bens.is_hung_up()
    caller.says("Thank you both.")
    anas.hears("Thank you both.")
    assert "can you take him?" not in caller.heard()
    on_hold = music(caller)[-1]
    joined = next(
        entry.t for entry in entries(caller) if entry.kind == "bridge" and entry.t >= on_hold.until - 1
    )
    assert on_hold.t < first_heard(anas) < on_hold.until, "music played while the two spoke"
    assert joined - on_hold.until < 3, "and until they were joined"

    caller.hangs_up()
    ben.sees_entry("Call, 1 minute")
    opens_call(ben)
    expect(ben.page.locator("header.pagehead")).to_contain_text("Call, 1 minute")
    expect(ben.page.locator(".legs")).to_contain_text("Asked colleague")
    expect(ben.page.locator(".legs")).to_contain_text("Ana Reyes took it")
    expect(ben.page.locator(".call-figures")).to_contain_text("On hold")


def test_a_supervisor_whispers_and_the_caller_hears_none_of_it(desk: Sit, handset: Give) -> None:
    rings(handset, ANAS, accepts=BENS)
    handset(LOUS).takes_calls(answer_after=1)
    lou, caller, bens, lous = desk(LOU), handset("+19285550133"), handset(BENS), handset(LOUS)
    caller.dial(FIRM)
    caller.hears("bridge")
    lou.page.goto("/calls/")
    lou.page.locator("#calls tbody tr").first.locator("a").click()
    lou.live()
    lou.page.get_by_role("button", name="Whisper to the member").click()

    bar = lou.page.locator(".call-dock")
    expect(bar).to_contain_text("Only the member hears you", timeout=20_000)
    wait_until(lambda: is_on_a_call(lous), "Lou has picked up")
    lou.picture("firm-whisper")
    lous.says("Offer him the free half hour.")
    bens.hears("free half hour")
    caller.says("What does it cost?")
    lous.hears("What does it cost?")
    assert "free half hour" not in caller.heard()

    lou.page.locator("#act-hang-up").click()
    expect(bar).to_have_count(0)
    caller.hangs_up()
    wait_until(lambda: ended(lou, "Call, 1 minute"), "the call has its outcome")
    expect(lou.page.locator(".path")).to_contain_text("Lou Okafor whispers to the member")
    expect(lou.page.locator(".legs")).to_contain_text("Supervisor")


def test_a_message_is_played_from_the_middle(desk: Sit) -> None:
    # At the firm's a caller's name is checked first, and their message is closed until that is done.
    cole = desk("cole@saguaro-clinic.example")
    cole.page.goto("/calls/?outcome=VOICEMAIL")
    cole.page.locator("#calls tbody tr", has_text="(602) 555-0163").locator("a").click()
    sound = cole.page.locator("audio").first
    expect(sound).to_be_visible()
    cole.page.locator("summary", has_text="Transcript").click()
    with cole.page.expect_response(lambda answer: "/calls/recordings/" in answer.url) as loaded:
        cole.page.locator("[data-seek]").nth(1).click()
    assert loaded.value.status == 206
    assert loaded.value.headers["content-range"].startswith("bytes 0-")
    begins = float(cole.page.locator("[data-seek]").nth(1).get_attribute("data-seek") or "0")
    wait_until(lambda: sound.evaluate("it => it.currentTime") > begins, "it plays from there on")
    assert 5 < sound.evaluate("it => it.duration") < 60
    piece = cole.page.evaluate(
        "async url => { const it = await fetch(url, {headers: {Range: 'bytes=100-199'}});"
        " return [it.status, it.headers.get('Content-Range').split('/')[0], (await it.arrayBuffer()).byteLength] }",
        sound.get_attribute("src"),
    )
    assert piece == [206, "bytes 100-199", 100]
    expect(cole.page.locator("header.pagehead")).to_contain_text("Voicemail")


def test_the_owner_calls_their_own_business(desk: Sit) -> None:
    rosa = desk(ROSA)
    page = rosa.page
    page.goto("/demo/call/")
    page.locator("#handset").select_option(label="Marta Quintero · (602) 555-0172")
    page.locator("#taker").select_option(label="Luz Marin")
    page.get_by_role("button", name="Dial", exact=True).click()
    log, trail = page.locator("[data-stick]"), page.locator(".trail")
    expect(log).to_contain_text("Thank you for calling Brightwater Plumbing", timeout=20_000)
    expect(trail.locator("li.here")).to_contain_text("turn 1 of 3", timeout=20_000)
    expect(log).to_contain_text("Hello, this is Luz Marin. How can I help?", timeout=20_000)
    page.locator("#say").fill("My heater leaks again.")
    page.locator("#say").press("Enter")
    expect(log.locator("li.mine", has_text="My heater leaks again.")).to_be_visible(timeout=20_000)
    expect(page.locator("#say")).to_have_value("")
    rosa.picture("own-call")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="What your team sees").click()
    team = Desk(opened.value, ROSA)
    expect(team.page.locator(".conv-head")).to_contain_text("Marta Quintero")
    expect(team.page.locator("article.call.going").last).to_contain_text("On the phone with Luz Marin")

    page.get_by_role("button", name="Hang up").click()
    expect(page.locator("#own-call.ended")).to_contain_text("Call, 1 minute", timeout=20_000)
    team.sees_entry("Call, 1 minute")
    opens_call(team)
    expect(team.page.locator("header.pagehead")).to_contain_text("Marta Quintero")
    expect(team.page.locator("header.pagehead")).to_contain_text("Call, 1 minute")


def test_the_browser_is_the_telephone(desk: Sit, handset: Give, control: SimulatorControl) -> None:
    # It rings for as long as in life: whoever answers here does so with a mouse, on however slow a machine.
    control.set_clock(mode="real")
    rings(handset, PRIYAS)
    cole, caller = desk(COLE), handset("+19285550134")
    cole.page.goto("/settings/telephone/")
    cole.page.get_by_label("Ring in the browser instead of the telephone").check()
    cole.page.get_by_role("button", name="Save").click()
    expect(cole.page.get_by_text("Your telephone is saved.")).to_be_visible()
    cole.page.goto("/inbox/")
    cole.live()
    try:
        caller.dial(CLINIC)
        cole.page.get_by_role("button", name="Answer").click(timeout=20_000)
        bar = cole.page.locator(".call-dock")
        expect(bar).to_contain_text("On the phone with Cole Becker", timeout=20_000)
        caller.hears("bridge")
        mine = next(leg for leg in reversed(control.legs(status="answered")) if leg.party.startswith("app:"))
        control.act(mine.uuid, say="Saguaro clinic, this is Cole.")
        caller.hears("this is Cole")
        follows(cole)
        cole.page.locator("#act-hang-up").click()
        caller.is_hung_up()
        cole.sees_entry("Call, 1 minute")
        opens_call(cole)
        expect(cole.page.locator("header.pagehead")).to_contain_text("Call, 1 minute")
        expect(cole.page.locator(".legs")).to_contain_text("Cole Becker took it")
    finally:
        cole.page.goto("/settings/telephone/")
        cole.page.get_by_label("Ring in the browser instead of the telephone").uncheck()
        cole.page.get_by_role("button", name="Save").click()
        control.set_clock(mode="factor", factor=PACE)


def test_a_client_is_called_from_their_conversation(desk: Sit, handset: Give) -> None:
    rings(handset, ANAS, LOUS, accepts=BENS)
    ben, bens, client = desk(BEN), handset(BENS), handset("+19285550138")
    client.takes_calls(answer_after=2, greeting="Hello, who is this?")
    client.text(FIRM, "Can you call me about the lease, please?")
    ben.find("Can you call me about the lease", "(928) 555-0138")
    ben.live()
    ben.page.locator(".conv-head [id^=call-]").click()

    asked, bar = ben.page.locator("#call-anyway"), ben.page.locator(".call-dock")
    expect(asked.or_(bar).first).to_be_visible(timeout=20_000)
    if asked.is_visible():
        # It is night where they live, at the hour this is told.
        ben.picture("firm-call-all-the-same")
        asked.get_by_role("button", name="Call all the same").click()
    expect(bar).to_contain_text("(928) 555-0138", timeout=20_000)
    bens.hears("Press 1")
    client.hears("bridge")
    assert "press 1" not in client.heard().lower()
    expect(bar).to_contain_text("On the phone with Ben Hale", timeout=20_000)
    assert ben.page.locator(".composer [name=text]").is_enabled(), "a text can be written while talking"
    ben.page.locator("#act-hang-up").click()
    client.is_hung_up()
    ben.sees_entry("Call")
    opens_call(ben)
    expect(ben.page.locator("header.pagehead")).to_contain_text("Call")
    expect(ben.page.locator(".legs")).to_contain_text("Ben Hale")


def entries(phone: Handset) -> tuple[HeardEntry, ...]:
    """Give all that went on on a telephone's call."""
    return phone.control.transcript(phone.leg).entries


def music(phone: Handset) -> list[HeardEntry]:
    """Give the stretches of music a telephone heard."""
    return [entry for entry in entries(phone) if entry.kind == "hold" and phone.leg in entry.heard_by]


def met(phone: Handset) -> int:
    """Count how often a telephone was joined with somebody."""
    return sum(entry.kind == "bridge" and phone.leg in entry.heard_by for entry in entries(phone))


def is_on_a_call(phone: Handset) -> bool:
    """Say whether a telephone has been picked up."""
    return bool(phone.control.legs(party=phone.number.removeprefix("+"), status="answered"))


def first_heard(phone: Handset) -> float:
    """Give the moment at which a telephone first heard somebody speak."""
    return next(entry.t for entry in entries(phone) if entry.kind == "speech" and phone.leg in entry.heard_by)


def ended(desk: Desk, words: str) -> bool:
    """Look again at the page of a call."""
    desk.page.reload()
    return words in desk.page.locator("header.pagehead").inner_text()
