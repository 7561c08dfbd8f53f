"""What scripts of the simulator may ask of this Portico: how calls ended, members' acts, open doors. Demo only."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.conf import settings

from accounts.models import Member, Organisation
from carrier.services.simulating import label_lines
from carrier.simulator.script_portico import OPEN, Ended, NotYet, PagesOnly
from carrier.simulator.script_words import Unreadable
from config.demo import doors
from config.demo.houses import HOUSES
from contacts.models import ContactAddress
from conversations.domain.calling_out import read_anyway
from conversations.domain.calls import OVER, CallState, LegRole
from conversations.models import Call, Leg, Line
from conversations.services import calls
from core import clock
from core.errors import Refused
from core.transactions import reading

How = Mapping[str, str]
Act = Callable[[Member, How], object]


class DemoPortico(PagesOnly):
    """The Portico of this folder, as the scripts of its demo reach it."""

    def ending_of(self, leg: str) -> Ended | None:
        """Return how the call ended that this leg of the carrier belongs to; None before, and for a leg not known."""
        for organisation in _houses():
            with reading(organisation):
                found = Leg.objects.of(organisation).filter(carrier_leg_id=leg).select_related("call").first()
                if found is not None and CallState(found.call.state) in OVER:
                    return Ended(found.call.outcome, found.call.recordings.count())
        return None

    def act(self, member: str, act: str, how: How) -> None:
        """Let a member do what the buttons of the page do, by the same services."""
        if act not in ACTS:
            raise Unreadable(f"No member can {act!r}; known: {', '.join(ACTS)}.")
        by = _member(member)
        try:
            ACTS[act](by, how)
        except Refused as refusal:
            raise NotYet(str(refusal.sentence)) from refusal

    @contextmanager
    def doors(self, wanted: Mapping[str, str]) -> Iterator[None]:
        """Keep houses open or closed until the script is over."""
        with ExitStack() as held:
            for label, state in wanted.items():
                line = _line(label)
                try:
                    held.enter_context(doors.kept(line, is_open=state == OPEN, clock=clock.now))
                except doors.ClosedByHand as problem:
                    raise Unreadable(f"The script needs {label} to be open. {problem}") from problem
            yield


def _houses() -> list[Organisation]:
    if not settings.DEMO:
        raise Unreadable("This Portico has no demo to rehearse in.")
    return list(Organisation.objects.filter(slug__in=[house.slug for house in HOUSES]))


def _line(label: str) -> Line:
    known: dict[str, Line] = {}
    for organisation in _houses():
        with reading(organisation):
            known |= label_lines(organisation)
    if label not in known:
        raise Unreadable(f"No line is labelled {label!r}; known: {', '.join(known)}.")
    return known[label]


def _member(login: str) -> Member:
    found = Member.objects.filter(user__email=login, is_active=True, organisation__in=_houses())
    by = found.select_related("organisation", "user").first()
    if by is None:
        raise Unreadable(f"Nobody of the demo logs in as {login!r}.")
    return by


def _call_of(member: Member) -> UUID:
    """Find the call a member is on.

    Raises:
        NotYet: there is none.
    """
    with reading(member.organisation_id):
        legs = Leg.objects.of(member.organisation_id).filter(member=member, ended_at=None)
        legs = legs.exclude(role=LegRole.SUPERVISOR).exclude(call__state__in=list(OVER))
        leg = legs.exclude(joined_at=None).order_by("created_at").last()
    if leg is None:
        raise NotYet(f"{member.name} is on no call.")
    return leg.call_id


def _plain(service: Callable[..., Call]) -> Act:
    return lambda by, how: service(by=by, call_id=_call_of(by), now=clock.now())


def _to(service: Callable[..., Call]) -> Act:
    """Ring a colleague (a log-in) or a number into the call."""

    def ring(by: Member, how: How) -> Call:
        to = how.get("to", "")
        colleague = _member(to).pk if "@" in to else None
        number = "" if colleague else to
        return service(by=by, call_id=_call_of(by), to_member=colleague, to_number=number, now=clock.now())

    return ring


def _monitor(mode: str) -> Act:
    return lambda by, how: calls.monitor_call(
        by=by, call_id=_call_of(_member(how.get("of", ""))), mode=mode, now=clock.now()
    )


def _call(by: Member, how: How) -> Call:
    with reading(by.organisation_id):
        held = ContactAddress.objects.of(by.organisation_id).filter(kind="PHONE", value=how.get("to", ""))
        address = held.values_list("pk", flat=True).first()
    if address is None:
        raise Unreadable(f"No contact of {by.organisation.name} has the number {how.get('to', '')!r}.")
    anyway = read_anyway(how.get("anyway", ""), how.get("words", ""))
    return calls.place_call(by=by, address_id=address, anyway=anyway, now=clock.now())


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        **{name: _plain(service) for name, service in calls.ACTS.items()},
        "consult": _to(calls.consult),
        "transfer": _to(calls.transfer_call),
        "add": _to(calls.add_to_call),
        "pause-recording": _plain(calls.pause_recording),
        "resume-recording": _plain(calls.resume_recording),
        "listen": _monitor("LISTEN"),
        "whisper": _monitor("WHISPER"),
        "barge": _monitor("BARGE"),
        "keys": lambda by, how: calls.press_keys(
            by=by, call_id=_call_of(by), digits=how.get("digits", ""), now=clock.now()
        ),
        "call": _call,
    }
)
