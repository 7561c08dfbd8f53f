"""The day of a vehicle: looked at, pressed through in the van, put into a shorter order; taking an emergency."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import MemberRequest, member_required, writer_required
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from conversations.selectors.threads import get_conversation
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from scheduling import services
from scheduling.domain.drawing import EARLIEST, LATEST
from scheduling.forms.calendar import identifier
from scheduling.ports import appointment_links
from scheduling.presenters import route as present
from scheduling.presenters.areas import in_miles
from scheduling.selectors import route as selectors
from scheduling.selectors.calendar import get_appointment, own_resource_id
from scheduling.services import route as acts
from scheduling.services.texting import NO_NUMBER, Texted


@require_GET
@member_required
def route(request: MemberRequest) -> HttpResponse:
    """Show the stops of a day in order, on a map of our own, and what to press next."""
    member, now = request.member, clock.now()
    reader = reader_of(member, now=now)
    today = now.astimezone(reader.zone).date()
    day = _day(request.GET.get("day", "")) or today
    with reading(member.organisation_id):
        drivers = selectors.list_drivers(member=member)
        known = {row.pk for row in drivers}
        wanted = identifier(request.GET.get("vehicle", ""))
        own = own_resource_id(member=member)
        chosen = next((one for one in (wanted, own) if one in known), None)
        if wanted is not None and chosen != wanted:
            raise NotFound
        chosen = chosen or (drivers[0].pk if drivers else None)
        found = (
            selectors.read_route(member=member, resource_id=chosen, day=day, zone=reader.zone, now=now)
            if chosen
            else None
        )
        phones = selectors.phones_of(member=member, route=found) if found else {}
        links = appointment_links(member, [stop.row.pk for stop in found.stops]) if found else {}
    page = present.route_page(
        found,
        day=day,
        drivers=drivers,
        phones=phones,
        links=links,
        reader=reader,
        in_miles=in_miles(member.organisation),
    )
    context = {"shell": shell(request, current="calendar"), "page": page}
    return render(request, "scheduling/route.html", context)


@require_POST
@writer_required
def route_act(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """On the way, arrived, done."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        get_appointment(member=member, appointment_id=appointment_id)
    try:
        act = request.POST.get("act", "")
        if act == "set_out":
            texted = acts.set_out(
                by=member, appointment_id=appointment_id, minutes=_minutes(request), now=now
            )
            level, said = _told(texted)
        else:
            marked = _MARKS.get(act)
            if marked is None:
                raise Refused(_("Choose what is to be done."))
            marked[0](
                organisation=member.organisation_id,
                appointment_id=appointment_id,
                by=services.member(member),
                now=now,
            )
            level, said = messages.SUCCESS, marked[1]()
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        level, said = messages.WARNING, str(refusal.sentence)
    messages.add_message(request, level, said)
    return redirect(f"{_back(request)}#stop-{appointment_id}")


@require_POST
@writer_required
def route_order(request: MemberRequest) -> HttpResponse:
    """Put the stops into the order that was suggested."""
    starts = [
        acts.NewStart(appointment_id=key, minute=int(value))
        for name, value in request.POST.items()
        if name.startswith("move-")
        and (key := identifier(name.removeprefix("move-")))
        and isinstance(value, str)
        and value.isdecimal()
        and len(value) < 10
    ]
    try:
        count = acts.reorder(by=request.member, starts=starts, now=clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        words = ngettext("%(count)d visit is moved.", "%(count)d visits are moved.", count)
        messages.success(request, words % {"count": count})
    return redirect(_back(request))


@require_POST
@writer_required
def take(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Take the emergency of a conversation, and tell the customer in how many minutes somebody is there."""
    with reading(request.member.organisation_id):
        get_conversation(member=request.member, conversation_id=conversation_id)
    try:
        acts.take_emergency(
            by=request.member, conversation_id=conversation_id, minutes=_minutes(request), now=clock.now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("It is yours, and the customer is told when you come."))
    place = reverse("conversations:conversation", args=[conversation_id])
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)


def _told(texted: Texted) -> tuple[int, str]:
    if texted.is_sent:
        return messages.SUCCESS, _("The customer is told that you are on the way.")
    if texted.not_before is not None:
        return messages.WARNING, _("At this hour no text is sent to them. Please call.")
    if texted.reason == NO_NUMBER:
        return messages.WARNING, _("There is no number to text. It is noted that you are on the way.")
    return messages.WARNING, _("They do not want texts. It is noted that you are on the way; please call.")


def _minutes(request: HttpRequest) -> int:
    typed = request.POST.get("minutes", "")
    return int(typed) if typed.isdecimal() and len(typed) < 5 else 0


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found < LATEST else None


def _back(request: HttpRequest) -> str:
    day, vehicle = _day(request.POST.get("day", "")), identifier(request.POST.get("vehicle", ""))
    query = {"day": day.isoformat()} if day else {}
    query |= {"vehicle": str(vehicle)} if vehicle else {}
    return f"{reverse('scheduling:route')}?{urlencode(query)}"


Mark = Callable[..., object]
_MARKS: dict[str, tuple[Mark, Callable[[], str]]] = {
    "arrive": (services.mark_arrived, lambda: _("Noted: you are there.")),
    "complete": (services.mark_completed, lambda: _("The visit is done.")),
}
