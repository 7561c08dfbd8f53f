"""A person's words to the assistant: handed out with their data, and gone with them."""

from datetime import datetime

from accounts.models import Member, Organisation
from contacts.ports import Subject
from conversations.models import Conversation
from core.transactions import reading, tenant_transaction
from receptionist.models import Dialogue, OwnPhrase, Review, Turn
from receptionist.services import erasing, reviewing
from tests.factories import receptionist as make

SAID = "could be the old one or the new one, hard to tell"


def test_no_word_said_to_the_assistant_is_left(
    alice: Member, organisation: Organisation, now: datetime
) -> None:
    make.assistant(organisation)
    row = make.turn(organisation, now=now, text=SAID)
    reviewing.judge(by=alice, turn_id=row.pk, verdict="OTHER", intent="billing", now=now)
    with reading(organisation):
        talk = Conversation.objects.of(organisation).get(pk=row.conversation_id)
    subject = Subject(organisation_id=organisation.pk, contact_ids=(talk.contact_id,), values=(), now=now)
    with reading(organisation):
        (told,) = erasing.export(subject)["assistant"]
    assert told["heard"] == SAID

    with tenant_transaction(organisation):
        assert erasing.erase(subject) == []
    with reading(organisation):
        turns = list(Turn.objects.of(organisation).values_list("heard", "said", "understanding"))
        assert turns == [("", "", {})]
        assert not OwnPhrase.objects.of(organisation).exists()
        assert not Review.objects.of(organisation).exists()
        assert [one.state for one in Dialogue.objects.of(organisation)] == [{}]
