"""Skills: what members can do, how well, and how much they hold at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import Conflict, NotAllowed, NotFound, Refused
from core.transactions import reading
from routing.domain.capacity import MOST_AT_ONCE, Room
from routing.errors import FigureOutOfBounds
from routing.forms import as_uuid
from routing.presenters.skills import skill_page
from routing.selectors.skills import read_skills
from routing.services import skills as services

LONGEST_FIGURE = 3


@require_http_methods(["GET", "POST"])
@member_required
def skills(request: MemberRequest) -> HttpResponse:
    """Show who can do what; supervisors set it."""
    if request.method == "GET":
        return _page(request)
    policies.check_can_supervise(request.member)
    typed = _typed(request.POST)
    try:
        levels, rooms = _levels(request.POST), _rooms(request.POST)
        changed = services.save_skills(by=request.member, levels=levels, rooms=rooms, now=clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _page(request, typed=typed, problem=refusal)
    words = ngettext("%(count)d figure is saved.", "%(count)d figures are saved.", changed)
    messages.success(request, words % {"count": changed} if changed else _("Nothing differed."))
    return redirect("routing:skills")


@require_POST
@member_required
def add(request: MemberRequest) -> HttpResponse:
    """Add a skill."""
    name = request.POST.get("name", "")
    try:
        skill = services.add_skill(by=request.member, name=name, now=clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _page(request, problem=refusal, name=name)
    messages.success(request, _("%(skill)s is added. Say below who has it.") % {"skill": skill.name})
    return redirect("routing:skills")


@require_POST
@member_required
def rename(request: MemberRequest, skill_id: UUID) -> HttpResponse:
    """Rename a skill."""
    try:
        skill = services.rename_skill(
            by=request.member, skill_id=skill_id, name=request.POST.get("name", ""), now=clock.now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _page(request, problem=refusal)
    messages.success(request, _("The skill is called %(skill)s now.") % {"skill": skill.name})
    return redirect("routing:skills")


@require_POST
@member_required
def remove(request: MemberRequest, skill_id: UUID) -> HttpResponse:
    """Remove a skill nothing needs."""
    try:
        name = services.remove_skill(by=request.member, skill_id=skill_id, now=clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _page(request, problem=refusal)
    messages.success(request, _("%(skill)s is removed.") % {"skill": name})
    return redirect("routing:skills")


def _page(
    request: MemberRequest,
    *,
    typed: dict[str, str] | None = None,
    problem: Refused | None = None,
    name: str = "",
) -> HttpResponse:
    with reading(request.member.organisation_id):
        table = read_skills(organisation_id=request.member.organisation_id)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("skills", request.member),
        "page": skill_page(table, typed),
        "problem": str(problem.sentence) if problem else "",
        "typed_name": name,
        "can_change": policies.can_supervise(request.member),
    }
    status = 200 if problem is None else 409 if isinstance(problem, Conflict) else 422
    return render(request, "routing/skills.html", context, status=status)


def _cells(data: QueryDict) -> list[tuple[list[str], str, str]]:
    """Take the names of figures apart: what of whom, what was seen, what was typed."""
    cells = [(name.split("."), str(data.get(name, "")).strip()) for name in data if name.count(".") > 1]
    return [(name[:-1], name[-1], value) for name, value in cells]


def _typed(data: QueryDict) -> dict[str, str]:
    return {".".join(what): value for what, _seen, value in _cells(data)}


def _levels(data: QueryDict) -> list[services.LevelChange]:
    found = []
    for what, seen, value in _cells(data):
        match [as_uuid(part) for part in what[1:]]:
            case [UUID() as member_id, UUID() as skill_id] if what[0] == "level" and seen != value:
                change = services.LevelChange(
                    member_id,
                    skill_id,
                    _figure(seen, services.HIGHEST_LEVEL),
                    _figure(value, services.HIGHEST_LEVEL),
                )
                found.append(change)
    return found


def _rooms(data: QueryDict) -> list[services.RoomChange]:
    seen: dict[UUID, dict[str, int]] = {}
    typed: dict[UUID, dict[str, int]] = {}
    for what, before, value in _cells(data):
        match [as_uuid(part) for part in what[1:]]:
            case [UUID() as member_id] if what[0] in {"messages", "chats"}:
                seen.setdefault(member_id, {})[what[0]] = _figure(before, MOST_AT_ONCE)
                typed.setdefault(member_id, {})[what[0]] = _figure(value, MOST_AT_ONCE)
    whole = [key for key in typed if len(typed[key]) == len(Room.__dataclass_fields__)]
    return [
        services.RoomChange(key, Room(**seen[key]), Room(**typed[key]))
        for key in whole
        if seen[key] != typed[key]
    ]


def _figure(text: str, most: int) -> int:
    if not text.isdecimal() or len(text) > LONGEST_FIGURE or int(text) > most:
        raise FigureOutOfBounds(0, most)
    return int(text)
