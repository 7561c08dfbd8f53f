"""The page on which a member books: what, with whom, when, for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Location, Member
from accounts.pages import Choice
from accounts.policies import can_supervise
from contacts.models import Contact
from conversations.presenters.labels import address_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label, moment_label
from scheduling.domain.slots.answers import DayExplanation
from scheduling.models import LocationKind, Resource, Service
from scheduling.pages.calendar import NewAppointment
from scheduling.pages.drafts import Draft
from scheduling.selectors.free import FreeTime
from scheduling.services.words import refusal_sentence

MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRows:
    """What the page is made of; times are of the chosen service, if one is chosen."""

    services: tuple[Service, ...]
    service: Service | None
    givers: tuple[Resource, ...]
    locations: tuple[Location, ...]
    times: tuple[FreeTime, ...]
    soon: tuple[FreeTime, ...]
    why: DayExplanation | None
    contact: Contact | None
    refusal: str = ""


def new_appointment(
    rows: NewRows,
    draft: Draft,
    *,
    member: Member,
    reader: Reader,
    problem: str = "",
    may_insist: bool = False,
) -> NewAppointment:
    """Print the page; `problem` says why it was not booked, `may_insist` that a supervisor may set a rule aside."""
    service = rows.service
    lengths = service.durations if service else []
    starts = {one.starts_at.isoformat() for one in (*rows.times, *rows.soon)}
    return NewAppointment(
        services=_choices(((row.pk, row.name) for row in rows.services), service.pk if service else None),
        lengths=tuple(
            Choice(
                value=str(one),
                label=_("%(minutes)d min") % {"minutes": one},
                is_current=one == (draft.minutes or lengths[0]),
            )
            for one in lengths
        ),
        givers=_choices(((row.pk, row.name) for row in rows.givers), draft.provider_id),
        places=_choices(((row.pk, row.name) for row in rows.locations), draft.location_id)
        if len(rows.locations) > 1
        else (),
        day=draft.day.isoformat(),
        times=tuple(_time(one, draft, clock_label(one.starts_at, reader=reader)) for one in rows.times),
        soon=tuple(_time(one, draft, moment_label(one.starts_at, reader=reader)) for one in rows.soon),
        at="" if draft.start in starts else draft.at,
        why=(rows.refusal,) if rows.refusal else _why(rows.why),
        contact_id=str(rows.contact.pk) if rows.contact else "",
        contact_name=(rows.contact.display_name or _("No name yet")) if rows.contact else "",
        conversation_id=str(draft.conversation_id or ""),
        name=draft.name,
        address=draft.address,
        asks_phone=service is not None and service.location_kind == LocationKind.PHONE,
        asks_place=service is not None and service.location_kind == LocationKind.CUSTOMER_ADDRESS,
        phone=draft.phone,
        place=draft.place,
        postcode=draft.postcode,
        access_note=draft.access_note,
        note=draft.note,
        back=draft.back,
        ref=draft.ref,
        problem=problem,
        may_insist=may_insist and can_supervise(member),
    )


def people(contacts: Sequence[Contact], addresses: dict[UUID, str]) -> tuple[Choice, ...]:
    """Print contacts to choose from."""
    return tuple(
        Choice(
            value=str(row.pk), label=row.display_name or _("No name yet"), detail=addresses.get(row.pk, "")
        )
        for row in contacts
    )


def reach_of(kind: str, value: str) -> str:
    """Write an address for people."""
    return address_label(kind, value)


def _choices(pairs: Iterable[tuple[UUID, str]], current: UUID | None) -> tuple[Choice, ...]:
    return tuple(Choice(value=str(key), label=name, is_current=key == current) for key, name in pairs)


def _time(one: FreeTime, draft: Draft, label: str) -> Choice:
    value = one.starts_at.isoformat()
    return Choice(value=value, label=label, is_current=value == draft.start)


def _why(found: DayExplanation | None) -> tuple[str, ...]:
    if found is None or found.slots:
        return ()
    sentences = [refusal_sentence([one.refusal]) for one in found.reasons]
    return tuple(dict.fromkeys(sentences))[:MOST_REASONS]
