"""The Jinja2 environment of our own templates."""

from datetime import datetime
from functools import cache, lru_cache

import jinja2
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import formats, timezone, translation
from markupsafe import Markup

from accounts.domain.browsers import browser_label


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def _time(instant: datetime) -> str:
    return formats.time_format(timezone.localtime(instant), "H:i")


def _day(instant: datetime) -> str:
    return formats.date_format(timezone.localtime(instant), "D j M")


@lru_cache(maxsize=4096)
def _said(language: str, message: str) -> Markup:
    """Translate a sentence of ours once a language; it is HTML as the template's own text is."""
    return Markup(translation.gettext(message))  # noqa: S704 - a literal of a template


def _gettext(message: str, **variables: object) -> Markup:
    """Say `_("…")`: variables are escaped and put in. A page says three hundred such words."""
    return _said(translation.get_language() or "", message) % variables


def environment(**options: object) -> jinja2.Environment:
    """Build the environment: undefined names raise, translations are Django's."""
    options |= {"undefined": jinja2.StrictUndefined, "autoescape": True}
    env = jinja2.Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # type: ignore[arg-type]  # noqa: S701 - autoescape is in options
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals["_"] = _gettext
    env.globals.update(static=cache(staticfiles_storage.url), url=_url)
    env.filters.update(time=_time, day=_day, browser=browser_label)
    return env
