"""Draw every screen with sample objects and photograph it: python -m tests.look.render [FOLDER] [NAME …].

Pages land in the folder as HTML, pictures beside them at 1440 and 360 px, light and dark. Needs Chromium.
"""

import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path

from tests.look.engine import ROOT, build
from tests.look.screens import SCREENS

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
)
SIZES = ((1440, 900), (360, 760))


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves the drawn pages, our static files and those django-htmx brings."""

    def translate_path(self, path: str) -> str:
        """Map an address to a file of one of the three places."""
        name = path.split("?", maxsplit=1)[0].lstrip("/")
        if name.startswith("static/django_htmx/"):
            return str(Path(find_spec("django_htmx").origin).parent / name)  # type: ignore[union-attr, arg-type]
        return str(ROOT / name) if name.startswith("static/") else super().translate_path(path)

    def log_message(self, *args: object) -> None:
        """Keep quiet: a picture says enough."""


def write_pages(folder: Path, names: set[str]) -> list[Path]:
    """Draw the named screens (all when none is named) in both themes."""
    engine, made = build(), []
    for name, (template, context) in SCREENS.items():
        if names and name not in names:
            continue
        for theme in ("light", "dark"):
            page = folder / f"{name}-{theme}.html"
            page.write_text(engine.get_template(template).render(**context(theme)), encoding="utf-8")
            made.append(page)
    return made


def photograph(pages: list[Path], port: int) -> None:
    """Take one picture per page and size."""
    for page in pages:
        for width, height in SIZES:
            shot = page.with_name(f"{page.stem}-{width}.png")
            with tempfile.TemporaryDirectory() as profile:
                options = (
                    f"--user-data-dir={profile}",
                    f"--screenshot={shot}",
                    f"--window-size={width},{height}",
                )
                address = f"http://127.0.0.1:{port}/{page.name}"
                command = [*CHROMIUM, *options, "--virtual-time-budget=1500", address]
                subprocess.run(command, check=True, capture_output=True, timeout=60)


def main(arguments: list[str]) -> None:
    """Draw, serve, photograph."""
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="portico-look-"))
    folder.mkdir(parents=True, exist_ok=True)
    pages = write_pages(folder, set(arguments[1:]))
    handler = functools.partial(Pages, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        photograph(pages, server.server_port)
        server.shutdown()
    sys.stdout.write(f"{len(pages)} pages, {len(pages) * len(SIZES)} pictures in {folder}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
