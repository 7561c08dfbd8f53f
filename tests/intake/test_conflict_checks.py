"""Conflict checks of a law firm, from names to a decision; what the database refuses; waivers, walls, what is heard."""

from copy import deepcopy
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Member, Organisation, Role
from conversations import selectors as conversations
from conversations.errors import Quarantined
from conversations.models import Conversation, Line, Recording
from conversations.presenters.call_cards import call_card
from conversations.presenters.reader import reader_of
from core.errors import NotFound
from core.transactions import reading, tenant_transaction
from intake import errors
from intake.domain.clearance.deciding import Left, Level, Statement, Verdict
from intake.domain.clearance.states import CheckState
from intake.models import CheckEvent, ConflictCheck, MatterStatus, PartyRole, Submission, WallMember
from intake.presenters.law_checks import check_page
from intake.selectors import checks as selectors
from intake.selectors import matters as matter_selectors
from intake.selectors.forms import answers_of
from intake.services.forms import filling
from intake.services.law import deciding, gating, listening, matters, sweeping, waiving, walls
from intake.services.law.matters import Named
from scheduling.errors import NotDoneYet
from scheduling.models import Appointment, Source
from scheduling.ports import ToConfirm
from scheduling.services import CUSTOMER, Customer, Details, Wanted, book_appointment
from scheduling.services.callbacks import CallBack, book_callback
from tests.factories import accounts as people
from tests.factories import calls, forms
from tests.factories import conversations as make
from tests.factories import matters as law
from tests.factories import scheduling as diary

TICKED = Statement(can_represent=True, is_lawful=True, is_other_proceeding=True, lawyer="Bea Hale")
CONSENT = "I have been told and agree that the firm acts for both of us."


@pytest.fixture
def lawyer(organisation: Organisation) -> Member:
    return with_capability(organisation, "Bea Hale", "lawyer")


@pytest.fixture
def paralegal(organisation: Organisation) -> Member:
    return with_capability(organisation, "Pia Moss", "paralegal")


def with_capability(organisation: Organisation, name: str, *capabilities: str) -> Member:
    member = people.member(organisation=organisation, name=name, role=Role.STAFF)
    member.capabilities = list(capabilities)
    member.save(update_fields=["capabilities"])
    return member


def state_of(check: ConflictCheck) -> CheckState:
    with reading(check.organisation_id):
        return CheckState(ConflictCheck.objects.of(check.organisation_id).get(pk=check.pk).state)


