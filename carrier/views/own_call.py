"""Call your own business: a dial pad in the browser, over the simulator; demo only."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required
from accounts.presenters import shell
from carrier.presenters.own_call import OwnCallPage, own_call_page
from carrier.services import rehearsing
from carrier.simulator.client import SimulatorRefused, SimulatorUnavailable
from carrier.views import STRANGER, control, demo_only, line_of, lines_of
from contacts.models import ContactAddress
from contacts.ports import kept_from
from conversations.models import MemberPhone
from core import clock
from core.transactions import reading
from routing.forms import as_uuid
from routing.models import FlowState, FlowVersion
from routing.services import trying

LONGEST_WORDS = 400
STEPS_SALT = "carrier.own-call.steps"


class RehearsalHandset:
    """Rings a line from the dial pad, with what the caller is to do beside it."""

    def page(self, *, line_id: UUID, steps: Sequence[str] = (), draft: UUID | None = None) -> str:
        """Give the address of the pad with the line chosen; the steps are signed, so nobody else's words are shown."""
        asked = {"line": str(line_id)}
        if steps:
            asked["steps"] = signing.dumps(list(steps), salt=STEPS_SALT, compress=True)
        if draft is not None:
            asked["draft"] = str(draft)
        return f"{reverse('carrier:own_call')}?{urlencode(asked)}"


def _steps(token: str) -> tuple[str, ...]:
    """Read what the caller is to do; nothing where we did not write it."""
    try:
        return tuple(str(one) for one in signing.loads(token, salt=STEPS_SALT)) if token else ()
    except signing.BadSignature:
        return ()


@require_GET
@member_required
def own_call(request: MemberRequest) -> HttpResponse:
    """Show the dial pad, or a call under way; htmx asks for its screen every second."""
    demo_only()
    page = _page(request, request.GET.dict())
    if request.htmx and not request.htmx.boosted:
        return render(request, "carrier/_own_call.html", {"page": page})
    return render(
        request, "carrier/own_call.html", {"shell": shell(request, current="own_call"), "page": page}
    )


@require_POST
@member_required
def own_call_dial(request: MemberRequest) -> HttpResponse:
    """Ring the business."""
    demo_only()
    handset = request.POST.get("handset", "")
    with reading(request.member.organisation_id):
        # A line nobody chose is not rung in another's stead.
        line = next((row for row in lines_of(request) if str(row.pk) == request.POST.get("line", "")), None)
        phones = list(MemberPhone.objects.of(request.member.organisation_id).select_related("member__user"))
        known = {STRANGER, *(value for value, _name in _handsets(request))}
    if line is None or handset not in known:
        return _said(request, _("Choose a telephone and a line."))
    if draft := as_uuid(request.POST.get("draft", "")):
        try:
            trying.try_draft(
                by=request.member, flow_id=draft, line_id=line.pk, number=handset, now=clock.now()
            )
        except trying.NoDraftToTry as refusal:
            return _said(request, str(refusal.sentence))
    try:
        token = rehearsing.dial(
            control(),
            line,
            handset=handset,
            phones=phones,
            taker=request.POST.get("taker", ""),
            greeting=_("Hello, this is %(name)s. How can I help?"),
        )
    except (SimulatorUnavailable, SimulatorRefused):
        return _said(
            request, _("The carrier simulator does not answer. It is started again by itself; try once more.")
        )
    chosen = {
        name: value
        for name in ("handset", "line", "taker", "steps", "draft")
        if (value := request.POST.get(name, ""))
    }
    return redirect(f"{reverse('carrier:own_call')}?{urlencode({'call': token, **chosen})}")


@require_POST
@member_required
def own_call_act(request: MemberRequest) -> HttpResponse:
    """Say words, press a key, or hang up."""
    demo_only()
    token = request.POST.get("call", "")
    leg = rehearsing.leg_of(token, request.member.organisation_id)
    words = request.POST.get("say", "").strip()[:LONGEST_WORDS]
    error = ""
    try:
        if "hang_up" in request.POST:
            control().act(leg, hang_up=True)
        elif key := request.POST.get("press", ""):
            control().act(leg, press=key[:1])
        elif words:
            control().act(leg, say=words)
    except (SimulatorUnavailable, SimulatorRefused):
        error = _("Nobody can hear you now: the call is over, or has not been answered.")
    if request.htmx:
        return render(
            request, "carrier/_own_call.html", {"page": _page(request, {"call": token}, error=error)}
        )
    return redirect(f"{reverse('carrier:own_call')}?{urlencode({'call': token})}")


def _said(request: MemberRequest, error: str) -> HttpResponse:
    page = _page(request, request.POST.dict(), error=error)
    return render(
        request,
        "carrier/own_call.html",
        {"shell": shell(request, current="own_call"), "page": page},
        status=422,
    )


def _page(request: MemberRequest, asked: Mapping[str, str], *, error: str = "") -> OwnCallPage:
    get = asked.get
    organisation = request.member.organisation_id
    token = get("call", "")
    found = None
    if token:
        leg = rehearsing.leg_of(token, organisation)
        try:
            found = rehearsing.look(control(), organisation, leg)
        except (SimulatorUnavailable, SimulatorRefused):
            error = error or _("The carrier simulator does not know this call any more. Dial again.")
    with reading(organisation):
        lines = lines_of(request)
        phones = list(
            MemberPhone.objects.of(organisation)
            .filter(takes_calls=True)
            .exclude(number="")
            .select_related("member__user")
        )
        draft = _draft(organisation, get("draft", ""))
        handsets = [*_handsets(request), (STRANGER, _("Somebody new"))]
    return own_call_page(
        found,
        token=token,
        lines=lines,
        line=line_of(lines, get("line", "")),
        handsets=handsets,
        handset=get("handset", ""),
        takers=[(str(row.member_id), row.member.name) for row in phones],
        taker=get("taker", ""),
        steps=_steps(get("steps", "")),
        steps_token=get("steps", ""),
        draft=draft,
        error=error,
    )


def _draft(organisation: UUID, asked: str) -> FlowVersion | None:
    """Find the draft of the flow that is to be tried; None while the live version is called."""
    flow_id = as_uuid(asked)
    if flow_id is None:
        return None
    rows = FlowVersion.objects.of(organisation).filter(flow_id=flow_id, state=FlowState.DRAFT)
    return rows.select_related("flow").first()


def _handsets(request: MemberRequest) -> list[tuple[str, str]]:
    rows = ContactAddress.objects.of(request.member.organisation_id).filter(kind="PHONE")
    rows = rows.exclude(contact_id__in=kept_from(request.member))
    known = rows.select_related("contact").order_by("created_at", "id")[:20]
    return [(row.value, row.contact.display_name or row.value) for row in known]
