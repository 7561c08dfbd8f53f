"""Turns to look at, as members read them."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Member
from accounts.pages import Choice, Link
from conversations.presenters.labels import party_person
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from receptionist.domain.doubts import MEMBER, MISSED, UNSURE
from receptionist.models import Review, Turn, Verdict
from receptionist.pages import ReviewCard, ReviewPage
from receptionist.policies import can_review
from receptionist.presenters.facts import INTENTS
from receptionist.presenters.rules import rule_words
from receptionist.selectors.reviews import Counts

WHY = {
    UNSURE: gettext_lazy("Unsure"),
    MISSED: gettext_lazy("Not understood"),
    MEMBER: gettext_lazy("Corrected by a colleague"),
}
URGENCIES = {"urgent": gettext_lazy("urgent"), "emergency": gettext_lazy("an emergency")}


def page(
    rows: Sequence[Review], counts: Counts, *, member: Member, is_decided: bool, now: datetime
) -> ReviewPage:
    """Build the page."""
    url = reverse("receptionist:review")
    waiting = ngettext("%(count)d turn waits", "%(count)d turns wait", counts.waiting) % {
        "count": counts.waiting
    }
    told = _(
        "%(decided)d looked at in 30 days: %(right)d understood rightly, %(emergencies)d emergencies missed"
    )
    return ReviewPage(
        tabs=(
            Link(label=_("To look at"), url=url, is_current=not is_decided),
            Link(label=_("Looked at"), url=f"{url}?show=decided", is_current=is_decided),
        ),
        cards=tuple(card(row.turn, row, member=member, now=now) for row in rows),
        counted=waiting
        + " · "
        + told % {"decided": counts.decided, "right": counts.right, "emergencies": counts.emergencies},
        is_decided=is_decided,
        empty=_("Nobody has looked at a turn yet.")
        if is_decided
        else _("Nothing waits. Turns the assistant was unsure of, or did not understand, come here."),
    )


def card(
    turn: Turn,
    review: Review | None,
    *,
    member: Member,
    now: datetime,
    problem: str = "",
    learnt: str = "",
) -> ReviewCard:
    """Build one turn."""
    reader, meant = reader_of(member, now=now), turn.understanding
    decided = ""
    if review is not None and review.decided_at is not None:
        decided = _("%(verdict)s: %(meaning)s · %(who)s, %(when)s") % {
            "verdict": Verdict(review.verdict).label if review.verdict else _("It meant something else"),
            "meaning": _meaning(review.intent),
            "who": review.decided_by.name if review.decided_by else "?",
            "when": moment_label(review.decided_at, reader=reader),
        }
    return ReviewCard(
        id=str(turn.pk),
        who=party_person(turn.conversation).name,
        when=moment_label(turn.happened_at, reader=reader),
        when_iso=turn.happened_at.isoformat(),
        why=str(WHY.get(review.reason, "")) if review is not None else "",
        heard=turn.heard,
        said=turn.said,
        understood=_meaning(str(meant.get("intent", ""))),
        sure=_("%(p)d %% sure") % {"p": round(float(meant.get("p", 0)) * 100)},
        urgency=str(URGENCIES.get(str(meant.get("urgency", "")), "")),
        rule=rule_words(turn.rule),
        model=_model(meant.get("opinion")),
        thread_url=reverse("conversations:conversation", args=[turn.conversation_id]),
        post_url=reverse("receptionist:judge", args=[turn.pk]) if can_review(member) else "",
        meanings=tuple(Choice(value=key, label=str(words)) for key, words in _sorted()),
        intent=(review.intent if review else "") or str(meant.get("intent", "")),
        decided=decided,
        learnt=learnt,
        problem=problem,
    )


def _meaning(intent: str) -> str:
    return str(INTENTS.get(intent, intent))


def _sorted() -> list[tuple[str, str]]:
    return sorted(((key, str(words)) for key, words in INTENTS.items()), key=lambda item: item[1])


def _model(opinion: object) -> str:
    """Say what asking a language model came to, empty where none was asked."""
    if not isinstance(opinion, dict):
        return ""
    told = {
        "model": opinion.get("model", ""),
        "ms": opinion.get("ms", 0),
        "tokens": int(opinion.get("tokens_in", 0)) + int(opinion.get("tokens_out", 0)),
    }
    if opinion.get("how") in {"taken", "repaired"}:
        return _("%(model)s was asked and read it too: %(ms)d ms, %(tokens)d tokens") % told
    return _("%(model)s was asked and gave nothing usable in %(ms)d ms; our own reading stands") % told
