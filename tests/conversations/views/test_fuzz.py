"""Whatever stands in an address, the inbox answers; never with a 500."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Member
from conversations.models import Conversation

pytestmark = pytest.mark.django_db
KEYS = ("view", "location", "line", "channel", "tag", "q", "after", "before", "pane", "scope", "sort", "page")
LIKELY = st.sampled_from(
    [
        "unowned",
        "open",
        "_",
        "2026-11-23T17:00:00+00:00_01a20158-04de-73cb-a067-fe55adc56afe",
        "0001-01-01T00:00:00+00:00_01a20158-04de-73cb-a067-fe55adc56afe",
        "9999-12-31T23:59:59-23:59_1",
        "_01a20158-04de-73cb-a067-fe55adc56afe",
        "2026-11-23T17:00:00+00:00_99999999999999999999",
        "01a20158-04de-73cb-a067-fe55adc56afe",
        "'; DROP TABLE conversations_entry; --",
        "\x00",
        '" OR -"',
        "%_\\",
        "SMS",
        "²",
    ]
)
PARAMS = st.dictionaries(st.sampled_from(KEYS), LIKELY | st.text(max_size=60), max_size=5)


@given(params=PARAMS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_query_breaks_the_inbox(
    params: dict[str, str], conversation: Conversation, alice: Member, client_for: Callable[[Member], Client]
) -> None:
    client = client_for(alice)
    htmx = {"HX-Request": "true", "HX-Target": "desk"}

    for path in ("/inbox/", "/search/", "/tasks/", f"/inbox/{conversation.pk}/"):
        assert client.get(path, params).status_code == 200, path
    for path in ("/inbox/rows/", f"/inbox/{conversation.pk}/older/", f"/inbox/{conversation.pk}/"):
        assert client.get(path, params, headers=htmx).status_code == 200, path


FORM = st.dictionaries(
    st.sampled_from(
        ["seq", "tags", "member", "until", "until_local", "outcome", "reason", "after", "text", "note"]
    ),
    LIKELY | st.text(max_size=40),
    max_size=5,
)


@given(
    form=FORM, act=st.sampled_from(["read", "tag", "assign", "snooze", "resolve", "draft", "reply", "note"])
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_form_breaks_an_act(
    form: dict[str, str],
    act: str,
    conversation: Conversation,
    alice: Member,
    client_for: Callable[[Member], Client],
) -> None:
    answer = client_for(alice).post(f"/inbox/{conversation.pk}/{act}/", form, headers={"HX-Request": "true"})

    assert answer.status_code < 500
