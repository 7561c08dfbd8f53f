"""A throw-away tenant made from a business profile, inside a transaction that is never committed."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import Industry, Location, OpeningWindow, Organisation
from contacts.domain.addresses import from_carrier
from contacts.models import Contact
from contacts.services import resolve_address
from conversations.domain.states import Move
from conversations.models import Conversation, Line
from conversations.ports import Channel
from conversations.services import threads
from core.ids import new_id
from core.transactions import tenant_transaction
from receptionist.models import FaqEntry, ReceptionistSettings
from receptionist.services import begin_step
from scheduling import services
from scheduling.domain.claims import ClaimState
from scheduling.models import (
    Claim,
    Resource,
    ResourceKind,
    Schedule,
    Service,
    ServiceProvider,
    Source,
    TimeBlock,
    WeeklyWindow,
)
from scheduling.models.services import WindowKind
from scheduling.selectors import free

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
INDUSTRY: Final = {
    "law": Industry.LAW,
    "clinic": Industry.CLINIC,
    "dental": Industry.CLINIC,
    "therapy": Industry.CLINIC,
}
OUR_NUMBER: Final = "+12125550100"


@contextmanager
def untouched() -> Iterator[None]:
    """Run the block in one transaction that is taken back: use cases nest in it as they do in a test."""
    outer = transaction.atomic()
    outer._from_testcase = True  # type: ignore[attr-defined]  # lets durable blocks nest, as Django's own tests do
    with outer:
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def taken_back() -> Iterator[None]:
    """Take one script's rows back before the next."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


