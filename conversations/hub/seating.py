"""Who sits where: screens grouped by what makes their frames alike, kept up as they come, go and look elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Member
from accounts.policies import can_write
from conversations.hub.sockets import Frame, Shown, Socket
from conversations.models import Conversation
from conversations.selectors import InboxQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """All that is printed differently for one member than for another, but for what is about themselves."""

    location_ids: tuple[UUID, ...]
    can_write: bool
    language: str
    time_zone: str
    # A member whom an ethical wall keeps something from sits alone.
    walled: UUID | None = None

    @property
    def scope(self) -> tuple[UUID, ...]:
        """Name what decides which rows are seen: the same for readers who see the same."""
        return (*self.location_ids, self.walled) if self.walled else self.location_ids

    def sees(self, row: Conversation) -> bool:
        """Say whether readers work at a conversation's location (no location is every one), on this side of a wall."""
        is_near = not self.location_ids or row.location_id in self.location_ids
        return is_near and self.walled not in row.walled_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a screen shows, and with which rights. `query` is None beside the inbox, where a live `page` may stand."""

    rights: Rights
    query: InboxQuery | None
    opened: UUID | None
    page: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crowd:
    """The screens of one place, by member; frozen, so that a worker thread may read it."""

    place: Place
    screens: Mapping[UUID, tuple[Socket, ...]]
    everyone: tuple[Socket, ...]


@dataclass(frozen=True, slots=True)
class Printing:
    """A frame and the screens it is for."""

    frame: Frame
    screens: tuple[Socket, ...]


class Seating:
    """The screens of one organisation in this process. A crowd is made again only once somebody came or went."""

    def __init__(self) -> None:
        self._places: dict[Socket, Place] = {}
        self._seats: dict[Place, dict[Socket, None]] = {}
        self._crowds: dict[Place, Crowd] = {}

    def seat(self, socket: Socket) -> None:
        """Take a screen in, or move it to where it looks now."""
        place = place_of(socket)
        before = self._places.get(socket)
        if before == place:
            return
        if before is not None:
            self.unseat(socket)
        self._places[socket] = place
        self._seats.setdefault(place, {})[socket] = None
        self._crowds.pop(place, None)

    def unseat(self, socket: Socket) -> None:
        """Forget a screen."""
        place = self._places.pop(socket, None)
        if place is None:
            return
        self._crowds.pop(place, None)
        self._seats[place].pop(socket)
        if not self._seats[place]:
            del self._seats[place]

    def crowds(self) -> tuple[Crowd, ...]:
        """List the crowds as they sit now."""
        for place in self._seats.keys() - self._crowds.keys():
            self._crowds[place] = crowd_of(place, tuple(self._seats[place]))
        return tuple(self._crowds.values())


def crowd_of(place: Place, sockets: tuple[Socket, ...]) -> Crowd:
    """Gather screens of one place."""
    screens: dict[UUID, tuple[Socket, ...]] = {}
    for socket in sockets:
        screens[socket.member.pk] = (*screens.get(socket.member.pk, ()), socket)
    return Crowd(place=place, screens=screens, everyone=sockets)


def place_of(socket: Socket) -> Place:
    """Say where a screen belongs."""
    rights = rights_of(socket.member, socket.language)
    return Place(rights=rights, query=socket.query, opened=socket.opened, page=socket.page)


def rights_of(member: Member, language: str) -> Rights:
    """Read a member's rights."""
    return Rights(
        location_ids=tuple(sorted(member.location_ids)),
        can_write=can_write(member),
        language=language,
        time_zone=member.organisation.time_zone,
        walled=member.pk if member.is_walled else None,
    )
