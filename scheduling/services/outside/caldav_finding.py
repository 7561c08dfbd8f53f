"""Finding somebody's CalDAV calendars from whatever address they know of their server."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin

from django.utils.module_loading import import_string

from scheduling.domain.outside import Access, Listed

if TYPE_CHECKING:
    from scheduling.services.outside.caldav_wire import Server

DAV: Final = "{DAV:}"
CAL: Final = "{urn:ietf:params:xml:ns:caldav}"
SPACES: Final = (
    'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
)
HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>'
SAFE: Final = "/@:+,;=!$&'()*~"


def reach(access: Access, address: str = "") -> "Server":
    """Give the server of a calendar."""
    # The library takes most of a second to load, which no process pays that reads no such calendar.
    found: Server = import_string("scheduling.services.outside.caldav_wire.Server")(access, address)
    return found


def listed(access: Access, path: str) -> tuple[Listed, ...]:
    """List the calendars of a user, found from the address they know, or from a path of its host.

    Raises:
        CalendarFault: no CalDAV is spoken there, or not with this user.
    """
    server = reach(access)
    with server.faults():
        if path:
            # A redirect from there leads to where the server speaks CalDAV; requests would make a GET of others.
            response = server.client.session.get(urljoin(server.address, path), auth=server.client.auth)
            server = reach(access, address=response.url)
        with server.faults():
            principal: Any = server.client.principal()  # type: ignore[no-untyped-call]
            home = principal.calendar_home_set
            found = server.told("PROPFIND", str(home.url), _LIST, depth=1)
            base = str(home.url)
    calendars = [
        Listed(
            address=urljoin(base, quote(key, safe=SAFE)), name=_name(told, key), is_writable=_may_write(told)
        )
        for key, told in found.items()
        if _is_calendar(told)
    ]
    return tuple(sorted(calendars, key=lambda one: one.name.casefold()))


_LIST: Final = (
    f"{HEAD}<D:propfind {SPACES}><D:prop><D:resourcetype/><D:displayname/><D:current-user-privilege-set/>"
    "<C:supported-calendar-component-set/></D:prop></D:propfind>"
)


def _is_calendar(told: Mapping[str, Any]) -> bool:
    kind, parts = told.get(f"{DAV}resourcetype"), told.get(f"{CAL}supported-calendar-component-set")
    if kind is None or kind.find(f"{CAL}calendar") is None:
        return False
    names = [part.get("name") for part in parts] if parts is not None else []
    return not names or "VEVENT" in names


def _may_write(told: Mapping[str, Any]) -> bool:
    rights = told.get(f"{DAV}current-user-privilege-set")
    if rights is None:
        return True
    writing = ("write", "write-content", "all", "bind")
    return any(rights.find(f".//{DAV}{name}") is not None for name in writing)


def _name(told: Mapping[str, Any], key: str) -> str:
    named = told.get(f"{DAV}displayname")
    text = " ".join((named.text or "").split()) if named is not None else ""
    return (text or key.rstrip("/").rpartition("/")[2])[:120]


def text_of(told: Mapping[str, Any], name: str) -> str:
    """Give the text of a property, empty where it was not told."""
    found = told.get(name)
    return str(found.text or "") if found is not None else ""
