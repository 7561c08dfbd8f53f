"""A plain Jinja2 engine with the names that the product's own gives to templates: looking needs no Django."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

ROOT = Path(__file__).resolve().parents[2]


def static(path: str) -> str:
    """Address a static file of the project or of django-htmx; the files themselves are not checked here."""
    return f"/static/{path}"


def build() -> Environment:
    """Make an engine as strict as the product's: undefined names raise, everything is escaped."""
    engine = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.install_gettext_callables(
        lambda text: text, lambda one, many, n: one if n == 1 else many, newstyle=True
    )
    engine.globals.update(
        static=static,
        url=lambda name, *args, **kwargs: f"/{name}",
        csrf_input=Markup('<input type="hidden" name="csrfmiddlewaretoken" value="x">'),
        csrf_token="x",
    )
    return engine
