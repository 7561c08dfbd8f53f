"""The day's ledger, and the demo's make-believe handset."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required
from accounts.presenters import shell
from carrier import presenters, selectors
from carrier.simulator.client import SimulatorControl, SimulatorRefused, SimulatorUnavailable
from contacts.models import ContactAddress
from contacts.ports import kept_from
from conversations.domain.states import LIVE
from conversations.models import Conversation, Entry, Line, LineKind
from conversations.pages import HandsetPage
from core.transactions import reading

STRANGER = "+16025550199"


@require_GET
@member_required
def ledger(request: MemberRequest) -> HttpResponse:
    """Show that every attempt of a day has an outcome."""
    day = _day(request.GET.get("day", ""))
    chosen = request.GET.get("outcome", "")
    zone = timezone.get_current_timezone()
    since = datetime.combine(day, time.min, tzinfo=zone)
    until = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    organisation = request.member.organisation_id
    with reading(organisation):
        totals = selectors.ledger_day(organisation_id=organisation, since=since, until=until)
        attempts = selectors.list_attempts(
            organisation_id=organisation, since=since, until=until, outcome=chosen
        )
        entries = (
            Entry.objects.of(organisation)
            .select_related("line")
            .in_bulk([row.entry_id for row in attempts if row.entry_id])
        )
    page = presenters.ledger_page(day, totals, attempts, entries, chosen=chosen)
    return render(
        request, "conversations/ledger.html", {"shell": shell(request, current="ledger"), "page": page}
    )


@require_GET
@member_required
def handset(request: MemberRequest) -> HttpResponse:
    """Show the make-believe phone; htmx asks for its screen again every two seconds."""
    demo_only()
    page = _handset_page(request, request.GET.get("handset", ""), request.GET.get("line", ""))
    if request.htmx and not request.htmx.boosted:
        return render(request, "conversations/_handset_screen.html", {"page": page})
    return render(
        request, "conversations/handset.html", {"shell": shell(request, current="handset"), "page": page}
    )


@require_POST
@member_required
def handset_send(request: MemberRequest) -> HttpResponse:
    """Send a text from the make-believe phone to the business."""
    demo_only()
    number, line_id = request.POST.get("handset", ""), request.POST.get("line", "")
    text = request.POST.get("text", "").strip()[:1600]
    error = "" if text else _("Write something first.")
    if text:
        with reading(request.member.organisation_id):
            line = line_of(lines_of(request), line_id)
        try:
            if line is not None:
                control().send_mo(
                    handset=number.removeprefix("+"), to=line.address.removeprefix("+"), text=text
                )
        except (SimulatorUnavailable, SimulatorRefused):
            error = _("The carrier simulator does not answer. It is started again by itself; try once more.")
    if request.htmx:
        page = _handset_page(request, number, line_id, error=error)
        return render(request, "conversations/_handset_screen.html", {"page": page})
    return redirect("carrier:handset")


def _handset_page(request: MemberRequest, number: str, line_id: str, *, error: str = "") -> HandsetPage:
    organisation = request.member.organisation_id
    with reading(organisation):
        lines = lines_of(request)
        line = line_of(lines, line_id)
        known = list(
            ContactAddress.objects.of(organisation)
            .filter(kind="PHONE")
            .exclude(contact_id__in=kept_from(request.member))
            .select_related("contact")
            .order_by("created_at", "id")[:12]
        )
        handsets = [(row.value, row.contact.display_name or row.value) for row in known]
        handsets.append((STRANGER, _("Somebody new")))
        number = number if any(number == value for value, _name in handsets) else handsets[0][0]
        conversation_id = (
            Conversation.objects.of(organisation)
            .filter(party_value=number, status__in=LIVE)
            .values_list("pk", flat=True)
            .first()
        )
    view = None
    try:
        view = control().handset(number.removeprefix("+"))
    except (SimulatorUnavailable, SimulatorRefused):
        error = error or _("The carrier simulator does not answer yet.")
    return presenters.handset_page(
        view,
        handset=number,
        handsets=handsets,
        line=line,
        lines=lines,
        conversation_id=conversation_id,
        error=error,
    )


def control() -> SimulatorControl:
    """Give a client of the simulator."""
    return SimulatorControl(settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN, timeout=3.0)


def demo_only() -> None:
    """Hide what only make-believe carriers can do."""
    if not settings.DEMO or settings.CARRIER != "simulator":
        raise Http404


def lines_of(request: MemberRequest) -> list[Line]:
    """List the telephone lines; inside `reading`."""
    rows = Line.objects.of(request.member.organisation_id).filter(kind=LineKind.PHONE, is_active=True)
    return list(rows.order_by("name"))


def line_of(lines: list[Line], wanted: str) -> Line | None:
    """Choose a line by its id, else the first."""
    return next((line for line in lines if str(line.pk) == wanted), lines[0] if lines else None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
