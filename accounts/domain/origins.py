"""The address of a website as browsers compare it: scheme, host and port. Pure."""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 300
# A machine's own pages, to try something out; nobody between can change them.
LOCAL: Final = frozenset({"localhost", "127.0.0.1"})
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PORT_ONLY: Final = re.compile(r"[^/:]+:[0-9]+(/|$)")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_STANDARD: Final = {"https": 443, "http": 80}


class OriginFault(StrEnum):
    """What is wrong with the address of a website."""

    EMPTY = "EMPTY"
    UNREADABLE = "UNREADABLE"
    WILDCARD = "WILDCARD"
    INSECURE = "INSECURE"
    NOT_WEB = "NOT_WEB"
    NO_NAME = "NO_NAME"
    PERSONAL = "PERSONAL"


class OriginInvalid(ValueError):
    """The address is of no website that can be let in; `fault` says why."""

    def __init__(self, fault: OriginFault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_origin(typed: str) -> str:
    """Give the origin of a website as somebody wrote or copied it, like https://www.firm.example.

    Without a scheme it is https; a page's path is left away. What this returns is safe in a header: it has only small
    letters, digits, dots, hyphens, one port and the scheme.

    Raises:
        OriginInvalid: it is empty or of no website, has a wildcard, or is open to whoever sits between.
    """
    text = typed.strip()
    if not text:
        raise OriginInvalid(OriginFault.EMPTY)
    if "*" in text:
        raise OriginInvalid(OriginFault.WILDCARD)
    if len(text) > LONGEST or any(sign.isspace() or ord(sign) < 32 for sign in text) or "\\" in text:
        raise OriginInvalid(OriginFault.UNREADABLE)
    if not _SCHEME.match(text) or _PORT_ONLY.match(text):
        text = f"https://{text.removeprefix('//')}"
    scheme, host, port = _parts(text)
    if scheme == "http" and host not in LOCAL:
        raise OriginInvalid(OriginFault.INSECURE)
    return f"{scheme}://{host}{f':{port}' if port and port != _STANDARD[scheme] else ''}"


def _parts(text: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OriginInvalid(OriginFault.UNREADABLE) from error
    if parts.scheme not in _STANDARD:
        raise OriginInvalid(OriginFault.NOT_WEB)
    if "@" in parts.netloc:
        raise OriginInvalid(OriginFault.PERSONAL)
    if port == 0 or parts.netloc.endswith(":"):
        raise OriginInvalid(OriginFault.UNREADABLE)
    return parts.scheme, _name(host), port


def _name(host: str) -> str:
    """Give a host's name in the letters browsers use."""
    try:
        name = host.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError as error:
        raise OriginInvalid(OriginFault.UNREADABLE) from error
    if name in LOCAL:
        return name
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise OriginInvalid(OriginFault.UNREADABLE)
    if len(labels) < 2 or labels[-1].isdigit():
        raise OriginInvalid(OriginFault.NO_NAME)
    return name
