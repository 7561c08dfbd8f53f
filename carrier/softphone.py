"""The browser as a telephone: its user at the carrier, and, in the rehearsal, the finger on the green button."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, writer_required
from carrier import selectors
from carrier.adapters import voice_of
from carrier.simulator.client import SimulatorControl, SimulatorRefused, SimulatorUnavailable
from conversations.domain.calls import OVER, Offer
from conversations.models import Leg
from conversations.ports import CarrierError
from conversations.services import calls
from core.transactions import reading

# As long as the longest call: a token that ends earlier ends the control of the call with it.
TOKEN_SECONDS = 4 * 3600


@require_POST
@writer_required
def ready(request: MemberRequest) -> HttpResponse:
    """Say by what means this browser can be rung: `{provider: "" | simulator | vonage, …}`."""
    member = request.member
    with reading(member.organisation_id):
        phone = calls.own_phone(member=member)
    account = selectors.account_for(member.organisation_id)
    if phone is None or not phone.takes_in_browser or account is None:
        return JsonResponse({"provider": ""})
    name, voice = calls.app_user(member.pk), voice_of(account)
    try:
        voice.ensure_user(name, shown_as=member.name)
        if settings.CARRIER == "simulator":
            with _control() as control:
                # It rings until somebody presses the button.
                control.set_user(name, online=True, no_answer=True)
            return JsonResponse({"provider": "simulator"})
        token = voice.user_token(name, seconds=TOKEN_SECONDS)
    except (CarrierError, SimulatorRefused, SimulatorUnavailable):
        return JsonResponse({"provider": "", "problem": "unreachable"}, status=503)
    script = settings.SOFTPHONE_SCRIPT
    return JsonResponse({"provider": "vonage" if script else "", "script": script, "token": token})


@require_POST
@writer_required
def answer(request: MemberRequest) -> HttpResponse:
    """Pick up, in the rehearsal, the call that rings in this member's browser (`call`: its id)."""
    if settings.CARRIER != "simulator":
        raise Http404
    with reading(request.member.organisation_id):
        legs = Leg.objects.of(request.member.organisation_id).filter(
            call_id=_uuid(request.POST.get("call", "")),
            member=request.member,
            endpoint_kind="APP",
            offer=Offer.RINGING,
        )
        leg = legs.exclude(call__state__in=list(OVER)).exclude(carrier_leg_id="").first()
    if leg is None:
        raise Http404
    try:
        with _control() as control:
            control.act(leg.carrier_leg_id, answer=True)
    except (SimulatorRefused, SimulatorUnavailable):
        return HttpResponse(status=503)
    return HttpResponse(status=204)


def _control() -> SimulatorControl:
    return SimulatorControl(settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN, timeout=3)


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None
