"""A day at the law firm: a stranger's first text, two members at their desks, an answer, a booking."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.people import Desk, Handset, wait_until

FIRM = "+16025550110"
ANA, BEN, RAE = "ana@hale-ortiz.example", "ben@hale-ortiz.example", "rae@hale-ortiz.example"
LOU = "lou@hale-ortiz.example"


def test_a_text_is_seen_by_all_claimed_by_one_answered_and_delivered(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    ana, ben = desk(ANA), desk(BEN)
    ana.page.goto("/inbox/?view=unowned")
    ben.page.goto("/inbox/?view=unowned")
    ana.live()
    ben.live()
    phone = handset("+16025550181")

    phone.text(FIRM, "Hello, I was served papers yesterday. Can somebody help?")

    ana.sees_new_row("(602) 555-0181", "served papers")
    ben.sees_new_row("(602) 555-0181", "served papers")
    ana.picture("firm-inbox")
    ana.open("(602) 555-0181")
    ben.open("(602) 555-0181")

    ana.page.get_by_role("button", name="Claim").click()
    expect(ana.page.get_by_role("button", name="Claim")).to_have_count(0)
    expect(ben.page.locator(".conv-head")).to_contain_text("Ana Reyes")

    ana.note("@Ben the other side may be known to us, please look")
    ben.sees_entry("the other side may be known to us")
    assert phone.received() == []

    ana.reply("Good morning. May I ask who the papers are from?")
    ben.sees_entry("May I ask who the papers are from?")
    phone.waits_for("May I ask who the papers are from?")
    expect(ana.page.locator("[id^=entry-]", has_text="May I ask who").last).to_contain_text(
        "elivered", timeout=20_000
    )
    ana.picture("firm-conversation")

    phone.text(FIRM, "My landlord. Friday at two would suit me")
    ana.sees_entry("Friday at two would suit me")
    ben.sees_entry("Friday at two would suit me")


def test_the_person_behind_the_number_is_named_once_and_known_everywhere(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    ana = desk(ANA)
    phone = handset("+16025550185")
    phone.text(FIRM, "It is about my mother's will")
    ana.find("It is about my mother's will", "(602) 555-0185")
    ana.page.locator("[id^=person-] a[href^='/contacts/']").first.click()
    ana.page.wait_for_url("**/contacts/**")
    ana.page.get_by_role("link", name="Edit").first.click()
    ana.page.locator("input[name=first_name]").fill("Odile")
    ana.page.locator("input[name=last_name]").fill("Marchetti")
    ana.page.get_by_role("button", name="Save").first.click()
    expect(ana.page.get_by_role("heading", name="Odile Marchetti").first).to_be_visible()
    ana.picture("firm-contact")

    ana.page.goto("/inbox/?view=open")
    wait_until(
        lambda: ana.page.reload() is not None and ana.row("Odile Marchetti").count() == 1,
        "the list shows the new name",
    )
    ana.page.goto("/contacts/")
    ana.picture("firm-contacts")
    ana.page.goto("/tasks/")
    ana.picture("firm-my-day")
    ana.page.goto("/settings/members/")
    ana.picture("firm-members")


def test_names_come_first_and_facts_wait_for_the_check(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    ana, ben, lou = desk(ANA), desk(BEN), desk(LOU)
    known = ben.page
    known.goto("/matters/new/")
    known.get_by_label("Name", exact=True).first.fill("Marcus Tilden")
    known.get_by_label("Part").first.select_option(label="Client")
    known.get_by_label("Practice area").fill("Lease of a workshop")
    known.get_by_role("button", name="Check the names").click()
    expect(known.locator("main")).to_contain_text("No hits")

    phone = handset("+16025550187")
    phone.text(FIRM, "I want custody against my ex husband Marcus Tilden")
    ana.find("I want custody against my ex husband", "(602) 555-0187")
    pane = ana.page.locator("[id^=person-]")
    pane.get_by_role("link", name="Give names and check").click()
    ana.page.get_by_label("Name", exact=True).first.fill("Denise Tilden")
    ana.page.get_by_label("Name", exact=True).nth(1).fill("Marcus Tilden")
    ana.picture("firm-names-first")
    ana.page.get_by_role("button", name="Check the names").click()
    expect(ana.page.locator("#hits")).to_contain_text("hit")
    report = ana.page.url
    ana.picture("firm-conflict-check")

    # The paralegal sees the hit and may not answer it; counsel answers, and clears.
    known.goto(report)
    expect(known.locator("details.found").first).to_contain_text("Marcus Tilden")
    expect(known.get_by_role("button", name="Not the same")).to_have_count(0)
    lou.page.goto(report)
    while lou.page.locator("details.found[open]").count():
        before = lou.page.locator("details.found[open]").count()
        found = lou.page.locator("details.found[open]").first
        found.locator("input[name=reason]").fill("The lease ended; no shared facts")
        found.get_by_role("button", name="Same, not adverse").click()
        expect(lou.page.locator("details.found[open]")).to_have_count(before - 1)
    lou.page.get_by_label("Why, in your words").first.fill("Lease advice, closed and unrelated")
    lou.page.get_by_role("button", name="Clear: no conflict").click()
    expect(lou.page.locator("#check h1 + .badge")).to_contain_text("Cleared")
    lou.picture("firm-conflict-cleared")
    ana.page.go_back()
    ana.page.go_back()
    expect(ana.page.locator("[id^=person-]")).to_contain_text("Facts may be heard")
    ana.page.goto("/matters/")
    ana.picture("firm-matters")


def test_a_waiver_a_wall_and_a_client_list_as_the_owner_sees_them(desk: Callable[..., Desk]) -> None:
    ana, ben = desk(ANA), desk(BEN)
    page = ana.page
    page.goto("/matters/")
    page.get_by_role("link", name="Tran-Doyle / Doyle Hardware").click()
    page.get_by_role("link", name="Open the check").click()
    expect(page.locator("#check h1 + .badge")).to_contain_text("Waived")
    expect(page.locator("#check")).to_contain_text("Consent: Doyle Hardware Inc")
    ana.picture("firm-waiver")
    page.goto("/matters/")
    page.get_by_role("link", name="Saltbush Dairy").click()
    ana.picture("firm-matter")
    page.get_by_role("link", name="Wall", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ben Hale")
    ana.picture("firm-wall")
    ben.page.goto("/matters/")
    expect(ben.page.locator("main")).to_contain_text("Tran-Doyle")
    expect(ben.page.locator("main")).not_to_contain_text("Saltbush")

    page.goto("/matters/")
    page.get_by_role("link", name="Import a client list").click()
    rows = "Client ID,Name,Role,Matter,DOB\n1,Odalys Prim,client,Q-1,1980-02-30\n2,Renske Vaal,adverse,Q-1,\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "brought along.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the list").fill("Brought by a colleague")
    ana.picture("firm-client-list-columns")
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#progress")).to_contain_text("2 of 2 read", timeout=30_000)
    expect(page.locator("#progress")).to_contain_text("1980-02-30")
    ana.picture("firm-client-list")


def test_a_first_talk_is_booked_beside_the_conversation(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    ana = desk(ANA)
    phone = handset("+16025550186")
    phone.text(FIRM, "May I come and talk about a contract?")
    ana.find("May I come and talk about a contract?", "(602) 555-0186")
    ana.page.locator("[id^=person-] select[name=service]").select_option(label="First talk")
    ana.page.get_by_role("button", name="Next three free").click()
    times = ana.page.locator("[id^=next-] a")
    expect(times).to_have_count(3)
    ana.picture("firm-next-three")
    times.first.click()
    ana.page.get_by_role("button", name="Book", exact=True).click()
    ana.sees_entry("First talk was booked")
    ana.page.get_by_role("link", name="Call back at").first.click()
    expect(ana.page.get_by_role("heading", name="Call back")).to_be_visible()
    ana.picture("firm-callback")

    ana.page.go_back()
    ana.page.get_by_role("link", name="Waiting list").first.click()
    ana.page.locator("#wait-service").select_option(label="Consultation")
    ana.page.get_by_role("button", name="Show").click()
    ana.page.get_by_label("Morning").check()
    ana.page.get_by_role("button", name="Put on the list").click()
    ana.page.goto("/calendar/waiting/")
    expect(ana.page.locator("main")).to_contain_text("Consultation")
    ana.picture("firm-waiting-list")
    ana.page.goto("/book/hale-ortiz/first-talk/wait/")
    expect(ana.page.get_by_role("heading", name="Tell me when a time comes free")).to_be_visible()
    ana.picture("book-wait")


def test_a_time_offered_by_text_is_taken_with_one_tap(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    ben = desk(BEN)
    phone = handset("+16025550188")
    phone.text(FIRM, "When could we talk?")
    ben.find("When could we talk?", "(602) 555-0188")
    ben.page.locator("[id^=person-] select[name=service]").select_option(label="First talk")
    ben.page.get_by_role("button", name="Offer three by text").click()
    phone.waits_for("3) ")
    offer = next(text for text in phone.received() if "3) " in text)
    ben.page.goto(re.findall(r"/b/\w{12}", offer)[1])
    expect(ben.page.get_by_role("button", name="Take it")).to_be_visible()
    ben.picture("book-tap")
    ben.page.get_by_role("button", name="Take it").click()
    expect(ben.page.get_by_role("heading", name="See you on")).to_be_visible()
    phone.waits_for("You are booked on")


def test_a_text_taken_back_never_leaves(desk: Callable[..., Desk], handset: Callable[[str], Handset]) -> None:
    ana = desk(ANA)
    phone = handset("+16025550182")
    phone.text(FIRM, "Is the office open tomorrow?")
    ana.find("Is the office open tomorrow?", "(602) 555-0182")

    ana.reply("No, we are closed, sorry")
    ana.page.get_by_role("button", name="Undo").first.click()
    expect(ana.page.locator("textarea[name=text]")).to_have_value("No, we are closed, sorry")

    ana.page.wait_for_timeout(7_000)
    assert phone.received() == []


def test_stop_is_obeyed_and_said(desk: Callable[..., Desk], handset: Callable[[str], Handset]) -> None:
    ana = desk(ANA)
    phone = handset("+16025550183")
    phone.text(FIRM, "What are your fees?")
    ana.find("What are your fees?", "(602) 555-0183")

    phone.text(FIRM, "STOP")
    phone.waits_for("no more texts")
    ana.sees_entry("no more texts")
    ana.page.reload()
    expect(ana.page.locator("textarea[name=text]")).to_be_disabled()


def test_who_may_only_look_finds_nothing_to_press(desk: Callable[..., Desk]) -> None:
    rae = desk(RAE)
    rae.page.goto("/inbox/?view=open")
    rae.page.locator("li.item a").first.click()
    expect(rae.page.locator(".conv-head h2")).to_be_visible()
    expect(rae.page.get_by_role("button", name="Claim")).to_have_count(0)
    expect(rae.page.locator("textarea[name=text]")).to_have_count(0)


def test_resolve_as_booked_and_come_back(
    desk: Callable[..., Desk], handset: Callable[[str], Handset]
) -> None:
    ben = desk(BEN)
    phone = handset("+16025550184")
    phone.text(FIRM, "Friday at two is good, see you then")
    ben.find("Friday at two is good", "(602) 555-0184")
    ben.resolve("Booked")
    ben.page.goto("/inbox/?view=resolved")
    ben.sees_row("(602) 555-0184", "Friday at two is good")

    phone.text(FIRM, "Sorry, can we make it three?")
    ben.page.goto("/inbox/?view=open")
    wait_until(
        lambda: ben.page.reload() is not None and ben.row("(602) 555-0184").count() == 1,
        "the resolved conversation is open again",
    )
    expect(ben.row("(602) 555-0184")).to_contain_text("Sorry, can we make it three?")


def test_a_call_is_greeted_rings_the_paralegal_and_is_taken_by_a_1(
    desk: Callable[..., Desk], handset: Callable[[str], Handset], open_doors: None
) -> None:
    ana = desk(ANA)
    bens, caller = handset("+16235550112"), handset("+16025550147")
    bens.takes_calls(answer_after=1, script=[{"hears": "(?i)press 1", "press": "1"}])
    caller.dial(FIRM)
    caller.hears("Thank you for calling Hale Ortiz Law")
    caller.hears("bridge")
    caller.says("I was rear-ended on the motorway this morning.")
    bens.hears("rear-ended")
    assert "Press 1" not in caller.heard()
    ana.page.goto("/inbox/?view=waiting")
    wait_until(
        lambda: ana.page.reload() is not None and ana.row("(602) 555-0147").count() == 1, "the call has a row"
    )
    ana.open("(602) 555-0147")
    expect(ana.page.locator(".conv-head")).to_contain_text("Ben")
    ana.picture("firm-call-under-way")
    caller.hangs_up()
    bens.is_hung_up()
    ana.sees_entry("Call, 1 minute")
    ana.picture("firm-call")
