"""The Jinja2 environment of our own templates."""

from datetime import datetime

import jinja2
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import formats, timezone, translation


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def _time(instant: datetime) -> str:
    return formats.time_format(timezone.localtime(instant), "H:i")


def _day(instant: datetime) -> str:
    return formats.date_format(timezone.localtime(instant), "D j M")


def environment(**options: object) -> jinja2.Environment:
    """Build the environment: undefined names raise, translations are Django's."""
    options |= {"undefined": jinja2.StrictUndefined, "autoescape": True}
    env = jinja2.Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # type: ignore[arg-type]  # noqa: S701 - autoescape is in options
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static=staticfiles_storage.url, url=_url)
    env.filters.update(time=_time, day=_day)
    return env
