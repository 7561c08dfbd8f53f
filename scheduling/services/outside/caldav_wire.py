"""Talking CalDAV: the library's client on our guarded way, and answers that nobody can hurt us with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from caldav.davclient import DAVClient, DAVResponse
from caldav.lib.error import AuthorizationError, DAVError
from django.conf import settings
from lxml import etree  # type: ignore[import-untyped]

from core import fetching
from scheduling.domain.outside import Access, CalendarFault, Trouble
from scheduling.services.outside import asking

SECONDS: Final = 20
MOST_BYTES: Final = 20 * 1024 * 1024
_TALK: Final = frozenset({"PROPFIND", "REPORT"})
_NO_SUCH_METHOD: Final = frozenset({404, 405, 501})
# What the library stumbles over where an answer is not what the standard says.
_ODD: Final = (
    DAVError, etree.LxmlError, AssertionError, AttributeError, KeyError, IndexError, TypeError, NotImplementedError,
)  # fmt: skip


class Server:
    """This will speak with one server as one user."""

    def __init__(self, access: Access, address: str = "") -> None:
        address = asking.normal_address(address or access.address or access.credentials.get("server", ""))
        if urlsplit(address).scheme != "https" and not settings.CALENDARS_REACH_PRIVATE:
            raise CalendarFault(Trouble.NOT_ENCRYPTED)
        self.address = address
        self.status = 0
        self.client = DAVClient(
            url=address,
            username=access.credentials.get("user", ""),
            password=access.credentials.get("password", ""),
            timeout=SECONDS,
        )
        session: requests.Session = self.client.session
        fetching.guard(
            session,
            seconds=SECONDS,
            most_bytes=MOST_BYTES,
            reaches_private=settings.CALENDARS_REACH_PRIVATE,
        )
        self.client.ssl_verify_cert = session.verify if session.verify is not None else True
        session.hooks["response"].append(self._look)

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn whatever goes wrong into a CalendarFault, and hang up at the end."""
        try:
            with self.client.session:
                yield
        except CalendarFault:
            raise
        except AuthorizationError as error:
            raise CalendarFault(asking.trouble_of(self.status)) from error
        except _ODD as error:
            trouble = Trouble.NO_CALDAV if self.status < 400 else asking.trouble_of(self.status)
            raise CalendarFault(trouble) from error
        except (OSError, ValueError) as error:
            raise asking.fault_of(error) from error

    def ask(
        self, method: str, url: str, body: str = "", headers: dict[str, str] | None = None
    ) -> DAVResponse:
        """Send one request and give whatever came.

        Raises:
            CalendarFault: the server does not let this user.
        """
        try:
            return self.client.request(url, method, body, headers or {})
        except AuthorizationError as error:
            is_refused = self.status == 403 and method not in _TALK
            raise CalendarFault(
                Trouble.READ_ONLY if is_refused else asking.trouble_of(self.status)
            ) from error

    def told(self, method: str, url: str, body: str, *, depth: int) -> dict[str, dict[str, Any]]:
        """Ask for properties; gives those of each address, whose path is its key.

        Raises:
            CalendarFault: the server does not answer as CalDAV has it.
        """
        response = self.ask(
            method, url, body, {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        )
        if response.status != 207:
            raise CalendarFault(
                Trouble.NO_CALDAV if response.status < 300 else asking.trouble_of(response.status)
            )
        found: dict[str, dict[str, Any]] = response.find_objects_and_props()
        self.token = str(getattr(response, "sync_token", "") or "")
        return found

    def _look(self, response: requests.Response, *_: object, **__: object) -> None:
        """Read the answer once before the library does, without any entity of its own."""
        self.status = response.status_code
        if response.request.method not in _TALK:
            return
        if self.status in _NO_SUCH_METHOD:
            raise CalendarFault(Trouble.NOT_FOUND if self.status == 404 else Trouble.NO_CALDAV)
        if self.status != 207:
            return
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(response.content, parser=parser)
        except (etree.LxmlError, ValueError) as error:
            raise CalendarFault(Trouble.UNREADABLE_ANSWER) from error
        # No honest server declares a type, and entities are only good for bombs.
        if root is None or root.getroottree().docinfo.doctype:
            raise CalendarFault(Trouble.UNREADABLE_ANSWER)
