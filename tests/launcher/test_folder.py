"""The data folder: one holder, private sockets that fit, a keyring that is never replaced."""

import json
import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from launcher.errors import CannotContinue
from launcher.folder import SOCKET_FOLDER_LIMIT, Folder
from launcher.keyring import open_keyring


def test_the_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = Folder(tmp_path / "data"), Folder(tmp_path / "data")
    first.hold()

    with pytest.raises(CannotContinue, match="already running"):
        second.hold()
    assert second.is_held()

    first.release()
    assert not second.is_held()
    second.hold()
    second.release()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotContinue, match="cannot be used as data folder: Not a directory"):
        Folder(tmp_path / "file" / "data").hold()


@pytest.mark.parametrize("name", ["short", "with space", "ñ", "long" * 40])
def test_sockets_lie_in_a_private_folder_of_short_name(name: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / name)
    folder.hold()
    try:
        sockets = folder.sockets()

        assert len(os.fsencode(sockets)) <= SOCKET_FOLDER_LIMIT
        assert sockets.stat().st_mode & 0o777 == 0o700
        assert str(sockets).isascii()
        assert " " not in str(sockets)
        assert folder.sockets() == sockets
    finally:
        folder.release()


def test_a_killed_portico_leaves_its_socket_folder_to_the_next(tmp_path: Path) -> None:
    killed, following = Folder(tmp_path / "with space"), Folder(tmp_path / "with space")

    assert killed.sockets() == following.sockets()
    following.release()


def test_the_keyring_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keyring"

    made = open_keyring(path)

    assert open_keyring(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(made.secret_key) >= 50
    assert Fernet(made.field_keys[0]).decrypt(Fernet(made.field_keys[0]).encrypt(b"x")) == b"x"


@pytest.mark.parametrize("text", ["", "{", json.dumps({"secret_key": "x"})])
def test_a_damaged_keyring_is_never_replaced(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keyring"
    path.write_text(text)

    with pytest.raises(CannotContinue, match="is damaged; put back the keyring of your backup"):
        open_keyring(path)
    assert path.read_text() == text
