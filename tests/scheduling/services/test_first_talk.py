"""A matter's first talk, whole: a text, booked beside the conversation, reminded of, answered, arrived, done."""

from datetime import datetime, timedelta

from accounts.models import Member, Organisation
from conversations.models import Conversation, Entry
from core.transactions import reading
from scheduling import services
from scheduling.models import Appointment, Reminder
from scheduling.selectors import free
from scheduling.services import answering, reminding, telling
from tests.factories import conversations as talks
from tests.factories import scheduling as make

CALLER = "+16025550134"


def test_from_the_first_text_to_done(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    talks.line(organisation=organisation)
    dana = make.provider(organisation, hours=make.schedule(organisation), member=bob)
    talk = make.service(organisation, dana, name="First talk")
    rule = {"kind": "BEFORE", "minutes": 24 * 60, "channel": "TEXT", "asks": True}
    reminding.add_rule(by=alice, service_id=talk.pk, values=rule, now=now)
    received = talks.text_in(organisation=organisation, now=now, text="I was served papers", sender=CALLER)
    wish = free.Wish(service_id=talk.pk)
    with reading(organisation):
        thread = Conversation.objects.get(pk=received.conversation_id)
        tuesday = free.next_free(
            organisation_id=organisation.pk, wish=wish, after=now + timedelta(days=1, hours=1), now=now
        )[0]
    row = services.book_appointment(
        organisation=organisation.pk,
        wanted=services.Wanted(wish=wish, starts_at=tuesday.starts_at, by_hand=True),
        customer=services.Customer(contact_id=thread.contact_id),
        details=services.Details(source="CONVERSATION", conversation_id=thread.pk),
        by=services.member(alice),
        now=now,
    )

    def follow(at: datetime) -> None:
        telling.tell_conversation(organisation=organisation.pk, appointment_id=row.pk, now=at)
        reminding.plan_reminders(organisation=organisation.pk, appointment_id=row.pk, now=at)

    follow(now)
    due = row.starts_at - timedelta(days=1)
    reminding.send_due(organisation_id=organisation.pk, now=due)
    reply = talks.text_in(organisation=organisation, now=due, text="C", sender=CALLER)
    answering.read_reply(organisation_id=organisation.pk, entry_id=reply.entry_id, now=due)
    for act, at in (
        (services.mark_arrived, row.starts_at - timedelta(minutes=5)),
        (services.mark_completed, row.ends_at),
    ):
        act(organisation=organisation.pk, appointment_id=row.pk, by=services.member(bob), now=at)
        follow(at)
    with reading(organisation):
        done = Appointment.objects.get()
        facts = Entry.objects.filter(fact="appointment").order_by("seq")
        texts = list(Entry.objects.filter(kind="MESSAGE_OUT").order_by("seq").values_list("text", flat=True))
        assert [one.fact_values["change"] for one in facts] == ["BOOKED", "ARRIVED", "COMPLETED"]
        assert Reminder.objects.get().answer == "CONFIRMED"
        kinds = list(done.changes.order_by("at", "id").values_list("kind", flat=True))
    assert (done.status, done.contact_id) == ("COMPLETED", thread.contact_id)
    assert kinds == ["BOOKED", "NOTED", "ARRIVED", "COMPLETED"]
    assert ["a reminder of your appointment" in texts[0], texts[1][:9]] == [True, "Thank you"]
