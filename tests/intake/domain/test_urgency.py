"""How urgent trouble in a home is: something to say in both languages, and danger before booking."""

from intake.domain.homes.urgency import EN, ES, SCRIPTS, Urgency


def test_every_urgency_has_as_much_to_say_in_both_languages() -> None:
    assert [script.urgency for script in SCRIPTS] == list(Urgency)
    for script in SCRIPTS:
        assert len(script.say[EN]) == len(script.say[ES]) > 0
        assert all(
            english != spanish for english, spanish in zip(script.say[EN], script.say[ES], strict=True)
        )


def test_in_danger_people_leave_and_nothing_is_booked() -> None:
    danger = SCRIPTS[0]
    assert not danger.may_book
    assert "leave now" in danger.say[EN][0]
    assert "salgan todos ahora" in danger.say[ES][0]
    assert any("switch" in sentence for sentence in danger.say[EN])
    assert any("From outside, call 911" in sentence for sentence in danger.say[EN])
    assert [script.urgency for script in SCRIPTS if script.calls_out] == [Urgency.P1]
