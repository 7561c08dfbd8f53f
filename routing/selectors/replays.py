"""What the page of a replay shows; call these inside `reading`."""

from dataclasses import dataclass

from accounts.models import Member
from routing.models import Flow, Replay, ReplayedCall

PAGE = 50


@dataclass(frozen=True, slots=True)
class ChangedCalls:
    """One page of the calls that would have gone otherwise, the latest first, with how many there are."""

    rows: tuple[ReplayedCall, ...]
    page: int
    count: int

    @property
    def pages(self) -> int:
        """Give how many pages there are."""
        return max(1, -(-self.count // PAGE))


def latest_replay(*, flow: Flow, digest: str) -> Replay | None:
    """Give the replay under way, else the latest of this document, else the latest of the flow."""
    known = Replay.objects.of(flow.organisation_id).filter(flow=flow).defer("document")
    rows = list(known.select_related("asked_by__user", "live_version").order_by("-asked_at"))
    if not rows or rows[0].finished_at is None or rows[0].digest == digest:
        return rows[0] if rows else None
    return next((row for row in rows if row.digest == digest), rows[0])


def list_changed(*, replay: Replay, member: Member, page: int) -> ChangedCalls:
    """List the changed calls that a member may see: those of the places they work at."""
    rows = ReplayedCall.objects.of(replay.organisation_id).filter(replay=replay)
    if member.location_ids:
        rows = rows.filter(call__line__location_id__in=member.location_ids)
    if member.is_walled:
        rows = rows.exclude(call__conversation__walled_from__contains=[member.pk])
    count = rows.count()
    page = max(1, min(page, -(-count // PAGE) or 1))
    shown = rows.select_related("call__conversation__contact").order_by("-place")
    return ChangedCalls(tuple(shown[(page - 1) * PAGE : page * PAGE]), page, count)
