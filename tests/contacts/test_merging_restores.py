"""Whatever two contacts have, a merge leaves nothing with the absorbed one, and its undoing leaves nothing changed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.models import Member, Organisation, TenantModel
from contacts.models import Contact, ContactMerge, DuplicateSuggestion, IdentityKey, LegalHold
from contacts.services import merging, records
from conversations import services
from conversations.models import Conversation, Entry
from core.transactions import reading, tenant_transaction
from intake.models import Form, Party
from intake.services import parties
from scheduling.models import Resource, Service
from tests.factories import appointments, calls, conversations
from tests.factories import contacts as make
from tests.factories import forms as form_factory
from tests.factories import matters as law
from tests.factories import scheduling as booking

# Of the pair rather than of one of the two; a hold stays where it was placed, a key is made anew.
OF_THE_PAIR = (ContactMerge, DuplicateSuggestion, IdentityKey, LegalHold)
# Versions only rise, numbers given to entries are never given again, and `search` follows the text.
LOOSE = frozenset({"version", "updated_at", "entry_count", "search"})
THINGS = (
    "thread", "note", "task", "call", "appointment", "waiting", "shared", "details", "party", "tags",
    "form",
)  # fmt: skip
EVERYTHING = set(THINGS)
SOME = st.sets(st.sampled_from(THINGS))


def _models() -> list[Any]:
    """List contacts, what has a key to them, and what has a key to that."""
    tenant = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    near = [model for model in tenant if _keys(model, {Contact})]
    around = [model for model in tenant if _keys(model, {row for row in near if row is not Contact})]
    return sorted({Contact, *near, *around} - set(OF_THE_PAIR), key=lambda model: model._meta.label)


def _keys(model: Any, targets: set[Any]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.related_model in targets]


def _rows(organisation: Organisation) -> dict[str, list[dict[str, Any]]]:
    found = {}
    with reading(organisation):
        for model in _models():
            rows = model.objects.of(organisation).order_by("pk")
            if model is Entry:
                rows = rows.exclude(fact__in=["merged", "unmerged"])
            found[model._meta.label] = [
                {key: value for key, value in row.items() if key not in LOOSE} for row in rows.values()
            ]
    return found


def _left(organisation: Organisation, contact_id: Any) -> set[str]:
    """Name what still belongs to a contact."""
    with reading(organisation):
        return {
            model._meta.label
            for model in _models()
            for key in _keys(model, {Contact})
            # A thread that went into another leads there from where it was.
            if model is not Conversation
            and model.objects.of(organisation).filter(**{key: contact_id}).exists()
        }


def _person(
    by: Member, service: Service, dana: Resource, form: Form, things: set[str], now: datetime
) -> Contact:
    """Make somebody who has some things."""
    number, organisation = conversations.number(), by.organisation
    if "appointment" in things:
        person = appointments.booked(service, dana, by, now, name="Ana Lind").contact
    else:
        person = make.contact(by=by, now=now, name="Ana Lind")
    make.address(by=by, contact=person, now=now, value=number)
    if things & {"thread", "note", "call"}:
        thread = conversations.conversation(organisation=organisation, now=now, sender=number, text="Hello")
        assert thread.contact_id == person.pk
        if "note" in things:
            services.add_note(by=by, conversation_id=thread.pk, text="Prefers evenings", now=now)
        if "call" in things:
            calls.voicemail(organisation, thread.line, now=now, caller=number)
    _add(person, things, by=by, service=service, form=form, now=now)
    return person


def _add(
    person: Contact, things: set[str], *, by: Member, service: Service, form: Form, now: datetime
) -> None:
    """Give a person what hangs on no thread of theirs."""
    if "task" in things:
        services.add_task(by=by, title="Call", due_at=now, contact_id=person.pk, now=now)
    if "waiting" in things:
        booking.waits(service, person.pk, by=by, now=now)
    if "shared" in things:
        make.address(by=by, contact=person, now=now, value="family@example.com")
    if "details" in things:
        values = {"about": "Two dogs", "language": "es", "source": "radio"}
        records.change_contact(by=by, contact_id=person.pk, values=values, version=None, now=now)
    if "tags" in things:
        values = {"tags": [str(person.pk)[-8:], "Family"]}
        records.change_contact(by=by, contact_id=person.pk, values=values, version=None, now=now)
    if "form" in things:
        form_factory.draft(form, now=now, contact_id=person.pk)
    if "party" in things:
        parties.add_party(by=by, new=parties.NewParty(name="Ana Lind", contact_id=person.pk), now=now)


@pytest.mark.django_db
def test_a_merge_moves_everything_and_its_undoing_restores_every_row(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    conversations.line(organisation=organisation)
    dana = booking.provider(organisation, hours=booking.schedule(organisation))
    service = booking.service(organisation, dana)
    form = form_factory.form(alice, now=now)
    count = iter(range(1000))

    @settings(
        max_examples=3,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @example(EVERYTHING, EVERYTHING)
    @given(SOME, SOME)
    def holds(ours: set[str], theirs: set[str]) -> None:
        at = now + timedelta(hours=next(count) * 4)
        keep, absorb = (
            _person(alice, service, dana, form, things, at + timedelta(hours=place))
            for place, things in enumerate((ours, theirs))
        )
        before = _rows(organisation)
        assert theirs != EVERYTHING or len(_left(organisation, absorb.pk)) > 5
        merge = merging.merge_contacts(by=alice, keep_id=keep.pk, absorb_id=absorb.pk, now=at)
        assert _left(organisation, absorb.pk) == set()
        merging.unmerge_contacts(by=alice, contact_id=keep.pk, merge_id=merge.pk, now=at)
        after = _rows(organisation)
        for label, rows in before.items():
            changed = [
                {key: (was[key], row[key]) for key in was if was[key] != row[key]}
                for was, row in zip(rows, after[label], strict=True)
                if was != row
            ]
            assert not changed, label

    holds()


@pytest.mark.django_db
def test_the_sides_of_a_matter_are_never_one(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    law.opened(by=alice, now=now, client="Imani Okafor", against="Tobias Renner")
    pair = [make.contact(by=alice, now=now, name=name) for name in ("Imani Okafor", "Imani Okafor Renner")]
    with reading(organisation):
        names = {row.display_name: row.pk for row in Party.objects.of(organisation)}
    with tenant_transaction(organisation):
        for person, name in zip(pair, ("Imani Okafor", "Tobias Renner"), strict=True):
            Party.objects.of(organisation).filter(pk=names[name]).update(contact_id=person.pk)
    with pytest.raises(merging.MergeForbidden, match="kept apart"):
        merging.merge_contacts(by=alice, keep_id=pair[0].pk, absorb_id=pair[1].pk, now=now)
