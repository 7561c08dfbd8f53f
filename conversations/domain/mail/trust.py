"""Whether the server that took a mail in found that it really comes from the domain it says (RFC 8601, RFC 6376)."""

import re
from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]*\)")
_PASSED = re.compile(r"^\s*dkim\s*=\s*pass\b", re.IGNORECASE)
_DOMAIN = re.compile(r"\bheader\.(?:d|i)\s*=\s*\"?(?:[^\s;@\"]*@)?([A-Za-z0-9.-]+)", re.IGNORECASE)


def is_aligned(results: Sequence[str], *, server: str, sender: str) -> bool:
    """Say whether `server`, by its own topmost result, found a good signature of the sender's domain.

    Whoever writes a mail can write such lines into it as well; the server that takes it in puts its own above them.
    Signed by a domain above the sender's counts too, as long as that is no bare ending such as "com".
    """
    if not server:
        return False
    domain = sender.rpartition("@")[2].lower().rstrip(".")
    mine = next((one for one in results if _server_of(one) == server.lower()), "")
    for part in _COMMENT.sub(" ", mine).split(";")[1:]:
        if not _PASSED.match(part):
            continue
        signers = [found.lower().strip(".") for found in _DOMAIN.findall(part)]
        if any("." in one and (domain == one or domain.endswith(f".{one}")) for one in signers):
            return True
    return False


def _server_of(result: str) -> str:
    words = _COMMENT.sub(" ", result).split(";")[0].split()
    return words[0].lower() if words else ""
