"""The policy of pages where the carrier's own client is the telephone."""

import pytest

from config.softphone import REACHED, softphone_sources


@pytest.mark.parametrize(
    ("carrier", "script", "allowed"),
    [
        ("simulator", "https://cdn.firm.example/client.js", {}),
        ("vonage", "", {}),
        ("vonage", "/static/client.js", {"script-src": (), "connect-src": REACHED}),
        (
            "vonage",
            "https://cdn.firm.example/v2/client.js?x=1",
            {"script-src": ("https://cdn.firm.example",), "connect-src": REACHED},
        ),
    ],
)
def test_a_page_may_load_the_client_and_reach_its_carrier_and_nothing_else(
    carrier: str, script: str, allowed: dict[str, tuple[str, ...]]
) -> None:
    assert softphone_sources(carrier, script) == allowed
