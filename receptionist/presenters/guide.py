"""The page of the guided set-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from receptionist.domain.guide import Progress, Standing, Step
from receptionist.domain.policy import Line
from receptionist.domain.policy.opening import hours_words
from receptionist.domain.policy.speech import speak
from receptionist.selectors.guide import Guide

TITLES: Final[dict[Step, tuple[Promise, Promise]]] = {
    Step.GREETING: (
        gettext_lazy("What callers hear first"),
        gettext_lazy("Who speaks is always said; this comes after it."),
    ),
    Step.HOURS: (
        gettext_lazy("Opening hours"),
        gettext_lazy("It tells them, and promises nothing outside them."),
    ),
    Step.ANSWERS: (
        gettext_lazy("Questions it answers"),
        gettext_lazy("From your website, or pasted. It quotes them, word for word."),
    ),
    Step.SERVICES: (
        gettext_lazy("What can be booked"),
        gettext_lazy("It books real times of whoever gives these."),
    ),
    Step.URGENT: (
        gettext_lazy("What cannot wait"),
        gettext_lazy("Who is called at night, and by when messages are answered."),
    ),
    Step.LINE: (
        gettext_lazy("Which calls it takes"),
        gettext_lazy("At once, or only when nobody else does."),
    ),
    Step.CALL: (
        gettext_lazy("Call your own business"),
        gettext_lazy("Ring it as a customer would."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step in the list."""

    key: str
    title: str
    detail: str
    is_done: bool
    is_later: bool
    is_current: bool
    open_url: str
    post_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """How far it is, the steps, what is said, and what else could be switched on."""

    steps: tuple[StepRow, ...]
    done: int
    of: int
    is_complete: bool
    heard: tuple[tuple[str, str], ...]
    tries: tuple[str, ...]
    call_url: str
    answers_texts: bool
    edit_urls: dict[str, str]


def guide_page(guide: Guide, far: Progress, *, tries: Sequence[str], call_url: str) -> GuidePage:
    """Print it."""
    return GuidePage(
        steps=tuple(_row(one, guide, far) for one in Step),
        done=far.done,
        of=len(Step),
        is_complete=far.done == len(Step),
        heard=tuple((language, _heard(guide, language)) for language in ("en", "es")),
        tries=tuple(tries),
        call_url=call_url,
        answers_texts=guide.settings.is_active,
        edit_urls={
            Step.HOURS: reverse("accounts:hours", kwargs={"location_id": guide.place.pk}),
            Step.ANSWERS: f"{reverse('receptionist:setup')}#answers",
            Step.SERVICES: reverse("scheduling:setup"),
            Step.LINE: reverse("routing:flows"),
        },
    )


def _row(step: Step, guide: Guide, far: Progress) -> StepRow:
    title, why = TITLES[step]
    standing = far.standings[step]
    return StepRow(
        key=step.value,
        title=str(title),
        detail=(_detail(step, guide) if standing is Standing.DONE else "") or str(why),
        is_done=standing is Standing.DONE,
        is_later=standing is Standing.LATER,
        is_current=far.current is step,
        open_url=f"{reverse('receptionist:guide')}?step={step.value}#{step.value}",
        post_url=reverse("receptionist:guide_step", args=[step.value]),
    )


def _detail(step: Step, guide: Guide) -> str:
    """Say what a finished step came to."""
    if step is Step.GREETING:
        return _heard(guide, guide.organisation.locale)
    if step is Step.HOURS:
        spans = [(one.weekday, one.opens_minute, one.closes_minute) for one in guide.windows]
        return hours_words(spans, _language())
    if step is Step.ANSWERS:
        count = len(guide.answers)
        return ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
    if step is Step.SERVICES:
        return ", ".join(one.name for one in guide.services)
    if step is Step.URGENT:
        return ", ".join(one.get("concerns", "") for one in guide.settings.plan)
    if step is Step.LINE:
        return ", ".join(line.name for line, is_led in guide.lines if is_led)
    return _("It has talked with a caller.")


def _heard(guide: Guide, language: str) -> str:
    own = guide.settings.greeting_es if language == "es" else guide.settings.greeting
    values = {"business": guide.organisation.name, "own": own}
    return speak((Line("greet.call", values), Line("greet.help")), language)


def _language() -> str:
    return "es" if (get_language() or "").startswith("es") else "en"
