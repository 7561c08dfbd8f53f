"""The browser of the tests: found, or installed where that is allowed."""

import os
import shutil
import subprocess

from launcher.errors import CannotContinue

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-dejavu-core")
VARIABLE = "PORTICO_CHROMIUM"


def provide() -> str | None:
    """Return the browser's path; None where there is none and none may be installed.

    Raises:
        CannotContinue: in CI, where leaving out the browser's tests would pass unnoticed.
    """
    found = _find()
    if found is None and _may_install():
        _install()
        found = _find()
    if found is None and os.environ.get("CI"):
        raise CannotContinue(
            "Chromium is missing and could not be installed, so the browser's tests cannot run."
        )
    return found


def _find() -> str | None:
    for name in (os.environ.get(VARIABLE, ""), *NAMES):
        found = shutil.which(name) if name else None
        if found is not None:
            return found
    return None


def _may_install() -> bool:
    if shutil.which("apt-get") is None:
        return False
    if os.geteuid() == 0:
        return True
    return shutil.which("sudo") is not None and _run(["sudo", "-n", "true"])


def _install() -> None:
    print("portico: installing Chromium for the browser's tests", flush=True)
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    settings = ["env", "DEBIAN_FRONTEND=noninteractive"]
    _run([*prefix, *settings, "apt-get", "update", "-qq"])
    _run([*prefix, *settings, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES])


def _run(command: list[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603 - fixed words
