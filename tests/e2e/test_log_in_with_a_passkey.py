"""A member registers a passkey and logs in with it; the fingerprint reader is Chromium's own make-believe one."""

from collections.abc import Callable

from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.conftest import PASSWORD
from tests.e2e.people import Desk

DEZ = "dez@brightwater.example"


class Reader:
    """A fingerprint reader built into the browser's machine."""

    def __init__(self, page: Page) -> None:
        self.devtools: CDPSession = page.context.new_cdp_session(page)
        self.devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.name: str = added["authenticatorId"]

    def knows_the_finger(self, is_known: bool) -> None:
        """Accept or refuse whoever touches it from now on."""
        self._send("WebAuthn.setUserVerified", isUserVerified=is_known)

    def passkeys(self) -> list[dict[str, object]]:
        """List what it keeps."""
        return list(self._send("WebAuthn.getCredentials")["credentials"])

    def _send(self, method: str, **values: object) -> dict[str, list[dict[str, object]]]:
        answer: dict[str, list[dict[str, object]]] = self.devtools.send(
            method, {"authenticatorId": self.name, **values}
        )
        return answer


def prove_it(page: Page) -> None:
    """Give the password once more where it is asked for."""
    if "/reauthenticate/" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form button.primary").click()


def test_log_in_with_a_passkey(desk: Callable[..., Desk]) -> None:
    page = desk(DEZ).page
    reader = Reader(page)
    page.goto("/accounts/2fa/webauthn/add/")
    prove_it(page)
    page.locator("input[name=name]").fill("Van tablet")
    page.locator("input[name=passwordless]").check()

    reader.knows_the_finger(False)
    page.locator("#webauthn-add").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was used")
    assert reader.passkeys() == []

    reader.knows_the_finger(True)
    page.locator("#webauthn-add").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    assert len(reader.passkeys()) == 1
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name="Van tablet")).to_contain_text("Passkey")

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    reader.knows_the_finger(False)
    page.locator("#passkey-login").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was used")

    reader.knows_the_finger(True)
    page.locator("#passkey-login").click()
    page.wait_for_url("**/inbox/**")

    # Gone again, so that other journeys may log in with the password alone.
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("row", name="Van tablet").get_by_role("link", name="Remove").click()
    prove_it(page)
    page.locator("button.danger").click()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("No key is set up yet.")).to_be_visible()
