"""The report of a conflict check in words, for whoever reads it: names only to those who may see them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from accounts.pages import Choice
from contacts.pages import Mark
from conversations.presenters.reader import Reader, reader_of
from conversations.presenters.times import moment_label
from intake.domain.clearance import deciding as rules
from intake.domain.clearance.deciding import BLOCKING, Level, Statement, Verdict
from intake.domain.clearance.rights import Act
from intake.domain.clearance.states import DECIDABLE, OPEN, SEARCHABLE, CheckState
from intake.errors import LEFT
from intake.models import ConflictRun, Consent, MatterParty
from intake.pages.law import CheckPage, EventItem, HitItem, NeedItem, SourceRow, TermRow
from intake.policies import may
from intake.presenters.law_hits import path_words, reason_words
from intake.presenters.law_words import (
    MISSED,
    SOURCES,
    VERDICTS,
    event_words,
    level_mark,
    role_label,
    state_mark,
)
from intake.selectors.checks import CheckStory, HitRow

ANSWERED = ("NOT_SAME", "SAME_HARMLESS")
# A waiver's boxes are not ticked yet: what else is left is said beside the form.
TICKED = Statement(can_represent=True, is_lawful=True, is_other_proceeding=True, lawyer="-")


def check_page(
    story: CheckStory, *, member: Member, counsel: Sequence[Member], own: Sequence[MatterParty], now: datetime
) -> CheckPage:
    """Print a check for a member."""
    check, reader = story.check, reader_of(member, now=now)
    state = CheckState(check.state)
    sees = may(member, Act.SEE_NAMES)
    run = story.runs[-1] if story.runs else None
    answered = [row.answered for row in story.hits]
    left = rules.left_to_clear(answered)
    is_decidable = state in DECIDABLE
    mark = state_mark(check.state)
    whole = story.broken_at is None
    return CheckPage(
        id=str(check.pk),
        number=check.number,
        title=_title(story, sees=sees),
        asked=check.asked_by.name if check.asked_by else _("Heard in the conversation"),
        mark=Mark(label=mark.label, tone=mark.tone, icon="shieldok" if state in OPEN else "shield"),
        is_open=state in OPEN,
        lock=_lock(state),
        run=_run(run, reader=reader),
        engine=run.engine if run else "",
        terms=_terms(run) if run and sees else (),
        sources=_sources(run, reader=reader),
        missed=tuple(str(MISSED[key]) for key in run.missed if key in MISSED) if run else (),
        hits=tuple(
            _hit(row, story, member=member, reader=reader, counsel=counsel, is_decidable=is_decidable)
            for row in story.hits
        )
        if sees
        else (),
        summary=_summary(story.hits),
        sees_names=sees,
        decision=_decision(story, reader=reader),
        reason=check.reason if sees else "",
        expires=moment_label(check.expires_at, reader=reader) if check.expires_at else "",
        left=tuple(str(LEFT[one]) for one in left) if is_decidable else (),
        left_to_ask=tuple(str(LEFT[one]) for one in rules.left_to_ask(answered, TICKED)),
        act_url=reverse("intake:check_act", args=[check.pk]),
        pdf_url=reverse("intake:check_pdf", args=[check.pk]) if sees else "",
        matter_url=reverse("intake:matter", args=[check.matter_id]) if check.matter_id else "",
        can_search=state in SEARCHABLE and may(member, Act.START),
        can_clear=is_decidable and may(member, Act.CLEAR),
        can_ask=is_decidable and rules.Left.HITS_ADVERSE in left and may(member, Act.ASK_WAIVER),
        can_decline=(is_decidable or state is CheckState.WAIVER_REQUESTED) and may(member, Act.DECLINE),
        can_escalate=is_decidable and may(member, Act.ESCALATE),
        can_waive=state is CheckState.WAIVER_REQUESTED and may(member, Act.WAIVE),
        can_record=state is CheckState.WAIVER_REQUESTED and may(member, Act.RECORD_CONSENT),
        lawyer=member.name,
        waiver=_waiver(story),
        needs=_needs(story, own) if sees else (),
        consent_url=reverse("intake:check_consent", args=[check.pk]),
        wall=_("A wall stands around this matter since %(when)s.")
        % {"when": moment_label(story.wall.made_at, reader=reader)}
        if story.wall
        else "",
        events=tuple(_events(story, reader=reader)),
        chain=Mark(
            label=_("Chain intact") if whole else _("Chain broken at %(place)s") % {"place": story.broken_at},
            tone="ok" if whole else "danger",
            icon="shieldok" if whole else "alert",
        ),
        head=check.head,
        before=story.events[-1].before if story.events else "",
        counsel=", ".join(one.name for one in counsel),
    )


def _title(story: CheckStory, *, sees: bool) -> str:
    matter = story.check.matter
    if matter is None:
        return _("A conversation")
    return f"{matter.number} {matter.title}" if sees else matter.number


def _lock(state: CheckState) -> str:
    if state in OPEN:
        return ""
    if state is CheckState.DECLINED:
        return _("Facts are sealed. The names stay searchable.")
    return _(
        "Facts are locked. Say only: “We need to check something first.” Take no facts, files or bookings."
    )


def _run(run: ConflictRun | None, *, reader: Reader) -> str:
    if run is None:
        return _("Nobody has searched yet.")
    figures = {
        "number": run.number,
        "when": moment_label(run.run_at, reader=reader),
        "count": f"{run.corpus_rows:,}",
        "milliseconds": run.milliseconds,
    }
    return _("Run %(number)s · %(when)s · %(count)s names in %(milliseconds)s ms") % figures


def _terms(run: ConflictRun) -> tuple[TermRow, ...]:
    return tuple(
        TermRow(
            role=role_label(term["role"]),
            name=term["name"],
            also=" · ".join([*term.get("also", ()), *term.get("expanded", ())]),
        )
        for term in run.terms
    )


def _sources(run: ConflictRun | None, *, reader: Reader) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(
            label=str(SOURCES.get(row["name"], row["name"])),
            count=f"{row['rows']:,}",
            newest=moment_label(datetime.fromisoformat(row["newest"]), reader=reader)
            if row["newest"]
            else "",
        )
        for row in (run.sources if run else ())
    )


def _hit(
    row: HitRow,
    story: CheckStory,
    *,
    member: Member,
    reader: Reader,
    counsel: Sequence[Member],
    is_decidable: bool,
) -> HitItem:
    hit, part = row.hit, row.hit.matter_party
    is_low = Level(hit.level) not in BLOCKING
    is_hidden = row.is_walled and not may(member, Act.SEE_RESTRICTED)
    is_settled = row.latest is not None and row.latest.verdict in ANSWERED
    mark = level_mark(hit.level)
    answer = VERDICTS[Verdict(row.latest.verdict)] if row.latest else ""
    by = f"{row.latest.by.name}, {moment_label(row.latest.decided_at, reader=reader)}" if row.latest else ""
    if row.latest and row.latest.carried_from:
        by = _("%(who)s, taken over from run %(run)s") % {"who": by, "run": row.latest.carried_from}
    may_answer = is_decidable and may(member, Act.DISMISS_LOW if is_low else Act.DISMISS) and not is_hidden
    whom = ", ".join(one.name for one in counsel)
    return HitItem(
        id=str(hit.pk),
        number=hit.number,
        name=_("Restricted hit") if is_hidden else hit.name,
        what=_("walled matter") if is_hidden else _what(part),
        detail=_("You may not open this matter. Ask conflicts counsel: %(names)s") % {"names": whom}
        if is_hidden
        else _detail(part),
        mark=Mark(label=_("Answered"), tone="") if is_settled else mark,
        tone="" if is_settled or is_low else mark.tone,
        term="" if is_hidden else hit.term,
        reasons=() if is_hidden else reason_words(hit.reasons, score=hit.score),
        path=() if is_hidden else path_words(hit.term, hit.path, hit.name),
        answer=str(answer),
        answered_by=by,
        why=row.latest.reason if row.latest and not is_hidden else "",
        is_open=not is_settled and not is_low,
        answer_url=reverse("intake:check_hit", args=[story.check.pk, hit.pk]) if may_answer else "",
        choices=tuple(
            Choice(
                value=verdict.value,
                label=str(label),
                is_current=bool(row.latest and row.latest.verdict == verdict),
            )
            for verdict, label in VERDICTS.items()
        )
        if may_answer
        else (),
    )


def _what(part: MatterParty | None) -> str:
    if part is None:
        return _("no matter")
    if part.role == "CLIENT" and part.matter.status == "CLOSED":
        return _("former client")
    if part.role == "PROSPECT" and part.matter.status == "DECLINED":
        return _("declined prospect")
    return role_label(part.role).lower()


def _detail(part: MatterParty | None) -> str:
    if part is None:
        return ""
    matter = part.matter
    facts = [f"{matter.number} {matter.title}", matter.subject, str(matter.get_status_display())]
    if matter.closed_on:
        facts[-1] = _("closed %(year)s") % {"year": matter.closed_on.year}
    if matter.responsible:
        facts.append(matter.responsible.name)
    return " · ".join(fact for fact in facts if fact)


def _summary(hits: Sequence[HitRow]) -> str:
    if not hits:
        return _("No hits")
    gravest = level_mark(hits[0].hit.level).label.lower()
    words = ngettext(
        "%(count)d hit, the gravest: %(level)s", "%(count)d hits, the gravest: %(level)s", len(hits)
    )
    return words % {"count": len(hits), "level": gravest}


def _decision(story: CheckStory, *, reader: Reader) -> str:
    check = story.check
    if check.decided_by is None or check.decided_at is None:
        return ""
    return f"{check.decided_by.name}, {moment_label(check.decided_at, reader=reader)}"


def _waiver(story: CheckStory) -> str:
    waiver = story.check.waiver
    if not waiver:
        return ""
    return _(
        "%(lawyer)s says: we can act well for everybody, no law forbids it, and these are not two sides of one case."
    ) % {"lawyer": waiver.get("lawyer", "")}


def _needs(story: CheckStory, own: Sequence[MatterParty]) -> tuple[NeedItem, ...]:
    names = {str(row.hit.party_id): row.hit.party.display_name for row in story.hits}
    names |= {str(part.party_id): part.party.display_name for part in own}
    given = {str(row.party_id): row for row in story.consents}
    affected = story.check.waiver.get("affected", ())
    return tuple(_need(key, names.get(key, _("Another client")), given.get(key)) for key in affected)


def _need(key: str, name: str, given: Consent | None) -> NeedItem:
    if given is None:
        return NeedItem(party_id=key, name=name, is_given=False, detail="")
    said = {"who": given.signer, "day": given.signed_on.isoformat(), "hash": given.sha256[:16]}
    url = reverse("intake:consent_file", args=[given.check_of_id, given.pk]) if given.file_path else ""
    return NeedItem(
        party_id=key,
        name=name,
        is_given=True,
        detail=_("signed by %(who)s on %(day)s · SHA-256 %(hash)s…") % said,
        file_name=given.file_name,
        file_url=url,
    )


def _events(story: CheckStory, *, reader: Reader) -> list[EventItem]:
    found = []
    for row in reversed(story.events):
        icon, words = event_words(row.verb, row.values)
        who = f"{row.by.name}: " if row.by else ""
        found.append(EventItem(icon=icon, text=f"{who}{words}", when=moment_label(row.at, reader=reader)))
    return found


def uuid_or_none(text: str) -> UUID | None:
    """Read an id out of a form."""
    try:
        return UUID(text)
    except ValueError:
        return None