def test_names_are_searched_answered_and_cleared(
    bob: Member, lawyer: Member, paralegal: Member, alice: Member, now: datetime
) -> None:
    law.opened(by=bob, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    matter = law.opened(by=bob, now=now)
    check = law.check_of(matter)
    assert check.state == CheckState.POTENTIAL
    with reading(bob.organisation_id):
        story = selectors.get_story(member=lawyer, check_id=check.pk)
    (row,) = story.hits
    assert (row.hit.name, row.hit.level) == ("Tobias Renner", Level.STRONG)
    assert {term["name"] for term in story.runs[0].terms} == {"Imani Okafor", "Tobias Renner"}
    assert {one["name"]: one["rows"] for one in story.runs[0].sources}["CLIENTS"] == 1

    # Who asks sees how many there are and how grave, never who.
    page = check_page(story, member=bob, counsel=[alice], own=(), now=now)
    assert not page.hits
    assert not page.terms
    assert "1 hit" in page.summary
    say = {"check_id": check.pk, "hit_id": row.hit.pk, "now": now}
    for member in (bob, paralegal):
        with pytest.raises(errors.NotYourStanding):
            deciding.answer_hit(by=member, verdict=Verdict.NOT_SAME, reason="Another", **say)
        with pytest.raises(errors.NotYourStanding):
            deciding.clear(by=member, check_id=check.pk, reason="Another", now=now)
    with pytest.raises(errors.StillLeft) as refused:
        deciding.clear(by=lawyer, check_id=check.pk, reason="", now=now)
    assert refused.value.left == (Left.HITS_UNANSWERED,)
    with pytest.raises(errors.ReasonNeeded):
        deciding.answer_hit(by=lawyer, verdict=Verdict.NOT_SAME, reason=" ", **say)
    with pytest.raises(errors.FactsLocked):
        matters.engage(by=lawyer, matter_id=matter.pk, now=now)

    deciding.answer_hit(by=lawyer, verdict=Verdict.NOT_SAME, reason="Thirty years older", **say)
    cleared = deciding.clear(by=lawyer, check_id=check.pk, reason="Another person", now=now)
    assert (cleared.state, cleared.expires_at) == (CheckState.CLEARED, now + timedelta(days=30))
    with pytest.raises(errors.CheckMovedOn):
        deciding.clear(by=lawyer, check_id=check.pk, reason="Again", now=now)

    # Somebody else named later closes the facts again; answers to the same hits are taken over.
    matters.add_party(
        by=bob, matter_id=matter.pk, named=Named(name="Petra Novak", role=PartyRole.WITNESS), now=now
    )
    assert state_of(check) is CheckState.POTENTIAL
    (again,) = law.hits_of(law.check_of(matter))
    assert again.latest is not None
    assert (again.latest.verdict, again.latest.carried_from) == (Verdict.NOT_SAME, 1)
    deciding.clear(by=lawyer, check_id=check.pk, reason="Another person", now=now)
    engaged = matters.engage(by=lawyer, matter_id=matter.pk, now=now)
    assert engaged.status == MatterStatus.OPEN
    with reading(bob.organisation_id):
        events = CheckEvent.objects.of(bob.organisation_id).filter(check_of=check)
        assert selectors.broken_at(tuple(events)) is None
        assert [row.verb for row in events][-1] == "ENGAGED"


def test_the_database_refuses_to_change_or_delete_what_is_known_of_a_check(
    alice: Member, now: datetime
) -> None:
    made = law.with_hit(by=alice, now=now)
    deciding.answer_hit(
        by=alice, check_id=made.check_id, hit_id=made.hit_id, verdict=Verdict.UNSURE, reason="", now=now
    )
    tables = ("conflictcheck", "conflictrun", "conflicthit", "hitdecision", "checkevent")
    statements = [f"DELETE FROM intake_{table}" for table in tables]  # noqa: S608 - our names
    statements += [f"UPDATE intake_{table} SET created_at = now()" for table in tables]  # noqa: S608
    statements += [
        "UPDATE intake_conflictcheck SET state = 'CLEARED'",
        "UPDATE intake_conflictcheck SET state = 'CLEARED', seq = seq + 1",
        "UPDATE intake_conflictcheck SET state = 'CLEARED', seq = seq + 1, head = repeat('a', 64)",
    ]
    for statement in statements:
        with (
            pytest.raises(DatabaseError, match=r"never|only"),
            tenant_transaction(alice.organisation_id),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_waiver_takes_each_clients_consent_and_two_people(
    alice: Member, lawyer: Member, now: datetime
) -> None:
    made = law.with_hit(by=alice, now=now)
    say = {"check_id": made.check_id, "now": now}
    deciding.answer_hit(by=lawyer, hit_id=made.hit_id, verdict=Verdict.SAME_ADVERSE, reason="", **say)
    with pytest.raises(errors.StillLeft, match="waiver"):
        deciding.clear(by=lawyer, reason="All well", **say)
    one_case = Statement(can_represent=True, is_lawful=True, is_other_proceeding=False, lawyer="Bea Hale")
    with pytest.raises(errors.StillLeft, match="never be waived"):
        waiving.ask_waiver(by=lawyer, statement=one_case, reason="Both agree", **say)
    check = waiving.ask_waiver(by=lawyer, statement=TICKED, reason="Both agree", **say)
    assert len(check.waiver["affected"]) == 2
    with pytest.raises(errors.StillLeft, match="consent"):
        waiving.waive(by=alice, **say)
    for party_id in check.waiver["affected"]:
        waiving.record_consent(
            by=lawyer, party_id=party_id, signer="A. Client", words=CONSENT, signed_on=now.date(), **say
        )
    with pytest.raises(errors.ConsentMissing):
        waiving.record_consent(
            by=lawyer, party_id=party_id, signer="A", words=CONSENT, signed_on=date(2030, 1, 1), **say
        )
    with pytest.raises(errors.NotYourStanding):
        waiving.waive(by=lawyer, **say)
    assert waiving.waive(by=alice, **say).state == CheckState.WAIVED
    # Thirty days without an engagement, and the facts are locked again.
    assert sweeping.expire_due(organisation=alice.organisation_id, now=now + timedelta(days=29)) == 0
    assert sweeping.expire_due(organisation=alice.organisation_id, now=now + timedelta(days=31)) == 1
    assert state_of(check) is CheckState.EXPIRED


def test_declining_keeps_the_names_and_ends_it(alice: Member, lawyer: Member, now: datetime) -> None:
    made = law.with_hit(by=alice, now=now)
    with pytest.raises(errors.ReasonNeeded):
        deciding.decline(by=lawyer, check_id=made.check_id, reason=" ", now=now)
    check = deciding.decline(by=lawyer, check_id=made.check_id, reason="A client of ours", now=now)
    assert (check.state, check.sealed_at) == (CheckState.DECLINED, now)
    with pytest.raises(errors.CheckMovedOn):
        deciding.search_again(by=lawyer, check_id=made.check_id, now=now)
    later = law.opened(by=alice, now=now, client="Someone Else", against="Imani Okafor")
    assert "Imani Okafor" in {row.hit.name for row in law.hits_of(law.check_of(later))}


def test_a_wall_hides_a_matter_and_its_conversation_but_never_a_hit(
    organisation: Organisation, alice: Member, lawyer: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now)
    known = law.opened(
        by=alice, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT,
        conversation_id=talk.pk,
    )  # fmt: skip
    with pytest.raises(errors.NobodyKeptOut):
        walls.raise_wall(by=alice, matter_id=known.pk, member_ids=[alice.pk], reason="Why", now=now)
    with pytest.raises(errors.NotYourStanding):
        walls.raise_wall(by=lawyer, matter_id=known.pk, member_ids=[alice.pk], reason="Why", now=now)
    wall = walls.raise_wall(
        by=alice, matter_id=known.pk, member_ids=[lawyer.pk], reason="Acted for them before", now=now
    )
    lawyer.refresh_from_db()
    with reading(organisation):
        with pytest.raises(NotFound):
            matter_selectors.get_matter(member=lawyer, matter_id=known.pk)
        with pytest.raises(NotFound):
            conversations.get_conversation(member=lawyer, conversation_id=talk.pk)
        assert not matter_selectors.list_matters(member=lawyer).matters
        assert matter_selectors.list_matters(member=alice).matters

    matter = law.opened(by=lawyer, now=now)
    check = law.check_of(matter)
    with reading(organisation):
        story = selectors.get_story(member=lawyer, check_id=check.pk)
    (hit,) = check_page(story, member=lawyer, counsel=[alice], own=(), now=now).hits
    assert (hit.name, hit.reasons, hit.answer_url) == ("Restricted hit", (), "")
    assert "Alice Hale" in hit.detail
    with pytest.raises(NotFound):
        deciding.answer_hit(
            by=lawyer,
            check_id=check.pk,
            hit_id=story.hits[0].hit.pk,
            verdict=Verdict.NOT_SAME,
            reason="x",
            now=now,
        )

    assert walls.acknowledge(by=lawyer, wall_id=wall.pk, now=now).acknowledged_at == now
    with pytest.raises(errors.ReasonNeeded):
        walls.lift_wall(by=alice, wall_id=wall.pk, reason="", now=now)
    walls.lift_wall(by=alice, wall_id=wall.pk, reason="Ended", now=now)
    lawyer.refresh_from_db()
    with reading(organisation):
        assert matter_selectors.get_matter(member=lawyer, matter_id=known.pk) == known
        assert conversations.get_conversation(member=lawyer, conversation_id=talk.pk) == talk
    assert not lawyer.is_walled


def test_names_heard_in_a_conversation_are_searched_for_at_once(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    law.opened(by=alice, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    received = make.text_in(
        organisation=organisation, now=now, text="I want custody against my ex husband Tobias Renner"
    )
    quiet = make.text_in(organisation=organisation, now=now, text="What are your hours?")
    for _twice in range(2):
        listening.hear_entry(organisation=organisation.pk, entry_id=received.entry_id, now=now)
    listening.hear_entry(organisation=organisation.pk, entry_id=quiet.entry_id, now=now)
    with reading(organisation):
        check = ConflictCheck.objects.of(organisation).get(conversation_id=received.conversation_id)
        assert check.runs.count() == 1
        assert (
            not ConflictCheck.objects.of(organisation).filter(conversation_id=quiet.conversation_id).exists()
        )
    assert check.state == CheckState.POTENTIAL
    # A matter made of the conversation takes its check along, with what was heard.
    matter = law.opened(
        by=alice,
        now=now,
        client="Imani Okafor",
        against="Tobias Renner",
        conversation_id=received.conversation_id,
    )
    assert law.check_of(matter).pk == check.pk


def test_somebody_new_makes_open_checks_search_again(alice: Member, now: datetime) -> None:
    matter = law.opened(by=alice, now=now)
    check = law.check_of(matter)
    deciding.clear(by=alice, check_id=check.pk, reason="", now=now)
    law.opened(by=alice, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    with reading(alice.organisation_id):
        parties = matter_selectors.list_matters(member=alice).people
    fresh = next(
        part.party_id for parts in parties.values() for part in parts if part.role == PartyRole.CLIENT
    )
    for expected in (1, 0):
        assert sweeping.look_again(organisation=alice.organisation_id, party_id=fresh, now=now) == expected
    assert state_of(check) is CheckState.POTENTIAL


def test_a_form_that_asks_for_names_waits_for_them_to_be_cleared(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    asked = deepcopy(forms.DOCUMENT)
    for question in asked["stages"][0]["sections"][0]["fields"]:
        question["required"] = question["key"] in ("full_name", "others")
    form = forms.form(alice, now=now, document=asked)
    draft = forms.draft(form, now=now)
    say = {"organisation": organisation.pk, "submission_id": draft.pk, "now": now}
    names = {"full_name": "Imani Okafor", "others": [{"name": "Tobias Renner", "role": "opposing"}]}
    filling.finish_stage(stage="names", given=names, **say)
    with pytest.raises(errors.StageLocked, match="check something first"):
        filling.finish_stage(stage="facts", given={"story": "He took the car"}, **say)
    check = gating.check_form(**say)
    assert gating.check_form(**say) is None, "once"
    assert check is not None
    assert check.matter is not None
    assert check.matter.title == "Imani Okafor / Tobias Renner"
    with pytest.raises(errors.StageLocked):
        filling.finish_stage(stage="facts", given={"story": "He took the car"}, **say)
    with reading(organisation):
        assert "story" not in answers_of(Submission.objects.of(organisation).get(pk=draft.pk)), (
            "nothing was stored"
        )
    deciding.clear(by=alice, check_id=check.pk, reason="", now=now)
    filling.finish_stage(stage="facts", given={"story": "He took the car"}, **say)
    with reading(organisation):
        kept = answers_of(Submission.objects.of(organisation).get(pk=draft.pk))
    assert kept["story"] == "He took the car"


def test_nobody_books_while_their_check_is_not_cleared(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now, name="Imani Okafor")
    matter = law.opened(by=alice, now=now, conversation_id=talk.pk)
    asked = ToConfirm(
        organisation_id=organisation.pk,
        hold_id=talk.pk,
        service_id=talk.pk,
        contact_id=talk.contact_id,
        now=now,
    )
    with reading(organisation):
        (missing,) = gating.ConsultGate().requirements(asked)
    assert "check something" in missing.sentence
    deciding.clear(by=alice, check_id=law.check_of(matter).pk, reason="", now=now)
    with reading(organisation):
        assert gating.ConsultGate().requirements(asked) == ()


def test_no_talk_is_booked_by_anybody_before_clearance_but_a_callback(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now, name="Imani Okafor")
    matter = law.opened(by=alice, now=now, conversation_id=talk.pk)
    hours = diary.schedule(organisation)
    consult = diary.service(organisation, diary.provider(organisation, hours=hours, member=alice))
    ask = {"contact_id": talk.contact_id, "now": now}
    free, held, later = diary.free_starts(consult, now=now)

    with pytest.raises(NotDoneYet, match="conflict check is not cleared"):
        diary.booked(consult, free, by=alice, **ask)
    hold = diary.held(consult, held, now=now)
    with pytest.raises(NotDoneYet, match="We need to check something"):
        # The assistant books by telephone what it held for the caller.
        book_appointment(
            organisation=organisation.pk,
            wanted=Wanted(hold_id=hold.pk),
            customer=Customer(contact_id=talk.contact_id),
            details=Details(source=Source.PHONE),
            by=CUSTOMER,
            now=now,
        )
    with reading(organisation):
        assert not Appointment.objects.of(organisation).exists(), "nothing was stored"
    called = CallBack(member_id=alice.pk, starts_at=later, contact_id=talk.contact_id, number="+16025550134")
    assert book_callback(by=alice, wanted=called, now=now).contact_id == talk.contact_id

    deciding.clear(by=alice, check_id=law.check_of(matter).pk, reason="", now=now)
    assert diary.booked(consult, free, by=alice, **ask).starts_at == free


def test_what_was_said_is_closed_for_everybody_until_the_check_is_cleared(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    line = make.line(organisation=organisation)
    law.opened(by=alice, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    recording = heard_voicemail(organisation, line, "My husband Tobias Renner took the car", now=now)
    with reading(organisation):
        talk = Conversation.objects.of(organisation).get(pk=recording.call.conversation_id)
        check = ConflictCheck.objects.of(organisation).get(conversation=talk)
        assert talk.is_quarantined
        with pytest.raises(Quarantined):
            conversations.get_recording(member=alice, recording_id=recording.pk)
        story = conversations.get_call(member=alice, call_id=recording.call_id)
        (item,) = call_card(story, reader=reader_of(alice, now=now)).recordings
        assert "took the car" not in str(item)
        assert item.url == ""
        assert not conversations.find_everything(member=alice, words="Renner").entries
        hits = selectors.list_hits(check=check)
    assert hits
    for row in hits:
        say = {"hit_id": row.hit.pk, "verdict": Verdict.NOT_SAME, "reason": "Another Renner"}
        deciding.answer_hit(by=alice, check_id=check.pk, now=now, **say)
    with reading(organisation):
        assert conversations.get_recording(member=alice, recording_id=recording.pk) == recording
        assert conversations.find_everything(member=alice, words="Renner").entries


def test_hearing_a_name_of_nobody_we_know_closes_nothing(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    line = make.line(organisation=organisation)
    law.opened(by=alice, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    own = heard_voicemail(organisation, line, "Hello, my name is Tobias Renner, call me back", now=now)
    stranger = heard_voicemail(
        organisation, line, "My husband Osric Vandermolen took the car", caller="16025550166", now=now
    )
    with reading(organisation):
        for recording in (own, stranger):
            talk = recording.call.conversation
            check = ConflictCheck.objects.of(organisation).get(conversation=talk)
            assert check.runs.count() == 1, "heard, and searched for"
            assert not Conversation.objects.of(organisation).get(pk=talk.pk).is_quarantined
            assert conversations.get_recording(member=alice, recording_id=recording.pk) == recording
            found = selectors.find_unclear_of_contact(
                organisation_id=organisation.pk, contact_id=talk.contact_id
            )
            assert found is None, "who only said a name may book"


def test_after_clearance_a_name_of_somebody_we_know_asks_for_another_look(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    talk = make.conversation(organisation=organisation, now=now, name="Imani Okafor")
    matter = law.opened(
        by=alice, now=now, client="Imani Okafor", against="Osric Vandermolen", conversation_id=talk.pk
    )
    check = law.check_of(matter)
    deciding.clear(by=alice, check_id=check.pk, reason="", now=now)
    law.opened(by=alice, now=now, client="Tobias Renner", against="Redwing Paving", role=PartyRole.CLIENT)
    with tenant_transaction(organisation):
        row = Conversation.objects.of(organisation).get(pk=talk.pk)
        listening.hear_step(conversation=row, text="My neighbour Ludmila Pereverzeva saw it", now=now)
    assert state_of(check) is CheckState.CLEARED
    with tenant_transaction(organisation):
        listening.hear_step(conversation=row, text="I am against Tobias Renner as well", now=now)
    assert state_of(check) is CheckState.POTENTIAL


def heard_voicemail(
    organisation: Organisation, line: Line, words: str, *, caller: str = calls.CALLER, now: datetime
) -> Recording:
    """Keep a message and what was understood of it, and listen to that."""
    recording = calls.voicemail(organisation, line, caller=caller, now=now)
    said = [{"start": 0, "end": 2, "speaker": "customer", "text": words}]
    with tenant_transaction(organisation):
        Recording.objects.of(organisation).filter(pk=recording.pk).update(transcript=said)
    listening.hear_recording(organisation=organisation.pk, recording_id=recording.pk, now=now)
    return recording


def test_a_wall_that_lets_only_some_in_keeps_out_whoever_joins(
    alice: Member, bob: Member, lawyer: Member, organisation: Organisation, now: datetime
) -> None:
    matter = law.opened(by=alice, now=now)
    wall = walls.raise_wall(
        by=alice, matter_id=matter.pk, member_ids=[lawyer.pk], reason="Board matter", lets_in=True, now=now
    )
    newcomer = people.member(organisation=organisation, name="Nia Falk")

    def sees(member: Member) -> bool:
        with reading(organisation):
            seen = matter_selectors.visible_matters(member).filter(pk=matter.pk).exists()
            assert seen is (matter.pk not in selectors.walled_matters(member))
        return seen

    assert [sees(member) for member in (alice, lawyer, bob, newcomer)] == [True, True, False, False]
    for _twice in range(2):
        walls.keep_newcomer_out(organisation=organisation.pk, member_id=newcomer.pk, now=now)
    with reading(organisation):
        assert WallMember.objects.of(organisation).filter(wall=wall, member=newcomer).count() == 1
        assert CheckEvent.objects.of(organisation).filter(verb="WALL_NEWCOMER").count() == 1
    everybody = list(Member.objects.filter(organisation=organisation).values_list("pk", flat=True))
    other = law.opened(by=alice, now=now, client="Vera Blum", against="Paz Ortega")
    asked = {"by": alice, "matter_id": other.pk, "member_ids": everybody, "reason": "x", "now": now}
    with pytest.raises(errors.NobodyKeptOut):
        walls.raise_wall(lets_in=True, **asked)
