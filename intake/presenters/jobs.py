"""Jobs as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.pages import Choice, Link
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from intake.domain.homes.jobs import TRANSITIONS, JobMove, JobState
from intake.domain.homes.urgency import Script, Urgency
from intake.models import Job, JobEvent, JobPhoto, JobType, PhotoOrigin, WhyNot
from intake.pages.jobs import (
    FiguresPage,
    JobAct,
    JobPage,
    JobQuestions,
    JobRow,
    JobsPage,
    PhotoItem,
    TypeRow,
)
from intake.presenters.job_words import event_words, state_mark, state_words, urgency_mark
from intake.presenters.sites import go_url, site_notes, town_of
from intake.presenters.urgency_panel import what_comes_after
from intake.selectors.jobs import Figures, JobList
from intake.services.homes.photos import MOST

MINUTES: Final = (10, 15, 20, 30, 45, 60)
# Notes of events that `event_words` says already.
SILENT_NOTES: Final = frozenset({"SAFE", "ANSWERED"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A job with everything its page needs; `is_shown`: the reader may read the address now."""

    job: Job
    is_shown: bool
    events: Sequence[JobEvent]
    phone: str
    referral: str
    language: str
    script: Script
    photos: Sequence[JobPhoto] = ()
    link: str = ""
    questions: JobQuestions | None = None


def jobs_page(found: JobList, *, reader: Reader, state: str, words: str) -> JobsPage:
    """Print the list."""

    def turn(page: int) -> str:
        values = {key: value for key, value in (("state", state), ("q", words)) if value}
        return f"?{urlencode({**values, 'page': page})}"

    states = [("", _("Open")), *((one.value, state_words(one)) for one in JobState), ("ALL", _("All"))]
    return JobsPage(
        rows=job_rows(found, reader=reader),
        states=tuple(Choice(value=key, label=label, is_current=key == state) for key, label in states),
        words=words,
        new_url=reverse("intake:job_new") if reader.can_write else "",
        figures_url=reverse("intake:job_figures"),
        previous_url=turn(found.page - 1) if found.page > 1 else "",
        next_url=turn(found.page + 1) if found.has_more else "",
    )


def job_rows(found: JobList, *, reader: Reader) -> tuple[JobRow, ...]:
    """Print jobs as rows."""
    return tuple(_row(row, is_shown=row.pk in found.shown, reader=reader) for row in found.jobs)


def title_of(job: Job) -> str:
    """Say in a few words what a job is about."""
    first = job.problem.split("\n")[0].strip()
    short = f"{first[:70].rsplit(' ', 1)[0]}…" if len(first) > 80 else first
    return short or (job.type.name if job.type else "")


def _row(job: Job, *, is_shown: bool, reader: Reader) -> JobRow:
    visit = job.appointment
    when = moment_label(visit.starts_at if visit else job.opened_at, reader=reader)
    parts = (job.type.name if job.type and job.problem else "", visit.provider.name if visit else "", when)
    return JobRow(
        title=title_of(job),
        url=reverse("intake:job", args=[job.pk]),
        marks=(state_mark(job.state), urgency_mark(job.urgency)),
        where=_where(job, is_shown=is_shown),
        who=job.contact.display_name if job.contact else "",
        detail=" · ".join(part for part in parts if part),
    )


def _where(job: Job, *, is_shown: bool) -> str:
    if job.site is None:
        return ""
    return f"{job.site}, {town_of(job.site)}" if is_shown else town_of(job.site)


def job_page(whole: Whole, *, reader: Reader) -> JobPage:
    """Print a job."""
    job, site = whole.job, whole.job.site
    moves = TRANSITIONS[JobState(job.state)]
    script = whole.script
    is_danger = job.urgency == Urgency.P0 and job.safe_at is None
    may = reader.can_write
    visit = job.appointment
    return JobPage(
        id=str(job.pk),
        title=title_of(job),
        marks=(state_mark(job.state), urgency_mark(job.urgency)),
        problem=job.problem,
        facts=_facts(job, reader),
        who=Link(label=job.contact.display_name, url=reverse("contacts:contact", args=[job.contact.pk]))
        if job.contact
        else None,
        call_url=f"tel:{whole.phone}" if whole.phone else "",
        conversation_url=reverse("conversations:conversation", args=[job.conversation_id])
        if job.conversation_id
        else "",
        visit=Link(
            label=moment_label(visit.starts_at, reader=reader),
            url=reverse("scheduling:appointment", args=[visit.pk]),
        )
        if visit
        else None,
        where=str(site) if site and whole.is_shown else "",
        town=town_of(site) if site else "",
        is_hidden=site is not None and not whole.is_shown,
        site_url=reverse("intake:site", args=[site.pk]) if site and whole.is_shown else "",
        go_url=go_url(site) if site and whole.is_shown else "",
        notes=site_notes(site, with_entry=whole.is_shown) if site else (),
        is_danger=is_danger,
        said=_said(script, whole.language) if job.state == JobState.INQUIRY else (),
        after=what_comes_after(script) if job.state == JobState.INQUIRY else "",
        acts=_acts(job, is_danger=is_danger) if may else (),
        minutes=MINUTES,
        book_url=_book_url(job) if may and JobMove.BOOK in moves and not is_danger else "",
        can_safe=may and is_danger,
        can_turn_away=may and JobMove.TURN_AWAY in moves,
        can_cancel=may and JobMove.CANCEL in moves and visit is None,
        can_reopen=may and JobMove.REOPEN in moves and visit is None,
        reasons=tuple(Choice(value=value, label=str(label)) for value, label in WhyNot.choices),
        referral=whole.referral if job.state == JobState.NOT_SERVED else "",
        can_refer=may and job.conversation_id is not None,
        edit_url=reverse("intake:job_edit", args=[job.pk]) if may else "",
        photos=tuple(_photo(photo) for photo in whole.photos),
        can_add=may and len(whole.photos) < MOST,
        photo_link=whole.link if may and len(whole.photos) < MOST else "",
        history=_history(whole.events, reader),
        questions=whole.questions,
    )


