"""The file of a backup: a compressed tar, its first part a manifest with every other part's checksum."""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from launcher.errors import CannotContinue

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `checksums` maps each file's name to its SHA-256; `roles` are the database's."""

    format: int
    made_at: str
    postgres: str
    roles: list[str]
    checksums: dict[str, str]


def checksum(path: Path) -> str:
    """Return a file's SHA-256 without reading it into memory at once."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def write(target: IO[bytes], *, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """Write the manifest first, so that a reader knows what to expect, then every file."""
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=6) as tar:
        text = json.dumps(asdict(manifest), indent=1).encode()
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(text), 0o600
        tar.addfile(head, io.BytesIO(text))
        for name, path in files.items():
            tar.add(path, arcname=name, recursive=False)


def read(source: Path, *, into: Path) -> Manifest:
    """Unpack a backup into an empty folder and compare every checksum.

    Raises:
        CannotContinue: it is no backup of ours, was made by a newer Portico, or was cut or changed since.
    """
    try:
        with tarfile.open(source, mode="r:gz") as tar:
            manifest = _read_manifest(tar, source)
            found = {_unpack(tar, member, into): True for member in tar if member.name != MANIFEST}
    except (tarfile.TarError, EOFError, OSError, ValueError) as problem:
        if isinstance(problem, FileNotFoundError):
            raise CannotContinue(f"{source} does not exist.") from None
        raise CannotContinue(f"{source} is not a whole Portico backup: {problem}.") from None
    for name, expected in manifest.checksums.items():
        if name not in found or checksum(into / name) != expected:
            raise CannotContinue(f"{source} is damaged: {name} is missing or differs; use another backup.")
    if set(found) - set(manifest.checksums):
        raise CannotContinue(f"{source} is damaged: it holds files that its manifest does not name.")
    return manifest


def _read_manifest(tar: tarfile.TarFile, source: Path) -> Manifest:
    first = tar.next()
    file = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
    if file is None:
        raise CannotContinue(f"{source} is not a Portico backup.")
    values = json.load(file)
    if values.get("format") != FORMAT:
        raise CannotContinue(
            f"{source} was made by another version of Portico and cannot be read by this one."
        )
    return Manifest(**values)


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    # Written by hand: a changed archive must not place a link, a device or a file outside the folder.
    name = PurePosixPath(member.name)
    if not member.isreg() or name.is_absolute() or ".." in name.parts:
        raise CannotContinue(f"The backup holds {member.name}, which no Portico backup does.")
    target = into / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = tar.extractfile(member)
    if source is None:
        raise CannotContinue(f"The backup's {member.name} cannot be read.")
    with source, target.open("wb") as file:
        target.chmod(0o600)
        while chunk := source.read(CHUNK_BYTES):
            file.write(chunk)
    return str(name)