class Tenant:
    """An organisation with hours, services, answers, plan and what is taken, and one telephone line."""

    def __init__(self, key: str, profile: Mapping[str, Any], zone: str) -> None:
        self.key, self.profile, self.zone = key, profile, zone
        self.organisation = Organisation.objects.create(
            name=profile["name"],
            slug=f"examined-{new_id().hex[:16]}",
            industry=INDUSTRY.get(key, Industry.HOME),
            time_zone=zone,
            region="NY",
        )
        self.location = Location.objects.create(
            organisation=self.organisation, name="Main office", time_zone=zone, is_default=True
        )
        with tenant_transaction(self.organisation):
            self._fill()

    def _fill(self) -> None:
        profile, owner = self.profile, self.organisation
        self.line = Line.objects.create(
            organisation=owner, location=self.location, name="Main line", address=OUR_NUMBER
        )
        schedule = Schedule.objects.create(organisation=owner, name="Hours", timezone=self.zone)
        self.windows = list(_windows(profile["hours"]))
        WeeklyWindow.objects.bulk_create(
            WeeklyWindow(organisation=owner, schedule=schedule, weekday=day, opens_minute=a, closes_minute=b)
            for day, a, b in self.windows
        )
        OpeningWindow.objects.bulk_create(
            OpeningWindow(
                organisation=owner, location=self.location, weekday=day, opens_minute=a, closes_minute=b
            )
            for day, a, b in self.windows
        )
        who = Resource.objects.create(
            organisation=owner, kind=ResourceKind.PROVIDER, name="Provider", schedule=schedule
        )
        self.services = {
            name: self._service(position, name, one, who)
            for position, (name, one) in enumerate(profile["services"].items())
        }
        for day, spans in profile.get("busy", {}).items():
            for span in spans:
                self._take(who, day, span)
        ReceptionistSettings.objects.create(
            organisation=owner,
            is_active=True,
            trade=self.key,
            intake=list(profile.get("intake", ())),
            plan=[_plan_step(one) for one in profile.get("emergency", ())],
            is_private=profile.get("privacy") == "hipaa",
        )
        FaqEntry.objects.bulk_create(
            FaqEntry(organisation=owner, question=question, answer=answer, position=place)
            for place, (question, answer) in enumerate(profile.get("faq", {}).items())
        )

    def _service(self, position: int, name: str, one: Mapping[str, Any], who: Resource) -> Service:
        row = Service.objects.create(
            organisation=self.organisation,
            name=name,
            slug=re.sub(r"\W+", "-", name),
            durations=[one["minutes"]],
            price_text=one.get("price", "")[:80],
            interval=30,
            notice=0,
            window_kind=WindowKind.ALWAYS,
            position=position,
        )
        ServiceProvider.objects.create(organisation=self.organisation, service=row, resource=who)
        return row

    def _take(self, who: Resource, day: str, span: str) -> None:
        starts, ends = (self.instant(datetime.fromisoformat(f"{day}T{one}")) for one in span.split("-"))
        block = TimeBlock.objects.create(
            organisation=self.organisation, resource=who, starts_at=starts, ends_at=ends
        )
        Claim.objects.create(
            organisation=self.organisation, resource=who, block=block, state=ClaimState.BOOKED,
            starts_at=starts, ends_at=ends, busy_from=starts, busy_until=ends,
        )  # fmt: skip

    def instant(self, local: datetime) -> datetime:
        """Turn a time on the tenant's clock into an instant."""
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        """Read an instant on the tenant's clock."""
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def is_open(self, start: datetime, end: datetime) -> bool:
        """Say whether a span of local time lies in the hours."""
        first, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
        return any(day == start.weekday() and a <= first and last <= b for day, a, b in self.windows)

    def called(self, script: Mapping[str, Any], *, now: datetime) -> tuple[Conversation, dict[UUID, date]]:
        """Let somebody call or write: their file, their appointment, the conversation with the assistant in it."""
        caller, known = script["caller"], script["caller"].get("known_contact")
        birthdays: dict[UUID, date] = {}
        with tenant_transaction(self.organisation):
            address = from_carrier(caller.get("from") or "", Channel.SMS)
            contact: Contact | None = None
            if known:
                contact = resolve_address(
                    organisation_id=self.organisation.pk, address=address, profile_name=known.get("name", ""),
                    source="file", now=now,
                ).contact  # fmt: skip
            if known and contact is not None:
                if known.get("dob"):
                    birthdays[contact.pk] = date.fromisoformat(known["dob"])
                if known.get("appointment"):
                    self._booked(contact, known, now=now)
            conversation, _new = threads.continue_conversation(
                organisation=self.organisation, line=self.line, contact=contact, address=address,
                move=Move.INBOUND_MESSAGE, now=now,
            )  # fmt: skip
            conversation.location, conversation.line = self.location, self.line
            threads.touch(conversation)
            begin_step(
                conversation,
                channel=script["channel"],
                caller=caller.get("from") or "",
                is_known=contact is not None,
                now=now,
            )
            threads.touch(conversation)
        return conversation, birthdays

    def _booked(self, contact: Contact, known: Mapping[str, Any], *, now: datetime) -> None:
        named = known.get("service")
        service = self.services.get(named) if named else None
        service = service or next(iter(self.services.values()))
        services.book_step(
            organisation=self.organisation.pk,
            wanted=services.Wanted(
                wish=free.Wish(service_id=service.pk),
                starts_at=self.instant(datetime.fromisoformat(known["appointment"])),
                by_hand=True,
            ),
            customer=services.Customer(contact_id=contact.pk),
            details=services.Details(source=Source.PHONE),
            by=services.PORTICO,
            now=now - timedelta(days=7),
        )


def _windows(hours: Mapping[str, str]) -> Iterator[tuple[int, int, int]]:
    for days, span in hours.items():
        first, _dash, last = days.partition("-")
        opens, closes = (int(one[:2]) * 60 + int(one[3:5]) for one in span.split("-"))
        for day in range(DAYS.index(first), DAYS.index(last or first) + 1):
            yield day, opens, closes


def _plan_step(line: str) -> dict[str, str]:
    """Read a line of an emergency plan: what it is for, an arrow, what is done; a number in it is whom to call."""
    concerns, _arrow, what = line.partition("->")
    number = re.search(r"\+\d{8,15}", line)
    return {"concerns": f"{concerns} {what}".strip(), "tell": "", "number": number[0] if number else ""}
