"""Setting up step by step: what is done, what a website asks."""

from receptionist.domain.guide import Facts, Standing, Step, progress
from receptionist.domain.trades import TRADES
from receptionist.domain.website import read_html, read_text, same_question

SITE = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "FAQPage", "mainEntity": [
 {"@type": "Question", "name": "Do you offer payment plans?",
  "acceptedAnswer": {"@type": "Answer", "text": "<p>Yes, over six&nbsp;months.</p>"}}]}]}</script>
<style>p { color: red }</style></head><body><nav><a href="/faq">FAQ</a><a href="https://other.example/faq">x</a></nav>
<h2>Where do I park?</h2><p>In the garage on Fourth Street.</p><p>The first hour is free.</p>
<h2>Our story</h2><p>Founded long ago.</p>
<h3>Parking</h3><p>Behind the house.</p>
<details><summary>Do you come on weekends?</summary>Yes, until noon.</details>
<h2>WHERE DO I PARK</h2><p>Somewhere else.</p>
<dl><dt>¿Hablan español?</dt><dd>Sí, todos los días.</dd></dl>
<script>var q = "Is this read?";</script><form>Your name?<p>Type it in here.</p></form></body></html>"""


def test_what_is_there_counts_wherever_it_was_set_and_a_step_put_off_comes_last() -> None:
    far = progress({}, Facts())
    assert (far.current, far.done) == (Step.GREETING, 0)
    far = progress({"greeting": "done", "hours": "later"}, Facts(services=2, called=True))
    assert far.standings == {
        Step.GREETING: Standing.DONE,
        Step.HOURS: Standing.LATER,
        Step.ANSWERS: Standing.OPEN,
        Step.SERVICES: Standing.DONE,
        Step.URGENT: Standing.OPEN,
        Step.LINE: Standing.OPEN,
        Step.CALL: Standing.DONE,
    }
    assert (far.current, far.done) == (Step.ANSWERS, 3)
    # Kept, and taken away elsewhere since: it is not done.
    assert progress({"answers": "done"}, Facts()).standings[Step.ANSWERS] is Standing.OPEN
    assert progress({}, Facts(), asked="line").current is Step.LINE
    every = progress(
        {"greeting": "done", "urgent": "done"},
        Facts(hours=True, answers=1, services=1, leads=True, called=True),
    )
    assert (every.current, every.done) == (None, len(Step))


def test_a_trade_gives_something_to_every_step_in_both_languages() -> None:
    for trade in TRADES.values():
        assert trade.week
        for words in (trade.greeting, trade.plan, trade.questions, trade.say):
            assert set(words) == {"en", "es"}
        assert all(set(one.name) == {"en", "es"} for one in trade.services)


def test_questions_of_a_page_are_found_as_they_stand_there() -> None:
    page = read_html(SITE, address="https://firm.example/")
    assert [(one.question, one.answer, one.is_guess) for one in page.found] == [
        ("Do you offer payment plans?", "Yes, over six months.", False),
        ("Where do I park?", "In the garage on Fourth Street. The first hour is free.", False),
        ("Where can I park?", "Behind the house.", True),
        ("Do you come on weekends?", "Yes, until noon.", False),
        ("¿Hablan español?", "Sí, todos los días.", False),
    ]
    assert page.links == ("https://firm.example/faq",)
    assert same_question("Where do I park?", "where do I park")


def test_pasted_lines_are_paired_and_long_answers_end_with_a_sentence() -> None:
    found = read_text(
        "Welcome\n\nQ: What does it cost?\nA: 120 dollars.\n\n1. Do you come on Sunday?\n- No.\n  We rest.\n\n"
        "Stray line\nAre you licensed?\n\n" + "Who comes?\n" + "Somebody of ours. " * 40
    )
    assert [one.question for one in found] == ["What does it cost?", "Do you come on Sunday?", "Who comes?"]
    assert found[0].answer == "120 dollars."
    assert found[1].answer == "No. We rest."
    assert found[2].is_cut
    assert len(found[2].answer) <= 400
    assert found[2].answer.endswith("ours.")
    assert read_text("nothing asked here\nat all") == ()
