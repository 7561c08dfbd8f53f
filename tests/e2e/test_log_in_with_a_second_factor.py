"""A member sets up an authenticator and logs in with its code."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from launcher.stack import Stack
from tests.e2e.conftest import PASSWORD
from tests.e2e.people import Desk

LOU = "lou@hale-ortiz.example"


def code(secret: str, *, ahead: int = 0) -> str:
    """Compute this half minute's code, as an authenticator does (RFC 6238), or that of a clock that is ahead."""
    counter = int(time.time()) // 30 + ahead
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    place = digest[-1] & 0xF
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_log_in_with_an_authenticator(desk: Callable[..., Desk], browser: Browser, stack: Stack) -> None:
    lou = desk(LOU)
    lou.page.goto("/accounts/2fa/totp/activate/")
    if lou.page.locator("input[name=password]").count():
        lou.page.locator("input[name=password]").fill(PASSWORD)
        lou.page.keyboard.press("Enter")
    field = lou.page.locator("input[name=code]")
    expect(field).to_be_visible()
    secret = re.search(r"\b([A-Z2-7]{32})\b", lou.page.content())
    assert secret is not None
    field.fill(code(secret[1]))
    lou.page.keyboard.press("Enter")
    lou.page.wait_for_url("**/accounts/2fa/**")
    lou.picture("second-factor")

    context = browser.new_context(base_url=stack.url)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(LOU)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("input[name=code]")).to_be_visible()
    # A code is good once: the one that set the authenticator up is spent. This telephone's clock is ahead.
    page.locator("input[name=code]").fill(code(secret[1], ahead=1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/**")
    context.close()
