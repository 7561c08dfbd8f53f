"""Matters: listed, opened with names first, looked at, closed; and the wall around one."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.presenters import shell
from conversations import selectors as conversations
from core import clock
from core.errors import NotFound, Refused
from core.transactions import reading
from intake.domain.clearance.rights import Act
from intake.forms.matters import Typed, blank, read_matter, read_person
from intake.policies import check_may
from intake.presenters import law_matters as present
from intake.selectors import matters as selectors
from intake.selectors import walls as walled
from intake.services.law import matters as services
from intake.services.law import walls


@require_GET
@never_cache
@member_required
def matters(request: MemberRequest) -> HttpResponse:
    """List matters."""
    status, words = request.GET.get("status", ""), request.GET.get("q", "").replace("\x00", "")[:100]
    page = request.GET.get("page", "")
    with reading(request.member.organisation_id):
        found = selectors.list_matters(
            member=request.member,
            status=status,
            words=words,
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        )
        frame = shell(request, current="matters")
    shown = present.matters_page(found, member=request.member, status=status, words=words)
    return render(request, "intake/matters.html", {"shell": frame, "page": shown})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def matter_new(request: MemberRequest) -> HttpResponse:
    """Open a matter: names, and nothing of what happened."""
    check_may(request.member, Act.ADD_PARTY)
    if request.method == "GET":
        return _form(request, _begun(request))
    typed, new = read_matter(request.POST)
    if new is None:
        return _form(request, typed, status=422)
    try:
        matter = services.open_matter(by=request.member, new=new, now=clock.now())
    except NotFound:
        raise
    except Refused as refusal:
        typed.errors.append(str(refusal.sentence))
        return _form(request, typed, status=status_of(refusal))
    with reading(request.member.organisation_id):
        check = selectors.find_check(matter=matter)
    messages.success(request, _("The names are searched for."))
    return redirect("intake:check", check.pk) if check else redirect("intake:matter", matter.pk)


@require_GET
@never_cache
@member_required
def matter(request: MemberRequest, matter_id: UUID) -> HttpResponse:
    """Show a matter."""
    with reading(request.member.organisation_id):
        row = selectors.get_matter(member=request.member, matter_id=matter_id)
        page = present.matter_page(
            row,
            selectors.list_people(matter=row),
            selectors.find_check(matter=row),
            walled.find_standing(matter=row),
            member=request.member,
            now=clock.now(),
        )
        frame = shell(request, current="matters")
    return render(request, "intake/matter.html", {"shell": frame, "page": page})


@require_POST
@writer_required
def matter_people(request: MemberRequest, matter_id: UUID) -> HttpResponse:
    """Name somebody else; everybody is searched for again."""
    errors: list[str] = []
    row = {key: request.POST.get(key, "").strip() for key in ("name", "role", "kind", "dob", "also")}
    named = read_person(row, errors)
    if named is None:
        _missing(request, matter_id)
        messages.warning(request, errors[0])
        return redirect("intake:matter", matter_id)
    with _told(request):
        services.add_party(by=request.member, matter_id=matter_id, named=named, now=clock.now())
        messages.success(request, _("%(name)s is searched for.") % {"name": named.name})
    return redirect("intake:matter", matter_id)


@require_POST
@writer_required
def matter_act(request: MemberRequest, matter_id: UUID) -> HttpResponse:
    """Take an inquiry on, or close a matter."""
    act = services.close_matter if request.POST.get("act") == "close" else services.engage
    with _told(request):
        act(by=request.member, matter_id=matter_id, now=clock.now())
    return redirect("intake:matter", matter_id)


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def matter_wall(request: MemberRequest, matter_id: UUID) -> HttpResponse:
    """Show, raise or lift the wall around a matter."""
    check_may(request.member, Act.WALL)
    if request.method == "POST":
        with _told(request):
            _wall(request, matter_id)
        return redirect("intake:matter_wall", matter_id)
    with reading(request.member.organisation_id):
        row = selectors.get_matter(member=request.member, matter_id=matter_id)
        stood = walled.list_walls(matter=row)
        named = walled.list_named(matter=row)
        colleagues = list(accounts.list_members(organisation_id=request.member.organisation_id))
        frame = shell(request, current="matters")
    page = present.wall_page(row, stood, named, colleagues, member=request.member, now=clock.now())
    return render(request, "intake/wall.html", {"shell": frame, "page": page})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def wall(request: MemberRequest, wall_id: UUID) -> HttpResponse:
    """Tell somebody kept out that they are, and take their acknowledgement."""
    if request.method == "POST":
        walls.acknowledge(by=request.member, wall_id=wall_id, now=clock.now())
        return redirect("intake:wall", wall_id)
    with reading(request.member.organisation_id):
        row = walled.get_own(member=request.member, wall_id=wall_id)
        frame = shell(request, current="matters")
    page = present.notice_page(row, member=request.member, now=clock.now())
    return render(request, "intake/wall_notice.html", {"shell": frame, "page": page})


def _wall(request: MemberRequest, matter_id: UUID) -> None:
    data, now = request.POST, clock.now()
    if data.get("act") == "lift":
        with reading(request.member.organisation_id):
            row = selectors.get_matter(member=request.member, matter_id=matter_id)
            standing = walled.find_standing(matter=row)
        if standing is not None:
            walls.lift_wall(by=request.member, wall_id=standing.pk, reason=data.get("reason", ""), now=now)
        return
    members = []
    for text in data.getlist("members"):
        with suppress(ValueError):
            members.append(UUID(text))
    notice = None
    with suppress(ValueError):
        notice = date.fromisoformat(data.get("notice", ""))
    walls.raise_wall(
        by=request.member,
        matter_id=matter_id,
        member_ids=members,
        reason=data.get("reason", ""),
        procedures=data.get("procedures", ""),
        is_fee_excluded=data.get("fees") == "1",
        lets_in=data.get("mode") == "let_in",
        notice_sent_on=notice,
        now=now,
    )


def _begun(request: MemberRequest) -> Typed:
    """Begin the form with whom a conversation is with."""
    try:
        asked = UUID(request.GET.get("conversation", ""))
    except ValueError:
        return blank()
    with reading(request.member.organisation_id):
        row = conversations.get_conversation(member=request.member, conversation_id=asked)
    name = row.contact.display_name if row.contact else ""
    return blank(name=name, conversation=str(row.pk))


def _form(request: MemberRequest, typed: Typed, *, status: int = 200) -> HttpResponse:
    with reading(request.member.organisation_id):
        colleagues = list(accounts.list_members(organisation_id=request.member.organisation_id))
        frame = shell(request, current="matters")
    context = {
        "shell": frame,
        "typed": typed,
        "roles": present.role_choices(),
        "kinds": present.kind_choices(),
        "colleagues": [(str(row.pk), row.name) for row in colleagues],
    }
    return render(request, "intake/matter_new.html", context, status=status)


def _missing(request: MemberRequest, matter_id: UUID) -> None:
    """Refuse to say anything of a matter the member may not see."""
    with reading(request.member.organisation_id):
        selectors.get_matter(member=request.member, matter_id=matter_id)


class _told(suppress):  # noqa: N801 - reads as a word
    """Say a refusal on the next page; what does not exist or may not be done keeps its own answer."""

    def __init__(self, request: MemberRequest) -> None:
        super().__init__()
        self._request = request

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        """Take in what was refused."""
        if isinstance(error, Refused) and status_of(error) in (409, 422):
            messages.warning(self._request, str(error.sentence))
            return True
        return False
