"""A recording is heard by those who see its conversation, whole or from where the player asks."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.test import Client

from accounts.models import Location, Member, Organisation
from conversations.models import Line, Recording
from conversations.views.ranges import Unsatisfiable, byte_range
from core.transactions import reading
from tests.factories import accounts
from tests.factories import calls as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]


@pytest.fixture
def recording(organisation: Organisation, line: Line, now: datetime) -> Recording:
    return make.voicemail(organisation, line, now=now)


def url(recording: Recording) -> str:
    return f"/calls/recordings/{recording.pk}/"


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_it_is_given_out_whole_with_its_kind_and_for_this_member_alone(
    recording: Recording, alice: Member, client_for: ClientFor
) -> None:
    response = client_for(alice).get(url(recording))

    sound = body(response)
    assert (response.status_code, sound) == (200, make.sound(12.0))
    assert response["Content-Type"] == "audio/wav"
    assert response["Content-Length"] == str(len(sound))
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=10-9999999", 10, None),
    ],
)
def test_a_player_gets_the_part_it_asks_for(
    recording: Recording, alice: Member, client_for: ClientFor, header: str, start: int, end: int | None
) -> None:
    whole = make.sound(12.0)

    response = client_for(alice).get(url(recording), headers={"range": header})

    part = body(response)
    assert response.status_code == 206
    assert part == whole[start : end + 1 if end is not None else None]
    first = start if start >= 0 else len(whole) + start
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"


def test_behind_the_end_there_is_nothing(recording: Recording, alice: Member, client_for: ClientFor) -> None:
    response = client_for(alice).get(url(recording), headers={"range": "bytes=99999999-"})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(make.sound(12.0))}"


def test_a_member_of_another_location_hears_nothing(
    recording: Recording, organisation: Organisation, client_for: ClientFor
) -> None:
    elsewhere = Location.objects.create(organisation=organisation, name="Tucson", time_zone="America/Phoenix")
    member = accounts.member(organisation=organisation, name="Nadia Sol")
    member.location_ids = [elsewhere.pk]
    member.save(update_fields=["location_ids"])

    assert client_for(member).get(url(recording)).status_code == 404


def test_what_lies_nowhere_is_not_found(recording: Recording, alice: Member, client_for: ClientFor) -> None:
    with reading(recording.organisation_id):
        path = Recording.objects.get(pk=recording.pk).path
    default_storage.delete(path)

    assert client_for(alice).get(url(recording)).status_code == 404


def test_only_looking_is_possible(recording: Recording, alice: Member, client_for: ClientFor) -> None:
    assert client_for(alice).post(url(recording)).status_code == 405


@pytest.mark.parametrize("header", ["", "items=0-1", "bytes=-", "bytes=5-2", "bytes=0-1,4-5"])
def test_what_is_no_single_range_means_the_whole(header: str) -> None:
    assert byte_range(header, 100) is None


def test_the_last_nothing_cannot_be_given() -> None:
    with pytest.raises(Unsatisfiable):
        byte_range("bytes=-0", 100)


class Bucket(Storage):
    """Files elsewhere, by name: what a storage must do at the least, and no paths."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def _open(self, name: str, mode: str = "rb") -> File:
        return File(BytesIO(self.files[name]), name)

    def _save(self, name: str, content: File) -> str:
        self.files[name] = content.read()
        return name

    def exists(self, name: str) -> bool:
        return name in self.files

    def size(self, name: str) -> int:
        return len(self.files[name])


@pytest.fixture
def bucket(settings: Any) -> None:
    """Files lie where there are no paths, as in a bucket."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Bucket"}}


@pytest.mark.parametrize(("header", "status"), [("", 200), ("bytes=0-99", 206), ("bytes=-50", 206)])
def test_a_storage_without_paths_gives_out_ranges_alike(
    bucket: None, recording: Recording, alice: Member, client_for: ClientFor, header: str, status: int
) -> None:
    with pytest.raises(NotImplementedError):
        default_storage.path(recording.path)
    whole = make.sound(12.0)

    response = client_for(alice).get(url(recording), headers={"range": header} if header else {})

    part = {"": whole, "bytes=0-99": whole[:100], "bytes=-50": whole[-50:]}[header]
    assert (response.status_code, body(response)) == (status, part)
    assert response["Content-Length"] == str(len(part))
