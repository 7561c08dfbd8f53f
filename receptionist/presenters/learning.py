"""What the assistant has learnt, as owners read it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Member
from accounts.policies import can_administer
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from receptionist.models import BrainVersion, OwnPhrase, VersionState
from receptionist.pages import LearningPage, PhraseRow, VersionRow
from receptionist.policies import can_review
from receptionist.presenters.facts import INTENTS

FIGURES = {
    "intents": gettext_lazy("Sentences of the house understood"),
    "emergencies": gettext_lazy("Emergencies heard"),
    "persons": gettext_lazy("A person brought in where one must be"),
    "own": gettext_lazy("Your own corrections, each read by the others"),
}
TONES = {VersionState.READY: "ok", VersionState.REFUSED: "danger", VersionState.FAILED: "danger"}
RUNNING = (VersionState.WAITING, VersionState.EXAMINED)


def page(
    phrases: Sequence[OwnPhrase],
    versions: Sequence[BrainVersion],
    *,
    member: Member,
    now: datetime,
    problem: str = "",
) -> LearningPage:
    """Build the page."""
    rows = tuple(_version(row, member=member, now=now) for row in versions)
    used = next((row.title for row in rows if row.is_active), "")
    may, url = can_administer(member), reverse("receptionist:learning")
    return LearningPage(
        phrases=tuple(_phrase(row, member=member) for row in phrases),
        versions=rows,
        in_use=used or _("The assistant as it ships"),
        make_url=reverse("receptionist:version_make") if may else "",
        ship_url=reverse("receptionist:version_ship") if may and used else "",
        news_url=url if any(row.is_running for row in rows) else "",
        review_url=reverse("receptionist:review") if can_review(member) else "",
        problem=problem,
    )


def _phrase(row: OwnPhrase, *, member: Member) -> PhraseRow:
    return PhraseRow(
        text=row.text,
        meaning=str(INTENTS.get(row.intent, row.intent)),
        who=row.added_by.name if row.added_by else "",
        remove_url=reverse("receptionist:phrase_remove", args=[row.pk]) if can_review(member) else "",
    )


def _version(row: BrainVersion, *, member: Member, now: datetime) -> VersionRow:
    reader, may = reader_of(member, now=now), can_administer(member)
    is_ready = row.state == VersionState.READY and not row.is_active
    return VersionRow(
        title=_("Version %(number)d") % {"number": row.number},
        state=_("In use") if row.is_active else str(VersionState(row.state).label),
        tone="ok" if row.is_active else TONES.get(VersionState(row.state), ""),
        made=_("%(who)s, %(when)s")
        % {
            "who": row.made_by.name if row.made_by else "?",
            "when": moment_label(row.made_at, reader=reader),
        },
        digest=row.digest[:12],
        figures=_figures(row.figures),
        reason=_reason(row),
        progress=row.progress,
        is_running=row.state in RUNNING,
        is_active=row.is_active,
        use_url=reverse("receptionist:version_use", args=[row.pk]) if may and is_ready else "",
    )


def _figures(found: Mapping[str, Mapping[str, int]]) -> tuple[tuple[str, str, str], ...]:
    if not found:
        return ()
    of = found["of"]
    return tuple(
        (str(words), f"{found['before'][kind]} / {of[kind]}", f"{found['after'][kind]} / {of[kind]}")
        for kind, words in FIGURES.items()
    )


def _reason(row: BrainVersion) -> str:
    if row.state == VersionState.REFUSED:
        worse = " · ".join(str(FIGURES.get(one, one)) for one in row.reason.split(","))
        return _("Worse than before, so it cannot be used: %(what)s") % {"what": worse}
    if row.state == VersionState.FAILED:
        return _("The examination broke off (%(why)s). Make it again.") % {"why": row.reason}
    return ""
