"""Answers to hits, and what is decided: cleared, passed on, declined."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Member
from conversations.services import owe_step
from core.transactions import step, use_case
from intake.domain.clearance import deciding as rules
from intake.domain.clearance.deciding import Level, Verdict
from intake.domain.clearance.rights import Act
from intake.domain.clearance.states import DECIDABLE, CheckMove, CheckState, lapses_at
from intake.errors import CheckMovedOn, NamedYourself, NoSuchHit, ReasonNeeded, StillLeft
from intake.models import ConflictCheck, EthicalWall, HitDecision, Matter, MatterStatus
from intake.policies import check_may, may
from intake.selectors.checks import HitRow, get_check, list_counsel, list_hits
from intake.services.law import searching
from intake.services.law.standing import lock_check, move, note
from intake.services.law.words import CHECK, LETTER, spoken

LETTER_DUE = timedelta(days=2)


@use_case
def search_again(*, by: Member, check_id: UUID, now: datetime) -> ConflictCheck:
    """Search anew for everybody a check names.

    Raises:
        NoSuchCheck: there is none the member may see.
        CheckMovedOn: it was declined.
    """
    check_may(by, Act.START)
    check = locked(by, check_id)
    searching.search_step(check, by=by, trigger="AGAIN", now=now)
    return check


@use_case
def answer_hit(
    *, by: Member, check_id: UUID, hit_id: UUID, verdict: Verdict, reason: str, now: datetime
) -> ConflictCheck:
    """Say of a hit whether it is the same person and stands against us; that it is not needs a reason.

    Raises:
        NoSuchCheck, NoSuchHit: not there, or behind a wall.
        ReasonNeeded: a grave hit is dismissed without one.
        CheckMovedOn: the check is decided.
    """
    check = locked(by, check_id)
    if CheckState(check.state) not in DECIDABLE:
        raise CheckMovedOn
    row = next((row for row in list_hits(check=check, member=by) if row.hit.pk == hit_id), None)
    if row is None or (row.is_walled and not may(by, Act.SEE_RESTRICTED)):
        raise NoSuchHit
    is_low = Level(row.hit.level) not in rules.BLOCKING
    check_may(by, Act.DISMISS_LOW if is_low else Act.DISMISS)
    if verdict in (Verdict.NOT_SAME, Verdict.SAME_HARMLESS) and not is_low and not reason.strip():
        raise ReasonNeeded
    take_up(check, by=by, now=now)
    HitDecision(
        organisation_id=by.organisation_id,
        hit=row.hit,
        by=by,
        verdict=verdict.value,
        reason=" ".join(reason.split())[:500],
        decided_at=now,
    ).save(force_insert=True)
    note(check, "ANSWERED", by=by, now=now, values={"hit": row.hit.number, "verdict": verdict.value})
    return check


@use_case
def clear(*, by: Member, check_id: UUID, reason: str, now: datetime) -> ConflictCheck:
    """Say that there is no conflict: the facts may be heard, for thirty days without an engagement.

    Raises:
        StillLeft: a hit is not answered, not told apart or adverse.
        NamedYourself: a hit is who clears.
        ReasonNeeded: no reason is given although there were hits.
    """
    check_may(by, Act.CLEAR)
    check = locked(by, check_id)
    hits = list_hits(check=check)
    if CheckState(check.state) not in DECIDABLE:
        raise CheckMovedOn
    if left := rules.left_to_clear([row.answered for row in hits]):
        raise StillLeft(left)
    if hits and not reason.strip():
        raise ReasonNeeded
    _refuse_the_named(by, hits)
    take_up(check, by=by, now=now)
    decide(check, CheckMove.CLEAR, by=by, reason=reason, now=now)
    screen_step(check, by=by, now=now)
    return check


@use_case
def escalate(*, by: Member, check_id: UUID, reason: str, now: datetime) -> ConflictCheck:
    """Pass a check on to conflicts counsel, who get a task.

    Raises:
        CheckMovedOn: it is decided.
    """
    check_may(by, Act.ESCALATE)
    check = locked(by, check_id)
    if CheckState(check.state) not in DECIDABLE:
        raise CheckMovedOn
    take_up(check, by=by, now=now)
    move(check, CheckMove.ESCALATE, by=by, now=now, values={"reason": " ".join(reason.split())[:500]})
    for member in list_counsel(organisation_id=by.organisation_id):
        owe_step(
            organisation_id=by.organisation_id,
            title=spoken(member, CHECK, number=check.number),
            owner=member,
            due_at=now + timedelta(hours=2),
            page=f"/checks/{check.pk}/",
            now=now,
        )
    return check


@use_case
def decline(*, by: Member, check_id: UUID, reason: str, now: datetime) -> ConflictCheck:
    """Decline for a conflict: names stay searchable, facts are sealed, and a letter is owed.

    Raises:
        ReasonNeeded: no reason is given.
        NamedYourself: a hit is who declines.
    """
    check_may(by, Act.DECLINE)
    check = locked(by, check_id)
    if not reason.strip():
        raise ReasonNeeded
    _refuse_the_named(by, list_hits(check=check))
    if CheckState(check.state) in DECIDABLE:
        take_up(check, by=by, now=now)
    check.sealed_at = now
    decide(check, CheckMove.DECLINE, by=by, reason=reason, now=now)
    if check.matter_id is not None:
        Matter.objects.of(by.organisation_id).filter(pk=check.matter_id).update(status=MatterStatus.DECLINED)
    owe_step(
        organisation_id=by.organisation_id,
        title=spoken(by, LETTER, number=check.number),
        owner=by,
        due_at=now + LETTER_DUE,
        page=f"/checks/{check.pk}/",
        now=now,
    )
    return check


@use_case
def note_reader(*, by: Member, check_id: UUID, what: str, now: datetime) -> None:
    """Write down who read a report, or took it out as a file; once an hour is enough."""
    check = locked(by, check_id)
    recent = check.events.filter(verb=what, by=by, at__gt=now - timedelta(hours=1))
    if not recent.exists():
        note(check, what, by=by, now=now)


@step
def locked(by: Member, check_id: UUID) -> ConflictCheck:
    """Lock a check the member may see.

    Raises:
        NoSuchCheck: there is none, or it is behind a wall.
    """
    get_check(member=by, check_id=check_id)
    return lock_check(organisation_id=by.organisation_id, check_id=check_id)


@step
def take_up(check: ConflictCheck, *, by: Member, now: datetime) -> None:
    """Bring a check that waits into review; one that is there already stays."""
    if CheckState(check.state) is not CheckState.IN_REVIEW:
        move(check, CheckMove.REVIEW, by=by, now=now)


@step
def decide(check: ConflictCheck, way: CheckMove, *, by: Member, reason: str, now: datetime) -> None:
    """Decide a locked check; what opens the facts lapses."""
    check.decided_by, check.decided_at = by, now
    check.reason = reason.strip()[:2000]
    check.expires_at = lapses_at(now) if way is not CheckMove.DECLINE else None
    fields = ["decided_by", "decided_at", "reason", "expires_at", "sealed_at"]
    move(check, way, by=by, now=now, values={"reason": check.reason}, fields=fields)


@step
def screen_step(check: ConflictCheck, *, by: Member, now: datetime) -> None:
    """Note on a decided check that a wall stands around its matter."""
    walls = EthicalWall.objects.of(check.organisation_id).filter(matter=check.matter, lifted_at=None)
    if check.matter is not None and (wall := walls.first()) is not None:
        move(check, CheckMove.SCREEN, by=by, now=now, values={"wall": str(wall.pk)})


def _refuse_the_named(by: Member, hits: tuple[HitRow, ...]) -> None:
    mine = set(by.name.casefold().split())
    for row in hits:
        if row.latest is not None and row.latest.verdict == Verdict.NOT_SAME:
            continue
        if set(row.hit.party.display_name.casefold().replace(",", " ").split()) == mine:
            raise NamedYourself