def _photo(photo: JobPhoto) -> PhotoItem:
    note = _("from a member") if photo.origin == PhotoOrigin.MEMBER else str(PhotoOrigin(photo.origin).label)
    if photo.is_elsewhere and photo.metres_off is not None:
        note = _("taken about %(count)d km away from the place") % {
            "count": max(1, round(photo.metres_off / 1000))
        }
    return PhotoItem(
        id=str(photo.pk),
        name=photo.name,
        url=reverse("intake:job_photo", args=[photo.job_id, photo.pk]),
        note=note,
        is_elsewhere=photo.is_elsewhere,
    )


def _facts(job: Job, reader: Reader) -> tuple[tuple[str, str], ...]:
    kind = job.type
    price = ""
    if kind is not None:
        price = (kind.price_es if reader.language.startswith("es") else kind.price_en) or kind.price_en
    lasts = ngettext("%(count)d minute", "%(count)d minutes", kind.minutes) if kind else ""
    facts = (
        (_("Kind of job"), kind.name if kind else ""),
        (_("Usually takes"), lasts % {"count": kind.minutes} if kind else ""),
        (_("Needs"), ", ".join(kind.skills) if kind else ""),
        (_("Price"), price),
        (_("Why not"), str(WhyNot(job.why_not).label) if job.why_not else ""),
        (_("Reason"), job.reason),
        (_("Asked"), moment_label(job.opened_at, reader=reader)),
    )
    return tuple(fact for fact in facts if fact[1])


def _said(script: Script, language: str) -> tuple[str, ...]:
    return script.say.get(language[:2], script.say["en"])


def _acts(job: Job, *, is_danger: bool) -> tuple[JobAct, ...]:
    moves = TRANSITIONS[JobState(job.state)]
    ways = (
        (JobMove.SET_OUT, _("On my way"), "send"),
        (JobMove.ARRIVE, _("Arrived"), "pin"),
        (JobMove.FINISH, _("Done"), "check"),
        (JobMove.TAKE_BACK, _("Take that back"), "undo"),
    )
    found = [one for one in ways if one[0] in moves and not (is_danger and one[0] is JobMove.SET_OUT)]
    return tuple(
        JobAct(
            act=move.value, label=label, icon=icon, is_primary=place == 0 and move is not JobMove.TAKE_BACK
        )
        for place, (move, label, icon) in enumerate(found)
    )


def _book_url(job: Job) -> str:
    values = {
        "contact": job.contact_id,
        "conversation": job.conversation_id,
        "service": job.type.service_id if job.type else None,
        "where": f"{job.site}, {job.site.city}".strip(" ,") if job.site else "",
        "zip": job.site.postcode if job.site else "",
        "access": job.site.access_notes[:300] if job.site else "",
        "note": job.problem[:500],
    }
    query = urlencode({key: value for key, value in values.items() if value})
    return f"{reverse('scheduling:appointment_new')}?{query}"


def _history(events: Sequence[JobEvent], reader: Reader) -> tuple[tuple[str, str, str], ...]:
    """Say what happened: the words, by whom, when."""
    found = []
    for place, event in enumerate(events):
        words = event_words(event.move, event.note, is_first=place == len(events) - 1)
        if event.note and event.note not in SILENT_NOTES:
            words = f"{words}: {event.note}"
        found.append((words, event.by.name if event.by else "", moment_label(event.at, reader=reader)))
    return tuple(found)


def figures_page(found: Figures) -> FiguresPage:
    """Print what became of the jobs of thirty days."""
    sentence = ngettext(
        "%(count)d job was asked for in 30 days; it is in one line below.",
        "%(count)d jobs were asked for in 30 days; each is in one line below.",
        found.opened,
    )
    return FiguresPage(
        sentence=sentence % {"count": found.opened},
        states=tuple((state_words(one), found.by_state.get(one.value, 0)) for one in JobState),
        urgencies=tuple((urgency_mark(one).label, found.by_urgency.get(one.value, 0)) for one in Urgency),
        why_not=tuple((str(label), found.why_not.get(value, 0)) for value, label in WhyNot.choices),
        outside=tuple(found.outside),
        in_vain=found.in_vain,
    )


def type_row(row: JobType) -> TypeRow:
    """Print a kind of job among the settings."""
    minutes = ngettext("%(count)d minute", "%(count)d minutes", row.minutes) % {"count": row.minutes}
    service = row.service.name if row.service else ""
    parts = (minutes, urgency_mark(row.urgency).label, ", ".join(row.skills), service, row.price_en)
    return TypeRow(
        name=row.name,
        detail=" · ".join(part for part in parts if part),
        url=reverse("intake:job_type", args=[row.pk]),
        is_active=row.is_active,
    )
