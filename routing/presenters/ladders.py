"""The pages of ladders: whom each rings, and how it went when it was last rehearsed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routing.domain.oncall import OWNER_SECONDS
from routing.presenters.lines import Ringable, trouble_of
from routing.presenters.rotas import Names, names_of
from routing.selectors.oncall import LadderRows, RotaRows
from routing.services.oncall import WantedRung
from routing.services.oncall.words import moment_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderCard:
    """A ladder in the list: its rungs, and how its latest drill went."""

    name: str
    url: str
    rungs: str
    now: str
    drill: str
    is_bad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RungRow:
    """One rung as its boxes show it; `who` is its value, `now` whom it would ring now."""

    who: str
    name: str
    now: str
    trouble: str
    seconds: int
    times: int
    place: int
    is_first: bool
    is_last: bool


def ladder_card(rows: LadderRows, ringable: Ringable, *, now: datetime) -> LadderCard:
    """Say of a ladder whom it rings, and how it went when it was last rehearsed."""
    names = names_of(ringable)
    on = [rung.member_at(now) for rung in rows.values]
    return LadderCard(
        name=rows.ladder.name,
        url=ladder_url(rows.ladder.pk),
        rungs=" → ".join(
            [one.member.name if one.member else one.rota.name if one.rota else "" for one in rows.rungs]
            + [_("the owner")]
        ),
        now=" → ".join(names.get(one, "") for one in on if one in names),
        drill=drill_words(rows, names),
        is_bad=rows.drill is not None and rows.drill.ended_at is not None and rows.drill.taken_by is None,
    )


def drill_words(rows: LadderRows, names: Names) -> str:
    """Say how the latest drill went."""
    drill, zone = rows.drill, rows.ladder.organisation.time_zone
    if drill is None:
        return _("Never rehearsed")
    when = moment_words(drill.started_at, zone)
    if drill.ended_at is None:
        asked = UUID(drill.tries[max(0, drill.position - 1)])
        return _("Under way: %(name)s is asked since %(moment)s") % {
            "name": names.get(asked, ""),
            "moment": moment_words(drill.asked_at, zone),
        }
    if drill.taken_by is None:
        return _("%(moment)s: nobody answered") % {"moment": when}
    seconds = int((drill.ended_at - drill.started_at).total_seconds())
    took = ngettext("after %(count)d second", "after %(count)d seconds", seconds) % {"count": seconds}
    return _("%(moment)s: %(name)s answered %(took)s") % {
        "moment": when,
        "name": drill.taken_by.name,
        "took": took,
    }


def rung_rows(
    rungs: Sequence[WantedRung], rotas: Sequence[RotaRows], ringable: Ringable, *, now: datetime
) -> tuple[RungRow, ...]:
    """Turn rungs, saved or not, into rows."""
    known, names = {row.rota.pk: row for row in rotas}, names_of(ringable)
    phones = {member.pk: trouble_of(phone) for member, phone in ringable}
    found = []
    for place, rung in enumerate(rungs):
        rota = known.get(rung.rota_id) if rung.rota_id else None
        on = rota.roster.on_at(now).member_id if rota is not None else rung.member_id
        name = rota.rota.name if rota is not None else names.get(on, _("Somebody who has left")) if on else ""
        trouble = phones.get(on, "") if on else _("nobody is on now, so it is passed over")
        found.append(
            RungRow(
                who=f"rota-{rung.rota_id}" if rung.rota_id else f"member-{rung.member_id}",
                name=name,
                now=_("now %(name)s") % {"name": names.get(on, "")} if rota is not None and on else "",
                trouble=trouble,
                seconds=rung.seconds,
                times=rung.times,
                place=place,
                is_first=place == 0,
                is_last=place == len(rungs) - 1,
            )
        )
    return tuple(found)


def rung_choices(rotas: Sequence[RotaRows], ringable: Ringable) -> list[tuple[str, str]]:
    """List what a rung can be: rotas first, then members."""
    return [
        *((f"rota-{row.rota.pk}", _("Rota: %(name)s") % {"name": row.rota.name}) for row in rotas),
        *((f"member-{member.pk}", member.name) for member, _phone in ringable),
    ]


def owner_words(owners: Iterable[UUID], ringable: Ringable) -> str:
    """Say who stands on the last rung of every ladder."""
    names = names_of(ringable)
    return _("Then always: %(names)s, %(seconds)s seconds each") % {
        "names": ", ".join(names[one] for one in owners if one in names),
        "seconds": OWNER_SECONDS,
    }


def ladder_url(ladder_id: UUID) -> str:
    """Give the page of a ladder."""
    return reverse("routing:ladder", kwargs={"ladder_id": ladder_id})
