"""A file comes in pieces: a cut costs one piece, nothing is kept of what may not come, what is left behind is swept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Member, Organisation
from core import clock
from core.transactions import reading
from intake.models import AnswerEvent, Submission, Upload
from intake.services.forms import parts, resuming
from tests.factories import forms as make

PDF = b"%PDF-1.4\n" + b"a" * 3000 + b"\n%%EOF"


def test_a_file_comes_in_pieces_and_goes_on_after_a_cut(
    alice: Member,
    organisation: Organisation,
    client: Client,
    client_for: Callable[[Member], Client],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    row = make.draft(make.form(alice, now=now), now=now)
    token = resuming.fill_token(row, now=now)
    address = f"/f/hale-ortiz/talk/fill/{token}/part/"

    def send(offset: int, piece: bytes, status: int = 200, **more: str) -> str:
        query = {"only": "papers", "key": "0badcafe", "name": "a.pdf", "size": f"{len(PDF)}", **more}
        response = client.post(
            address,
            piece,
            content_type="application/octet-stream",
            query_params={**query, "offset": f"{offset}"},
        )
        assert response.status_code == status, response.content
        return unescape(response.content.decode())

    def come(**more: str) -> str:
        query = {"only": "papers", "key": "0badcafe", "size": f"{len(PDF)}", **more}
        return unescape(client.get(address, query).content.decode())

    assert come() == '{"offset": 0}'
    assert send(0, PDF[:1000]) == '{"offset": 1000}'
    assert send(0, PDF[:1000], 409) == '{"offset": 1000}'
    assert send(2000, PDF[2000:], 409) == '{"offset": 1000}'
    assert come() == '{"offset": 1000}'
    assert "did not come as it was announced" in send(1000, PDF)
    assert "larger than 15 MB" in come(size="99999999")
    assert "did not come as it was announced" in come(key="../../x")
    assert client.get(address, {"only": "gone", "key": "0badcafe"}).status_code == 404
    whole = send(1000, PDF[1000:])
    assert "a.pdf" in whole
    with reading(organisation):
        kept = Upload.objects.of(organisation).get()
        assert Submission.objects.of(organisation).get(pk=row.pk).saved_at == now
    with default_storage.open(kept.path) as file:
        assert file.read() == PDF
    folder = f"{organisation.pk}/parts/{row.pk}"
    assert default_storage.listdir(folder)[0] == []

    # What is no picture and no paper is refused when it is whole, and nothing of it stays.
    assert "not taken" in send(0, b"\x00\x01\x02" * 15, size="45", key="deadbeef")
    assert default_storage.listdir(folder)[0] == []
    for n in range(3):
        send(0, b"%PDF", key=f"aaaaaaa{n}")
    assert "Other files are still on their way" in send(0, b"%PDF", key="aaaaaaaa")
    assert parts.sweep(organisation=organisation.pk, now=now) == 0
    later = datetime.now(tz=now.tzinfo) + timedelta(days=2)
    assert parts.sweep(organisation=organisation.pk, now=later) == 3
    assert not default_storage.exists(folder)

    # A member's goes on after a cut as the customer's does.
    desk, ours = client_for(alice), f"/submissions/{row.pk}/part/"
    query = {"only": "papers", "key": "0badcafe", "name": "b.pdf", "size": f"{len(PDF)}"}
    for offset, end in ((0, 2000), (2000, len(PDF))):
        assert desk.get(ours, query).json() == {"offset": offset}
        answer = desk.post(
            ours,
            PDF[offset:end],
            content_type="application/octet-stream",
            query_params={**query, "offset": f"{offset}"},
        )
    assert "b.pdf" in answer.content.decode()
    with reading(organisation):
        assert Upload.objects.of(organisation).count() == 2
        assert AnswerEvent.objects.of(organisation).order_by("at", "pk").last().member_id == alice.pk
