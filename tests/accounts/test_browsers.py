"""What a browser says of itself, in words."""

import pytest

from accounts.domain.browsers import browser_label

KIT = "(KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit {KIT} Chrome/130.0 Safari/537.36", "Chrome, Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 {KIT} Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit {KIT} CriOS/130 Safari", "Chrome, iPhone"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 {KIT} Version/18.0 Safari/605", "Safari, macOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox, Linux"),
        (f"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 {KIT} Chrome/130 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("x" * 300, "x" * 40),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_has_a_name(said: str, label: str) -> None:
    assert browser_label(said) == label
