"""Every address of the inbox: who gets in, who does not, by which method."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member
from conversations.models import Conversation, Entry
from core.transactions import reading

pytestmark = pytest.mark.django_db
READS = ("conversation", "older")
MEMBER_ACTS = ("read",)
ACTS = (
    "claim",
    "assign",
    "release",
    "snooze",
    "wake",
    "resolve",
    "reopen",
    "spam",
    "not_spam",
    "reply",
    "note",
    "draft",
    "unread",
    "choose_contact",
    "tag",
)
ENTRY_ACTS = ("undo_send", "retry")
LISTS = ("inbox", "rows", "unowned", "my_day", "search")
BARE_ACTS = ("bulk", "save_view", "task_new")
ClientFor = Callable[[Member], Client]
# What makes each act parse for someone who may do it, so that only the tenant's wall can say no.
FORMS = {
    "assign": lambda by: {"member": str(by.pk)},
    "resolve": lambda by: {"outcome": "LOST"},
    "snooze": lambda by: {"until": "tomorrow"},
    "reply": lambda by: {"text": "Hello", "after": "9"},
    "note": lambda by: {"note": "Hello"},
    "draft": lambda by: {"text": "Hello"},
    "choose_contact": lambda by: {"contact": str(by.pk)},
}


@pytest.mark.parametrize("name", [*READS, *MEMBER_ACTS, *ACTS])
def test_another_organisation_finds_nothing(
    name: str, conversation: Conversation, mallory: Member, client_for: ClientFor
) -> None:
    client = client_for(mallory)
    url = reverse(f"conversations:{name}", args=[conversation.pk])
    form = FORMS.get(name, lambda by: {})(mallory)

    answer = client.get(url, headers=_htmx()) if name in READS else client.post(url, form, headers=_htmx())

    assert answer.status_code == 404


@pytest.mark.parametrize("name", [*ENTRY_ACTS, "media"])
def test_another_organisation_finds_no_entry(
    name: str, conversation: Conversation, mallory: Member, client_for: ClientFor
) -> None:
    entry = _entry(conversation)
    client = client_for(mallory)

    if name == "media":
        answer = client.get(reverse("conversations:media", args=[entry.pk, 0]))
    else:
        answer = client.post(reverse(f"conversations:{name}", args=[entry.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_read_only_changes_nothing(
    name: str, conversation: Conversation, rae: Member, client_for: ClientFor
) -> None:
    url = reverse(f"conversations:{name}", args=[conversation.pk])

    assert client_for(rae).post(url).status_code == 403


@pytest.mark.parametrize("name", BARE_ACTS)
def test_read_only_adds_nothing(name: str, rae: Member, client_for: ClientFor) -> None:
    assert client_for(rae).post(reverse(f"conversations:{name}")).status_code == 403


@pytest.mark.parametrize("name", READS)
def test_read_only_reads(name: str, conversation: Conversation, rae: Member, client_for: ClientFor) -> None:
    answer = client_for(rae).get(reverse(f"conversations:{name}", args=[conversation.pk]), headers=_htmx())

    assert answer.status_code == 200


@pytest.mark.parametrize("name", [*MEMBER_ACTS, *ACTS])
def test_acts_are_posted(name: str, conversation: Conversation, alice: Member, client_for: ClientFor) -> None:
    url = reverse(f"conversations:{name}", args=[conversation.pk])

    assert client_for(alice).get(url).status_code == 405


@pytest.mark.parametrize("name", [*LISTS])
def test_pages_are_read(name: str, alice: Member, client_for: ClientFor) -> None:
    client = client_for(alice)

    assert client.get(reverse(f"conversations:{name}")).status_code in {200, 302}
    assert client.post(reverse(f"conversations:{name}")).status_code == 405


@pytest.mark.parametrize("path", ["claim/", "reply/", "older/", ""])
def test_a_malformed_id_is_no_address(path: str, alice: Member, client_for: ClientFor) -> None:
    assert client_for(alice).get(f"/inbox/not-an-id/{path}").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_without_a_session_one_logs_in(name: str, client: Client) -> None:
    answer = client.get(reverse(f"conversations:{name}"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_location_out_of_scope_is_not_there(
    conversation: Conversation, bob: Member, client_for: ClientFor
) -> None:
    elsewhere = conversation.organisation.locations.create(name="Mesa office")
    bob.location_ids = [elsewhere.pk]
    bob.save(update_fields=["location_ids"])
    client = client_for(bob)

    assert client.get(reverse("conversations:conversation", args=[conversation.pk])).status_code == 404
    assert "Denise" not in client.get(reverse("conversations:inbox")).content.decode()


def _entry(conversation: Conversation) -> Entry:
    with reading(conversation.organisation_id):
        return Entry.objects.of(conversation.organisation_id).get(conversation=conversation, seq=1)


def _htmx() -> dict[str, str]:
    return {"HX-Request": "true"}
