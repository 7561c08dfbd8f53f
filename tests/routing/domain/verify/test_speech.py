"""How long a prompt takes, by language."""

import pytest

from routing.domain.verifying.speech import seconds_to_say


@pytest.mark.parametrize(
    ("text", "language", "seconds"),
    [
        ("", "en-US", 0.0),
        ("  ", "es-US", 0.0),
        ("one two three four five", "en-US", 2.0),
        ("uno dos tres cuatro cinco seis siete", "es-US", 3.0),
        ("one two three four five.", "en-US", 2.4),
        ("Don't", "en-US", 0.4),
        ("602-555-0110", "en-US", 4.0),
        ("+1 (602) 555 0110", "en-US", 4.4),
        ("bonjour monsieur", "fr-FR", 0.8),
    ],
)
def test_words_pauses_and_digits_count(text: str, language: str, seconds: float) -> None:
    assert seconds_to_say(text, language) == pytest.approx(seconds, abs=0.01)
