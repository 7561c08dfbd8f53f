"""Which town a postcode is written with, and how far one lies from a town; by the table that ships."""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from accounts.models import Organisation
from scheduling.domain.areas import tidy_postcode
from scheduling.domain.geo import metres_between
from scheduling.selectors.postcodes import locate_all

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "us_towns.txt.gz"
# Metres. Of the names by which the post delivers beside a postcode's main one 1.3 % lie farther off, of main ones 0.03 %.
FAR: Final = 25_000
_SHORT: Final = {
    "SAINT": "ST", "SAINTE": "STE", "MOUNT": "MT", "FORT": "FT", "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W",
    "HEIGHTS": "HTS", "CITY": "", "TOWNSHIP": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Towns:
    """`of` gives state and town of a postcode, `codes` the postcodes of a state's town."""

    of: Mapping[str, tuple[str, str]]
    codes: Mapping[tuple[str, str], tuple[str, ...]]


def other_town(organisation: Organisation, *, postcode: str, town: str) -> str:
    """Give the town of a postcode where that lies far from the town somebody wrote; empty where both may be right.

    A town that no postcode of the state is written with may be a small one: nothing is said of it.
    """
    if organisation.country != "US" or not town:
        return ""
    towns, bare = _towns(), tidy_postcode(postcode)
    state, name = towns.of.get(bare, ("", ""))
    codes = towns.codes.get((state, _plain(town)), ())
    if not codes or bare in codes:
        return ""
    found = locate_all(organisation, [bare, *codes])
    here = found.pop(bare, None)
    if here is None or not found:
        return ""
    return name if min(metres_between(here, there) for there in found.values()) > FAR else ""


@lru_cache(maxsize=1)
def _towns() -> _Towns:
    """Read the table once a process."""
    of: dict[str, tuple[str, str]] = {}
    codes: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in gzip.decompress(SHIPPED.read_bytes()).decode().splitlines():
        state, town, listed = line.split("|")
        these = tuple(listed.split())
        key = (state, _plain(town))
        codes[key] = (*codes.get(key, ()), *these)
        of.update(dict.fromkeys(these, (state, town)))
    return _Towns(of, codes)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    words = re.sub(r"[^A-Z ]+", " ", bare.replace("'", "").replace(".", "")).split()
    return " ".join(short for word in words if (short := _SHORT.get(word, word)))
